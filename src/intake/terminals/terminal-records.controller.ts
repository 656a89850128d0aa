import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, MaxLength } from 'class-validator';
import { Allow, CurrentCaller, Needs } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf, isoOrNull } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../../platform/http/page';
import { type Incident, IncidentBook, incidentOf, type IncidentRow } from '../incidents/incident-book';
import { incidentTexts, isFault } from '../incidents/incident-kind';
import { TerminalHealthBook } from './terminal-health';
import { TerminalRegistry } from './terminal-registry';

/** What befell a terminal. */
export class IncidentItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  serial!: string;
  @ApiProperty({ example: 'clock-fault' })
  kind!: string;
  @ApiProperty({ description: 'Whether days that it covers are pending.' })
  fault!: boolean;
  @ApiProperty({ description: 'In words, in Indonesian and in English.', example: { id: '...', en: '...' } })
  text!: { id: string; en: string };
  @ApiProperty()
  fromAt!: string;
  @ApiProperty({ type: String, nullable: true, description: 'null = it goes on' })
  toAt!: string | null;
  @ApiProperty({ type: Object })
  detail!: unknown;
  @ApiProperty({ type: String, nullable: true, enum: ['no-fault', 'fault'] })
  verdict!: string | null;
  @ApiProperty({ type: String, nullable: true })
  decidedBy!: string | null;
  @ApiProperty({ type: String, nullable: true })
  decidedAt!: string | null;
}

/** A page of incidents. */
export class IncidentPage extends PageInfo {
  @ApiProperty({ type: [IncidentItem] })
  items!: IncidentItem[];
}

/** A span in which a terminal could not be used, as an officer knows of it. */
export class NewIncidentBody {
  @ApiProperty({ enum: ['power-loss', 'clock-fault'] })
  @IsIn(['power-loss', 'clock-fault'])
  kind!: 'power-loss' | 'clock-fault';

  @ApiProperty({ example: '2026-11-24T00:00:00Z' })
  @IsISO8601()
  fromAt!: string;

  @ApiPropertyOptional({ example: '2026-11-24T04:00:00Z', description: 'Left out: it goes on.' })
  @IsOptional()
  @IsISO8601()
  toAt?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

/** What an officer says of an incident. */
export class VerdictBody {
  @ApiProperty({ enum: ['no-fault', 'fault'], description: 'no-fault: the terminal worked, its days are judged. fault: the span is over, its days stay pending.' })
  @IsIn(['no-fault', 'fault'])
  verdict!: 'no-fault' | 'fault';
}

/** A look at a clock. */
export class ClockItem {
  @ApiProperty()
  measuredAt!: string;
  @ApiProperty({ description: 'Terminal clock minus true time.' })
  offsetSeconds!: number;
}

/** What a terminal said beside punches. */
export class TerminalEventItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  kind!: string;
  @ApiProperty({ type: String, nullable: true })
  wallClock!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  code!: number | null;
  @ApiProperty({ type: String, nullable: true })
  pin!: string | null;
  @ApiProperty()
  receivedAt!: string;
  @ApiProperty()
  raw!: string;
}

class TerminalEventPage extends PageInfo {
  @ApiProperty({ type: [TerminalEventItem] })
  items!: TerminalEventItem[];
}

interface EventRow {
  id: string;
  kind: string;
  wall_clock: string | null;
  code: number | null;
  pin: string | null;
  received_at: number;
  raw: string;
}

/** Looks at a clock that are listed. */
const clockReadings = 500;

/** What is recorded about a terminal: troubles, its clock, and what it says of itself. */
@ApiTags('terminals')
@Controller('api/v1/terminals/:serial')
export class TerminalRecordsController {
  constructor(
    private readonly database: Database,
    private readonly terminals: TerminalRegistry,
    private readonly health: TerminalHealthBook,
    private readonly incidents: IncidentBook,
  ) {}

  @Get('incidents')
  @Allow('terminals.read', 'terminal')
  @ApiOperation({ summary: 'Faults, which make days pending, and alarms, newest first' })
  @ApiOkResponse({ type: IncidentPage })
  async listIncidents(@Param('serial') serial: string, @Query() query: PageQuery): Promise<Page<IncidentItem>> {
    await this.terminals.get(serial);
    const conditions = new Conditions().add('serial = ?', serial);
    return readPage<IncidentItem, IncidentRow>(this.database, query, {
      from: 'terminal_incident',
      columns: '*',
      conditions,
      sortable: { fromAt: 'from_at', kind: 'kind' },
      tieBreak: 'from_at DESC, id',
      item: (row) => incidentItem(incidentOf(row)),
    });
  }

