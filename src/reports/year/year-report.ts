import { Injectable } from '@nestjs/common';
import type { ReportLanguage } from '../../core/report/report-texts';
import { unitsBelow } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { sheetTable } from '../paper/table-sheet';
import { digestOf, figureCell, type MadeReport } from '../paper/made-report';
import { mostRowsAtOnce, type PaperCell, type PaperTable } from '../paper/paper';
import { ReportSettings } from '../setting/report-settings';

/** One person's account in the yearly report. */
export interface YearLine {
  readonly number: string;
  readonly name: string;
  readonly unit: string;
  readonly verifiedDays: number;
  readonly waitingDays: number;
  readonly longestRun: number;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly level: string | null;
  readonly nextLevel: string | null;
  readonly daysToNext: number | null;
}

const texts = {
  id: { title: (year: number) => `Rekening tahun ${year}`, everybody: 'Seluruh unit kerja', people: (count: number) => `${count} pegawai dengan catatan`, sums: 'Jumlah per unit kerja', sum: (unit: string) => `Jumlah ${unit}`, persons: 'Per pegawai', note: 'Hanya hari yang sudah diverifikasi yang dihitung. Perangkat lunak hanya mencatat; pejabat yang berwenang memutuskan.', waiting: (days: number) => `${days} hari masih menunggu verifikasi dan tidak dihitung.`, heads: ['NIP', 'Nama', 'Unit kerja', 'Hari terverifikasi', 'Menunggu', 'Berturut-turut', 'Menit terlambat', 'Menit pulang cepat', 'Jenjang', 'Berikutnya', 'Hari lagi'] },
  en: { title: (year: number) => `Accounts of ${year}`, everybody: 'All units', people: (count: number) => `${count} employees with an entry`, sums: 'Sums by unit', sum: (unit: string) => `Sum of ${unit}`, persons: 'By employee', note: 'Only verified days count. The software keeps the record; the competent official decides.', waiting: (days: number) => `${days} days still wait for verification and do not count.`, heads: ['Staff number', 'Name', 'Unit', 'Verified days', 'Waiting', 'Longest run', 'Late minutes', 'Early minutes', 'Level', 'Next', 'Days to go'] },
} as const;

/** The accounts of a year, by unit and by person. */
@Injectable()
export class YearReport {
  constructor(
    private readonly database: Database,
    private readonly settings: ReportSettings,
  ) {}

  /** The accounts of a unit with all below it (null = all), by unit and name; people without an entry are left out. */
  async read(year: number, unitId: string | null): Promise<YearLine[]> {
    const units = unitId === null ? null : (await unitsBelow(this.database, unitId)).on(`${year}-12-31`);
    const sql = `SELECT e.number, e.name, COALESCE(u.name, '-') AS unit, a.verified_days AS verifiedDays, a.waiting_days AS waitingDays, a.longest_run AS longestRun,
        a.late_minutes AS lateMinutes, a.early_leave_minutes AS earlyLeaveMinutes, a.level, a.next_level AS nextLevel, a.days_to_next AS daysToNext
      FROM year_account a JOIN employee e ON e.id = a.employee_id
      LEFT JOIN employee_unit m ON m.employee_id = e.id AND m.from_date = COALESCE(
        (SELECT MAX(x.from_date) FROM employee_unit x WHERE x.employee_id = e.id AND x.from_date <= ?), (SELECT MIN(y.from_date) FROM employee_unit y WHERE y.employee_id = e.id))
      LEFT JOIN unit u ON u.id = m.unit_id
      WHERE a.account_year = ? AND (a.verified_days > 0 OR a.waiting_days > 0 OR a.late_minutes > 0 OR a.early_leave_minutes > 0)${units === null ? '' : ` AND m.unit_id IN (${units.map(() => '?').join(',')})`}
      ORDER BY unit, e.name, e.number`;
    return this.database.query<YearLine>(sql, [`${year}-12-31`, year, ...(units ?? [])]);
  }

