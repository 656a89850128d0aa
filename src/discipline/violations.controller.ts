import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, MinLength, ValidateIf, ValidateNested } from 'class-validator';
import { EXCEPTION_KINDS, type ExceptionKind } from '../core/discipline/exception';
import { CurrentCaller } from '../platform/auth/auth-guard';
import { type Caller } from '../platform/auth/token-store';
import { Database } from '../platform/database/database';
import { readPage } from '../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../platform/http/page';
import { type YearAccountRow } from './account-store';
import { type DecisionOutcome, ViolationDecisions } from './violation-decisions';
import { type DecisionWord, type ViolationRow } from './violation-store';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const states = ['unverified', 'waiting', 'verified', 'excused', 'sent-back'] as const;
const words: readonly DecisionWord[] = ['verified', 'excused', 'sent-back', 'withdrawn'];

/** Filters of violations. */
export class ViolationQuery extends PageQuery {
  @ApiPropertyOptional({ example: '2026-11-01' })
  @IsOptional()
  @Matches(datePattern)
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-30' })
  @IsOptional()
  @Matches(datePattern)
  to?: string;

  @ApiPropertyOptional({ enum: EXCEPTION_KINDS })
  @IsOptional()
  @IsIn(EXCEPTION_KINDS)
  kind?: ExceptionKind;

  @ApiPropertyOptional({ enum: states })
  @IsOptional()
  @IsIn(states)
  state?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  unitId?: string;
}

/** A violation as the API shows it. */
export class ViolationItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  workDate!: string;
  @ApiProperty()
  shiftNo!: number;
  @ApiProperty({ enum: EXCEPTION_KINDS })
  kind!: string;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty()
  minutes!: number;
  @ApiProperty()
  days!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the provision in force on the work date; null = no rule judges this person.' })
  provision!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Act and article, or why there is no rule.' })
  source!: string | null;
  @ApiProperty({ enum: states })
  state!: string;
}

/** A page of violations. */
export class ViolationPage extends PageInfo {
  @ApiProperty({ type: [ViolationItem] })
  items!: ViolationItem[];
}

/** One exception that a decision is about. */
export class ViolationKeyBody {
  @ApiProperty()
  @IsString()
  employeeId!: string;
  @ApiProperty({ example: '2026-11-24' })
  @Matches(datePattern)
  workDate!: string;
  @ApiProperty({ enum: EXCEPTION_KINDS })
  @IsIn(EXCEPTION_KINDS)
  kind!: ExceptionKind;
}

/** What an officer says of some violations. */
export class DecisionBody {
  @ApiProperty({ enum: words, description: '"verified" counts, "excused" does not, "sent-back" asks for an explanation, "withdrawn" takes the last word back.' })
  @IsIn(words)
  decision!: DecisionWord;

