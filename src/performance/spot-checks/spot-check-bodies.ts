import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { presentStates } from '../../core/performance/present-state';
import { type CheckMark, checkMarks, type DifferenceAct, differenceActs, differenceKinds, type DifferenceOutcome, differenceOutcomes, type DifferenceStatus, differenceStatuses } from '../../core/performance/spot-check';
import { PageInfo, PageQuery } from '../../platform/http/page';
import { type QuestionMailState, questionMailStates } from './question-mails';
import { calendarDatePattern } from '../../platform/http/date-text';

/** Most people of one roll call: more than one person can walk past while the minute still means something. */
export const mostPeople = 500;
/** A roll call that takes longer than this is another one, in seconds. */
const longestSeconds = 12 * 3600;

/** Where a roll call begins. */
export class SpotCheckStartBody {
  @ApiProperty({ description: 'Id of the unit; people of the units below it are on the list too.' })
  @IsString()
  @MaxLength(36)
  unitId!: string;
}

/** What the checker saw of one person. */
export class MarkBody {
  @ApiProperty()
  @IsString()
  @MaxLength(36)
  employeeId!: string;

  @ApiProperty({ enum: checkMarks })
  @IsIn(checkMarks)
  mark!: CheckMark;

  @ApiPropertyOptional({ description: 'Of "elsewhere": where.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;

  @ApiProperty({ description: 'Seconds after the start at which the mark was made: the clock of a phone need not be right for that.' })
  @IsInt()
  @Min(0)
  @Max(longestSeconds)
  afterSeconds!: number;
}

/** A roll call as it is handed in, whole. */
export class SpotCheckSubmitBody {
  @ApiProperty({ type: [MarkBody] })
  @IsArray()
  @ArrayMaxSize(mostPeople)
  @ValidateNested({ each: true })
  @Type(() => MarkBody)
  marks!: MarkBody[];

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  remark?: string;
}

/** Filters of roll calls. */
export class SpotCheckQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Id of the unit that was checked.' })
  @IsOptional()
  @IsString()
  unitId?: string;
}

/** A roll call in a list. */
export class SpotCheckItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  unitId!: string;
  @ApiProperty()
  unitName!: string;
  @ApiProperty()
  zone!: string;
  @ApiProperty()
  startedAt!: string;
  @ApiProperty()
  startedBy!: string;
  @ApiProperty({ type: String, nullable: true, description: 'null = not handed in yet.' })
  submittedAt!: string | null;
  @ApiProperty()
  people!: number;
  @ApiProperty()
  marked!: number;
  @ApiProperty()
  differences!: number;
}

/** A page of roll calls. */
export class SpotCheckPage extends PageInfo {
  @ApiProperty({ type: [SpotCheckItem] })
  items!: SpotCheckItem[];
}

/** Somebody on the list of a roll call. */
export class CheckedPerson {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  jobTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitName!: string | null;
  @ApiProperty({ enum: presentStates, description: 'What plan and ledger said when the roll call began.' })
  state!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The record or hour that the state rests on.' })
  stateAt!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: checkMarks })
  mark!: string | null;
  @ApiProperty()
  note!: string;
  @ApiProperty({ type: String, nullable: true })
  markedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: presentStates, description: 'What plan and ledger say of the minute of the mark, as known when it was handed in.' })
  markedState!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: differenceKinds })
  difference!: string | null;
}

/** A roll call with its list. */
export class SpotCheckDetail extends SpotCheckItem {
  @ApiProperty()
  remark!: string;
  @ApiProperty({ type: [CheckedPerson], description: 'By unit and name.' })
  list!: CheckedPerson[];
}

/** Filters of differences. */
export class DifferenceQuery extends PageQuery {
  @ApiPropertyOptional({ enum: [...differenceStatuses, 'open'], description: 'open = everything that is not closed.' })
  @IsOptional()
  @IsIn([...differenceStatuses, 'open'])
  status?: DifferenceStatus | 'open';

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional({ description: 'Id of a roll call.' })
  @IsOptional()
  @IsString()
  checkId?: string;

  @ApiPropertyOptional({ description: 'Id of a unit; those below it are meant too.' })
  @IsOptional()
  @IsString()
  unitId?: string;
}

/** What happened to a difference. */
export class DifferenceEventItem {
  @ApiProperty({ enum: differenceActs })
  type!: string;
  @ApiProperty()
  at!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty()
  text!: string;
}

/** A difference between what was seen and what is recorded: something to explain, never a violation by itself. */
export class DifferenceItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  checkId!: string;
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  unitName!: string | null;
  @ApiProperty({ enum: differenceKinds })
  kind!: string;
  @ApiProperty({ enum: differenceStatuses })
  status!: string;
  @ApiProperty({ type: String, nullable: true, enum: differenceOutcomes })
  outcome!: string | null;
  @ApiProperty()
  seenAt!: string;
  @ApiProperty()
  zone!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Until when an answer is hoped for.' })
  dueDate!: string | null;
  @ApiProperty({ description: 'Note of the checker.' })
  note!: string;
  @ApiProperty({ type: String, nullable: true, enum: [...questionMailStates, 'no-server'], description: 'The mail that tells the person of the last question; null = nobody was asked. no-address and no-server: tell them otherwise.' })
  mail!: QuestionMailState | 'no-server' | null;
}

/** A page of differences. */
export class DifferencePage extends PageInfo {
  @ApiProperty({ type: [DifferenceItem] })
  items!: DifferenceItem[];
}

/** A difference with its story. */
export class DifferenceDetail extends DifferenceItem {
  @ApiProperty({ enum: presentStates })
  markedState!: string;
  @ApiProperty({ type: [DifferenceEventItem] })
  events!: DifferenceEventItem[];
  @ApiProperty({ enum: differenceActs, isArray: true })
  allowed!: readonly string[];
}

/** A step of a difference. */
export class DifferenceActBody {
  @ApiProperty({ enum: differenceActs })
  @IsIn(differenceActs)
  act!: DifferenceAct;

  @ApiPropertyOptional({ description: 'The question, the answer as the person gave it, or why it is closed.' })
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  text?: string;

  @ApiPropertyOptional({ description: 'Of "ask": until when.' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'dueDate must be written like 2026-11-26' })
  dueDate?: string;

  @ApiPropertyOptional({ enum: differenceOutcomes, description: 'Of "close".' })
  @IsOptional()
  @IsIn(differenceOutcomes)
  outcome?: DifferenceOutcome;
}

/** What somebody answers about a difference of their own. */
export class DifferenceAnswerBody {
  @ApiProperty()
  @IsString()
  @MaxLength(5000)
  text!: string;
}
