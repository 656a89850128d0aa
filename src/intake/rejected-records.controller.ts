import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Allow, CurrentReach } from '../platform/auth/auth-guard';
import { type Reach } from '../platform/auth/reach';
import { Database } from '../platform/database/database';
import { isoOf, isoOrNull } from '../platform/http/iso';
import { readPage } from '../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../platform/http/page';
import { RejectedRecords, type RejectedRow } from './rejected-records';

const statuses = ['open', 'replayed', 'discarded'] as const;

/** Filters of rejected records. */
export class RejectedQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  terminal?: string;

  @ApiPropertyOptional({ enum: statuses })
  @IsOptional()
  @IsIn(statuses)
  status?: string;
}

/** What a record should say, where an officer has found out. */
export class ReplayBody {
  @ApiPropertyOptional({ description: 'The line as it should read; left out, the raw bytes are read again.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  text?: string;
}

/** A rejected record as the API shows it. */
export class RejectedItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  terminal!: string;
  @ApiProperty({ enum: ['poll', 'push', 'file', 'mqtt'] })
  source!: string;
  @ApiProperty()
  receivedAt!: string;
  @ApiProperty({ description: 'Why it could not be read.' })
  reason!: string;
  @ApiProperty({ description: 'The bytes as text, one character a byte; what cannot be printed is shown as a dot.' })
  text!: string;
  @ApiProperty({ description: 'The bytes as they came, base64.' })
  raw!: string;
  @ApiProperty({ enum: statuses })
  status!: string;
  @ApiProperty({ type: String, nullable: true })
  resolvedAt!: string | null;
}

/** A record is of the unit of its terminal, or of its door sensor. */
const unitOfRecord = 'COALESCE((SELECT t.unit_id FROM terminal t WHERE t.serial = rejected_record.terminal), (SELECT s.unit_id FROM door_sensor s WHERE s.code = rejected_record.terminal))';

/** A page of rejected records. */
export class RejectedPage extends PageInfo {
  @ApiProperty({ type: [RejectedItem] })
  items!: RejectedItem[];
}

/** What could not be read, kept raw, and what an officer does about it. */
@ApiTags('rejected records')
@Controller('api/v1/rejected-records')
export class RejectedRecordsController {
  constructor(
    private readonly database: Database,
    private readonly records: RejectedRecords,
  ) {}

  @Get()
  @Allow('rejected.read', 'rows')
  @ApiOperation({ summary: 'Records that could not be read' })
  @ApiOkResponse({ type: RejectedPage })
  list(@Query() query: RejectedQuery, @CurrentReach() reach: Reach): Promise<Page<RejectedItem>> {
    return readPage<RejectedItem, RejectedRow>(this.database, query, {
      from: 'rejected_record',
      columns: '*',
      conditions: reach.limit(new Conditions(), { unit: unitOfRecord, date: null }).when(query.terminal, 'terminal = ?').when(query.status, 'status = ?'),
      sortable: { receivedAt: 'received_at', terminal: 'terminal', status: 'status' },
      tieBreak: 'received_at, id',
      item: itemOf,
    });
  }

  @Post(':id/replay')
  @Allow('rejected.write', 'rejected-record')
  @HttpCode(200)
  @ApiOperation({ summary: 'Read a record again, or as it should have been' })
  @ApiOkResponse({ type: RejectedItem })
  async replay(@Param('id') id: string, @Body() body: ReplayBody): Promise<RejectedItem> {
    return itemOf(await this.records.replay(id, body.text));
  }

  @Post(':id/discard')
  @Allow('rejected.write', 'rejected-record')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put a record aside; it stays visible' })
  @ApiOkResponse({ type: RejectedItem })
  async discard(@Param('id') id: string): Promise<RejectedItem> {
    return itemOf(await this.records.discard(id));
  }
}

const itemOf = (row: RejectedRow): RejectedItem => ({
  id: row.id,
  terminal: row.terminal,
  source: row.source,
  receivedAt: isoOf(row.received_at),
  reason: row.reason,
  text: row.raw.toString('latin1').replace(/[^\t\x20-\x7e]/g, '.'),
  raw: row.raw.toString('base64'),
  status: row.status,
  resolvedAt: isoOrNull(row.resolved_at),
});
