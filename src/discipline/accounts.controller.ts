import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';
import { type YearAccount } from '../core/discipline/account';
import { Allow, CurrentReach } from '../platform/auth/auth-guard';
import { type Reach } from '../platform/auth/reach';
import { Database } from '../platform/database/database';
import { readPage } from '../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../platform/http/page';
import { type YearAccountRow } from './account-store';

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

  @ApiPropertyOptional({ description: 'At most so many days short of the next threshold.' })
  @IsOptional()
  @Type(() => Number)
  @Min(0)
  mostDaysToNext?: number;

  @ApiPropertyOptional({ description: 'Code of the sanction whose threshold is reached.' })
  @IsOptional()
  @IsString()
  level?: string;
}

/** A row of whole absent days on end. */
export class RunItem {
  @ApiProperty()
  length!: number;
  @ApiProperty({ type: String, nullable: true })
  fromDate!: string | null;
  @ApiProperty({ type: String, nullable: true })
  toDate!: string | null;
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
  @ApiProperty({ type: RunItem })
  run!: RunItem;
  @ApiProperty({ type: RunItem, description: 'The run if every waiting day in it proved an absence.' })
  possibleRun!: RunItem;
  @ApiProperty({ type: String, nullable: true })
  level!: string | null;
  @ApiProperty({ type: String, nullable: true })
  nextLevel!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Days missing to the next threshold.' })
  daysToNext!: number | null;
  @ApiProperty({ type: String, nullable: true, description: "First month ('YYYY-MM') of a stop of pay that the run calls for." })
  salaryStopMonth!: string | null;
  @ApiProperty({ description: 'True where the year has no decreed calendar yet.' })
  provisional!: boolean;
  @ApiProperty({ type: Object, description: 'Counted and waiting days with their evidence, the rule and its source.' })
  detail!: object;
}

/** A page of accounts. */
export class AccountPage extends PageInfo {
  @ApiProperty({ type: [AccountItem] })
  items!: AccountItem[];
}

/** What has come together over a year. */
@ApiTags('accounts')
@Controller('api/v1')
export class AccountsController {
  constructor(private readonly database: Database) {}

  @Get('accounts')
  @Allow('accounts.read', 'rows')
  @ApiOperation({ summary: "People's accounts of a year" })
  @ApiOkResponse({ type: AccountPage })
  accounts(@Query() query: AccountQuery, @CurrentReach() reach: Reach): Promise<Page<AccountItem>> {
    return readPage<AccountItem, YearAccountRow>(this.database, query, {
      from: 'year_account',
      columns: '*',
      conditions: reach
        .limit(new Conditions(), { employee: 'year_account.employee_id', date: null, peopleFirst: true })
        .when(query.year, 'account_year = ?')
        .when(query.minimumDays, 'verified_days >= ?')
        .when(query.mostDaysToNext, 'days_to_next <= ?')
        .when(query.level, 'level = ?'),
      sortable: { verifiedDays: 'verified_days', waitingDays: 'waiting_days', lateMinutes: 'late_minutes', longestRun: 'longest_run', daysToNext: 'days_to_next', year: 'account_year' },
      tieBreak: 'account_year, employee_id',
      item: accountItemOf,
    });
  }

  @Get('employees/:employeeId/accounts')
  @Allow('accounts.read', 'employee')
  @ApiOperation({ summary: "One person's accounts, newest year first" })
  @ApiOkResponse({ type: [AccountItem] })
  async accountsOf(@Param('employeeId') employeeId: string): Promise<AccountItem[]> {
    const rows = await this.database.query<YearAccountRow>('SELECT * FROM year_account WHERE employee_id = ? ORDER BY account_year DESC', [employeeId]);
    return rows.map(accountItemOf);
  }
}

const runItem = ({ length, fromDate, toDate }: YearAccount['longestRun']): RunItem => ({ length, fromDate, toDate });

/** The stored account as the API shows it. */
export function accountItemOf(row: YearAccountRow): AccountItem {
  const detail = JSON.parse(row.detail) as YearAccount;
  return {
    employeeId: row.employee_id,
    year: row.account_year,
    verifiedDays: row.verified_days,
    waitingDays: row.waiting_days,
    cumulativeDays: row.cumulative_days,
    lateMinutes: row.late_minutes,
    earlyLeaveMinutes: row.early_leave_minutes,
    longestRun: row.longest_run,
    run: runItem(detail.longestRun),
    possibleRun: runItem(detail.possibleRun),
    level: row.level,
    nextLevel: row.next_level,
    daysToNext: row.days_to_next,
    salaryStopMonth: detail.salaryStop?.month ?? null,
    provisional: detail.provisional,
    detail,
  };
}
