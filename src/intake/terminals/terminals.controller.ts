import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsInt, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Allow, CurrentReach, Needs } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { isoOf, isoOrNull } from '../../platform/http/iso';
import { datePattern } from '../../platform/http/date-text';
import { DeviceEvents } from './device-events';
import { errorTexts } from '../poll/zk-error-texts';
import { type Terminal, type TerminalSettings, type TerminalSpeech } from './terminal';
import { TerminalHealthBook, type TerminalHealthRecord } from './terminal-health';
import { TerminalRegistry } from './terminal-registry';

const speeches: readonly TerminalSpeech[] = ['zk-tcp', 'zk-udp', 'push', 'file'];

/** What can be changed of a terminal. */
export class TerminalChangeBody {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  unitId?: string;

  @ApiPropertyOptional({ example: 'Asia/Jakarta', description: "Zone that the terminal's clock shows." })
  @IsOptional()
  @IsString()
  zone?: string;

  @ApiPropertyOptional({ enum: speeches })
  @IsOptional()
  @IsIn(speeches)
  speaks?: TerminalSpeech;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  profile?: string;

  @ApiPropertyOptional({ example: '192.0.2.10:4370' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  address?: string;

  @ApiPropertyOptional({ minimum: 0, maximum: 999999, description: 'Secret of the wire; accepted, never shown.' })
  @IsOptional()
  @IsInt()
  commKey?: number;

  @ApiPropertyOptional({ example: '2025-11-24', description: 'Records before this date are quarantined.' })
  @IsOptional()
  @Matches(datePattern)
  acceptFromDate?: string;

  @ApiPropertyOptional({ type: Object })
  @IsOptional()
  @IsObject()
  settings?: TerminalSettings;
}

/** A new terminal. */
export class NewTerminalBody extends TerminalChangeBody {
  @ApiProperty()
  @IsString()
  serial!: string;
}

/** From when an approved terminal is believed. */
export class ApprovalBody {
  @ApiPropertyOptional({ example: '2025-11-24', description: 'Default: 366 days before today.' })
  @IsOptional()
  @Matches(datePattern)
  acceptFromDate?: string;
}

/** How a terminal is. */
export class TerminalHealthItem {
  @ApiProperty({ type: String, nullable: true })
  lastContactAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  lastAddress!: string | null;
  @ApiProperty({ type: String, nullable: true })
  lastRecordAt!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Everything the terminal recorded until then is in the ledger.' })
  syncedUntilAt!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Terminal clock minus true time.' })
  clockOffsetSeconds!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Records on the terminal, as it counts them.' })
  deviceRecords!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Records of the log that it has now and that are here: punches, quarantined and unreadable ones.' })
  storedRecords!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Records beside them of logs that the terminal no longer has; null = none is known to be gone.' })
  earlierRecords!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Records that it counts and that are not here.' })
  missingRecords!: number | null;
  @ApiProperty({ type: String, nullable: true })
  reconciledAt!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['complete', 'missing', 'unaccounted'] })
  reconcileOutcome!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  deviceCapacity!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Room left in its log, in percent.' })
  capacityLeftPercent!: number | null;
  @ApiProperty({ type: String, nullable: true })
  clockMeasuredAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  firmware!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What is wrong, in words; null when nothing is.' })
  error!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'ConnectTimeout' })
  errorCode!: string | null;
  @ApiProperty({ type: Object, nullable: true, description: 'The same for officers, in Indonesian and in English.' })
  errorTexts!: { id: string; en: string } | null;
  @ApiProperty({ type: String, nullable: true })
  errorSinceAt!: string | null;
}

/** A terminal as the API shows it. */
export class TerminalItem {
  @ApiProperty()
  serial!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty()
  zone!: string;
  @ApiProperty({ enum: ['pending', 'approved', 'retired'] })
  status!: string;
  @ApiProperty({ enum: speeches })
  speaks!: string;
  @ApiProperty()
  profile!: string;
  @ApiProperty({ type: String, nullable: true })
  address!: string | null;
  @ApiProperty({ description: 'Whether a comm key is set.' })
  hasCommKey!: boolean;
  @ApiProperty({ type: String, nullable: true })
  acceptFromDate!: string | null;
  @ApiProperty({ type: String, nullable: true })
  approvedAt!: string | null;
  @ApiProperty()
  firstSeenAt!: string;
  @ApiProperty({ type: Object })
  settings!: TerminalSettings;
  @ApiProperty({ type: TerminalHealthItem, nullable: true })
  health!: TerminalHealthItem | null;
}

/** Which terminals of the fleet. */
export class TerminalQuery {
  @ApiPropertyOptional({ example: 'CKUH2011,CKUH2012', description: 'Serial numbers with commas between: only these, e.g. those that a page shows. Absent = all.' })
  @IsOptional()
  @IsString()
  @MaxLength(12_000)
  serials?: string;
}

