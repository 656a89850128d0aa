import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { addDays, isWorkDate } from '../../core/time/calendar';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { type Reach } from '../../platform/auth/reach';
import { unitsBelow } from '../../platform/auth/unit-places';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { CONFIG } from '../../platform/tokens';
import { type CataloguedService, ServiceCatalogue, unitWithCode } from '../catalogue/service-catalogue';
import { ServiceWeeks } from '../slow/service-weeks';
import { OpeningHours } from './opening-hours-store';
import { OpeningWeekBody, ServiceTimesQuery, TicketReportsBody, TicketsTaken, TimedTicketItem, UnitTimesQuery, WeekTimesItem } from './ticket-bodies';
import { TicketDesk } from './ticket-desk';
import { ticketReportsOf } from './ticket-import';

/** Tickets of public services: what happened to them and how long they took. */
@ApiTags('service')
@Controller('api/v1')
export class TicketsController {
  constructor(
    private readonly desk: TicketDesk,
    private readonly hours: OpeningHours,
    private readonly weeks: ServiceWeeks,
    private readonly catalogue: ServiceCatalogue,
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Post('opening-hours')
  @Allow('service.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write when a unit serves citizens, from a date on; holidays of the plan close it' })
  @ApiOkResponse({ type: OpeningWeekBody })
  async putHours(@Body() body: OpeningWeekBody): Promise<OpeningWeekBody> {
    if (!isWorkDate(body.fromDate)) throw new DomainError('no-such-date', `No calendar has ${body.fromDate}.`, 422);
    await this.hours.put(body.unit, body.fromDate, body.days);
    return body;
  }

  @Get('opening-hours')
  @Allow('service.read', 'office')
  @ApiOperation({ summary: 'When units serve citizens, as it was written, newest first' })
  @ApiOkResponse({ type: [OpeningWeekBody] })
  openingHours(): Promise<OpeningWeekBody[]> {
    return this.hours.all();
  }

  @Post('tickets')
  @Allow('service.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Report what happened to tickets; all are taken or none, and a report that is known changes nothing' })
  @ApiOkResponse({ type: TicketsTaken })
  take(@Body() body: TicketReportsBody, @CurrentCaller() caller: Caller): Promise<TicketsTaken> {
    return this.desk.take(body.reports.map((report) => ({ ...report, at: Date.parse(report.at) })), caller.actor);
  }

  @Post('tickets/import')
  @Allow('service.write', 'city')
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @ApiOperation({ summary: 'The same as a table: service, ticket, event, at, step' })
  @ApiOkResponse({ type: TicketsTaken })
  async import(@Body() text: unknown, @CurrentCaller() caller: Caller): Promise<TicketsTaken> {
    if (typeof text !== 'string') throw new DomainError('no-table', 'Send the table with the header "Content-Type: text/csv".', 415, { allowed: ['text/csv'] });
    return this.desk.take(ticketReportsOf(text, this.config.defaultZone), caller.actor);
  }

  @Get('tickets')
  @Allow('service.read', 'rows')
  @ApiOperation({ summary: 'Tickets of a service that were finished in a span, actual against promised' })
  @ApiOkResponse({ type: [TimedTicketItem] })
  async list(@Query() query: ServiceTimesQuery, @CurrentReach() reach: Reach): Promise<TimedTicketItem[]> {
    const tickets = await this.weeks.ticketsBetween(await this.serviceIn(query, reach), query.from, query.to);
    return tickets.map(({ number, takenAt, finishedAt, times }) => ({ number, takenAt: isoOf(takenAt), finishedAt: isoOf(finishedAt), minutes: times.minutes, promisedMinutes: times.promisedMinutes, within: times.within, steps: [...times.steps].map(([step, minutes]) => ({ step, minutes })) }));
  }

  @Get('service-times')
  @Allow('service.read', 'rows')
  @ApiOperation({ summary: 'Percentiles and share within promise of a service by week and step' })
  @ApiOkResponse({ type: [WeekTimesItem] })
  async times(@Query() query: ServiceTimesQuery, @CurrentReach() reach: Reach): Promise<WeekTimesItem[]> {
    return this.weeks.between(await this.serviceIn(query, reach), query.from, query.to);
  }

  @Get('service-times/of-unit')
  @Allow('service.read', 'rows')
  @ApiOperation({ summary: 'Percentiles and share within promise by week over all services of a unit and those below it: how much was done in time, not how alike the services are' })
  @ApiOkResponse({ type: [WeekTimesItem] })
  async unitTimes(@Query() { unit: code, from, to }: UnitTimesQuery, @CurrentReach() reach: Reach): Promise<WeekTimesItem[]> {
    checkSpan(from, to);
    const unit = await unitWithCode(this.database, code);
    if (!reach.covers({ unitId: unit.id })) throw new DomainError('not-permitted', 'This unit is out of your reach.', 403);
    return this.weeks.ofAll(await this.catalogue.list((await unitsBelow(this.database, unit.id)).on(reach.today)), from, to);
  }

  private async serviceIn({ service: code, from, to }: ServiceTimesQuery, reach: Reach): Promise<CataloguedService> {
    checkSpan(from, to);
    const service = await this.catalogue.named(code);
    if (!reach.covers({ unitId: service.unit.id })) throw new DomainError('not-permitted', 'This service belongs to a unit out of your reach.', 403);
    return service;
  }
}

/** @throws DomainError `no-such-date`, `wrong-span` */
function checkSpan(from: string, to: string): void {
  for (const date of [from, to]) if (!isWorkDate(date)) throw new DomainError('no-such-date', `No calendar has ${date}.`, 422);
  if (to < from || to > addDays(from, 400)) throw new DomainError('wrong-span', 'A span ends after it begins, and at most 400 days later.', 422);
}
