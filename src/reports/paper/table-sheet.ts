import { type Writable } from 'node:stream';
import { writeSheet, type SheetColumn } from '../../platform/http/spreadsheet';
import { type PaperCell, type PaperTable } from './paper';

type Row = readonly PaperCell[];

/** What of a cell a spreadsheet takes: the number or the date that its text writes out, else the text. */
function valueOf(cell: PaperCell | undefined): string | number | null {
  if (cell === undefined || cell === '' || cell === '–') return null;
  return typeof cell === 'string' ? cell : (cell.value ?? cell.date ?? cell.text);
}

/** Writes one table of a paper as XLSX. */
export async function sheetTable(output: Writable, name: string, table: PaperTable): Promise<void> {
  const columns = table.columns.map(({ head }, index): SheetColumn<Row> => ({ head: head.replaceAll('\n', ' '), kind: 'any', width: 18, cell: (row) => valueOf(row[index]) }));
  await writeSheet(output, 'xlsx', { name, columns }, table.rows);
}

/** Writes several tables under each other with their headings in front of each row. */
export async function sheetTables(output: Writable, name: string, tables: readonly PaperTable[], partTitle: string): Promise<void> {
  const widest = Math.max(...tables.map(({ columns }) => columns.length));
  const rows = tables.flatMap(({ heading, columns, rows: ofTable }) => [columns.map(({ head }): PaperCell => head), ...ofTable].map((row): Row => [heading ?? '', ...row]));
  const columns = Array.from({ length: widest + 1 }, (_, index): SheetColumn<Row> => ({ head: index === 0 ? partTitle : '', kind: 'any', width: 26, cell: (row) => valueOf(row[index]) }));
  await writeSheet(output, 'xlsx', { name, columns }, rows);
}