/** The fleet of terminals. */
@ApiTags('terminals')
@Controller('api/v1/terminals')
export class TerminalsController {
  constructor(
    private readonly terminals: TerminalRegistry,
    private readonly health: TerminalHealthBook,
    private readonly events: DeviceEvents,
  ) {}

  @Get()
  @Allow('terminals.read', 'rows')
  @ApiOperation({ summary: 'All terminals with their health' })
  @ApiOkResponse({ type: [TerminalItem] })
  async list(@Query() { serials }: TerminalQuery, @CurrentReach() reach: Reach): Promise<TerminalItem[]> {
    const [terminals, health] = await Promise.all([this.terminals.list(), this.health.all()]);
    const wanted = serials === undefined ? null : new Set(serials.split(','));
    return reach.within(terminals).filter((terminal) => wanted?.has(terminal.serial) !== false).map((terminal) => itemOf(terminal, health.get(terminal.serial) ?? null));
  }

  @Get(':serial')
  @Allow('terminals.read', 'terminal')
  @ApiOkResponse({ type: TerminalItem })
  async one(@Param('serial') serial: string): Promise<TerminalItem> {
    return itemOf(await this.terminals.get(serial), await this.health.of(serial));
  }

  @Post()
  @Allow('terminals.write', 'city')
  @Needs('admin')
  @ApiOperation({ summary: 'Add a terminal; it is believed after its approval' })
  @ApiOkResponse({ type: TerminalItem })
  async add(@Body() body: NewTerminalBody): Promise<TerminalItem> {
    const { serial, ...given } = body;
    await this.terminals.announce(serial, { ...given, zone: given.zone ?? 'Asia/Jakarta', speaks: given.speaks ?? 'push' });
    return this.one(serial);
  }

  @Patch(':serial')
  @Allow('terminals.write', 'city')
  @Needs('admin')
  @ApiOkResponse({ type: TerminalItem })
  async change(@Param('serial') serial: string, @Body() body: TerminalChangeBody): Promise<TerminalItem> {
    return itemOf(await this.terminals.change(serial, body), await this.health.of(serial));
  }

  @Post(':serial/approve')
  @Allow('terminals.write', 'city')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Believe a terminal from now on' })
  @ApiOkResponse({ type: TerminalItem })
  async approve(@Param('serial') serial: string, @Body() body: ApprovalBody): Promise<TerminalItem> {
    const terminal = await this.terminals.approve(serial, body.acceptFromDate);
    this.events.emit('device.approved', { serial });
    return itemOf(terminal, await this.health.of(serial));
  }

  @Post(':serial/retire')
  @Allow('terminals.write', 'city')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop believing a terminal; what it delivered stays' })
  @ApiOkResponse({ type: TerminalItem })
  async retire(@Param('serial') serial: string): Promise<TerminalItem> {
    const terminal = await this.terminals.retire(serial);
    this.events.emit('device.retired', { serial });
    return itemOf(terminal, await this.health.of(serial));
  }
}

const itemOf = (terminal: Terminal, health: TerminalHealthRecord | null): TerminalItem => ({
  serial: terminal.serial,
  name: terminal.name,
  unitId: terminal.unitId,
  zone: terminal.zone,
  status: terminal.status,
  speaks: terminal.speaks,
  profile: terminal.profile,
  address: terminal.address,
  hasCommKey: terminal.commKey !== null,
  acceptFromDate: terminal.acceptFromDate,
  approvedAt: isoOrNull(terminal.approvedAt),
  firstSeenAt: isoOf(terminal.firstSeenAt),
  settings: terminal.settings,
  health: health && healthItemOf(health),
});

function capacityLeftPercent({ deviceRecords, deviceCapacity }: TerminalHealthRecord): number | null {
  if (deviceRecords === null || deviceCapacity === null || deviceCapacity <= 0) return null;
  return Math.max(0, Math.round((1 - deviceRecords / deviceCapacity) * 100));
}

const healthItemOf = (health: TerminalHealthRecord): TerminalHealthItem => ({
  lastContactAt: isoOrNull(health.lastContactAt),
  lastAddress: health.lastAddress,
  lastRecordAt: isoOrNull(health.lastRecordAt),
  syncedUntilAt: isoOrNull(health.syncedUntilAt),
  clockOffsetSeconds: health.clockOffsetSeconds,
  clockMeasuredAt: isoOrNull(health.clockMeasuredAt),
  deviceRecords: health.deviceRecords,
  storedRecords: health.storedRecords === null ? null : Math.max(0, health.storedRecords - (health.logBase ?? 0)),
  earlierRecords: health.logBase,
  missingRecords: health.missingRecords,
  reconciledAt: isoOrNull(health.reconciledAt),
  reconcileOutcome: health.reconcileOutcome,
  deviceCapacity: health.deviceCapacity,
  capacityLeftPercent: capacityLeftPercent(health),
  firmware: health.firmware,
  error: health.errorText,
  errorCode: health.errorCode,
  errorTexts: health.errorCode === null ? null : { ...errorTexts(health.errorCode) },
  errorSinceAt: isoOrNull(health.errorSinceAt),
});
