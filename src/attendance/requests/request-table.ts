import { parse } from 'csv-parse/sync';
import { messageOf } from '../../platform/errors';
import { type RequestInput } from './request-input';

/** Kinds that can be handed in as a table. */
export const importKinds = ['leave', 'duty'] as const;
/** One of the kinds that can be handed in as a table. */
export type ImportKind = (typeof importKinds)[number];

/** Something wrong in a table: the line of the file (the heading is line 1) and the column. */
export interface TableProblem {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

/** One row, not yet checked against anything but its columns. */
export interface TableRow {
  readonly row: number;
  readonly employeeNumber: string;
  readonly filedDate: string | null;
  readonly state: 'requested' | 'approved';
  readonly input: RequestInput;
}

/** The rows of a table, or what is wrong with it. */
export interface RequestTable {
  readonly rows: readonly TableRow[];
  readonly problems: readonly TableProblem[];
}

/** Column names by the field of a request. */
const columnOfField: Readonly<Record<string, string>> = {
  type: 'type',
  fromDate: 'from',
  toDate: 'to',
  portion: 'portion',
  fromTime: 'from_time',
  toTime: 'to_time',
  letter: 'letter',
  reason: 'reason',
  filedDate: 'filed',
};
const needed: Readonly<Record<ImportKind, readonly string[]>> = {
  leave: ['employee_number', 'type', 'from', 'to'],
  duty: ['employee_number', 'from', 'to', 'letter'],
};
const optional: Readonly<Record<ImportKind, readonly string[]>> = {
  leave: ['portion', 'from_time', 'to_time', 'letter', 'reason', 'filed', 'state'],
  duty: ['type', 'from_time', 'to_time', 'reason', 'filed', 'state'],
};

/** The column in which a field of a request stands. */
export const columnOf = (field: string): string => columnOfField[field] ?? field;

/** Reads a table of leave or duty: commas or semicolons, a heading, UTF-8 with or without a byte order mark. */
export function readRequestTable(kind: ImportKind, text: string): RequestTable {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { bom: true, delimiter: delimiterOf(text), info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as typeof records;
  } catch (error) {
    return { rows: [], problems: [{ row: Number((error as { lines?: unknown }).lines ?? 1), column: '', message: `the text is no table: ${messageOf(error)}` }] };
  }
  const [heading, ...rest] = records;
  const columns = (heading?.record ?? []).map((name) => name.toLowerCase());
  const problems = headingProblems(kind, columns);
  if (problems.length > 0) return { rows: [], problems };
  return readRows(kind, columns, rest.map(({ record, info }) => ({ record, row: info.lines })));
}

/** Spreadsheets in Indonesian write semicolons. */
function delimiterOf(text: string): string {
  const heading = text.split(/\r?\n/, 1)[0] ?? '';
  return heading.split(';').length > heading.split(',').length ? ';' : ',';
}

function headingProblems(kind: ImportKind, columns: readonly string[]): TableProblem[] {
  const known = [...needed[kind], ...optional[kind]];
  const missing = needed[kind].filter((column) => !columns.includes(column)).map((column) => ({ row: 1, column, message: `the heading lacks the column ${column}` }));
  const unknown = columns.filter((column) => !known.includes(column)).map((column) => ({ row: 1, column, message: `"${column}" is no column of a ${kind} table; it has ${known.join(', ')}` }));
  const repeated = columns.filter((column, index) => columns.indexOf(column) !== index).map((column) => ({ row: 1, column, message: `the column ${column} stands twice` }));
  return [...missing, ...unknown, ...repeated];
}

function readRows(kind: ImportKind, columns: readonly string[], records: readonly { record: string[]; row: number }[]): RequestTable {
  const problems: TableProblem[] = [];
  const rows: TableRow[] = [];
  for (const { record, row } of records) {
    if (record.length !== columns.length) {
      problems.push({ row, column: '', message: `the row has ${record.length} fields, the heading ${columns.length}` });
      continue;
    }
    const cells = new Map(columns.map((column, index) => [column, record[index] ?? '']));
    const state = cells.get('state') || 'approved';
    if (state !== 'approved' && state !== 'requested') problems.push({ row, column: 'state', message: `"${state}" is not one of approved, requested` });
    else if (!cells.get('employee_number')) problems.push({ row, column: 'employee_number', message: 'a row needs employee_number' });
    else rows.push({ row, employeeNumber: cells.get('employee_number') ?? '', filedDate: cells.get('filed') || null, state, input: inputOf(kind, cells) });
  }
  return { rows, problems };
}

function inputOf(kind: ImportKind, cells: ReadonlyMap<string, string>): RequestInput {
  const fields = Object.entries(columnOfField).filter(([field]) => field !== 'filedDate');
  const given = fields.map(([field, column]) => [field, cells.get(column)] as const).filter(([, value]) => value);
  return { kind, ...Object.fromEntries(given) };
}
