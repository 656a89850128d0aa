import { Readable } from 'node:stream';
import { type CellValue, stream as exceljs } from 'exceljs';
import { DomainError, messageOf } from '../errors';
import { ArchiveFault, type ArchivedFile, unzip, zipStored } from './unzip';

/** A cell as a text; with a fault where its text cannot be believed. */
export interface ReadCell {
  readonly text: string;
  readonly fault?: string;
}

/** A row of a sheet: its number in the sheet, from 1, and its cells from the first column on. */
export interface ReadRow {
  readonly row: number;
  readonly cells: readonly ReadCell[];
}

/** The media type of an Excel file. */
export const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Bytes that the parts of a file which are read may unfold to. */
const mostUnfolded = 128 * 1024 * 1024;
const mostRows = 100_000;
const mostColumns = 400;
/** Digits that a number of a spreadsheet keeps. */
const keptDigits = 15;

/**
 * The rows of the first sheet of an Excel file that holds any. Dates become `YYYY-MM-DD`, times `HH:MM`, a formula the value that was stored with it; nothing is computed.
 * @throws DomainError `unreadable-file`, `file-too-large`
 */
export async function readSpreadsheet(bytes: Buffer): Promise<ReadRow[]> {
  const parts = await partsOf(bytes);
  const book = new exceljs.xlsx.WorkbookReader(Readable.from([await zipStored(parts)]), { sharedStrings: 'cache', styles: 'cache', worksheets: 'emit', hyperlinks: 'ignore', entries: 'ignore' });
  const from1904 = parts.some(({ name, bytes: part }) => name === 'xl/workbook.xml' && /\bdate1904="(1|true)"/.test(part.toString('utf8')));
  try {
    for await (const sheet of book) {
      const rows = await rowsOf(sheet, from1904);
      if (rows.length > 0) return rows;
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw unreadable(messageOf(error));
  }
  throw unreadable('no sheet of it holds anything');
}

const unreadable = (why: string): DomainError => new DomainError('unreadable-file', `This is no Excel file (.xlsx) that can be read: ${why}.`, 422);

/** What stands before the sheets in a file must be read before them. */
const ranks: readonly RegExp[] = [/^\[Content_Types\]\.xml$/, /^xl\/workbook\.xml$/, /^xl\/_rels\/workbook\.xml\.rels$/, /^xl\/styles\.xml$/, /^xl\/sharedStrings\.xml$/, /^xl\/worksheets\/sheet\d+\.xml$/];
const rankOf = (name: string): number => ranks.findIndex((pattern) => pattern.test(name));
const sheetNumber = (name: string): number => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);

async function partsOf(bytes: Buffer): Promise<ArchivedFile[]> {
  try {
    const parts = await unzip(bytes, (name) => rankOf(name) >= 0, mostUnfolded);
    if (!parts.some(({ name }) => name === 'xl/workbook.xml')) throw unreadable('it holds no workbook; an older file (.xls) has to be saved as .xlsx');
    return parts.sort((a, b) => rankOf(a.name) - rankOf(b.name) || sheetNumber(a.name) - sheetNumber(b.name));
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    if (error.kind === 'too-large') throw new DomainError('file-too-large', 'This Excel file unfolds to more than is read. Hand the list in in several files.', 413);
    throw unreadable(error.message);
  }
}

async function rowsOf(sheet: AsyncIterable<{ readonly number: number; readonly cellCount: number; getCell(column: number): RawCell }>, from1904: boolean): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of sheet) {
    if (row.cellCount > mostColumns) throw new DomainError('file-too-large', `Row ${row.number} has ${row.cellCount} columns, at most ${mostColumns} are read.`, 413, { allowed: mostColumns });
    const cells = Array.from({ length: row.cellCount }, (_, index) => readValue(row.getCell(index + 1), from1904));
    if (!cells.some(({ text, fault }) => text !== '' || fault !== undefined)) continue;
    rows.push({ row: row.number, cells });
    if (rows.length > mostRows) throw new DomainError('file-too-large', `The sheet has more than ${mostRows} rows. Hand the list in in several files.`, 413, { allowed: mostRows });
  }
  return rows;
}

interface RawCell {
  readonly value: CellValue;
  readonly numFmt?: string;
}

function readValue({ value, numFmt = '' }: RawCell, from1904: boolean): ReadCell {
  if (value === null || value === undefined) return { text: '' };
  if (typeof value === 'string') return { text: value.trim() };
  if (typeof value === 'number') return numberCell(value, numFmt);
  if (typeof value === 'boolean') return { text: String(value) };
  if (value instanceof Date) return { text: dateText(value) };
  if ('richText' in value) return { text: value.richText.map(({ text }) => text).join('').trim() };
  if ('error' in value) return { text: value.error, fault: `shows an error (${value.error}) in the spreadsheet` };
  if ('formula' in value || 'sharedFormula' in value) return formulaCell({ value: value.result, numFmt }, from1904);
  return 'text' in value ? readValue({ value: value.text as CellValue, numFmt }, from1904) : { text: '' };
}

function formulaCell({ value, numFmt = '' }: RawCell, from1904: boolean): ReadCell {
  if (value === undefined || value === null) return { text: '', fault: 'holds a formula without its value; open and save the file in the spreadsheet, or put the value itself in' };
  // What a formula came to is left as a number by the reader, also where its cell shows a date.
  if (typeof value === 'number' && isDateFormat(numFmt)) return { text: dateText(dateOfSerial(value, from1904)) };
  return readValue({ value, numFmt }, from1904);
}

/** Colours, conditions and quoted words of a format say nothing of dates. */
const isDateFormat = (format: string): boolean => /[ymdhs]/i.test(format.replace(/\[[^\]]*\]|"[^"]*"|General/gi, ''));

/** Days since the last day of 1899, or since the first of 1904 (ECMA-376 part 1, 18.17.4.1). */
const dateOfSerial = (serial: number, from1904: boolean): Date => new Date(Math.round((serial - 25_569 + (from1904 ? 1462 : 0)) * 86_400_000));

function numberCell(value: number, format: string): ReadCell {
  const text = Number.isInteger(value) ? value.toFixed(0) : String(value);
  // 00000 in a format is how spreadsheets show a PIN with its zeros.
  const zeros = /^0+$/.test(format) && Number.isInteger(value) && value >= 0 ? text.padStart(format.length, '0') : text;
  if (Math.abs(value) < 10 ** keptDigits) return { text: zeros };
  return { text: zeros, fault: `is a number of more than ${keptDigits} digits, of which the spreadsheet has lost the last; format the column as text and type it again` };
}

/** A date without a time, a time without a date, or both. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const [date = '', time = ''] = new Date(Math.round(value.getTime() / 60_000) * 60_000).toISOString().split('T');
  const clock = time.slice(0, 5);
  if (date < '1900-01-01') return clock;
  return clock === '00:00' ? date : `${date} ${clock}`;
}
