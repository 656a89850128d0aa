import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsISO8601, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { type TicketEventType, ticketEventTypes } from '../../core/service/ticket';
import { calendarDatePattern } from '../../platform/http/date-text';

/** The opening week of a unit from a date on. */
export class OpeningWeekBody {
  @ApiProperty({ description: 'Code of the unit; units below that have no hours of their own share them.' })
  @IsString()
  unit!: string;

  @ApiProperty({ example: '2026-01-01' })
  @Matches(calendarDatePattern, { message: 'fromDate must be written like 2026-11-23' })
  fromDate!: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'array', items: { type: 'string' } } },
    example: [[['08:00', '12:00'], ['13:00', '15:00']], [['08:00', '15:00']], [['08:00', '15:00']], [['08:00', '15:00']], [['08:00', '11:30']], [], []],
    description: 'Seven days, Monday first.',
  })
  @IsArray()
  days!: string[][][];
}

/** What happened to a ticket. */
export class TicketReportBody {
  @ApiProperty({ description: 'Code of the service.' })
  @IsString()
  service!: string;

  @ApiProperty({ description: 'Number of the ticket in the queue or case system.' })
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  ticket!: string;

  @ApiProperty({ enum: ticketEventTypes, description: '`wait` and `resume` enclose the time in which the applicant has to bring something.' })
  @IsIn(ticketEventTypes)
  type!: TicketEventType;

  @ApiProperty({ example: '2026-11-23T09:30:00+07:00' })
  @IsISO8601({ strict: true })
  @Matches(/(Z|[+-]\d{2}:\d{2})$/, { message: 'at needs an offset like +07:00 or Z' })
  at!: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'With `step`: the stage that begins.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  step?: string | null;
}

/** Many reports at once. */
export class TicketReportsBody {
  @ApiProperty({ type: [TicketReportBody], maxItems: 5000 })
  @IsArray()
  @ArrayMaxSize(5000)
  @ValidateNested({ each: true })
  @Type(() => TicketReportBody)
  reports!: TicketReportBody[];
}

/** What became of reports. */
export class TicketsTaken {
  @ApiProperty()
  taken!: number;
  @ApiProperty({ description: 'Reports that were known already.' })
  known!: number;
}

/** A span of dates, both included. */
class TimesSpanQuery {
  @ApiProperty({ example: '2026-11-02' })
  @Matches(calendarDatePattern, { message: 'from must be written like 2026-11-23' })
  from!: string;

  @ApiProperty({ example: '2026-11-29' })
  @Matches(calendarDatePattern, { message: 'to must be written like 2026-11-23' })
  to!: string;
}

/** Which weeks are asked for. */
export class ServiceTimesQuery extends TimesSpanQuery {
  @ApiProperty({ description: 'Code of the service.' })
  @IsString()
  service!: string;
}

/** Which span of a unit. */
export class UnitTimesQuery extends TimesSpanQuery {
  @ApiProperty({ description: 'Code of the unit; the services of those below it are meant too.' })
  @IsString()
  unit!: string;
}

/** Times of a service, or one of its steps, in one week. */
export class WeekTimesItem {
  @ApiProperty({ description: 'Monday of the week in which the tickets were finished.' })
  weekDate!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null = the whole ticket.' })
  step!: string | null;
  @ApiProperty()
  tickets!: number;
  @ApiProperty({ description: 'Working minutes without the time of the applicant.' })
  p50Minutes!: number;
  @ApiProperty()
  p90Minutes!: number;
  @ApiProperty({ type: Number, nullable: true, description: '0 to 1' })
  withinPromise!: number | null;
}

/** Minutes in a step. */
export class StepMinutesItem {
  @ApiProperty()
  step!: string;
  @ApiProperty()
  minutes!: number;
}

/** A finished ticket with its times. */
export class TimedTicketItem {
  @ApiProperty()
  number!: string;
  @ApiProperty()
  takenAt!: string;
  @ApiProperty()
  finishedAt!: string;
  @ApiProperty()
  minutes!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Null where no opening hours are known far enough.' })
  promisedMinutes!: number | null;
  @ApiProperty({ type: Boolean, nullable: true })
  within!: boolean | null;
  @ApiProperty({ type: [StepMinutesItem], description: 'In the order in which they came.' })
  steps!: StepMinutesItem[];
}
