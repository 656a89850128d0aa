import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { type FollowUpAct } from '../../core/service/follow-up';
import { isWorkDate } from '../../core/time/calendar';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { type Reach } from '../../platform/auth/reach';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { calendarDatePattern } from '../../platform/http/date-text';
import { SignalContext, SignalDayItem } from './signal-context';
import { SignalDesk, type SlowSignal } from './signal-desk';
import { SlowWatch } from './slow-watch';

/** Which signals are asked for. */
export class SlowSignalQuery {
  @ApiPropertyOptional({ description: 'Closed ones, too.' })
  @IsOptional()
  @Transform(({ value }) => value === true || value === 'true')
  @IsBoolean()
  all?: boolean;
}

/** A step of a follow-up. */
export class FollowUpBody {
  @ApiProperty({ enum: ['take-on', 'finish', 'verify'] })
  @IsIn(['take-on', 'finish', 'verify'])
  act!: FollowUpAct;

  @ApiProperty({ description: 'The cause, the proof, or what was seen.' })
  @IsString()
  @MinLength(1)
  @MaxLength(5000)
  text!: string;

  @ApiPropertyOptional({ description: 'Who is answerable, by the name that the service knows (`user:siti`).' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  owner?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  measure?: string;

  @ApiPropertyOptional({ example: '2026-12-07' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'dueDate must be written like 2026-11-23' })
  dueDate?: string;

  @ApiPropertyOptional({ description: 'What did not help is open again.' })
  @IsOptional()
  @IsBoolean()
  helped?: boolean;
}

/** A step on both sides. */
export class SlowStepItem {
  @ApiProperty()
  step!: string;
  @ApiProperty({ type: Number, nullable: true })
  medianBefore!: number | null;
  @ApiProperty()
  medianNow!: number;
  @ApiProperty({ description: 'Minutes added to the median; the step that lost most stands first.' })
  lostMinutes!: number;
}

/** What a signal rests on. */
export class SlowDetailItem {
  @ApiProperty({ description: 'Probability of such a week if nothing had changed.' })
  chance!: number;
  @ApiProperty()
  medianBefore!: number;
  @ApiProperty()
  medianNow!: number;
  @ApiProperty({ type: Number, nullable: true })
  withinBefore!: number | null;
  @ApiProperty({ type: Number, nullable: true })
  withinNow!: number | null;
  @ApiProperty()
  ticketsNow!: number;
  @ApiProperty()
  ticketsPerWeekBefore!: number;
  @ApiProperty({ type: [SlowStepItem] })
  steps!: readonly SlowStepItem[];
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, description: 'Person-days of the unit by status; it coincided, no cause is claimed.' })
  attendanceNow!: Readonly<Record<string, number>>;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  attendancePerWeekBefore!: Readonly<Record<string, number>>;
}

/** What was done. */
export class FollowUpEventItem {
  @ApiProperty()
  type!: string;
  @ApiProperty()
  at!: string;
  @ApiProperty()
  actor!: string;
  @ApiProperty()
  text!: string;
  @ApiProperty({ type: String, nullable: true })
  measure!: string | null;
  @ApiProperty({ type: Boolean, nullable: true })
  helped!: boolean | null;
}

/** A signal with its follow-up. */
export class SlowSignalItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  service!: string;
  @ApiProperty()
  unit!: string;
  @ApiProperty()
  weekDate!: string;
  @ApiProperty()
  foundAt!: string;
  @ApiProperty({ enum: ['open', 'in-work', 'finished', 'verified'] })
  status!: string;
  @ApiProperty({ type: String, nullable: true })
  owner!: string | null;
  @ApiProperty({ type: String, nullable: true })
  dueDate!: string | null;
  @ApiProperty()
  detail!: SlowDetailItem;
  @ApiProperty({ type: [FollowUpEventItem] })
  events!: FollowUpEventItem[];
}

/** How many signals a look has brought. */
export class SlowLook {
  @ApiProperty()
  weekDate!: string;
  @ApiProperty()
  found!: number;
}

/** Services that have become slower, and what is done about it. */
@ApiTags('service')
@Controller('api/v1/slow-signals')
export class SlowSignalsController {
  constructor(
    private readonly desk: SignalDesk,
    private readonly watch: SlowWatch,
    private readonly context: SignalContext,
  ) {}

  @Get()
  @Allow('service.read', 'rows')
  @ApiOperation({ summary: 'Signals until they are closed: what became slower, in which step, what coincided, and what is done about it' })
  @ApiOkResponse({ type: [SlowSignalItem] })
  async list(@Query() query: SlowSignalQuery, @CurrentReach() reach: Reach): Promise<SlowSignalItem[]> {
    return (await this.desk.list(reach, query.all ?? false)).map(itemOf);
  }

  @Post('look')
  @Allow('service.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Look at the last week that is over now, not only when the clock does' })
  @ApiOkResponse({ type: SlowLook })
  async look(): Promise<SlowLook> {
    const weekDate = this.watch.lastWeek();
    return { weekDate, found: await this.watch.look(weekDate) };
  }

  @Get(':id/days')
  @Allow('service.read', 'slow-signal')
  @ApiOperation({ summary: 'The days of a slow week with what coincided: staff seen by punches and at doors, who was away, tickets; counts, no names' })
  @ApiOkResponse({ type: [SignalDayItem] })
  days(@Param('id') id: string): Promise<SignalDayItem[]> {
    return this.context.of(id);
  }

  @Post(':id/follow-up')
  @Allow('service.write', 'slow-signal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take on (cause, measure, owner, deadline), finish with proof, or verify: whoever worked on it cannot verify it' })
  @ApiOkResponse({ type: SlowSignalItem })
  async act(@Param('id') id: string, @Body() body: FollowUpBody, @CurrentCaller() caller: Caller): Promise<SlowSignalItem> {
    if (body.dueDate !== undefined && !isWorkDate(body.dueDate)) throw new DomainError('no-such-date', `No calendar has ${body.dueDate}.`, 422);
    return itemOf(await this.desk.act(id, body, caller.actor));
  }
}

const itemOf = ({ id, service, unit, weekDate, foundAt, detail, events, state }: SlowSignal): SlowSignalItem => ({
  id,
  service,
  unit,
  weekDate,
  foundAt: isoOf(foundAt),
  status: state.status,
  owner: state.owner,
  dueDate: state.dueDate,
  detail,
  events: events.map(({ type, at, actor, text, measure, helped }) => ({ type, at: isoOf(at), actor, text, measure: measure ?? null, helped: helped ?? null })),
});