  @ApiProperty({ type: [ViolationKeyBody] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => ViolationKeyBody)
  about!: ViolationKeyBody[];

  @ApiPropertyOptional({ description: 'Needed unless something is verified.' })
  @ValidateIf((body: DecisionBody) => body.decision !== 'verified' || body.reason !== undefined)
  @IsString()
  @MinLength(3)
  @MaxLength(1000)
  reason?: string;

  @ApiPropertyOptional({ description: 'Number or place of the document.' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  document?: string;
}

/** One exception that a decision could not apply to. */
export class NotAppliedItem extends ViolationKeyBody {
  @ApiProperty({ enum: ['no-such-violation', 'waiting-for-a-fact'] })
  why!: string;
}

/** What became of a decision. */
export class DecisionAnswer {
  @ApiProperty()
  applied!: number;
  @ApiProperty({ type: [NotAppliedItem] })
  notApplied!: NotAppliedItem[];
}

/** Filters of accounts. */
export class AccountQuery extends PageQuery {
  @ApiPropertyOptional({ example: 2026 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  year?: number;

  @ApiPropertyOptional({ description: 'At least so many verified absent days.' })
  @IsOptional()
  @Type(() => Number)
  @Min(0)
  minimumDays?: number;
}

/** A person's account of a year as the API shows it. */
export class AccountItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  year!: number;
  @ApiProperty()
  verifiedDays!: number;
  @ApiProperty({ description: 'Days that may still count: unverified, sent back, or waiting for a fact.' })
  waitingDays!: number;
  @ApiProperty()
  cumulativeDays!: number;
  @ApiProperty()
  lateMinutes!: number;
  @ApiProperty()
  earlyLeaveMinutes!: number;
  @ApiProperty()
  longestRun!: number;
  @ApiProperty({ type: String, nullable: true })
  level!: string | null;
  @ApiProperty({ type: String, nullable: true })
  nextLevel!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  daysToNext!: number | null;
  @ApiProperty({ type: Object, description: 'Counted days with their evidence, runs, the rule and its source.' })
  detail!: object;
}

/** A page of accounts. */
export class AccountPage extends PageInfo {
  @ApiProperty({ type: [AccountItem] })
  items!: AccountItem[];
}

/** Departures from the plan held against the law, and what officers say of them. */
@ApiTags('violations')
@Controller('api/v1')
export class ViolationsController {
  constructor(
    private readonly database: Database,
    private readonly decisions: ViolationDecisions,
  ) {}

  @Get('violations')
  @ApiOperation({ summary: 'Violations with the provision in force on their date' })
  @ApiOkResponse({ type: ViolationPage })
  violations(@Query() query: ViolationQuery): Promise<Page<ViolationItem>> {
    const conditions = new Conditions()
      .when(query.from, 'work_date >= ?')
      .when(query.to, 'work_date <= ?')
      .when(query.kind, 'kind = ?')
      .when(query.state, 'state = ?')
      .when(query.employeeId, 'employee_id = ?')
      .when(query.unitId, 'unit_id = ?');
    return readPage<ViolationItem, ViolationRow>(this.database, query, {
      from: 'violation',
      columns: '*',
      conditions,
      sortable: { workDate: 'work_date', minutes: 'minutes', days: 'days', kind: 'kind', state: 'state', employeeId: 'employee_id' },
      tieBreak: 'work_date, employee_id, shift_no, kind',
      item: violationItem,
    });
  }

  @Post('violations/decisions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Verify, excuse, send back, or take the last word back' })
  @ApiOkResponse({ type: DecisionAnswer })
  decide(@Body() body: DecisionBody, @CurrentCaller() caller: Caller): Promise<DecisionOutcome> {
    return this.decisions.decide({ decision: body.decision, about: body.about, reason: body.reason ?? null, document: body.document ?? null, actor: caller.actor });
  }

  @Get('accounts')
  @ApiOperation({ summary: "People's accounts of a year" })
  @ApiOkResponse({ type: AccountPage })
  accounts(@Query() query: AccountQuery): Promise<Page<AccountItem>> {
    return readPage<AccountItem, YearAccountRow>(this.database, query, {
      from: 'year_account',
      columns: '*',
      conditions: new Conditions().when(query.year, 'account_year = ?').when(query.minimumDays, 'verified_days >= ?'),
      sortable: { verifiedDays: 'verified_days', waitingDays: 'waiting_days', lateMinutes: 'late_minutes', longestRun: 'longest_run', year: 'account_year' },
      tieBreak: 'account_year, employee_id',
      item: accountItem,
    });
  }

  @Get('employees/:employeeId/accounts')
  @ApiOperation({ summary: "One person's accounts, newest year first" })
  @ApiOkResponse({ type: [AccountItem] })
  async accountsOf(@Param('employeeId') employeeId: string): Promise<AccountItem[]> {
    const rows = await this.database.query<YearAccountRow>('SELECT * FROM year_account WHERE employee_id = ? ORDER BY account_year DESC', [employeeId]);
    return rows.map(accountItem);
  }
}

const violationItem = (row: ViolationRow): ViolationItem => ({
  employeeId: row.employee_id,
  workDate: row.work_date,
  shiftNo: row.shift_no,
  kind: row.kind,
  unitId: row.unit_id,
  minutes: row.minutes,
  days: row.days,
  provision: row.provision,
  source: row.source,
  state: row.state,
});

const accountItem = (row: YearAccountRow): AccountItem => ({
  employeeId: row.employee_id,
  year: row.account_year,
  verifiedDays: row.verified_days,
  waitingDays: row.waiting_days,
  cumulativeDays: row.cumulative_days,
  lateMinutes: row.late_minutes,
  earlyLeaveMinutes: row.early_leave_minutes,
  longestRun: row.longest_run,
  level: row.level,
  nextLevel: row.next_level,
  daysToNext: row.days_to_next,
  detail: JSON.parse(row.detail) as object,
});
