import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OfficeDays } from '../../discipline/office-days';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { readUnitPlaces } from '../../platform/auth/unit-places';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { CONFIG } from '../../platform/tokens';
import { isoOf } from '../../platform/http/iso';
import { type Reach, reachOf } from '../reach';
import { ReviewCounter } from '../review/review-counts';
import { ReviewQuery } from '../review/review-items';
import { MachineReader } from './machine-reader';
import { Overview, type OverviewUnit, TodayAnswer, TodayQuery } from './today-items';
import { TodayReader } from './today-reader';
import { WaitingReader } from './waiting-reader';

/** Today at a glance, and what the frame of every page shows. */
@ApiTags('today')
@Controller('api/v1')
export class TodayController {
  constructor(
    private readonly database: Database,
    private readonly reader: TodayReader,
    private readonly machines: MachineReader,
    private readonly waiting: WaitingReader,
    private readonly counter: ReviewCounter,
    private readonly days: OfficeDays,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Get('today')
  @Allow('reports.read', 'rows')
  @ApiOperation({ summary: 'Who is in of those due by now, by unit, the arrivals, the machines, and what waits for the caller' })
  @ApiOkResponse({ type: TodayAnswer })
  async today(@Query() query: TodayQuery, @CurrentCaller() caller: Caller): Promise<TodayAnswer> {
    return this.reader.read(await reachOf(this.database, caller, query.unitId));
  }

  @Get('overview')
  @Allow('reports.read', 'rows')
  @ApiOperation({ summary: 'The reach of the caller, what waits, and every terminal: what the frame of each page shows' })
  @ApiOkResponse({ type: Overview })
  async overview(@CurrentCaller() caller: Caller): Promise<Overview> {
    const reach = await reachOf(this.database, caller, undefined);
    const today = this.days.today();
    const date = await this.counter.lastWorkDate(today, reach);
    return {
      now: isoOf(this.clock.now()),
      today,
      zone: this.config.defaultZone,
      units: await this.units(reach, today),
      review: await this.counter.countTab(Object.assign(new ReviewQuery(), { from: date, to: date }), reach),
      cases: await this.waiting.cases(reach, today),
      requests: (await this.waiting.requests(reach, today)).total,
      complaints: await this.waiting.complaints(reach, today),
      terminals: await this.machines.squares(reach, today, this.clock.now()),
    };
  }

  private async units(reach: Reach, today: string): Promise<OverviewUnit[]> {
    const rows = await this.database.query<{ id: string; name: string }>('SELECT id, name FROM unit ORDER BY name');
    const places = await readUnitPlaces(this.database);
    const within = rows.filter(({ id }) => reach === null || reach.has(id, today));
    const ids = new Set(within.map(({ id }) => id));
    const parents = new Map(within.map(({ id }) => [id, places.parentOn(id, today)]));
    const shownUnder = (id: string): string | null => (ids.has(parents.get(id) ?? '') ? (parents.get(id) ?? null) : null);
    const below = (parent: string | null, depth: number): OverviewUnit[] => within.filter(({ id }) => shownUnder(id) === parent).flatMap(({ id, name }) => [{ id, name, depth }, ...below(id, depth + 1)]);
    return below(null, 0);
  }
}
