import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { type Response } from 'express';
import { Allow } from '../../platform/auth/auth-guard';
import { csvOf, textCell } from '../../platform/http/csv';
import { MonthOfUnitQuery } from '../paper/month-query';
import { AllowanceReader, type EmployeeAllowance } from './allowance-reader';

const formats = ['json', 'csv'] as const;

/** Whose allowance of which month. */
export class AllowanceQuery extends MonthOfUnitQuery {
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
  @ApiProduces('application/json', 'text/csv')
  async month(@Query() query: AllowanceQuery, @Res({ passthrough: true }) response: Response): Promise<unknown> {
    const items = await this.reader.read(query.month, query.unit ?? null);
    if (query.format === 'json') return { month: query.month, ...this.reader.tables, items } satisfies AllowanceAnswer;
    response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="potongan-tunjangan-${query.month}.csv"`, 'Cache-Control': 'private, no-store' });
    return csvOf(['NIP', 'Nama', 'Tabel', 'Tanggal', 'Kode', 'Jumlah', 'Satuan', 'Persen', 'Persen dari tunjangan', 'Keterangan'], items.flatMap(linesOf));
  }
}

/** A row for each line, and one for the person's sum. */
function linesOf({ number, name, table, why, cut }: EmployeeAllowance) {
  const head = [textCell(number), name, table?.code ?? null];
  const lines = (cut?.lines ?? []).map((line) => [...head, line.date, line.code, line.quantity, line.unit, line.percent, line.percentOfWhole, null]);
  const waiting = cut && cut.waitingDates.length > 0 ? `menunggu verifikasi: ${cut.waitingDates.join(' ')}` : null;
  return [...lines, [...head, null, 'JUMLAH', null, null, null, cut?.cutPercent ?? null, why ?? waiting]];
}
