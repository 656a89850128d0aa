import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { EXCEPTION_KINDS } from '../../core/discipline/exception';
import { ViolationHistoryItem } from '../../discipline/violations/violation-items';
import { PageInfo, PageQuery } from '../../platform/http/page';
import { DateFilter } from '../../platform/http/date-filter';
import { StripItem } from './day-strip';

/** The tabs of the review: nobody has looked, a machine or a fact is awaited, an explanation is awaited, done. */
export const reviewTabs = ['review', 'waiting', 'explanation', 'done'] as const;
/** One of the tabs. */
export type ReviewTab = (typeof reviewTabs)[number];

/** Which rows of the review are meant. */
export class ReviewQuery extends IntersectionType(PageQuery, DateFilter) {
  @ApiPropertyOptional({ enum: reviewTabs, default: 'review' })
  @IsOptional()
  @IsIn(reviewTabs)
  tab: ReviewTab = 'review';

  @ApiPropertyOptional({ enum: EXCEPTION_KINDS })
  @IsOptional()
  @IsIn(EXCEPTION_KINDS)
  kind?: string;

  @ApiPropertyOptional({ description: 'Id of a unit; those below it are meant too.' })
  @IsOptional()
  @IsString()
  unitId?: string;

  @ApiPropertyOptional({ description: 'Category of staff, e.g. PNS.' })
  @IsOptional()
  @IsString()
  category?: string;

  @ApiPropertyOptional({ description: 'Part of a name, or the beginning of a number.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  text?: string;
}

/** One row: one exception of one shift of one person. */
export class ReviewRowItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  jobTitle!: string | null;
  @ApiProperty()
  category!: string;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty()
  workDate!: string;
  @ApiProperty()
  shiftNo!: number;
  @ApiProperty({ enum: [...EXCEPTION_KINDS, 'waiting'], description: '"waiting": nothing is said of the day until a machine is heard.' })
  kind!: string;
  @ApiProperty()
  minutes!: number;
  @ApiProperty()
  days!: number;
  @ApiProperty()
  state!: string;
  @ApiProperty({ description: 'The end of the day waits for a machine.' })
  awaitsMachine!: boolean;
  @ApiProperty({ description: 'The employee has explained it.' })
  explained!: boolean;
  @ApiProperty({ description: 'Papers behind the explanation.' })
  papers!: number;
  @ApiProperty({ description: 'A leave that nobody has decided covers the date.' })
  leaveRequested!: boolean;
  @ApiProperty({ description: 'A discipline case of the year is open.' })
  caseOpen!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Which absent day of the year it would be, once verified.' })
  countsAs!: number | null;
  @ApiProperty({ description: 'Seconds by which the clock of a used terminal was corrected; 0 = not.' })
  clockCorrectedSeconds!: number;
  @ApiProperty({ description: 'Epoch milliseconds of the midnight that begins the work date.' })
  midnightAt!: number;
  @ApiProperty()
  strip!: StripItem;
}

/** A unit that has rows on the page. */
export class ReviewGroup {
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'Rows of the unit that match, on all pages.' })
  count!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Name of a terminal of the unit that is silent.' })
  silentTerminal!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  silentSinceAt!: number | null;
}

/** A page of the review, in order of unit. */
export class ReviewPage extends PageInfo {
  @ApiProperty({ type: [ReviewRowItem] })
  items!: ReviewRowItem[];
  @ApiProperty({ type: [ReviewGroup] })
  groups!: ReviewGroup[];
}

/** How much is in each tab. */
export class ReviewCounts {
  @ApiProperty()
  review!: number;
  @ApiProperty()
  waiting!: number;
  @ApiProperty()
  explanation!: number;
  @ApiProperty()
  done!: number;
  @ApiProperty({ description: 'People whose days wait for a machine.' })
  waitingPeople!: number;
  @ApiProperty({ description: 'Terminals that they wait for.' })
  waitingTerminals!: number;
  @ApiProperty({ description: 'Today in the zone of the office.' })
  today!: string;
  @ApiProperty({ description: 'The last date before today on which somebody was due to work.' })
  lastWorkDate!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Date by which the rows of the span are to be looked at.' })
  verifyBy!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Local time at which the daily report goes out; null where it is switched off.', example: '06:30' })
  reportAt!: string | null;
}

/** Sentence of a day in both languages, with what it rests on. */
export class WhyItem {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  id!: string;
  @ApiProperty()
  en!: string;
  @ApiProperty({ enum: ['plan', 'record', 'rule', 'machine', 'request', 'none'], description: 'Where the evidence is.' })
  evidence!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Serial number or id that the evidence is found by.' })
  reference!: string | null;
}

/** What the law says of an exception, and what verifying would do. */
export class DayProvisionItem {
  @ApiProperty({ enum: EXCEPTION_KINDS })
  kind!: string;
  @ApiProperty()
  state!: string;
  @ApiProperty()
  minutes!: number;
  @ApiProperty()
  days!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Act and article, or why there is no rule.' })
  source!: string | null;
  @ApiProperty({ type: String, nullable: true })
  provision!: string | null;
  @ApiProperty({ description: 'Minutes of the year after verifying.' })
  minutesAfter!: number;
  @ApiProperty({ description: 'Absent days of the year after verifying.' })
  daysAfter!: number;
  @ApiProperty({ type: String, nullable: true, description: 'The next sanction of the ladder.' })
  nextLevel!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Days that are missing to it after verifying; 0 or less = it is reached.' })
  daysToNext!: number | null;
  @ApiProperty({ type: String, nullable: true })
  verifyBy!: string | null;
  @ApiProperty({ type: [ViolationHistoryItem] })
  history!: ViolationHistoryItem[];
}

/** One of the last working days as a cell. */
export class RecentDay {
  @ApiProperty()
  workDate!: string;
  @ApiProperty({ enum: ['present', 'late', 'early', 'punch-missing', 'no-record', 'absent', 'leave', 'duty', 'waiting', 'excused'] })
  status!: string;
  @ApiProperty()
  minutes!: number;
}

/** A day of one person, explained. */
export class ReviewDay {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty({ type: String, nullable: true })
  jobTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitName!: string | null;
  @ApiProperty()
  workDate!: string;
  @ApiProperty()
  shiftNo!: number;
  @ApiProperty()
  status!: string;
  @ApiProperty()
  settled!: boolean;
  @ApiProperty()
  zone!: string;
  @ApiProperty()
  midnightAt!: number;
  @ApiProperty()
  strip!: StripItem;
  @ApiProperty({ type: [WhyItem] })
  why!: WhyItem[];
  @ApiProperty({ type: [DayProvisionItem] })
  provisions!: DayProvisionItem[];
  @ApiProperty({ type: [RecentDay] })
  recent!: RecentDay[];
  @ApiProperty({ description: 'When the day was last judged, epoch milliseconds.' })
  computedAt!: number;
  @ApiProperty({ description: 'Waits to be judged again at this moment.' })
  beingJudged!: boolean;
}

/** A view that somebody saved: the address of a list under a name. */
export class ReviewViewItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'Search part of the address.', example: 'tab=review&kind=late-arrival' })
  query!: string;
}

/** A view to save. */
export class ReviewViewBody {
  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  name!: string;

  @ApiProperty()
  @IsString()
  @MaxLength(500)
  query!: string;
}
