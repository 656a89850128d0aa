import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsEmail, IsOptional, Matches } from 'class-validator';
import { Allow, Needs } from '../../platform/auth/auth-guard';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../../platform/http/page';
import { datePattern } from '../../platform/http/date-text';
import { readUnitReminders, writeUnitReminders } from './reminder-recipients';

/** Who is reminded of a unit's matters. */
export class UnitRemindersBody {
  @ApiProperty({ type: [String], description: 'None = as the unit above.' })
  @IsArray()
  @ArrayMaxSize(20)
  @IsEmail({}, { each: true })
  emails!: string[];

  @ApiPropertyOptional({ default: false, description: 'Nobody is reminded of this unit and those below it that say nothing themselves.' })
  @IsOptional()
  @IsBoolean()
  muted?: boolean;
}

/** What a unit has said. */
export class UnitRemindersItem {
  @ApiProperty()
  unitId!: string;
  @ApiProperty({ type: [String] })
  emails!: readonly string[];
  @ApiProperty()
  muted!: boolean;
}

/** Filters of reminders that were sent. */
export class ReminderMailQuery extends PageQuery {
  @ApiPropertyOptional({ example: '2026-11-24' })
  @IsOptional()
  @Matches(datePattern)
  date?: string;
}

/** A reminder and how it got on. */
export class ReminderMailItem {
  @ApiProperty()
  date!: string;
  @ApiProperty()
  recipient!: string;
  @ApiProperty({ enum: ['waiting', 'delivered', 'refused', 'failed', 'superseded'] })
  state!: string;
  @ApiProperty()
  attempts!: number;
  @ApiProperty({ description: 'How many things it names.' })
  matters!: number;
  @ApiProperty()
  subject!: string;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
  @ApiProperty()
  changedAt!: string;
}

/** A page of reminders. */
export class ReminderMailPage extends PageInfo {
  @ApiProperty({ type: [ReminderMailItem] })
  items!: ReminderMailItem[];
}

interface MailRow extends Omit<ReminderMailItem, 'changedAt'> {
  changed_at: number;
}

/** Mails about deadlines: who gets them, and what became of them. */
@ApiTags('reminders')
@Controller('api/v1/reminders')
export class RemindersController {
  constructor(private readonly database: Database) {}

  @Get('units')
  @Allow('reports.write', 'city')
  @ApiOperation({ summary: 'Units that name their own recipients or are muted; the others follow the unit above' })
  @ApiOkResponse({ type: [UnitRemindersItem] })
  units(): Promise<UnitRemindersItem[]> {
    return readUnitReminders(this.database);
  }

  @Put('units/:unitId')
  @Allow('reports.write', 'city')
  @Needs('admin')
  @ApiOperation({ summary: 'Name the recipients of a unit, or mute it' })
  @ApiOkResponse({ type: UnitRemindersItem })
  async put(@Param('unitId') unitId: string, @Body() body: UnitRemindersBody): Promise<UnitRemindersItem> {
    const said = { unitId, emails: body.emails, muted: body.muted ?? false };
    await this.database.transaction(async (tx) => {
      if ((await tx.query('SELECT id FROM unit WHERE id = ?', [unitId])).length === 0) throw new DomainError('unknown-unit', `There is no unit with the id "${unitId}".`, 404);
      await writeUnitReminders(tx, said);
    });
    return said;
  }

  @Get('mails')
  @Allow('reports.write', 'city')
  @ApiOperation({ summary: 'Reminders and how each got on, newest first' })
  @ApiOkResponse({ type: ReminderMailPage })
  mails(@Query() query: ReminderMailQuery): Promise<Page<ReminderMailItem>> {
    return readPage<ReminderMailItem, MailRow>(this.database, query, {
      from: 'reminder_mail',
      columns: 'reminder_date AS date, recipient, state, attempts, matters, subject, reason, changed_at',
      conditions: new Conditions().when(query.date, 'reminder_date = ?'),
      sortable: { date: 'reminder_date', recipient: 'recipient', state: 'state' },
      tieBreak: 'reminder_date DESC, recipient',
      item: ({ changed_at: changedAt, ...mail }) => ({ ...mail, changedAt: isoOf(changedAt) }),
    });
  }
}
