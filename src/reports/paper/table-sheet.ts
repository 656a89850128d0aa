import { type Writable } from 'node:stream';
import { writeSheet, type SheetColumn } from '../../platform/http/spreadsheet';
import { type PaperCell, type PaperTable } from './paper';

type Row = readonly PaperCell[];

const textOf = (cell: PaperCell | undefined): string => (cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text);
/** A plain decimal number without a leading zero: what stands in a right-aligned column; staff numbers stand at the left. */
const number = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Writes one table of a paper as XLSX: right-aligned columns hold numbers, all others text. */
export async function sheetTable(output: Writable, name: string, table: PaperTable): Promise<void> {
  const columns = table.columns.map((column, index): SheetColumn<Row> => {
    const numeric = column.align === 'right';
    return { head: column.head.replace('\n', ' '), kind: numeric ? 'number' : 'text', cell: (row) => cellOf(textOf(row[index]), numeric) };
  });
  await writeSheet(output, 'xlsx', { name, columns }, table.rows);
}

const cellOf = (text: string, numeric: boolean): string | number | null => (text === '' || text === '–' ? null : numeric && number.test(text) ? Number(text) : text);

/** Writes several tables under each other with their headings in front of each row. */
export async function sheetTables(output: Writable, name: string, tables: readonly PaperTable[], partTitle: string): Promise<void> {
  const widest = Math.max(...tables.map(({ columns }) => columns.length));
  const rows = tables.flatMap((table) => [
    ...[[table.heading ?? '', ...table.columns.map(({ head }) => head)]],
    ...table.rows.map((row) => [table.heading ?? '', ...row.map(textOf)]),
  ]);
  const columns = Array.from({ length: widest + 1 }, (_, index): SheetColumn<readonly string[]> => ({ head: index === 0 ? partTitle : '', kind: 'text', width: 26, cell: (row) => row[index] ?? null }));
  await writeSheet(output, 'xlsx', { name, columns }, rows);
}
