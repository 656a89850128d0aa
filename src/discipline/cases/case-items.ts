import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { STAGES } from '../../core/discipline/case-event';
import { PageInfo, PageQuery } from '../../platform/http/page';
import { CaseSheet } from './case-sheet-items';

/** Filters of cases. */
export class CaseQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STAGES })
  @IsOptional()
  @IsIn(STAGES)
  state?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional({ description: 'A unit with all below it; a case belongs to the unit of the day on which it was opened.' })
  @IsOptional()
  @IsString()
  unitId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  year?: number;

  @ApiPropertyOptional({ description: 'Only cases that have come to their end (closed, withdrawn), or only those that go on.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  ended?: boolean;

  @ApiPropertyOptional({ description: 'Part of a name or of a number.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  text?: string;

  @ApiPropertyOptional({ description: 'Only cases in which the facts have changed since somebody acted, or only the others.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  reviewNeeded?: boolean;
}

/** A deadline in working days of the decreed calendar. */
export class DeadlineItem {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  dueDate!: string;
  @ApiProperty({ description: 'True where a year up to that date has no decreed calendar: the date may still move.' })
  provisional!: boolean;
  @ApiProperty()
  met!: boolean;
  @ApiProperty()
  overdue!: boolean;
  @ApiProperty({ description: 'Working days from today; negative when past.' })
  workingDaysLeft!: number;
  @ApiProperty()
  source!: string;
}

/** A discipline case as lists show it. */
export class CaseItem {
  @ApiProperty()
  caseId!: string;
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  year!: number;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty({ enum: STAGES })
  state!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The sanction that the facts propose; a person decides.' })
  level!: string | null;
  @ApiProperty({ enum: ['count', 'run', 'conduct'], description: 'What the case rests on: absences in all, a run of them, or an alleged breach of conduct.' })
  basis!: string;
  @ApiProperty()
  countedDays!: number;
  @ApiProperty({ description: 'The facts have changed since somebody acted: a person must look.' })
  reviewNeeded!: boolean;
  @ApiProperty()
  openedAt!: string;
  @ApiProperty()
  changedAt!: string;
  @ApiProperty({ type: DeadlineItem, nullable: true, description: 'The first deadline that is not met.' })
  deadline!: DeadlineItem | null;
}

/** A step that the stage admits, and who may take it. */
export class AllowedActItem {
  @ApiProperty()
  act!: string;
  @ApiProperty({ type: [String] })
  actors!: readonly string[];
}

/** A question to a person: the facts no longer say what somebody acted on. */
export class ReviewItem {
  @ApiProperty()
  round!: number;
  @ApiProperty()
  reason!: string;
  @ApiProperty({ type: Object, nullable: true, description: 'What the facts propose now; null = nothing.' })
  proposal!: object | null;
}

/** A letter that was printed. */
export class DocumentItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  kind!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ type: String, nullable: true })
  number!: string | null;
  @ApiProperty({ description: 'A draft carries the word on every page and is nobody’s decision.' })
  draft!: boolean;
  @ApiProperty()
  pages!: number;
  @ApiProperty()
  printedAt!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty()
  sha256!: string;
  @ApiProperty()
  templateSha256!: string;
}

/** One line of a case's history as it is stored. */
export class CaseHistoryItem {
  @ApiProperty()
  sequence!: number;
  @ApiProperty()
  at!: string;
  @ApiProperty({ description: 'Who recorded it.' })
  recordedBy!: string;
  @ApiProperty({ type: Object })
  event!: object;
}

/** A case with everything that bears on its next step. */
export class CaseDetail extends CaseItem {
  @ApiProperty({ description: 'Number of lines in the history; a step names it, so that nobody acts on an old sight.' })
  sequence!: number;
  @ApiProperty({ type: Object })
  detail!: object;
  @ApiProperty({ type: [DeadlineItem] })
  deadlines!: DeadlineItem[];
  @ApiProperty({ type: [AllowedActItem] })
  allowed!: AllowedActItem[];
  @ApiProperty({ type: [ReviewItem] })
  reviews!: ReviewItem[];
  @ApiProperty({ type: Object, nullable: true, description: 'What became of a proposal to stop pay.' })
  salaryStop!: object | null;
  @ApiProperty({ type: [DocumentItem] })
  documents!: DocumentItem[];
  @ApiProperty({ type: [CaseHistoryItem], description: 'Everything that happened, oldest first; only ever appended to.' })
  history!: CaseHistoryItem[];
  @ApiProperty({ type: CaseSheet, nullable: true, description: 'The course with its dates, every step with why it is open or locked, the days it rests on, who takes part.' })
  sheet!: CaseSheet | null;
}

/** What a step led to. */
export class ActAnswer {
  @ApiProperty({ enum: STAGES })
  state!: string;
  @ApiProperty()
  sequence!: number;
  @ApiProperty({ type: [String], description: 'For a person to look at; nothing was refused.' })
  warnings!: readonly string[];
}

/** A page of cases. */
export class CasePage extends PageInfo {
  @ApiProperty({ type: [CaseItem] })
  items!: CaseItem[];
}