  @Post('incidents')
  @Allow('terminals.write', 'terminal')
  @Needs('admin')
  @ApiOperation({ summary: 'Record that a terminal could not be used; days in the span become pending' })
  @ApiOkResponse({ type: IncidentItem })
  async recordIncident(@Param('serial') serial: string, @Body() body: NewIncidentBody, @CurrentCaller() caller: Caller): Promise<IncidentItem> {
    const terminal = await this.terminals.get(serial);
    const [fromAt, toAt] = [Date.parse(body.fromAt), body.toAt === undefined ? null : Date.parse(body.toAt)];
    if (toAt !== null && toAt <= fromAt) throw new DomainError('bad-span', 'The end of the span has to be after its begin.');
    return incidentItem(await this.incidents.record(terminal, body.kind, fromAt, toAt, body.note === undefined ? {} : { note: body.note }, caller.actor));
  }

  @Post('incidents/:id/verdict')
  @Allow('terminals.write', 'terminal')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say what an incident was; ends it if it goes on' })
  @ApiOkResponse({ type: IncidentItem })
  async decideIncident(@Param('serial') serial: string, @Param('id') id: string, @Body() body: VerdictBody, @CurrentCaller() caller: Caller): Promise<IncidentItem> {
    return incidentItem(await this.incidents.decide(await this.terminals.get(serial), id, body.verdict, caller.actor));
  }

  @Get('clock')
  @Allow('terminals.read', 'terminal')
  @ApiOperation({ summary: 'Measured offsets of its clock, newest first' })
  @ApiOkResponse({ type: [ClockItem] })
  async clock(@Param('serial') serial: string): Promise<ClockItem[]> {
    await this.terminals.get(serial);
    const history = await this.health.clockHistory(serial, clockReadings);
    return history.map(({ measuredAt, offsetSeconds }) => ({ measuredAt: isoOf(measuredAt), offsetSeconds }));
  }

  @Get('events')
  @Allow('terminals.read', 'terminal')
  @ApiOperation({ summary: 'Its operation log, door states and faults, newest first' })
  @ApiOkResponse({ type: TerminalEventPage })
  async events(@Param('serial') serial: string, @Query() query: PageQuery): Promise<Page<TerminalEventItem>> {
    await this.terminals.get(serial);
    return readPage<TerminalEventItem, EventRow>(this.database, query, {
      from: 'terminal_event',
      columns: 'id, kind, wall_clock, code, pin, received_at, raw',
      conditions: new Conditions().add('serial = ?', serial),
      sortable: { receivedAt: 'received_at', wallClock: 'wall_clock', code: 'code' },
      tieBreak: 'received_at DESC, id',
      item: eventItem,
    });
  }

  /** Forgets pinned keys, so that the next ones shown are pinned. */
  @Post('repin')
  @Allow('terminals.write', 'terminal')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Accept a new communication key: forget the pinned one, and pin the next one shown' })
  async repin(@Param('serial') serial: string): Promise<{ serial: string; pinned: boolean }> {
    const terminal = await this.terminals.get(serial);
    await this.terminals.pinKeys(terminal.serial, {});
    return { serial: terminal.serial, pinned: false };
  }
}

/** An incident as the API shows it. */
export const incidentItem = (incident: Incident): IncidentItem => ({
  id: incident.id,
  serial: incident.serial,
  kind: incident.kind,
  fault: isFault(incident.kind) && incident.verdict !== 'no-fault',
  text: { ...incidentTexts(incident.kind) },
  fromAt: isoOf(incident.fromAt),
  toAt: isoOrNull(incident.toAt),
  detail: detailOf(incident.detail),
  verdict: incident.verdict,
  decidedBy: incident.decidedBy,
  decidedAt: isoOrNull(incident.decidedAt),
});

/** Facts are JSON; ones that were cut to fit are shown as they are. */
function detailOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const eventItem = (row: EventRow): TerminalEventItem => ({
  id: row.id,
  kind: row.kind,
  wallClock: row.wall_clock,
  code: row.code,
  pin: row.pin,
  receivedAt: isoOf(row.received_at),
  raw: row.raw,
});
