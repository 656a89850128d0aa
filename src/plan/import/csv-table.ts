import { parse } from 'csv-parse/sync';
import { DomainError, messageOf } from '../../platform/errors';
import { type ReadRow, readSpreadsheet } from '../../platform/http/read-spreadsheet';
import { planRefused } from '../writing/problem-list';

/** A line of a table: its number in the file and its cells by field. */
export interface CsvRow {
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
  /** The cells as the file has them, in the order of the headings. */
  readonly raw: readonly string[];
  /** What is wrong with cells before anybody asks what they mean, by field. */
  readonly faults: ReadonlyMap<string, string>;
}

/** A table as read: which fields it has under which headings, and its lines. */
export interface CsvTable {
  /** Heading of each field, as the file writes it. */
  readonly headings: ReadonlyMap<string, string>;
  /** All of them, in the order of the file. */
  readonly head: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** A line as read: its number in the file and its cells. */
type Line = ReadRow;

/** The words of a heading without case, spaces and signs: "Tgl. Masuk" and "tgl_masuk" are one. */
export const headingKey = (heading: string): string => heading.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Reads a table with `;`, `,` or tabs between cells and quotes where needed; a byte order mark is dropped.
 * @throws DomainError `unreadable-file`, or as `tableOf`
 */
export const readCsvTable = (text: string, meaning: TableMeaning): CsvTable => tableOf(parsedLines(text), meaning);

/**
 * Reads the first sheet of an Excel file that holds anything.
 * @throws DomainError `unreadable-file`, `file-too-large`, or as `tableOf`
 */
export const readExcelTable = async (bytes: Buffer, meaning: TableMeaning): Promise<CsvTable> => tableOf(await readSpreadsheet(bytes), meaning);

/** What the headings of a table mean. */
export interface TableMeaning {
  /** The field a heading means, or undefined. */
  readonly fieldOf: (heading: string) => string | undefined;
  /** Fields without which a table with these headings says nothing. */
  readonly required: (fields: readonly string[]) => readonly string[];
}

/**
 * Lines with their first as the headings.
 * @throws DomainError `unreadable-file`, or `plan-refused` naming headings that mean nothing, are there twice or are missing
 */
function tableOf([first, ...lines]: readonly Line[], { fieldOf, required }: TableMeaning): CsvTable {
  if (!first) throw new DomainError('unreadable-file', 'The file is empty: a line of headings is needed.', 422);
  const head = withoutEmptyEnd(first.cells.map(({ text }) => text));
  const fields = head.map(fieldOf);
  const headings = new Map(fields.flatMap((field, index): [string, string][] => (field === undefined ? [] : [[field, head[index] ?? '']])));
  const at = (heading: string, index: number) => ({ row: first.row, column: heading, at: `row ${first.row}, column ${heading || index + 1}` });
  const problems = [
    ...head.flatMap((heading, index) => (fields[index] === undefined ? [{ ...at(heading, index), message: 'is no heading of this table' }] : [])),
    ...fields.flatMap((field, index) => (field !== undefined && fields.indexOf(field) < index ? [{ ...at(head[index] ?? '', index), message: `means the same as column ${head[fields.indexOf(field)]}` }] : [])),
    ...required([...headings.keys()]).filter((field) => !headings.has(field)).map((field) => ({ row: first.row, column: field, at: `row ${first.row}`, message: `the column ${field} is missing` })),
  ];
  if (problems.length > 0) throw planRefused(problems);
  return { headings, head, rows: lines.map((line) => rowOf(line, fields)) };
}

function rowOf({ row, cells }: Line, fields: readonly (string | undefined)[]): CsvRow {
  const raw = withoutEmptyEnd(cells.map(({ text }) => text));
  const faults = new Map(fields.flatMap((field, index): [string, string][] => (cells[index]?.fault === undefined ? [] : [[field ?? '', cells[index].fault]])));
  if (raw.length > fields.length) faults.set('', `has ${raw.length} cells, the headings are ${fields.length}`);
  return { row, raw, faults, cells: new Map(fields.map((field, index) => [field ?? '', raw[index] ?? ''])) };
}

/** Spreadsheets hand in empty cells behind the last one that was ever touched. */
function withoutEmptyEnd(cells: readonly string[]): string[] {
  const end = cells.findLastIndex((cell) => cell !== '');
  return cells.slice(0, end + 1);
}

function parsedLines(text: string): readonly Line[] {
  try {
    const lines = parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true, info: true, trim: true }) as unknown as { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    const width = lines[0]?.record.length ?? 0;
    // A line of nothing but separators is how spreadsheets write an empty one.
    return lines.filter(({ record }) => record.some((cell) => cell !== '')).map(({ record, info }) => ({ row: info.lines, cells: record.map((cell, index) => ({ text: cell, ...shortOf(record, index, width) })) }));
  } catch (error) {
    throw new DomainError('unreadable-file', `The file is not a table of cells: ${messageOf(error)}`, 422);
  }
}

/** A line with too few cells has lost a separator somewhere: nobody knows which cell means what. */
const shortOf = (record: readonly string[], index: number, width: number): { fault?: string } => (index === 0 && record.length < width ? { fault: `has ${record.length} cells, the headings are ${width}` } : {});

/** The sign that stands most often outside quotes in the first line. */
function delimiterOf(text: string): string {
  const head = (/^\uFEFF?[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => head.split(sign).length - 1;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ';');
}
