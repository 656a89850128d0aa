import { isWorkDate } from '../../core/time/calendar';
import { headingKey, type CsvRow } from './csv-table';

/** The lists that can be handed in as a table. */
export const csvKinds = ['units', 'employees', 'enrolments', 'roster', 'holidays', 'positions'] as const;
/** One of them. */
export type CsvKind = (typeof csvKinds)[number];

/** A column: its field, the headings that mean it, and how its cells are read. */
interface Column {
  readonly field: string;
  readonly headings: readonly string[];
  readonly required?: true;
  /** What an empty cell says: nothing at all, or "none". */
  readonly empty: 'absent' | 'none';
  readonly read?: (cell: string) => unknown;
}

/** NIP as people type it, in groups, or with the apostrophe that tells a spreadsheet to leave it alone. */
const numberOf = (cell: string): string => {
  const bare = cell.replace(/^'/, '');
  return /^[\d\s]+$/.test(bare) ? bare.replace(/\s/g, '') : bare;
};
const pinOf = (cell: string): string => cell.replace(/^'/, '');
const kindWords: Readonly<Record<string, string>> = { libur_nasional: 'national', 'national-holiday': 'national', cuti_bersama: 'collective-leave', 'local-holiday': 'local', libur_lokal: 'local' };
const kindOf = (cell: string): string => kindWords[cell.toLowerCase().replace(/\s+/g, '_')] ?? cell;
const enrolmentKindOf = (cell: string): string => (/^kartu$/i.test(cell) ? 'card' : cell.toLowerCase());
/** `P`, `P+S` or `P S`; `-` or OFF = a day off. */
const shiftsOf = (cell: string): string[] => (/^(-|off|libur)$/i.test(cell) ? [] : cell.split(/[\s+]+/).filter(Boolean));

const employee: Column = { field: 'employee', headings: ['employee', 'number', 'nip', 'nipnipppk', 'nomor'], required: true, empty: 'none', read: numberOf };
const note: Column = { field: 'note', headings: ['note', 'keterangan'], empty: 'none' };

/** The columns of each table. */
export const csvColumns: Readonly<Record<CsvKind, readonly Column[]>> = {
  units: [
    { field: 'code', headings: ['code', 'kode', 'kodeunit', 'kodeunor', 'unit'], required: true, empty: 'none' },
    { field: 'name', headings: ['name', 'nama', 'namaunit', 'namaunor'], required: true, empty: 'absent' },
    { field: 'parent', headings: ['parent', 'induk', 'unitinduk', 'kodeinduk', 'parentcode'], empty: 'none' },
    { field: 'parentFromDate', headings: ['parentfromdate', 'parentfrom', 'tmtinduk', 'indukmulai'], empty: 'absent' },
    { field: 'zone', headings: ['zone', 'zona', 'zonawaktu', 'timezone'], empty: 'absent' },
  ],
  employees: [
    { field: 'number', headings: ['number', 'nip', 'nipnipppk', 'nomor', 'employee'], required: true, empty: 'none', read: numberOf },
    { field: 'name', headings: ['name', 'nama', 'namapegawai', 'namalengkap'], empty: 'absent' },
    { field: 'category', headings: ['category', 'kategori', 'status', 'statuspegawai'], empty: 'absent', read: (cell) => cell.replace(/\s+/g, '-') },
    { field: 'unit', headings: ['unit', 'unitcode', 'unor', 'kodeunit', 'kodeunor', 'unitkerja'], empty: 'absent' },
    { field: 'unitFromDate', headings: ['unitfromdate', 'unitfrom', 'tmtunit'], empty: 'absent' },
    { field: 'joinedDate', headings: ['joineddate', 'joined', 'tmt', 'tanggalmasuk', 'tglmasuk'], empty: 'none' },
    { field: 'leftDate', headings: ['leftdate', 'left', 'tanggalkeluar', 'tglkeluar'], empty: 'none' },
    { field: 'jobTitle', headings: ['jobtitle', 'jabatan'], empty: 'none' },
    { field: 'email', headings: ['email', 'surel'], empty: 'none' },
  ],
  enrolments: [
    { field: 'pin', headings: ['pin', 'userid', 'nomormesin'], required: true, empty: 'none', read: pinOf },
    { field: 'kind', headings: ['kind', 'jenis'], empty: 'absent', read: enrolmentKindOf },
    { field: 'terminal', headings: ['terminal', 'serial', 'sn', 'mesin'], empty: 'absent' },
    employee,
    { field: 'fromDate', headings: ['fromdate', 'from', 'dari', 'mulai'], required: true, empty: 'none' },
    { field: 'toDate', headings: ['todate', 'to', 'sampai'], empty: 'none' },
  ],
  roster: [
    employee,
    { field: 'date', headings: ['date', 'tanggal', 'workdate'], required: true, empty: 'none' },
    { field: 'shifts', headings: ['shifts', 'shift'], required: true, empty: 'none', read: shiftsOf },
    note,
  ],
  holidays: [
    { field: 'date', headings: ['date', 'tanggal'], required: true, empty: 'none' },
    { field: 'name', headings: ['name', 'nama'], required: true, empty: 'none' },
    { field: 'kind', headings: ['kind', 'jenis'], required: true, empty: 'none', read: kindOf },
    { field: 'unit', headings: ['unit', 'unitcode', 'unor', 'kodeunit'], empty: 'absent' },
    { field: 'fromTime', headings: ['fromtime', 'from', 'dari'], empty: 'none' },
    { field: 'toTime', headings: ['totime', 'to', 'sampai'], empty: 'none' },
    { field: 'decree', headings: ['decree', 'keputusan', 'sk'], empty: 'none' },
  ],
  positions: [
    employee,
    { field: 'fromDate', headings: ['fromdate', 'from', 'tmt', 'dari', 'mulai'], required: true, empty: 'none' },
    { field: 'rank', headings: ['rank', 'pangkat'], empty: 'none' },
    { field: 'grade', headings: ['grade', 'golongan', 'golonganruang', 'gol'], empty: 'none' },
    { field: 'positionKind', headings: ['positionkind', 'jenisjabatan'], empty: 'none' },
    { field: 'jobTitle', headings: ['jobtitle', 'jabatan'], empty: 'none' },
    { field: 'jobClass', headings: ['jobclass', 'kelasjabatan', 'kelas'], empty: 'none', read: (cell) => (/^\d+$/.test(cell) ? Number(cell) : cell) },
  ],
};

/** The field that a heading means in a table; a roster may also have a column for each date. */
export function fieldOfHeading(kind: CsvKind, heading: string): string | undefined {
  if (kind === 'roster' && isWorkDate(heading.trim())) return heading.trim();
  return csvColumns[kind].find((column) => column.headings.includes(headingKey(heading)))?.field;
}

/** An item of a line, and the field to which each of its values belongs where that is not its own. */
export interface CsvItem {
  readonly row: number;
  readonly item: Record<string, unknown>;
  readonly columnOf: (field: string) => string;
}

/** What a line says: one item, or in a roster with a column for each date one for each filled cell. */
export function itemsOfRow(kind: CsvKind, row: Pick<CsvRow, 'row' | 'cells'>): CsvItem[] {
  const item: Record<string, unknown> = {};
  for (const column of csvColumns[kind]) {
    // The apostrophe keeps a spreadsheet from taking a text for a formula; our own files have it.
    const cell = row.cells.get(column.field)?.replace(/^'(?=[=+\-@])/, '');
    if (cell === undefined) continue;
    if (cell === '') {
      if (column.empty === 'none') item[column.field] = null;
    } else item[column.field] = column.read ? column.read(cell) : cell;
  }
  const dates = [...row.cells.keys()].filter(isWorkDate);
  if (dates.length === 0) return [{ row: row.row, item, columnOf: (field) => field }];
  return dates.flatMap((date) => {
    const cell = row.cells.get(date) ?? '';
    return cell === '' ? [] : [{ row: row.row, item: { ...item, date, shifts: shiftsOf(cell) }, columnOf: (field: string) => (field === 'shifts' || field === 'date' ? date : field) }];
  });
}

/** The fields that a table must have a column for, by those it has. */
export function requiredFields(kind: CsvKind, fields: readonly string[]): string[] {
  const byDate = kind === 'roster' && fields.some(isWorkDate);
  return csvColumns[kind].filter((column) => column.required && !(byDate && column.field !== 'employee')).map((column) => column.field);
}
