import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { type Response } from 'express';
import { reportLanguages, type ReportLanguage } from '../../core/report/report-texts';
import { dateAt } from '../../core/time/zone';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { Reach } from '../../platform/auth/reach';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { attachmentDisposition } from '../../platform/files/file-name';
import { isoOf } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../../platform/http/page';
import { sheetMediaTypes } from '../../platform/http/spreadsheet';
import { CONFIG } from '../../platform/tokens';
import { monthPattern } from '../../platform/http/date-text';
import { EmployeeSheet } from '../employee-sheet/employee-sheet';
import { dateWords } from '../paper/made-report';
import { sendReport } from '../paper/send-report';
import { TerminalReport } from '../terminal/terminal-report';
import { YearReport } from '../year/year-report';
import { IssuedPapers } from './issued-papers';

const formats = ['json', 'xlsx', 'pdf'] as const;

/** In what form and language a report is wanted. */
export class FormQuery {
  @ApiPropertyOptional({ enum: formats, default: 'json' })
  @IsOptional()
  @IsIn(formats)
  format: (typeof formats)[number] = 'json';

  @ApiPropertyOptional({ enum: reportLanguages, default: 'id' })
  @IsOptional()
  @IsIn(reportLanguages)
  language: ReportLanguage = 'id';
}

/** Which unit. */
export class UnitFormQuery extends FormQuery {
  @ApiPropertyOptional({ description: 'Code of a unit; those below it are meant too.' })
  @IsOptional()
  @IsString()
  unit?: string;
}

/** Which year of whom. */
export class YearQuery extends UnitFormQuery {
  @ApiProperty({ example: 2026 })
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2100)
  year!: number;
}

/** Which month. */
export class MonthQuery extends UnitFormQuery {
  @ApiProperty({ example: '2026-11' })
  @Matches(monthPattern, { message: 'month must be written YYYY-MM' })
  month!: string;
}

/** Which month of one person. */
export class SheetQuery extends FormQuery {
  @ApiProperty({ example: '2026-11' })
  @Matches(monthPattern, { message: 'month must be written YYYY-MM' })
  month!: string;
}

/** The figures of a report as rows. */
export class ReportRows {
  @ApiProperty()
  title!: string;
  @ApiProperty({ description: 'sha256 of the data.' })
  digest!: string;
  @ApiProperty({ description: 'What of it still waits.' })
  unsettled!: number;
  @ApiProperty({ type: [Object] })
  tables!: readonly object[];
}

/** A paper that was issued. */
export class IssuedPaperItem {
  @ApiProperty({ example: 'ABCD-EFGH-JKMN-PQRS' })
  code!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ description: '1 = the first; a later one corrects those before it.' })
  edition!: number;
  @ApiProperty()
  digest!: string;
  @ApiProperty()
  sha256!: string;
  @ApiProperty()
  signed!: boolean;
  @ApiProperty()
  issuedAt!: string;
  @ApiProperty()
  issuedBy!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the paper that replaces it; null = it is current.' })
  replacedBy!: string | null;
}

/** A page of issued papers. */
export class IssuedPaperPage extends PageInfo {
  @ApiProperty({ type: [IssuedPaperItem] })
  items!: IssuedPaperItem[];
}

interface PaperRow {
  code: string;
  public_title: string;
  edition: number;
  data_digest: string;
  sha256: string;
  signed: number;
  issued_at: number;
  issued_by: string;
  newest: string;
}

