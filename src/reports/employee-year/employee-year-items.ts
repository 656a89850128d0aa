import { ApiProperty } from '@nestjs/swagger';
import { RunItem } from '../../discipline/accounts.controller';
import { CasePersonItem } from '../../discipline/cases/case-sheet-items';

/** One row of the table of thresholds against what has come together. */
export class ThresholdItem {
  @ApiProperty({ description: 'From so many days on.' })
  at!: number;
  @ApiProperty()
  sanction!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  abbreviation!: string;
  @ApiProperty()
  tier!: string;
  @ApiProperty()
  article!: string;
  @ApiProperty()
  reached!: boolean;
  @ApiProperty({ description: 'The lowest row that is not reached.' })
  next!: boolean;
  @ApiProperty({ description: 'Not reached, but it would be if every waiting day proved an absence.' })
  possible!: boolean;
}

/** The account of the year. */
export class YearAccountItem {
  @ApiProperty()
  verifiedDays!: number;
  @ApiProperty({ description: 'Days that may still count: unverified, sent back, or waiting for a fact.' })
  waitingDays!: number;
  @ApiProperty({ description: 'What the ladder counts.' })
  cumulativeDays!: number;
  @ApiProperty()
  lateMinutes!: number;
  @ApiProperty()
  earlyLeaveMinutes!: number;
  @ApiProperty({ type: RunItem })
  run!: RunItem;
  @ApiProperty({ type: RunItem })
  possibleRun!: RunItem;
  @ApiProperty({ type: Number, nullable: true, description: 'Length at which a run has a consequence of its own.' })
  runLimit!: number | null;
  @ApiProperty({ type: String, nullable: true })
  level!: string | null;
  @ApiProperty({ type: String, nullable: true })
  nextLevel!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  daysToNext!: number | null;
  @ApiProperty({ type: String, nullable: true })
  salaryStopMonth!: string | null;
  @ApiProperty()
  provisional!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Why no table is shown for this category; null where one is.' })
  noRule!: string | null;
}

/** One day of the year in its cell. */
export class YearDayItem {
  @ApiProperty()
  date!: string;
  @ApiProperty({ description: 'Of several shifts the one that weighs most.' })
  status!: string;
  @ApiProperty()
  settled!: boolean;
  @ApiProperty({ description: 'Shifts of the day.' })
  shifts!: number;
  @ApiProperty()
  lateMinutes!: number;
  @ApiProperty()
  earlyLeaveMinutes!: number;
  @ApiProperty()
  absentDays!: number;
  @ApiProperty({ type: [String] })
  flags!: string[];
}

/** One month of the year. */
export class YearMonthItem {
  @ApiProperty({ example: '2026-05' })
  month!: string;
  @ApiProperty({ type: [YearDayItem], description: 'Days that have been judged; the others are left out.' })
  days!: YearDayItem[];
}

/** One day of the account. */
export class CountedDayItem {
  @ApiProperty()
  date!: string;
  @ApiProperty()
  days!: number;
  @ApiProperty({ enum: ['counted', 'unverified', 'sent-back', 'waiting'] })
  standing!: string;
  @ApiProperty({ type: String, nullable: true })
  verifiedBy!: string | null;
  @ApiProperty({ type: [String], description: 'What the day rests on.' })
  evidence!: readonly string[];
}

/** One person's year: what has come together, against what, and from which days. */
export class EmployeeYear {
  @ApiProperty({ type: CasePersonItem })
  person!: CasePersonItem;
  @ApiProperty()
  year!: number;
  @ApiProperty()
  asOfDate!: string;
  @ApiProperty({ type: YearAccountItem })
  account!: YearAccountItem;
  @ApiProperty({ type: [ThresholdItem], description: 'Empty where no rule judges the category: another table is never shown.' })
  thresholds!: ThresholdItem[];
  @ApiProperty({ type: [CountedDayItem], description: 'Counted and waiting days, oldest first.' })
  days!: CountedDayItem[];
  @ApiProperty({ type: [YearMonthItem] })
  months!: YearMonthItem[];
}
