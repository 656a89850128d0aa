import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString } from 'class-validator';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { Database } from '../../platform/database/database';
import { isoOf, isoOrNull } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../../platform/http/page';
import { doorEventKinds, type DoorEventKind } from './door-event-row';

/** Filters of door events. */
export class DoorEventQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of the sensor.' })
  @IsOptional()
  @IsString()
  sensor?: string;

  @ApiPropertyOptional({ description: 'Name of the door.' })
  @IsOptional()
  @IsString()
  door?: string;

  @ApiPropertyOptional({ enum: doorEventKinds })
  @IsOptional()
  @IsIn(doorEventKinds)
  kind?: DoorEventKind;

  @ApiPropertyOptional({ description: 'Card number, availability or name of a device event.' })
  @IsOptional()
  @IsString()
  value?: string;

  @ApiPropertyOptional({ description: 'From this instant on.', example: '2026-11-24T00:00:00+07:00' })
  @IsOptional()
  @IsISO8601()
  from?: string;

  @ApiPropertyOptional({ description: 'Before this instant.' })
  @IsOptional()
  @IsISO8601()
  to?: string;
}

/** A door event as the API shows it. */
export class DoorEventItem {
  @ApiProperty()
  sensor!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the door; null when the sensor is not in the fleet any more.' })
  door!: string | null;
  @ApiProperty({ description: 'Identifies the event among those of its sensor; observations cite it.' })
  key!: string;
  @ApiProperty({ enum: doorEventKinds })
  kind!: string;
  @ApiProperty({ type: String, nullable: true })
  value!: string | null;
  @ApiProperty({ description: "The device's time where it can be believed, else when it was received." })
  occurredAt!: string;
  @ApiProperty()
  receivedAt!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What the device wrote as its time.' })
  deviceTime!: string | null;
  @ApiProperty({ description: 'Whether occurredAt is by the clock of the device.' })
  timeTrusted!: boolean;
  @ApiProperty({ type: Boolean, nullable: true, description: 'First seen after the sensor was away: it happened then or earlier.' })
  afterOutage!: boolean | null;
  @ApiProperty({ type: String, nullable: true })
  openSinceAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The message as it came.' })
  raw!: string | null;
}

/** A page of door events. */
export class DoorEventPage extends PageInfo {
  @ApiProperty({ type: [DoorEventItem] })
  items!: DoorEventItem[];
}

interface EventRow {
  sensor: string;
  door: string | null;
  event_key: string;
  kind: string;
  value: string | null;
  occurred_at: number;
  received_at: number;
  device_time: string | null;
  time_trusted: number;
  after_outage: number | null;
  open_since_at: number | null;
  raw: string | null;
}

const itemOf = (row: EventRow): DoorEventItem => ({
  sensor: row.sensor,
  door: row.door,
  key: row.event_key,
  kind: row.kind,
  value: row.value,
  occurredAt: isoOf(row.occurred_at),
  receivedAt: isoOf(row.received_at),
  deviceTime: row.device_time,
  timeTrusted: row.time_trusted === 1,
  afterOutage: row.after_outage === null ? null : row.after_outage === 1,
  openSinceAt: isoOrNull(row.open_since_at),
  raw: row.raw,
});

/** What the doors reported. */
@ApiTags('doors')
@Controller('api/v1/door-events')
export class DoorEventsController {
  constructor(private readonly database: Database) {}

  @Get()
  @Allow('doors.read', 'rows')
  @ApiOperation({ summary: 'Door events: openings, cards, doors held open or forced, comings and goings of sensors' })
  @ApiOkResponse({ type: DoorEventPage })
  list(@Query() query: DoorEventQuery, @CurrentReach() reach: Reach): Promise<Page<DoorEventItem>> {
    const conditions = reach
      .limit(new Conditions(), { unit: 's.unit_id', date: null })
      .when(query.sensor, 'e.sensor = ?')
      .when(query.door, 's.door = ?')
      .when(query.kind, 'e.kind = ?')
      .when(query.value, 'e.value = ?')
      .when(query.from === undefined ? undefined : Date.parse(query.from), 'e.occurred_at >= ?')
      .when(query.to === undefined ? undefined : Date.parse(query.to), 'e.occurred_at < ?');
    return readPage<DoorEventItem, EventRow>(this.database, query, {
      from: 'door_event e LEFT JOIN door_sensor s ON s.code = e.sensor',
      columns: 'e.sensor, s.door, e.event_key, e.kind, e.value, e.occurred_at, e.received_at, e.device_time, e.time_trusted, e.after_outage, e.open_since_at, e.raw',
      conditions,
      sortable: { occurredAt: 'e.occurred_at', receivedAt: 'e.received_at', sensor: 'e.sensor', kind: 'e.kind' },
      tieBreak: 'e.occurred_at, e.sensor, e.event_key',
      item: itemOf,
    });
  }
}
