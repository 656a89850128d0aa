import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString } from 'class-validator';
import { STAGES } from '../core/discipline/case-event';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/errors';
import { isoOf } from '../platform/http/iso';
import { readPage } from '../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../platform/http/page';
import { caseWithId } from './case-store';

/** Filters of cases. */
export class CaseQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STAGES })
  @IsOptional()
  @IsIn(STAGES)
  state?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  unitId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  year?: number;
}

/** A discipline case as lists show it. */
export class CaseItem {
  @ApiProperty()
  caseId!: string;
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  year!: number;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty({ enum: STAGES })
  state!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The sanction that the facts propose; a person decides.' })
  level!: string | null;
  @ApiProperty({ enum: ['count', 'run'] })
  basis!: string;
  @ApiProperty()
  countedDays!: number;
  @ApiProperty()
  openedAt!: string;
  @ApiProperty()
  changedAt!: string;
}

/** A case with its whole history. */
export class CaseDetail extends CaseItem {
  @ApiProperty({ type: Object })
  detail!: object;
  @ApiProperty({ type: [Object], description: 'Everything that happened, oldest first; only ever appended to.' })
  history!: readonly object[];
}

/** A page of cases. */
export class CasePage extends PageInfo {
  @ApiProperty({ type: [CaseItem] })
  items!: CaseItem[];
}

interface CaseRow {
  case_id: string;
  employee_id: string;
  account_year: number;
  unit_id: string | null;
  state: string;
  level: string | null;
  basis: string;
  counted_days: number;
  opened_at: number;
  changed_at: number;
  detail: string;
}

/** Discipline cases: what the facts propose, and what people have done about it. */
@ApiTags('cases')
@Controller('api/v1/cases')
export class CasesController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({ summary: 'Discipline cases' })
  @ApiOkResponse({ type: CasePage })
  list(@Query() query: CaseQuery): Promise<Page<CaseItem>> {
    return readPage<CaseItem, CaseRow>(this.database, query, {
      from: 'discipline_case',
      columns: '*',
      conditions: new Conditions().when(query.state, 'state = ?').when(query.employeeId, 'employee_id = ?').when(query.unitId, 'unit_id = ?').when(query.year, 'account_year = ?'),
      sortable: { openedAt: 'opened_at', changedAt: 'changed_at', countedDays: 'counted_days', state: 'state', year: 'account_year' },
      tieBreak: 'opened_at, case_id',
      item: itemOf,
    });
  }

  @Get(':caseId')
  @ApiOkResponse({ type: CaseDetail })
  async one(@Param('caseId') caseId: string): Promise<CaseDetail> {
    const row = (await this.database.query<CaseRow>('SELECT * FROM discipline_case WHERE case_id = ?', [caseId]))[0];
    const stored = await caseWithId(this.database, caseId);
    if (!row || !stored) throw new DomainError('unknown-case', `No case with the id "${caseId}".`, 404);
    return { ...itemOf(row), detail: JSON.parse(row.detail) as object, history: stored.state.history };
  }
}

const itemOf = (row: CaseRow): CaseItem => ({
  caseId: row.case_id,
  employeeId: row.employee_id,
  year: row.account_year,
  unitId: row.unit_id,
  state: row.state,
  level: row.level,
  basis: row.basis,
  countedDays: row.counted_days,
  openedAt: isoOf(row.opened_at),
  changedAt: isoOf(row.changed_at),
});
