import { once } from 'node:events';
import { type Writable } from 'node:stream';
import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { stream as exceljs, type Worksheet } from 'exceljs';
import { type CsvCell, csvHead, csvLine, textCell } from './csv';

/**
 * What the cells of a column are: `text`; `code`, a text that may be all digits (NIP, PIN) and never a number; `number`;
 * `date` (`YYYY-MM-DD`) and `dateTime` (a local wall clock, `YYYY-MM-DD HH:MM:SS`), which become real dates of the spreadsheet;
 * `any`, each as it comes: numbers stay numbers, a text `YYYY-MM-DD` becomes a date.
 */
export type CellKind = 'text' | 'code' | 'number' | 'date' | 'dateTime' | 'any';

/** One column of a table that leaves the service: the same description makes XLSX and CSV. */
export interface SheetColumn<T> {
  readonly head: string;
  readonly kind: CellKind;
  /** The cell of one row; null is an empty cell. */
  readonly cell: (row: T) => CsvCell;
  /** In characters; without it by kind. */
  readonly width?: number;
}

/** A table by its name (31 characters of it make the sheet's name) and columns. */
export interface Sheet<T> {
  readonly name: string;
  readonly columns: readonly SheetColumn<T>[];
}

/** Rows as they come, from memory or read little by little. */
export type Rows<T> = Iterable<T> | AsyncIterable<T>;

/** The formats a table can leave in, with their media types. */
export const sheetMediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export type SheetFormat = keyof typeof sheetMediaTypes;

/** The most rows that a sheet of XLSX holds, its head among them; more go to the next sheet. */
const maxSheetRows = 1_048_576;

/** The most characters that a cell of XLSX holds. */
const maxCellCharacters = 32_767;

/** Rows between two looks at whether the reader keeps up. */
const rowsPerTurn = 200;

const formats: Readonly<Record<CellKind, string>> = { text: '@', code: '@', number: 'General', date: 'yyyy-mm-dd', dateTime: 'yyyy-mm-dd hh:mm:ss', any: 'General' };
const widths: Readonly<Record<CellKind, number>> = { text: 24, code: 22, number: 10, date: 12, dateTime: 20, any: 24 };

/**
 * Writes a table to `output` in the wanted format, row by row, at the speed of its reader, and ends it.
 * @throws whatever the rows throw, after `output` was destroyed, so that nobody takes half a table for a whole one; a reader who leaves ends the writing without an error
 */
export async function writeSheet<T>(output: Writable, format: SheetFormat, sheet: Sheet<T>, rows: Rows<T>): Promise<void> {
  try {
    await (format === 'xlsx' ? writeXlsx(output, sheet, rows) : writeCsv(output, sheet, rows));
  } catch (error) {
    output.destroy();
    throw error;
  }
}

async function writeCsv<T>(output: Writable, { columns }: Sheet<T>, rows: Rows<T>): Promise<void> {
  output.write(csvHead(columns.map(({ head }) => head)));
  for await (const row of rows) {
    if (output.destroyed) return;
    output.write(csvLine(columns.map((column) => csvCell(column.kind, column.cell(row)))));
    if (output.writableNeedDrain) await drained(output);
  }
  output.end();
}

const csvCell = (kind: CellKind, cell: CsvCell): CsvCell => (kind === 'code' && cell !== null && cell !== '' ? textCell(String(cell)) : cell);

async function writeXlsx<T>(output: Writable, sheet: Sheet<T>, rows: Rows<T>): Promise<void> {
  const workbook = new exceljs.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  let page = addPage(workbook, sheet, 1);
  let written = 0;
  for await (const row of rows) {
    if (output.destroyed) return;
    const onPage = written % (maxSheetRows - 1);
    if (written > 0 && onPage === 0) page = nextPage(workbook, page, sheet, written);
    addRow(page, sheet.columns, row);
    written += 1;
    if (written % rowsPerTurn === 0) await keepPace(output, page);
  }
  await unlessClosed(output, workbook.commit());
}

