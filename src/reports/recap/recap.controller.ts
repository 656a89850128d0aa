import { Body, Controller, Get, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { cellCode } from '../../core/report/recap';
import { recapKinds, type RecapCodes, shippedRecapCodes } from '../../core/report/recap-codes';
import { recapColumns } from '../../core/report/recap-columns';
import { type ReportLanguage } from '../../core/report/report-texts';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { Database } from '../../platform/database/database';
import { attachmentDisposition } from '../../platform/files/file-name';
import { sheetMediaTypes, writeSheet, type SheetColumn } from '../../platform/http/spreadsheet';
import { sendItems } from '../../platform/http/send-items';
import { type RecapRow } from '../../core/report/recap';
import { MonthlyReportQuery } from '../paper/month-query';
import { sendReport } from '../paper/send-report';
import { IssuedPapers } from '../proof/issued-papers';
import { ReportSettings } from '../setting/report-settings';
import { MonthlyRecap } from './monthly-recap';

const formats = ['json', 'csv', 'xlsx', 'pdf'] as const;

/** Which month of whom, and as what. */
export class RecapQuery extends MonthlyReportQuery {
  @ApiPropertyOptional({ enum: formats, default: 'json' })
  @IsOptional()
  @IsIn(formats)
  format: (typeof formats)[number] = 'json';
}

/** One person's month. */
export class RecapItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  unit!: string;
  @ApiProperty({ type: [String], description: 'A code for each date.' })
  codes!: string[];
  @ApiProperty({ type: [String], description: 'What each code means, as a word of the API.' })
  kinds!: readonly string[];
  @ApiProperty({ type: Object })
  totals!: object;
}

/** A month of a unit or of everybody. */
export class RecapAnswer {
  @ApiProperty()
  month!: string;
  @ApiProperty({ type: [String] })
  dates!: readonly string[];
  @ApiProperty({ type: Object, description: 'Kind to code and its names.' })
  codes!: object;
  @ApiProperty({ type: [RecapItem] })
  items!: RecapItem[];
}

/** Codes of the office's own. */
export class RecapCodesBody {
  @ApiProperty({ type: Object, example: { present: { code: 'H', id: 'hadir', en: 'present' } }, description: `Any of ${recapKinds.join(', ')}.` })
  @IsObject()
  codes!: Partial<RecapCodes>;
}

/** The codes as they are used now. */
export class RecapCodesAnswer extends RecapCodesBody {
  @ApiProperty({ type: Object, description: 'Those that ship, by kind.' })
  shipped!: object;
}

/** The signature block of papers. */
export class SignatureBody {
  @ApiProperty({ example: 'Sukamaju' })
  @IsString()
  @MaxLength(100)
  place!: string;
  @ApiProperty({ example: 'Kepala BKPSDM' })
  @IsString()
  @MaxLength(200)
  role!: string;
  @ApiProperty()
  @IsString()
  @MaxLength(200)
  name!: string;
  @ApiProperty({ example: 'NIP 197001011990031001' })
  @IsString()
  @MaxLength(100)
  number!: string;
}

/** The monthly recap, and how it is written. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class RecapController {
  constructor(
    private readonly recap: MonthlyRecap,
    private readonly settings: ReportSettings,
    private readonly papers: IssuedPapers,
    private readonly database: Database,
  ) {}

  @Get('monthly-recap')
  @Allow('reports.read', 'unit-asked', { seen: true })
  @ApiOperation({ summary: 'Employees by days with their codes and sums: JSON, CSV, XLSX, or a paper with its code (PDF)' })
  @ApiOkResponse({ type: RecapAnswer })
  @ApiProduces('application/json', 'text/csv', sheetMediaTypes.xlsx, 'application/pdf')
  async month(@Query() query: RecapQuery, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    const { month, unit = null, format, language } = query;
    const name = `rekap-absensi-${month}${unit === null ? '' : `-${unit}`}.${format}`;
    const ready = (type: string): unknown => response.set({ 'Content-Type': type, 'Content-Disposition': attachmentDisposition(name), 'Cache-Control': 'private, no-store' });
    if (format === 'pdf') {
      const made = await this.recap.make(month, unit, await this.unitId(unit), language);
      return sendReport(response, made, { format, language, actor: caller.actor }, this.papers);
    }
    const opened = await this.recap.open(month, unit);
    const codes = await this.settings.recapCodes();
    if (format === 'json') return sendItems(response, { month, dates: opened.dates, codes }, itemsOf(this.recap.rows(opened), codes));
    ready(sheetMediaTypes[format]);
    if (format === 'xlsx') return this.recap.writeXlsx(response, opened, language);
    await writeSheet(response, 'csv', { name: 'recap', columns: csvColumns(opened.dates, codes, language) }, this.recap.rows(opened));
  }

  @Get('recap-codes')
  @Allow('reports.read', 'office')
  @ApiOperation({ summary: 'The codes of the recap and what they mean' })
  @ApiOkResponse({ type: RecapCodesAnswer })
  async codes(): Promise<RecapCodesAnswer> {
    return { codes: await this.settings.recapCodes(), shipped: shippedRecapCodes };
  }

  @Put('recap-codes')
  @Allow('settings.write', 'city')
  @ApiOperation({ summary: "Set codes of the office's own; no two kinds may share one" })
  @ApiOkResponse({ type: RecapCodesAnswer })
  async setCodes(@Body() body: RecapCodesBody, @CurrentCaller() caller: Caller): Promise<RecapCodesAnswer> {
    return { codes: await this.settings.setRecapCodes(body.codes, caller.actor), shipped: shippedRecapCodes };
  }

  @Get('signature')
  @Allow('reports.read', 'office')
  @ApiOperation({ summary: 'Who signs papers by hand' })
  @ApiOkResponse({ type: SignatureBody })
  async signature(): Promise<SignatureBody> {
    return (await this.settings.signature()) ?? { place: '', role: '', name: '', number: '' };
  }

  @Put('signature')
  @Allow('settings.write', 'city')
  @ApiOperation({ summary: 'Set who signs papers by hand' })
  @ApiOkResponse({ type: SignatureBody })
  setSignature(@Body() body: SignatureBody, @CurrentCaller() caller: Caller): Promise<SignatureBody> {
    return this.settings.setSignature({ ...body }, caller.actor);
  }

  private async unitId(code: string | null): Promise<string | null> {
    if (code === null) return null;
    return (await this.database.query<{ id: string }>('SELECT id FROM unit WHERE code = ?', [code]))[0]?.id ?? null;
  }
}

const csvColumns = (dates: readonly string[], codes: RecapCodes, language: ReportLanguage): SheetColumn<RecapRow>[] => [
  { head: 'NIP', kind: 'code', cell: ({ person }) => person.number },
  { head: language === 'id' ? 'Nama' : 'Name', kind: 'text', cell: ({ person }) => person.name },
  { head: 'Unit', kind: 'text', cell: ({ person }) => person.unit },
  ...dates.map((date, index): SheetColumn<RecapRow> => ({ head: date, kind: 'text', cell: ({ kinds }) => cellCode(kinds[index] ?? 'notJudged', codes) })),
  ...recapColumns.map((column): SheetColumn<RecapRow> => ({ head: column[language], kind: 'number', cell: ({ totals }) => column.value(totals) })),
];

async function* itemsOf(rows: AsyncIterable<RecapRow>, codes: RecapCodes): AsyncGenerator<RecapItem> {
  for await (const { person: { employeeId, number, name, unit }, kinds, totals } of rows) yield { employeeId, number, name, unit, codes: kinds.map((kind) => cellCode(kind, codes)), kinds, totals };
}
