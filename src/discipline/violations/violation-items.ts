import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength, ValidateIf, ValidateNested } from 'class-validator';
import { EXCEPTION_KINDS, type ExceptionKind } from '../../core/discipline/exception';
import { PageInfo, PageQuery } from '../../platform/http/page';
import { DateFilter } from '../../platform/http/date-filter';
import { datePattern } from '../../platform/http/date-text';
import { PaperItem } from '../papers/paper-form';
import { type DecisionWord, violationStates } from '../violation-store';

const words: readonly DecisionWord[] = ['verified', 'excused', 'sent-back', 'withdrawn'];

/** Which violations are meant. */
export class ViolationFilter extends DateFilter {
  @ApiPropertyOptional({ enum: EXCEPTION_KINDS })
  @IsOptional()
  @IsIn(EXCEPTION_KINDS)
  kind?: ExceptionKind;

  @ApiPropertyOptional({ enum: violationStates })
  @IsOptional()
  @IsIn(violationStates)
  state?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional({ description: 'Id of a unit; those below it are meant too.' })
  @IsOptional()
  @IsString()
  unitId?: string;
}

/** Filters of the list of violations. */
export class ViolationQuery extends IntersectionType(PageQuery, ViolationFilter) {}

/** A violation as the API shows it. */
export class ViolationItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  workDate!: string;
  @ApiProperty()
  shiftNo!: number;
  @ApiProperty({ enum: EXCEPTION_KINDS })
  kind!: string;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty()
  minutes!: number;
  @ApiProperty()
  days!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the provision in force on the work date; null = no rule judges this person.' })
  provision!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Act and article, or why there is no rule.' })
  source!: string | null;
  @ApiProperty({ enum: violationStates })
  state!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Date by which an officer is to verify it; null where no procedure rules the person.' })
  verifyBy!: string | null;
  @ApiProperty({ description: 'True where a year up to that date has no decreed calendar yet.' })
  verifyByProvisional!: boolean;
  @ApiProperty({ description: 'Nobody has looked, and the date is past.' })
  overdue!: boolean;
}

/** A page of violations. */
export class ViolationPage extends PageInfo {
  @ApiProperty({ type: [ViolationItem] })
  items!: ViolationItem[];
}

/** One exception of one person. */
export class ViolationKeyBody {
  @ApiProperty()
  @IsString()
  employeeId!: string;
  @ApiProperty({ example: '2026-11-24' })
  @Matches(datePattern)
  workDate!: string;
  @ApiProperty({ enum: EXCEPTION_KINDS })
  @IsIn(EXCEPTION_KINDS)
  kind!: ExceptionKind;
}

/** What an officer says of some violations: named one by one, or all that match a filter. */
export class ViolationDecisionBody {
  @ApiProperty({ enum: words, description: '"verified" counts, "excused" does not, "sent-back" asks for an explanation, "withdrawn" takes the last word back.' })
  @IsIn(words)
  decision!: DecisionWord;

  @ApiPropertyOptional({ type: [ViolationKeyBody] })
  @ValidateIf((body: ViolationDecisionBody) => body.where === undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => ViolationKeyBody)
  about?: ViolationKeyBody[];

  @ApiPropertyOptional({ type: ViolationFilter, description: 'In place of `about`: all that match, at most 1000.' })
  @ValidateIf((body: ViolationDecisionBody) => body.about === undefined)
  @ValidateNested()
  @Type(() => ViolationFilter)
  where?: ViolationFilter;

  @ApiPropertyOptional({ description: 'With `where`: how many the officer saw. If another number matches now, nothing is decided (409).' })
  @ValidateIf((body: ViolationDecisionBody) => body.where !== undefined)
  @IsInt()
  @Min(1)
  expected?: number;

  @ApiPropertyOptional({ default: false, description: 'Only say what would happen, to how many, and to which it cannot.' })
  @IsOptional()
  @IsBoolean()
  dryRun: boolean = false;

  @ApiPropertyOptional({ description: 'Needed unless something is verified.' })
  @ValidateIf((body: ViolationDecisionBody) => body.decision !== 'verified' || body.reason !== undefined)
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  reason?: string;

  @ApiPropertyOptional({ description: 'Number or place of the document.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  document?: string;

  @ApiPropertyOptional({ type: [String], description: 'Ids of papers handed in before.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID('all', { each: true })
  papers?: string[];
}

/** One exception that a decision could not apply to. */
export class NotAppliedItem extends ViolationKeyBody {
  @ApiProperty({ enum: ['no-such-violation', 'waiting-for-a-fact'] })
  why!: string;
}

/** What became of a decision. */
export class DecisionAnswer {
  @ApiProperty()
  applied!: number;
  @ApiProperty({ type: [NotAppliedItem] })
  notApplied!: NotAppliedItem[];
  @ApiProperty()
  dryRun!: boolean;
}

/** How far ahead reminders look. */
export class ReminderQuery extends PageQuery {
  @ApiPropertyOptional({ default: 1, minimum: 0, maximum: 30, description: 'Working days ahead: what falls due within them is listed beside what is overdue.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(30)
  withinWorkingDays: number = 1;

  @ApiPropertyOptional({ description: 'Id of a unit; those below it are meant too.' })
  @IsOptional()
  @IsString()
  unitId?: string;
}

/** One day that is explained. */
export class WordsBody {
  @ApiProperty({ example: '2026-11-24' })
  @Matches(datePattern)
  workDate!: string;
  @ApiProperty({ enum: EXCEPTION_KINDS })
  @IsIn(EXCEPTION_KINDS)
  kind!: ExceptionKind;
  @ApiProperty({ description: "The employee's own words." })
  @IsString()
  @MinLength(3)
  @MaxLength(4000)
  words!: string;
}

/** What an employee says of some days. */
export class ExplanationsBody {
  @ApiProperty({ type: [WordsBody] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => WordsBody)
  explanations!: WordsBody[];

  @ApiPropertyOptional({ type: [String], description: 'Ids of papers handed in before.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID('all', { each: true })
  papers?: string[];
}

/** A day that is asked about. */
export class AboutBody {
  @ApiProperty({ example: '2026-11-24' })
  @Matches(datePattern)
  workDate!: string;
  @ApiProperty({ enum: EXCEPTION_KINDS })
  @IsIn(EXCEPTION_KINDS)
  kind!: ExceptionKind;
}

/** Which days an employee is asked to explain, and until when. */
export class InviteBody {
  @ApiProperty({ type: [AboutBody] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => AboutBody)
  about!: AboutBody[];

  @ApiPropertyOptional({ default: 7, minimum: 1, maximum: 60, description: 'Days until the link expires.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(60)
  days: number = 7;
}

/** A link that was made; its address is shown once. */
export class InviteAnswer {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  url!: string;
  @ApiProperty()
  expiresAt!: string;
}

/** One line of what happened around a violation. */
export class ViolationHistoryItem {
  @ApiProperty({ enum: ['decision', 'explanation'] })
  type!: string;
  @ApiProperty()
  id!: string;
  @ApiProperty()
  at!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty({ description: 'The decision, or the way by which the explanation came.' })
  what!: string;
  @ApiProperty({ type: String, nullable: true, description: "The officer's reason, or the employee's words." })
  words!: string | null;
  @ApiProperty({ type: String, nullable: true })
  document!: string | null;
  @ApiProperty({ type: [PaperItem] })
  papers!: PaperItem[];
}
