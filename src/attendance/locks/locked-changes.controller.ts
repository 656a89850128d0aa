import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { type AttendanceDay } from '../../core/attendance/attendance-day';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { unitsAsked, unitsCondition } from '../../platform/auth/unit-places';
import { type Caller } from '../../platform/auth/caller';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf, isoOrNull } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../../platform/http/page';
import { decideLockedChange, lockedChangeStates, type LockedChangeRow, type LockedChangeState } from './locked-change-store';

/** Filters of changes of closed days. */
export class LockedChangeQuery extends PageQuery {
  @ApiPropertyOptional({ enum: lockedChangeStates })
  @IsOptional()
  @IsIn(lockedChangeStates)
  state?: LockedChangeState;

  @ApiPropertyOptional({ example: '2026-10' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}$/)
  month?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional({ description: 'A unit with all below it, on the day itself.' })
  @IsOptional()
  @IsString()
  unitId?: string;
}

/** Why a change of a closed day is accepted or refused. */
export class LockedChangeDecisionBody {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  reason!: string;
}

/** One shift of a day, in short. */
export class LockedRecordItem {
  @ApiProperty()
  shiftNo!: number;
  @ApiProperty({ type: String, nullable: true })
  shift!: string | null;
  @ApiProperty()
  status!: string;
  @ApiProperty()
  lateMinutes!: number;
  @ApiProperty()
  earlyLeaveMinutes!: number;
  @ApiProperty()
  workedMinutes!: number;
  @ApiProperty()
  absentDays!: number;
  @ApiProperty({ type: [String] })
  flags!: readonly string[];
}

/** A change of a closed day as the API shows it. */
export class LockedChangeItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  employeeNumber!: string;
  @ApiProperty()
  employeeName!: string;
  @ApiProperty()
  workDate!: string;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty({ type: [LockedRecordItem], description: 'What the closed month says, and keeps saying unless the change is accepted.' })
  record!: LockedRecordItem[];
  @ApiProperty({ type: [LockedRecordItem], description: 'What the facts say now.' })
  proposal!: LockedRecordItem[];
  @ApiProperty()
  sinceAt!: string;
  @ApiProperty()
  changedAt!: string;
  @ApiProperty({ enum: lockedChangeStates })
  state!: string;
  @ApiProperty({ type: String, nullable: true })
  decidedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  actor!: string | null;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'When an accepted change reached the record.' })
  appliedAt!: string | null;
}

/** A page of changes of closed days. */
export class LockedChangePage extends PageInfo {
  @ApiProperty({ type: [LockedChangeItem] })
  items!: LockedChangeItem[];
}

type NamedRow = LockedChangeRow & { employee_number: string; employee_name: string };

const from = 'locked_change c JOIN employee e ON e.id = c.employee_id';
const columns = 'c.*, e.number AS employee_number, e.name AS employee_name';
const sortable = { workDate: 'c.work_date', sinceAt: 'c.since_at', changedAt: 'c.changed_at', state: 'c.state', employeeNumber: 'e.number', employeeName: 'e.name' };

/** What closed days would say today, for an officer to accept or refuse. */
@ApiTags('month locks')
@Controller('api/v1/locked-changes')
export class LockedChangesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('months.read', 'rows')
  @ApiOperation({ summary: 'Changes that reach into closed months' })
  @ApiOkResponse({ type: LockedChangePage })
  async list(@Query() query: LockedChangeQuery, @CurrentReach() reach: Reach): Promise<Page<LockedChangeItem>> {
    const asked = await unitsAsked(this.database, query.unitId);
    const conditions = reach
      .limit(new Conditions(), { unit: 'c.unit_id', employee: 'c.employee_id', date: 'c.work_date' })
      .when(query.state, 'c.state = ?')
      .when(query.month && `${query.month}-%`, 'c.work_date LIKE ?')
      .when(query.employeeId, 'c.employee_id = ?')
      .whenPart(asked && unitsCondition(asked, 'c.unit_id', 'c.work_date'));
    return readPage<LockedChangeItem, NamedRow>(this.database, query, { from, columns, conditions, sortable, tieBreak: 'c.since_at DESC, c.id', item: itemOf });
  }

  @Get(':id')
  @Allow('months.read', 'locked-change')
  @ApiOkResponse({ type: LockedChangeItem })
  async one(@Param('id') id: string): Promise<LockedChangeItem> {
    const rows = await this.database.query<NamedRow>(`SELECT ${columns} FROM ${from} WHERE c.id = ?`, [id]);
    if (!rows[0]) throw new DomainError('unknown-locked-change', `No change of a closed day "${id}" is known.`, 404);
    return itemOf(rows[0]);
  }

  @Post(':id/accept')
  @Allow('months.decide', 'locked-change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let the closed day be judged anew, once' })
  @ApiOkResponse({ type: LockedChangeItem })
  accept(@Param('id') id: string, @Body() body: LockedChangeDecisionBody, @CurrentCaller() caller: Caller): Promise<LockedChangeItem> {
    return this.decide(id, 'accepted', body, caller);
  }

  @Post(':id/refuse')
  @Allow('months.decide', 'locked-change')
  @HttpCode(200)
  @ApiOperation({ summary: 'Leave the record as it is' })
  @ApiOkResponse({ type: LockedChangeItem })
  refuse(@Param('id') id: string, @Body() body: LockedChangeDecisionBody, @CurrentCaller() caller: Caller): Promise<LockedChangeItem> {
    return this.decide(id, 'refused', body, caller);
  }

  private async decide(id: string, state: 'accepted' | 'refused', body: LockedChangeDecisionBody, caller: Caller): Promise<LockedChangeItem> {
    await this.database.transaction((tx) => decideLockedChange(tx, id, state, caller.actor, body.reason, this.clock.now()));
    return this.one(id);
  }
}

const itemOf = (row: NamedRow): LockedChangeItem => ({
  id: row.id,
  employeeId: row.employee_id,
  employeeNumber: row.employee_number,
  employeeName: row.employee_name,
  workDate: row.work_date,
  unitId: row.unit_id,
  record: recordsOf(row.record),
  proposal: recordsOf(row.proposal),
  sinceAt: isoOf(row.since_at),
  changedAt: isoOf(row.changed_at),
  state: row.state,
  decidedAt: isoOrNull(row.decided_at),
  actor: row.actor,
  reason: row.reason,
  appliedAt: isoOrNull(row.applied_at),
});

function recordsOf(text: string): LockedRecordItem[] {
  return (JSON.parse(text) as AttendanceDay[]).map((day) => ({
    shiftNo: day.shiftNo,
    shift: day.shift,
    status: day.status,
    lateMinutes: day.lateMinutes,
    earlyLeaveMinutes: day.earlyLeaveMinutes,
    workedMinutes: day.workedMinutes,
    absentDays: day.absentDays,
    flags: day.flags,
  }));
}
