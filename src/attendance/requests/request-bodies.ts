import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../platform/http/page';
import { datePattern } from '../../platform/http/date-text';
import { leaveTypes } from './leave-types';
import { dutyTypes, excuseKinds, permissionKinds, portions, requestKinds, requestStates, type Portion, type RequestKind, type RequestState } from './request';

const timePattern = /^\d{2}:\d{2}$/;

/** A request as it is handed in; which fields a kind has is checked with a message that names them. */
export class NewRequestBody {
  @ApiProperty({ enum: requestKinds })
  @IsIn(requestKinds)
  kind!: RequestKind;

  @ApiPropertyOptional({ description: 'Id of the employee; or give employeeNumber.' })
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional({ description: 'NIP or staff number; or give employeeId.' })
  @IsOptional()
  @IsString()
  employeeNumber?: string;

  @ApiPropertyOptional({ enum: [...leaveTypes.map((type) => type.code), ...dutyTypes, ...excuseKinds], description: 'Of a leave: its type. Of a duty: training, study or remote, left out = official work elsewhere. Of an excuse: what is excused.' })
  @IsOptional()
  @IsString()
  type?: string;

  @ApiPropertyOptional({ enum: portions, description: 'Of a leave or duty; a half day is cut at 12:00. Default: hours when times are given, else full.' })
  @IsOptional()
  @IsIn(portions)
  portion?: Portion;

  @ApiPropertyOptional({ example: '2026-11-24', description: 'First date; the work date of a permission, correction or excuse.' })
  @IsOptional()
  @Matches(datePattern)
  fromDate?: string;

  @ApiPropertyOptional({ example: '2026-11-26', description: 'Last date, included. Default: fromDate.' })
  @IsOptional()
  @Matches(datePattern)
  toDate?: string;

  @ApiPropertyOptional({ example: '08:00', description: "In the zone of the employee's unit." })
  @IsOptional()
  @Matches(timePattern)
  fromTime?: string;

  @ApiPropertyOptional({ example: '10:30', description: '24:00 is the end of the day.' })
  @IsOptional()
  @Matches(timePattern)
  toTime?: string;

  @ApiPropertyOptional({ enum: ['in', 'out'], description: 'Of a correction.' })
  @IsOptional()
  @IsIn(['in', 'out'])
  direction?: string;

  @ApiPropertyOptional({ example: '2026-11-24 07:25:00', description: "Of a correction: when the person came or went, in the zone of the unit." })
  @IsOptional()
  @IsString()
  @MaxLength(19)
  wallClock?: string;

  @ApiPropertyOptional({ enum: permissionKinds, isArray: true, description: 'Of a permission letter: what it is for.' })
  @IsOptional()
  @IsArray()
  @IsIn(permissionKinds, { each: true })
  covers?: string[];

  @ApiPropertyOptional({ description: 'Number of the letter.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  letter?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  reason?: string;

  @ApiPropertyOptional({ example: '2026-11-26', description: 'Date on which the paper was handed in. Default: today.' })
  @IsOptional()
  @Matches(datePattern)
  filedDate?: string;
}

/** Why something is decided. */
export class RequestDecisionBody {
  @ApiPropertyOptional({ description: 'Needed for everything but an approval.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  reason?: string;
}

/** Reads `true` and `false` of a query; anything else is left for the validator to refuse. */
export const booleanOfQuery = ({ value }: { value: unknown }): unknown => (value === 'true' || value === true ? true : value === 'false' || value === false ? false : value);

/** Whether a table is only checked. */
export class RequestImportQuery {
  @ApiPropertyOptional({ default: false, description: 'Only check: say what would be created and keep nothing.' })
  @IsOptional()
  @Transform(booleanOfQuery)
  @IsBoolean()
  dryRun: boolean = false;
}

/** Filters of requests. */
export class RequestQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeNumber?: string;

  @ApiPropertyOptional({ description: 'A unit with all below it, to which the employee belonged on the first date.' })
  @IsOptional()
  @IsString()
  unitId?: string;

  @ApiPropertyOptional({ enum: requestKinds })
  @IsOptional()
  @IsIn(requestKinds)
  kind?: RequestKind;

  @ApiPropertyOptional({ enum: requestStates })
  @IsOptional()
  @IsIn(requestStates)
  state?: RequestState;

  @ApiPropertyOptional({ example: 'sick' })
  @IsOptional()
  @IsString()
  type?: string;

  @ApiPropertyOptional({ example: '2026-11-01', description: 'Requests that reach to this date or beyond.' })
  @IsOptional()
  @Matches(datePattern)
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-30', description: 'Requests that begin on this date or before.' })
  @IsOptional()
  @Matches(datePattern)
  to?: string;

  @ApiPropertyOptional({ description: 'Only those filed late, or only those filed in time.' })
  @IsOptional()
  @Transform(booleanOfQuery)
  @IsBoolean()
  filedLate?: boolean;
}
