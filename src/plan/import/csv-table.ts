import { parse } from 'csv-parse/sync';
import { DomainError, messageOf } from '../../platform/errors';
import { planRefused } from '../writing/problem-list';

/** A line of a table: its number in the file and its cells by field. */
export interface CsvRow {
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** A table as read: which fields it has under which headings, and its lines. */
export interface CsvTable {
  /** Heading of each field, as the file writes it. */
  readonly headings: ReadonlyMap<string, string>;
  readonly rows: readonly CsvRow[];
}

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** The words of a heading without case, spaces and signs: "Tgl. Masuk" and "tgl_masuk" are one. */
export const headingKey = (heading: string): string => heading.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Reads a table with `;`, `,` or tabs between cells and quotes where needed; a byte order mark is dropped.
 * @param fieldOf the field a heading means, or undefined
 * @param required fields without which the table says nothing
 * @throws DomainError `unreadable-file`, or `plan-refused` naming headings or lines of the wrong length
 */
export function readCsvTable(text: string, fieldOf: (heading: string) => string | undefined, required: readonly string[]): CsvTable {
  const [head, ...lines] = parsedLines(text);
  if (!head) throw new DomainError('unreadable-file', 'The file is empty: a line of headings is needed.', 422);
  const fields = head.record.map(fieldOf);
  const headings = new Map(fields.flatMap((field, index): [string, string][] => (field === undefined ? [] : [[field, head.record[index] ?? '']])));
  const problems = [
    ...head.record.flatMap((heading, index) => (fields[index] === undefined ? [{ row: head.info.lines, column: heading, at: `row ${head.info.lines}, column ${heading || index + 1}`, message: 'is no heading of this table' }] : [])),
    ...fields.flatMap((field, index) => (field !== undefined && fields.indexOf(field) < index ? [{ row: head.info.lines, column: head.record[index] ?? '', at: `row ${head.info.lines}, column ${head.record[index]}`, message: `means the same as column ${head.record[fields.indexOf(field)]}` }] : [])),
    ...required.filter((field) => !headings.has(field)).map((field) => ({ row: head.info.lines, column: field, at: `row ${head.info.lines}`, message: `the column ${field} is missing` })),
    ...lines.filter((line) => line.record.length !== fields.length).map((line) => ({ row: line.info.lines, at: `row ${line.info.lines}`, message: `has ${line.record.length} cells, the headings are ${fields.length}` })),
  ];
  if (problems.length > 0) throw planRefused(problems);
  return { headings, rows: lines.map((line) => ({ row: line.info.lines, cells: new Map(fields.map((field, index) => [field ?? '', (line.record[index] ?? '').trim()])) })) };
}

function parsedLines(text: string): readonly Parsed[] {
  try {
    const lines: unknown = parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true, info: true, trim: true });
    // A line of nothing but separators is how spreadsheets write an empty one.
    return (lines as Parsed[]).filter((line) => line.record.some((cell) => cell !== ''));
  } catch (error) {
    throw new DomainError('unreadable-file', `The file is not a table of cells: ${messageOf(error)}`, 422);
  }
}

/** The sign that stands most often outside quotes in the first line. */
function delimiterOf(text: string): string {
  const head = (/^\uFEFF?[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (sign: string) => head.split(sign).length - 1;
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ';');
}
