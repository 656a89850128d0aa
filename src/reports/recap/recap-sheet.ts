import { type Writable } from 'node:stream';
import { stream as exceljs, type Row as SheetRow, type Worksheet } from 'exceljs';
import { cellCode, type RecapRow } from '../../core/report/recap';
import { recapKinds, type RecapCodes, type RecapKind } from '../../core/report/recap-codes';
import { recapColumns } from '../../core/report/recap-columns';
import type { ReportLanguage } from '../../core/report/report-texts';
import { keepPace } from '../../platform/http/spreadsheet';
import { recapTexts } from './recap-texts';

/** What a recap's file says beside its rows. */
export interface RecapSheetHead {
  readonly title: string;
  readonly subtitle: string;
  /** What must be read before any figure; null where nothing must. */
  readonly notice: string | null;
  readonly dates: readonly string[];
  readonly codes: RecapCodes;
  readonly language: ReportLanguage;
}

const rowsPerTurn = 100;
const headFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE2E6EC' } } as const;

/** Fill and ink of a cell by what it means (console.md, status vocabulary); the code in it says the same without colour. */
const colours: Readonly<Partial<Record<RecapKind, readonly [fill: string, ink: string]>>> = {
  late: ['FFFEF4E0', 'FF864900'], earlyLeave: ['FFFEF4E0', 'FF864900'], lateAndEarly: ['FFFEF4E0', 'FF864900'], missingPunch: ['FFF2EDFC', 'FF5A3AA6'], halfDay: ['FFF2EDFC', 'FF5A3AA6'],
  noRecord: ['FFFCEBF0', 'FFA01640'], absent: ['FFB81D48', 'FFFFFFFF'], waiting: ['FFF0F2F6', 'FF485262'], off: ['FFF6F7F9', 'FF616B7A'],
};

/**
 * Writes a recap as XLSX, row by row at the speed of its reader: real dates over the days, real numbers in the sums, names and heads frozen.
 * The styles are made once: a style object for each of a million cells would be the memory of the whole file.
 */
export async function writeRecapSheet(output: Writable, head: RecapSheetHead, rows: AsyncIterable<RecapRow>): Promise<void> {
  const workbook = new exceljs.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  const texts = recapTexts(head.language);
  const sheet = workbook.addWorksheet(texts.sheet, {
    views: [{ state: 'frozen', xSplit: 4, ySplit: 4 }],
    pageSetup: { orientation: 'landscape', paperSize: 14 as number, fitToPage: true, fitToWidth: 1, fitToHeight: 0, margins: { left: 0.3, right: 0.3, top: 0.4, bottom: 0.4, header: 0.2, footer: 0.2 }, printTitlesRow: '4:4' },
  });
  sheet.columns = [5, 21, 28, 22, ...head.dates.map(() => 4.8), ...recapColumns.map(() => 7)].map((width) => ({ width }));
  writeHead(sheet, head);
  const styles = stylesOf();
  let written = 0;
  for await (const row of rows) {
    if (output.destroyed) return;
    written += 1;
    writeRow(sheet.addRow(cellsOf(row, written, head.codes)), row, styles);
    if (written % rowsPerTurn === 0) await keepPace(output, sheet);
  }
  writeLegend(sheet, head);
  await workbook.commit();
}

function writeHead(sheet: Worksheet, { title, subtitle, notice, dates, language }: RecapSheetHead): void {
  const texts = recapTexts(language);
  const first = sheet.addRow([title]);
  first.font = { bold: true, size: 14 };
  first.commit();
  sheet.addRow([subtitle]).commit();
  const third = sheet.addRow(notice === null ? [] : [notice]);
  third.font = { bold: true };
  third.commit();
  const heads = sheet.addRow(['No', texts.number, texts.name, texts.unit, ...dates.map((date) => new Date(`${date}T00:00:00Z`)), ...recapColumns.map((column) => column[language])]);
  heads.font = { bold: true };
  heads.eachCell((cell, index) => {
    cell.fill = headFill;
    cell.alignment = { horizontal: index > 4 ? 'center' : 'left', wrapText: true };
    if (index > 4 && index <= 4 + dates.length) cell.numFmt = 'd';
  });
  heads.commit();
}

const cellsOf = ({ person, kinds, totals }: RecapRow, index: number, codes: RecapCodes): (string | number | null)[] => [
  index, person.number, person.name, person.unit, ...kinds.map((kind) => cellCode(kind, codes) || null), ...recapColumns.map(({ value }) => value(totals)),
];

type CellStyle = Pick<SheetRow, 'font' | 'fill' | 'alignment'>;

function stylesOf(): ReadonlyMap<RecapKind, CellStyle> {
  return new Map(recapKinds.map((kind) => {
    const [fill, ink] = colours[kind] ?? ['FFFFFFFF', 'FF151A23'];
    return [kind, { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: fill } }, font: { color: { argb: ink } }, alignment: { horizontal: 'center' } } as CellStyle];
  }));
}

function writeRow(row: SheetRow, { kinds }: RecapRow, styles: ReadonlyMap<RecapKind, CellStyle>): void {
  row.getCell(2).numFmt = '@';
  kinds.forEach((kind, index) => {
    const style = styles.get(kind);
    if (style && colours[kind]) row.getCell(5 + index).style = style;
  });
  row.getCell(4 + kinds.length + recapColumns.length).numFmt = '0.00';
  row.commit();
}

function writeLegend(sheet: Worksheet, { codes, language }: RecapSheetHead): void {
  sheet.addRow([]).commit();
  sheet.addRow([null, recapTexts(language).legend]).commit();
  for (const kind of recapKinds) if (codes[kind].code !== '') sheet.addRow([null, codes[kind].code, codes[kind][language]]).commit();
}
