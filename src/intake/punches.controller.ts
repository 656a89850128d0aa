import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { Allow, CurrentReach } from '../platform/auth/auth-guard';
import { type Reach } from '../platform/auth/reach';
import { Database } from '../platform/database/database';
import { isoOf } from '../platform/http/iso';
import { readPage } from '../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../platform/http/page';
import { datePattern } from '../platform/http/date-text';

/** Filters of records from terminals. */
export class PunchQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Serial number of the terminal.' })
  @IsOptional()
  @IsString()
  terminal?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  pin?: string;

  @ApiPropertyOptional({ description: 'First date of the wall clock.', example: '2026-11-01' })
  @IsOptional()
  @Matches(datePattern)
  from?: string;

  @ApiPropertyOptional({ description: 'Last date of the wall clock.', example: '2026-11-30' })
  @IsOptional()
  @Matches(datePattern)
  to?: string;
}

/** A punch as the API shows it. */
export class PunchItem {
  @ApiProperty()
  terminal!: string;
  @ApiProperty()
  pin!: string;
  @ApiProperty({ description: "What the device's own clock showed, without a zone.", example: '2026-11-24 07:22:05' })
  wallClock!: string;
  @ApiProperty({ description: 'The instant that the zone makes of it.' })
  punchedAt!: string;
  @ApiProperty()
  zone!: string;
  @ApiProperty({ description: 'Function key, raw: 0-5, 255 = none.' })
  state!: number;
  @ApiProperty()
  verify!: number;
  @ApiProperty({ type: String, nullable: true })
  workCode!: string | null;
  @ApiProperty()
  receivedAt!: string;
  @ApiProperty({ enum: ['poll', 'push', 'file', 'mqtt'] })
  source!: string;
}

/** A quarantined record as the API shows it. */
export class QuarantinedItem extends PunchItem {
  @ApiProperty({ enum: ['before-accept-from', 'future', 'clock-lost'] })
  reason!: string;
}

/** A page of punches. */
export class PunchPage extends PageInfo {
  @ApiProperty({ type: [PunchItem] })
  items!: PunchItem[];
}

/** A page of quarantined records. */
export class QuarantinedPage extends PageInfo {
  @ApiProperty({ type: [QuarantinedItem] })
  items!: QuarantinedItem[];
}

interface PunchRow {
  terminal: string;
  pin: string;
  wall_clock: string;
  punched_at: number;
  zone: string;
  state: number;
  verify: number;
  work_code: string | null;
  received_at: number;
  source: string;
}

const columns = 'terminal, pin, wall_clock, punched_at, zone, state, verify, work_code, received_at, source';
const sortable = { wallClock: 'wall_clock', punchedAt: 'punched_at', receivedAt: 'received_at', pin: 'pin', terminal: 'terminal' };
const tieBreak = 'terminal, wall_clock, pin, state';

const itemOf = (row: PunchRow): PunchItem => ({
  terminal: row.terminal,
  pin: row.pin,
  wallClock: row.wall_clock,
  punchedAt: isoOf(row.punched_at),
  zone: row.zone,
  state: row.state,
  verify: row.verify,
  workCode: row.work_code,
  receivedAt: isoOf(row.received_at),
  source: row.source,
});

const conditionsOf = (query: PunchQuery, reach: Reach, table: string): Conditions =>
  heldBy(reach, table)
    .when(query.terminal, 'terminal = ?')
    .when(query.pin, 'pin = ?')
    .when(query.from, 'wall_clock >= ?')
    .when(query.to === undefined ? undefined : `${query.to} 99`, 'wall_clock < ?');

/** A record is whose enrolment of its own date says so; a pin of this terminal goes before a pin of all terminals. What nobody holds only those see who see everything. */
function heldBy(reach: Reach, table: string): Conditions {
  const date = `SUBSTR(${table}.wall_clock, 1, 10)`;
  const own = (terminal: string): string => `n.pin = ${table}.pin AND n.terminal = ${terminal} AND n.from_date <= ${date} AND (n.to_date IS NULL OR n.to_date >= ${date})`;
  const { sql, values } = reach.condition({ employee: 'n.employee_id', date });
  if (reach.all) return new Conditions();
  const [here, everywhere] = [own(`${table}.terminal`), own("''")];
  return new Conditions().add(
    `EXISTS (SELECT 1 FROM enrolment n WHERE ${here} AND ${sql}) OR (NOT EXISTS (SELECT 1 FROM enrolment n WHERE ${here}) AND EXISTS (SELECT 1 FROM enrolment n WHERE ${everywhere} AND ${sql}))`,
    ...values,
    ...values,
  );
}

/** What the terminals recorded. */
@ApiTags('punches')
@Controller('api/v1')
export class PunchesController {
  constructor(private readonly database: Database) {}

  @Get('punches')
  @Allow('punches.read', 'rows')
  @ApiOperation({ summary: 'Punches, as the terminals recorded them' })
  @ApiOkResponse({ type: PunchPage })
  punches(@Query() query: PunchQuery, @CurrentReach() reach: Reach): Promise<Page<PunchItem>> {
    return readPage<PunchItem, PunchRow>(this.database, query, { from: 'punch', columns, conditions: conditionsOf(query, reach, 'punch'), sortable, tieBreak, item: itemOf });
  }

  @Get('quarantined-punches')
  @Allow('punches.read', 'rows')
  @ApiOperation({ summary: 'Records that are kept apart: too old, from the future, or of a clock that was lost' })
  @ApiOkResponse({ type: QuarantinedPage })
  quarantined(@Query() query: PunchQuery, @CurrentReach() reach: Reach): Promise<Page<QuarantinedItem>> {
    return readPage<QuarantinedItem, PunchRow & { reason: string }>(this.database, query, {
      from: 'quarantined_punch',
      columns: `${columns}, reason`,
      conditions: conditionsOf(query, reach, 'quarantined_punch'),
      sortable,
      tieBreak,
      item: (row) => ({ ...itemOf(row), reason: row.reason }),
    });
  }
}
