import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString } from 'class-validator';
import { type Response } from 'express';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { Database } from '../../platform/database/database';
import { isoOf } from '../../platform/http/iso';
import { sheetMediaTypes, writeSheet } from '../../platform/http/spreadsheet';
import { type YearAccountRow } from '../account-store';
import { AccountItem, accountItemOf } from '../accounts.controller';
import { OfficeDays } from '../office-days';
import { personOn } from '../people';
import { SanctionRecord } from './sanction-record';
import { readSanctionRecords, recordSheet } from './sanction-records';

const formats = ['json', 'csv', 'xlsx'] as const;

/** Which records are exported, and how. */
export class SanctionRecordQuery {
  @ApiPropertyOptional({ example: 2026 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  year?: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;

  @ApiPropertyOptional({ enum: formats, default: 'json' })
  @IsOptional()
  @IsIn(formats)
  format: (typeof formats)[number] = 'json';
}

/** Records, as JSON. */
export class SanctionRecordList {
  @ApiProperty({ type: [SanctionRecord] })
  items!: readonly SanctionRecord[];
}

/** One word of an officer about one exception. */
export class DecisionLine {
  @ApiProperty()
  workDate!: string;
  @ApiProperty()
  kind!: string;
  @ApiProperty()
  decision!: string;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ type: String, nullable: true })
  document!: string | null;
  @ApiProperty()
  actor!: string;
  @ApiProperty()
  at!: string;
}

/** Everything the room knows about one person. */
export class DisciplineHistory {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  category!: string;
  @ApiProperty({ type: [AccountItem], description: 'Newest year first.' })
  accounts!: AccountItem[];
  @ApiProperty({ type: [SanctionRecord], description: 'Cases and sanctions, a line for each round, oldest first.' })
  records!: readonly SanctionRecord[];
  @ApiProperty({ type: [DecisionLine], description: 'What officers said of single days, oldest first.' })
  decisions!: DecisionLine[];
}

/** What leaves the room: records for the national systems, and a person's whole history. */
@ApiTags('records')
@Controller('api/v1')
export class RecordsController {
  constructor(
    private readonly database: Database,
    private readonly days: OfficeDays,
  ) {}

  @Get('discipline/records')
  @Allow('records.read', 'rows', { seen: true })
  @ApiOperation({ summary: 'Cases and sanctions with the fields of national recording; CSV and XLSX for spreadsheets, with numbers of people as text' })
  @ApiOkResponse({ type: SanctionRecordList })
  @ApiProduces('application/json', 'text/csv', sheetMediaTypes.xlsx)
  async records(@Query() query: SanctionRecordQuery, @CurrentReach() reach: Reach, @Res() response: Response): Promise<void> {
    const records = await readSanctionRecords(this.database, query, reach);
    if (query.format === 'json') {
      response.json({ items: records } satisfies SanctionRecordList);
      return;
    }
    const name = ['hukuman-disiplin', query.year].filter(Boolean).join('-');
    response.set({ 'Content-Type': sheetMediaTypes[query.format], 'Content-Disposition': `attachment; filename="${name}.${query.format}"`, 'Cache-Control': 'private, no-store' });
    await writeSheet(response, query.format, recordSheet, records);
  }

  @Get('employees/:employeeId/discipline-history')
  @Allow('records.read', 'employee', { seen: true })
  @ApiOperation({ summary: "One person's accounts, cases, sanctions and the officers' words about single days" })
  @ApiOkResponse({ type: DisciplineHistory })
  async history(@Param('employeeId') employeeId: string): Promise<DisciplineHistory> {
    const person = await personOn(this.database, employeeId, this.days.today());
    const accounts = await this.database.query<YearAccountRow>('SELECT * FROM year_account WHERE employee_id = ? ORDER BY account_year DESC', [employeeId]);
    const sql = 'SELECT work_date AS workDate, kind, decision, reason, document, actor, decided_at FROM violation_decision WHERE employee_id = ? ORDER BY decided_at, id';
    const words = await this.database.query<Omit<DecisionLine, 'at'> & { decided_at: number }>(sql, [employeeId]);
    return {
      ...{ employeeId, number: person.number, name: person.name, category: person.category },
      accounts: accounts.map(accountItemOf),
      records: await readSanctionRecords(this.database, { employeeId }),
      decisions: words.map(({ decided_at: decidedAt, ...word }) => ({ ...word, at: isoOf(decidedAt) })),
    };
  }
}