/** Reports that become papers, and the papers that were issued. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class PapersController {
  constructor(
    private readonly years: YearReport,
    private readonly terminals: TerminalReport,
    private readonly sheets: EmployeeSheet,
    private readonly papers: IssuedPapers,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Get('year-account')
  @Allow('accounts.read', 'unit-asked', { seen: true })
  @ApiOperation({ summary: 'The accounts of a year, by unit and employee: JSON, XLSX, or a paper (PDF)' })
  @ApiOkResponse({ type: ReportRows })
  @ApiProduces('application/json', sheetMediaTypes.xlsx, 'application/pdf')
  async year(@Query() query: YearQuery, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    const signedOn = dateWords(dateAt(this.config.defaultZone, this.clock.now()), query.language);
    await this.answer(response, await this.years.make(query.year, await this.unit(query.unit), query.language, signedOn), query, caller);
  }

  @Get('terminals')
  @Allow('terminals.read', 'unit-asked')
  @ApiOperation({ summary: 'Uptime, gaps and drift of the terminals in a month: JSON, XLSX, or a paper (PDF)' })
  @ApiOkResponse({ type: ReportRows })
  @ApiProduces('application/json', sheetMediaTypes.xlsx, 'application/pdf')
  async terminalMonth(@Query() query: MonthQuery, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    await this.answer(response, await this.terminals.make(query.month, await this.unit(query.unit), query.language), query, caller);
  }

  @Get('employee-sheet/:employeeId')
  @Allow('days.read', 'employee', { seen: true })
  @ApiOperation({ summary: "One person's month with the explanation of each day, for an objection: JSON, XLSX, or a paper (PDF)" })
  @ApiOkResponse({ type: ReportRows })
  @ApiProduces('application/json', sheetMediaTypes.xlsx, 'application/pdf')
  async sheet(@Param('employeeId') employeeId: string, @Query() query: SheetQuery, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    await this.answer(response, await this.sheets.make(employeeId, query.month, query.language), query, caller);
  }

  @Get('papers')
  @Allow('reports.read', 'rows')
  @ApiOperation({ summary: 'Papers that were issued, newest first, each with the code that is printed on it' })
  @ApiOkResponse({ type: IssuedPaperPage })
  list(@Query() query: PageQuery, @CurrentReach() reach: Reach): Promise<Page<IssuedPaperItem>> {
    const conditions = reach.limit(new Conditions(), { unit: 'unit_id', employee: 'employee_id', date: null });
    const columns = 'code, public_title, edition, data_digest, sha256, signed, issued_at, issued_by, (SELECT n.code FROM issued_paper n WHERE n.subject_key = issued_paper.subject_key ORDER BY n.edition DESC LIMIT 1) AS newest';
    return readPage<IssuedPaperItem, PaperRow>(this.database, query, { from: 'issued_paper', columns, conditions, sortable: { issuedAt: 'issued_at', title: 'public_title' }, tieBreak: 'issued_at DESC, code', item: itemOf });
  }

  @Get('papers/:code/file')
  @Allow('reports.read', 'issued-paper', { seen: true })
  @ApiOperation({ summary: 'A paper as it was issued, from the archive' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ description: 'The paper.' })
  async file(@Param('code') code: string, @Res() response: Response): Promise<void> {
    const { bytes } = await this.papers.file(code);
    response.set({ 'Content-Type': 'application/pdf', 'Content-Disposition': attachmentDisposition(`${code}.pdf`), 'Cache-Control': 'private, no-store' }).end(bytes);
  }

  private async answer(response: Response, made: Parameters<typeof sendReport>[1], { format, language }: FormQuery, caller: Caller): Promise<void> {
    if (format === 'json') {
      const { title, digest, unsettled, paper } = made;
      response.json({ title, digest, unsettled, tables: paper.tables } satisfies ReportRows);
      return;
    }
    await sendReport(response, made, { format, language, actor: caller.actor }, this.papers);
  }

  private async unit(code: string | undefined): Promise<{ id: string; code: string; name: string } | null> {
    if (code === undefined) return null;
    const [unit] = await this.database.query<{ id: string; code: string; name: string }>('SELECT id, code, name FROM unit WHERE code = ?', [code]);
    if (!unit) throw new DomainError('unknown-unit', `There is no unit with the code "${code}".`, 404);
    return { ...unit };
  }
}

const itemOf = (row: PaperRow): IssuedPaperItem => ({
  ...{ code: row.code, title: row.public_title, edition: row.edition, digest: row.data_digest, sha256: row.sha256, signed: row.signed === 1 },
  ...{ issuedAt: isoOf(row.issued_at), issuedBy: row.issued_by, replacedBy: row.newest === row.code ? null : row.newest },
});
