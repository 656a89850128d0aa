import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { type ComplaintAct, type ComplaintKind, complaintKinds, plainActs } from '../../core/service/complaint';
import { PageQuery } from '../../platform/http/page';
import { calendarDatePattern } from '../../platform/http/date-text';
import { complaintStatuses } from './complaint-items';

/** Filters of complaints. */
export class ComplaintQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of a unit: its complaints and those of the units below it.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional({ description: 'Code of a service.' })
  @IsOptional()
  @IsString()
  service?: string;

  @ApiPropertyOptional({ enum: complaintStatuses })
  @IsOptional()
  @IsIn(complaintStatuses)
  status?: string;

  @ApiPropertyOptional({ description: 'Only what waits for verification or for an answer.' })
  @IsOptional()
  @Transform(({ value }) => value === true || value === 'true')
  @IsBoolean()
  open?: boolean;
}

/** A complaint that an officer writes down. */
export class ComplaintBody {
  @ApiProperty({ enum: complaintKinds })
  @IsIn(complaintKinds)
  kind!: ComplaintKind;

  @ApiProperty({ maxLength: 5000 })
  @IsString()
  @MinLength(10)
  @MaxLength(5000)
  words!: string;

  @ApiPropertyOptional({ description: 'Code of the service.' })
  @IsOptional()
  @IsString()
  service?: string;

  @ApiPropertyOptional({ description: 'Code of the unit, where no service is named.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reporterName?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reporterContact?: string;
}

/** What an officer does with a complaint. */
export class ComplaintActBody {
  @ApiProperty({ enum: plainActs, description: 'A referral to discipline has a route of its own: it opens a case.' })
  @IsIn(plainActs)
  act!: ComplaintAct;

  @ApiPropertyOptional({ description: 'Of an answer or rejection: what the reporter reads, so it names nobody of the staff. Of a call: what the employee is asked about, so it says nothing of the reporter.' })
  @IsOptional()
  @IsString()
  @MaxLength(5000)
  text?: string;

  @ApiPropertyOptional({ description: 'Code of the unit that deals with it.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional({ description: 'Number of the employee.' })
  @IsOptional()
  @IsString()
  employee?: string;

  @ApiPropertyOptional({ example: '2026-12-01', description: 'Date of the talk, or by which the improvement is done.' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'dueDate must be written like 2026-11-23' })
  dueDate?: string;

  @ApiPropertyOptional({ description: 'Whether the improvement helped.' })
  @IsOptional()
  @IsBoolean()
  helped?: boolean;

  @ApiPropertyOptional({ enum: complaintKinds, description: 'With "verify": what it is, where the reporter called it something else.' })
  @IsOptional()
  @IsIn(complaintKinds)
  kind?: ComplaintKind;
}

/** How many working days a kind of complaint has, from a date on. */
export class ComplaintTermBody {
  @ApiProperty({ enum: complaintKinds })
  @IsIn(complaintKinds)
  kind!: ComplaintKind;

  @ApiProperty({ example: '2026-01-01', description: 'Complaints received from this date on.' })
  @Matches(calendarDatePattern, { message: 'fromDate must be written like 2026-11-23' })
  fromDate!: string;

  @ApiProperty({ minimum: 1, maximum: 60 })
  @IsInt()
  @Min(1)
  @Max(60)
  verifyWorkingDays!: number;

  @ApiProperty({ minimum: 1, maximum: 120 })
  @IsInt()
  @Min(1)
  @Max(120)
  followUpWorkingDays!: number;

  @ApiProperty({ description: 'The instrument that says so.' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  source!: string;
}

/** How a file is read. */
export class ComplaintImportQuery {
  @ApiPropertyOptional({ description: 'Reads and judges every line, and writes nothing.' })
  @IsOptional()
  @Transform(({ value }) => value === true || value === 'true')
  @IsBoolean()
  dryRun?: boolean;
}
