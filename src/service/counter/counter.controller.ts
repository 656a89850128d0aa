import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { type Reach } from '../../platform/auth/reach';
import { unitsBelow } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { type CataloguedService, ServiceCatalogue } from '../catalogue/service-catalogue';
import { CounterEventBody, CounterQuery, CounterTicketBody, CounterTicketItem } from './counter-bodies';
import { CounterDesk } from './counter-desk';

/** The counter of a unit that has no queue system: the service keeps the time itself. */
@ApiTags('service')
@Controller('api/v1/counter-tickets')
export class CounterController {
  constructor(
    private readonly desk: CounterDesk,
    private readonly catalogue: ServiceCatalogue,
    private readonly database: Database,
  ) {}

  @Get()
  @Allow('service.read', 'rows')
  @ApiOperation({ summary: 'Tickets that are not finished, oldest first' })
  @ApiOkResponse({ type: [CounterTicketItem] })
  async open(@Query() query: CounterQuery, @CurrentReach() reach: Reach): Promise<CounterTicketItem[]> {
    return this.desk.open((await this.servicesIn(query, reach)).filter(({ code }) => query.service === undefined || code === query.service));
  }

  @Post()
  @Allow('tickets.write', 'service-named')
  @ApiOperation({ summary: 'Take a ticket, now' })
  @ApiCreatedResponse({ type: CounterTicketItem })
  take(@Body() body: CounterTicketBody, @CurrentCaller() caller: Caller): Promise<CounterTicketItem> {
    return this.desk.take(body.service, body.number, caller.actor);
  }

  @Post(':id/events')
  @Allow('tickets.write', 'ticket')
  @HttpCode(200)
  @ApiOperation({ summary: 'Start, next step, wait for the applicant, resume, finish or cancel, now' })
  @ApiOkResponse({ type: CounterTicketItem })
  @ApiConflictResponse({ description: 'Not possible as the ticket stands; the problem names what is.' })
  press(@Param('id') id: string, @Body() body: CounterEventBody, @CurrentCaller() caller: Caller): Promise<CounterTicketItem> {
    return this.desk.press(id, body, caller.actor);
  }

  private async servicesIn(query: CounterQuery, reach: Reach): Promise<CataloguedService[]> {
    const asked = query.unitId === undefined ? null : await unitsBelow(this.database, query.unitId);
    return this.catalogue.list(reach.unitsToday(asked) ?? undefined);
  }
}
