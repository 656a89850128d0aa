import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { type AppraisalAct, appraisalActs, type AppraisalLevel, appraisalLevels, behaviourValues, predicates } from '../core/performance/appraisal';
import { PageInfo, PageQuery } from '../platform/http/page';
import { calendarDatePattern } from '../platform/http/date-text';

const statuses = ['new', 'planned', 'agreed', 'evaluated', 'objected', 'closed'] as const;

/** A period of appraisal: a quarter, or a year. */
export class AppraisalPeriodBody {
  @ApiProperty({ example: '2026-Q4' })
  @Matches(/^[A-Za-z0-9._-]{1,64}$/)
  code!: string;

  @ApiProperty({ example: 'Triwulan IV 2026' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name!: string;

  @ApiProperty()
  @Matches(calendarDatePattern, { message: 'fromDate must be written like 2026-11-23' })
  fromDate!: string;

  @ApiProperty()
  @Matches(calendarDatePattern, { message: 'toDate must be written like 2026-11-23' })
  toDate!: string;
}

/** Filters of appraisals. */
export class AppraisalQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of a period.' })
  @IsOptional()
  @IsString()
  period?: string;

  @ApiPropertyOptional({ enum: statuses })
  @IsOptional()
  @IsIn(statuses)
  status?: string;
}

/** Which unit. */
export class UnitOutcomeQuery {
  @ApiProperty({ description: 'Id of the unit.' })
  @IsString()
  unitId!: string;
}

/** Whose appraisal begins. */
export class AppraisalBody {
  @ApiProperty()
  @IsString()
  period!: string;
}

/** An indicator of a result. */
export class IndicatorBody {
  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  text!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  target!: string;
}

/** A planned result. */
export class PlannedResultBody {
  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  text!: string;

  @ApiProperty({ type: [IndicatorBody] })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => IndicatorBody)
  indicators!: IndicatorBody[];
}

/** A step of an appraisal. */
export class AppraisalActBody {
  @ApiProperty({ enum: appraisalActs })
  @IsIn(appraisalActs)
  act!: AppraisalAct;

  @ApiPropertyOptional({ description: 'Notes of a dialogue, the reason of an evaluation, an objection or its answer.' })
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  text?: string;

  @ApiPropertyOptional({ type: [PlannedResultBody] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => PlannedResultBody)
  results?: PlannedResultBody[];

  @ApiPropertyOptional({ enum: appraisalLevels, description: 'Work result as the superior judges it.' })
  @IsOptional()
  @IsIn(appraisalLevels)
  work?: AppraisalLevel;

  @ApiPropertyOptional({ enum: appraisalLevels, description: 'Behaviour as the superior judges it.' })
  @IsOptional()
  @IsIn(appraisalLevels)
  behaviour?: AppraisalLevel;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string', enum: [...appraisalLevels] }, description: `Behaviour value by value: ${behaviourValues.join(', ')}.` })
  @IsOptional()
  @IsObject()
  values?: Record<string, AppraisalLevel>;
}

/** An appraisal in a list. */
export class AppraisalItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  period!: string;
  @ApiProperty({ enum: statuses })
  status!: string;
  @ApiProperty({ type: String, nullable: true, enum: predicates })
  predicate!: string | null;
}

/** A page of appraisals. */
export class AppraisalPage extends PageInfo {
  @ApiProperty({ type: [AppraisalItem] })
  items!: AppraisalItem[];
}

/** What happened to an appraisal. */
export class AppraisalEventItem {
  @ApiProperty({ enum: appraisalActs })
  type!: string;
  @ApiProperty()
  at!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty({ type: String, nullable: true })
  text!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: appraisalLevels })
  work!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: appraisalLevels })
  behaviour!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  values!: Readonly<Record<string, string>>;
}

/** An appraisal of a shorter period inside: what a year is evaluated from. */
export class AppraisalPart {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  period!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: statuses })
  status!: string;
  @ApiProperty({ type: String, nullable: true, enum: predicates })
  predicate!: string | null;
}

/** An appraisal with its plan, its story, and the attendance of its period beside it. */
export class AppraisalDetail extends AppraisalItem {
  @ApiProperty({ type: [PlannedResultBody] })
  results!: readonly PlannedResultBody[];
  @ApiProperty({ type: String, nullable: true, enum: appraisalLevels })
  work!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: appraisalLevels })
  behaviour!: string | null;
  @ApiProperty({ type: [AppraisalEventItem] })
  events!: AppraisalEventItem[];
  @ApiProperty({ enum: appraisalActs, isArray: true })
  allowed!: readonly string[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, description: 'Attendance days of the period by status: evidence to talk about. Nothing is computed from it.' })
  attendance!: Readonly<Record<string, number>>;
  @ApiProperty({ type: [AppraisalPart], description: 'Appraisals of the same person in periods that lie inside of this one (quarters of a year), oldest first.' })
  parts!: AppraisalPart[];
}

/** How often an outcome came. */
export class DistributionItem {
  @ApiProperty({ enum: predicates })
  predicate!: string;
  @ApiProperty()
  count!: number;
}

/** What the quadrant says. */
export class QuadrantItem {
  @ApiProperty({ enum: appraisalLevels })
  behaviour!: string;
  @ApiProperty({ enum: appraisalLevels })
  work!: string;
  @ApiProperty({ enum: predicates })
  predicate!: string;
}
