import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { type Response } from 'express';
import { type ReportLanguage } from '../../core/report/report-texts';
import { Allow } from '../../platform/auth/auth-guard';
import { attachmentDisposition } from '../../platform/files/file-name';
import { sendItems } from '../../platform/http/send-items';
import { sheetMediaTypes, writeSheet, type SheetColumn } from '../../platform/http/spreadsheet';
import { MonthlyReportQuery } from '../paper/month-query';
import { AllowanceReader, type EmployeeAllowance } from './allowance-reader';

const formats = ['json', 'csv', 'xlsx'] as const;

/** Whose allowance of which month. */
export class AllowanceQuery extends MonthlyReportQuery {
  @ApiPropertyOptional({ enum: formats, default: 'json' })
  @IsOptional()
  @IsIn(formats)
  format: (typeof formats)[number] = 'json';
}

/** The cuts of a month. */
export class AllowanceAnswer {
  @ApiProperty()
  month!: string;
  @ApiProperty({ type: [String], description: 'Codes of the tables this office has adopted; none = nothing is computed.' })
  adopted!: readonly string[];
  @ApiProperty({ type: [String] })
  shipped!: readonly string[];
  @ApiProperty({ type: [Object], description: 'A person each, with the lines that make up the cut in percent of the whole allowance.' })
  items!: readonly EmployeeAllowance[];
}

/** The monthly cut of the performance allowance by the table the office has adopted. */
@ApiTags('allowance')
@Controller('api/v1/allowance')
export class AllowanceController {
  constructor(private readonly reader: AllowanceReader) {}

  @Get()
  @Allow('allowance.read', 'unit-asked')
  @ApiOperation({ summary: 'Cuts of a month with their lines; where no table is adopted it says so and computes nothing' })
  @ApiOkResponse({ type: AllowanceAnswer })
  @ApiProduces('application/json', 'text/csv', sheetMediaTypes.xlsx)
  async month(@Query() { month, unit, format, language }: AllowanceQuery, @Res() response: Response): Promise<void> {
    const items = this.reader.cuts(await this.reader.people(month, unit ?? null), month);
    if (format === 'json') return sendItems(response, { month, ...this.reader.tables } satisfies Omit<AllowanceAnswer, 'items'>, items);
    response.set({ 'Content-Type': sheetMediaTypes[format], 'Content-Disposition': attachmentDisposition(`potongan-tunjangan-${month}.${format}`), 'Cache-Control': 'private, no-store' });
    await writeSheet(response, format, { name: `${language === 'id' ? 'Potongan' : 'Cuts'} ${month}`, columns: columnsIn(language) }, linesIn(items));
  }
}

/** One line of a cut, or the sum of a person. */
interface CutLine {
  readonly person: EmployeeAllowance;
  readonly date: string | null;
  readonly code: string;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly percent: number | null;
  readonly percentOfWhole: number | null;
  readonly remark: string | null;
}

async function* linesIn(items: AsyncIterable<EmployeeAllowance>): AsyncGenerator<CutLine> {
  for await (const person of items) yield* linesOf(person);
}

/** A row for each line, and one for the person's sum. */
function linesOf(person: EmployeeAllowance): CutLine[] {
  const { why, cut } = person;
  const waiting = cut && cut.waitingDates.length > 0 ? `menunggu verifikasi: ${cut.waitingDates.join(' ')}` : null;
  return [
    ...(cut?.lines ?? []).map(({ date, code, quantity, unit, percent, percentOfWhole }): CutLine => ({ person, date, code, quantity, unit, percent, percentOfWhole, remark: null })),
    { person, date: null, code: 'JUMLAH', quantity: null, unit: null, percent: null, percentOfWhole: cut?.cutPercent ?? null, remark: why ?? waiting },
  ];
}

function columnsIn(language: ReportLanguage): SheetColumn<CutLine>[] {
  const column = (id: string, en: string, kind: SheetColumn<CutLine>['kind'], cell: SheetColumn<CutLine>['cell']): SheetColumn<CutLine> => ({ head: language === 'id' ? id : en, kind, cell });
  return [
    column('NIP', 'Staff number', 'code', ({ person }) => person.number),
    column('Nama', 'Name', 'text', ({ person }) => person.name),
    column('Tabel', 'Table', 'text', ({ person }) => person.table?.code ?? null),
    column('Tanggal', 'Date', 'date', ({ date }) => date),
    column('Kode', 'Code', 'text', ({ code }) => code),
    column('Jumlah', 'Quantity', 'number', ({ quantity }) => quantity),
    column('Satuan', 'Unit', 'text', ({ unit }) => unit),
    column('Persen', 'Percent', 'number', ({ percent }) => percent),
    column('Persen dari tunjangan', 'Percent of the allowance', 'number', ({ percentOfWhole }) => percentOfWhole),
    column('Keterangan', 'Remark', 'text', ({ remark }) => remark),
  ];
}