  /** The report in every form. */
  async make(year: number, unit: { readonly id: string; readonly code: string; readonly name: string } | null, language: ReportLanguage, signedOn: string): Promise<MadeReport> {
    const rows = await this.read(year, unit?.id ?? null);
    const words = texts[language];
    const title = words.title(year);
    const scope = unit?.name ?? words.everybody;
    const waiting = rows.reduce((sum, row) => sum + row.waitingDays, 0);
    const persons = tableOf(words.persons, words.heads, rows, language);
    const isLong = rows.length > mostRowsAtOnce;
    return {
      ...{ title: `${title}, ${scope}`, publicTitle: `${title}, ${scope}`, subject: `year-account|${year}|${unit?.code ?? ''}`, unitId: unit?.id ?? null, employeeId: null },
      ...{ fileName: `rekening-${year}${unit === null ? '' : `-${unit.code}`}`, digest: digestOf(rows), unsettled: waiting },
      ...(isLong ? { long: longTable(words.heads, words.sum, rows, language) } : {}),
      paper: {
        ...{ title, organisation: scope, landscape: true, size: 'F4', fontSize: 8, legend: [], foot: title },
        lines: [words.people(rows.length), words.note],
        notices: waiting > 0 ? [words.waiting(waiting)] : [],
        tables: isLong ? [] : [sumsTable(words.sums, words.heads, rows, language), persons],
        signature: await this.settings.signatureOn(signedOn),
      },
      writeXlsx: (output) => sheetTable(output, title, persons),
    };
  }
}

const figures = (row: YearLine): readonly number[] => [row.verifiedDays, row.waitingDays, row.longestRun, row.lateMinutes, row.earlyLeaveMinutes];

const tableOf = (heading: string, heads: readonly string[], rows: readonly YearLine[], language: ReportLanguage): PaperTable => ({
  ...{ heading, note: null },
  columns: heads.map((head, index) => ({ head, width: index === 1 || index === 2 ? ('*' as const) : index === 0 ? 92 : 52, align: index > 2 && index !== 8 && index !== 9 ? ('right' as const) : ('left' as const) })),
  rows: rows.map((row) => [row.number, row.name, row.unit, ...figures(row).map((value) => figureCell(value, language)), row.level ?? '–', row.nextLevel ?? '–', figureCell(row.daysToNext, language)]),
});

/** The figures of each unit: sums, and of runs the longest. */
function sumsOf(rows: readonly YearLine[]): ReadonlyMap<string, readonly number[]> {
  const sums = new Map<string, readonly number[]>();
  for (const row of rows) {
    const known = sums.get(row.unit) ?? [0, 0, 0, 0, 0];
    sums.set(row.unit, figures(row).map((value, index) => (index === 2 ? Math.max(known[2] ?? 0, value) : (known[index] ?? 0) + value)));
  }
  return sums;
}

/** A city's accounts, printed row by row: people by unit, after each unit its sums; the unit stands under the name. */
function longTable(heads: readonly string[], sum: (unit: string) => string, rows: readonly YearLine[], language: ReportLanguage): NonNullable<MadeReport['long']> {
  const sums = sumsOf(rows);
  const lines = rows.flatMap((row, index) => (rows[index + 1]?.unit === row.unit ? [row] : [row, row.unit]));
  const grey = (cell: PaperCell): PaperCell => ({ ...(typeof cell === 'string' ? { text: cell } : cell), tone: 'off' });
  const cellsOf = (line: YearLine | string): PaperCell[] =>
    typeof line === 'string'
      ? ['', sum(line), ...(sums.get(line) ?? []).map((value) => figureCell(value, language)), '', '', ''].map(grey)
      : [line.number, line.name, ...figures(line).map((value) => figureCell(value, language)), line.level ?? '–', line.nextLevel ?? '–', figureCell(line.daysToNext, language)];
  return {
    table: {
      columns: heads.filter((_, index) => index !== 2).map((head, index) => ({
        head: index === 1 ? `${head}\n${heads[2] ?? ''}` : head,
        width: index === 1 ? ('*' as const) : ([92, 0, 60, 60, 66, 60, 60, 110, 110][index] ?? 40),
        align: index < 2 ? ('left' as const) : index === 7 || index === 8 ? ('center' as const) : ('right' as const),
      })),
      wrapped: 1,
      texts: lines.map((line) => (typeof line === 'string' ? sum(line) : `${line.name}\n${line.unit}`)),
    },
    rows: async function* () {
      for (const line of lines) yield cellsOf(line);
    },
  };
}

function sumsTable(heading: string, heads: readonly string[], rows: readonly YearLine[], language: ReportLanguage): PaperTable {
  const sums = sumsOf(rows);
  return {
    ...{ heading, note: null },
    columns: [heads[2] ?? '', ...heads.slice(3, 8)].map((head, index) => ({ head, width: index === 0 ? ('*' as const) : 70, align: index === 0 ? ('left' as const) : ('right' as const) })),
    rows: [...sums].map(([unit, values]) => [unit, ...values.map((value) => figureCell(value, language))]),
  };
}
