import { Body, Controller, Delete, Get, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, Needs } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf, isoOrNull } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../../platform/http/page';
import { TerminalRegistry } from '../terminals/terminal-registry';
import { CommandBody, commandOf } from './command-body';
import { type CommandEntry, CommandQueue, type CommandRow, entryOf } from './command-queue';

const statuses = ['queued', 'sent', 'done', 'failed', 'unknown', 'expired', 'refused', 'cancelled'];

/** A command and what became of it. */
export class CommandItem {
  @ApiProperty()
  id!: number;
  @ApiProperty()
  serial!: string;
  @ApiProperty({ type: Object })
  command!: object;
  @ApiProperty({ enum: statuses })
  status!: string;
  @ApiProperty({ description: 'How often it was offered.' })
  attempts!: number;
  @ApiProperty()
  queuedAt!: string;
  @ApiProperty({ type: String, nullable: true })
  queuedBy!: string | null;
  @ApiProperty({ type: String, nullable: true })
  sentAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  answeredAt!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: "The terminal's own code." })
  returnCode!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The result in words.' })
  answer!: string | null;
}

class CommandPage extends PageInfo {
  @ApiProperty({ type: [CommandItem] })
  items!: CommandItem[];
}

/** Commands to terminals that call by themselves; they are fetched at the next call. */
@ApiTags('terminals')
@Controller('api/v1/terminals/:serial/commands')
export class CommandsController {
  constructor(
    private readonly database: Database,
    private readonly terminals: TerminalRegistry,
    private readonly queue: CommandQueue,
  ) {}

  @Get()
  @Allow('terminals.read', 'terminal')
  @ApiOperation({ summary: 'Its commands and their results, newest first' })
  @ApiOkResponse({ type: CommandPage })
  async list(@Param('serial') serial: string, @Query() query: PageQuery): Promise<Page<CommandItem>> {
    await this.terminals.get(serial);
    return readPage<CommandItem, CommandRow>(this.database, query, {
      from: 'terminal_command',
      columns: '*',
      conditions: new Conditions().add('serial = ?', serial),
      sortable: { id: 'id', queuedAt: 'queued_at', status: 'status' },
      tieBreak: 'id DESC',
      item: (row) => itemOf(entryOf(row)),
    });
  }

  @Post()
  @Allow('terminals.write', 'terminal')
  @Needs('admin')
  @ApiOperation({ summary: 'Queue a command' })
  @ApiOkResponse({ type: CommandItem })
  async add(@Param('serial') serial: string, @Body() body: CommandBody, @CurrentCaller() caller: Caller): Promise<CommandItem> {
    const terminal = await this.terminals.get(serial);
    if (terminal.speaks !== 'push' || terminal.status !== 'approved') throw new DomainError('no-commands', 'Only an approved terminal that calls by itself (push) takes commands.', 409);
    return itemOf(await this.queue.queue(serial, commandOf(body), caller.actor));
  }

  @Delete(':id')
  @Allow('terminals.write', 'terminal')
  @Needs('admin')
  @ApiOperation({ summary: 'Take back a command that has no result yet' })
  @ApiOkResponse({ type: CommandItem })
  async cancel(@Param('serial') serial: string, @Param('id', ParseIntPipe) id: number, @CurrentCaller() caller: Caller): Promise<CommandItem> {
    return itemOf(await this.queue.cancel(serial, id, caller.actor));
  }
}

const itemOf = (entry: CommandEntry): CommandItem => ({
  id: entry.id,
  serial: entry.serial,
  command: entry.command,
  status: entry.status,
  attempts: entry.attempts,
  queuedAt: isoOf(entry.queuedAt),
  queuedBy: entry.queuedBy,
  sentAt: isoOrNull(entry.sentAt),
  answeredAt: isoOrNull(entry.answeredAt),
  returnCode: entry.returnCode,
  answer: entry.answer,
});