function addRow<T>(page: Worksheet, columns: readonly SheetColumn<T>[], row: T): void {
  const cells = columns.map((column) => xlsxCell(column.kind, column.cell(row)));
  const added = page.addRow(cells);
  columns.forEach(({ kind }, index) => {
    if (kind === 'any' && cells[index] instanceof Date) added.getCell(index + 1).numFmt = formats.date;
  });
  added.commit();
}

function addPage<T>(workbook: InstanceType<typeof exceljs.xlsx.WorkbookWriter>, { name, columns }: Sheet<T>, number: number): Worksheet {
  const page = workbook.addWorksheet(sheetName(name, number), { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = columns.map(({ kind, width }) => ({ width: width ?? widths[kind], style: { numFmt: formats[kind] } }));
  const head = page.addRow(columns.map((column) => column.head));
  head.font = { bold: true };
  head.commit();
  return page;
}

function nextPage<T>(workbook: InstanceType<typeof exceljs.xlsx.WorkbookWriter>, full: Worksheet, sheet: Sheet<T>, written: number): Worksheet {
  (full as Worksheet & { commit: () => void }).commit();
  return addPage(workbook, sheet, written / (maxSheetRows - 1) + 1);
}

/** A name as sheets may have it: without their forbidden characters, 31 characters at most. */
function sheetName(name: string, number: number): string {
  const tail = number === 1 ? '' : ` (${number})`;
  return `${name.replaceAll(/[\\/*?:[\]']/g, ' ').slice(0, 31 - tail.length)}${tail}`;
}

function xlsxCell(kind: CellKind, cell: CsvCell): string | number | Date | null {
  if (cell === null || cell === '') return null;
  if ((kind === 'number' || kind === 'any') && typeof cell === 'number') return cell;
  if (kind === 'date' || kind === 'dateTime' || (kind === 'any' && /^\d{4}-\d{2}-\d{2}$/.test(String(cell)))) return dateCell(String(cell));
  return String(cell).slice(0, maxCellCharacters);
}

/** Spreadsheets know no zone: the wall clock is written as it stands. What is no date stays text. */
function dateCell(text: string): Date | string {
  const at = Date.parse(`${text.replace(' ', 'T')}${text.length === 10 ? 'T00:00:00' : ''}Z`);
  return Number.isNaN(at) ? text : new Date(at);
}

/** Resolves when the output takes more, or is gone. */
async function drained(output: Writable): Promise<void> {
  await turnOfOthers();
  if (output.writableNeedDrain && !output.destroyed) await firstOf(output, 'drain', 'close');
}

/**
 * Waits until the compression and the reader have caught up with the rows that were committed to a sheet. The writing library hands its text to the
 * compression without looking whether that keeps up: a long sheet would wait there whole.
 */
export async function keepPace(output: Writable, page: Worksheet): Promise<void> {
  await drained(output);
  const { pipes } = (page as Worksheet & { readonly stream: { readonly pipes: readonly Writable[] } }).stream;
  // An empty piece is taken when all before it have been.
  const taken = pipes.map((pipe) => new Promise<void>((resolve) => pipe.write(Buffer.alloc(0), () => resolve())));
  await unlessClosed(output, Promise.all(taken));
}

/** Waits for `work`, or until the output is gone; leaves no listener behind. */
async function unlessClosed(output: Writable, work: Promise<unknown>): Promise<void> {
  if (output.destroyed) return;
  let gone = (): void => undefined;
  const closed = new Promise<void>((resolve) => (gone = resolve));
  output.once('close', gone);
  try {
    await Promise.race([work, closed]);
  } finally {
    output.off('close', gone);
  }
}

/** Waits for the first of some events (an error is one too) and leaves no listener behind. */
async function firstOf(output: Writable, ...events: readonly string[]): Promise<void> {
  const done = new AbortController();
  try {
    await Promise.race(events.map((event) => once(output, event, { signal: done.signal })));
  } catch {
    // An output that failed is closed; the caller looks whether it is destroyed.
  } finally {
    done.abort();
  }
}
