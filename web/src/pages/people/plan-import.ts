import { api, answerOf, type Schema } from '../../api/client';
import { fileRecords, officeOfUnits } from './csv-file';

/** What an import did or would do. */
export type ImportReport = Schema<'ImportReportItem'>;

/** What a file may hold; units come in as the document of an office. */
export const importKinds = ['employees', 'units', 'enrolments', 'roster', 'holidays', 'positions', 'office'] as const;
/** One of them. */
export type ImportKind = (typeof importKinds)[number];

/** A file that was chosen, with what a dry run said of it. */
export interface TriedFile {
  readonly kind: ImportKind;
  readonly name: string;
  readonly text: string;
  readonly report: ImportReport;
}

/** The columns of each table, as a file to begin with. */
export const templates: Readonly<Record<Exclude<ImportKind, 'office'>, string>> = {
  employees: 'nip;nama;kategori;unit;tmt;jabatan;surel\n',
  units: 'kode;nama;induk;zona\n',
  enrolments: 'pin;mesin;nip;dari;sampai\n',
  roster: 'nip;tanggal;shift;keterangan\n',
  holidays: 'tanggal;nama;jenis;unit;keputusan\n',
  positions: 'nip;tmt;pangkat;golongan;jenis jabatan;jabatan;kelas jabatan\n',
};

/** Tries a file, or takes it in. @throws Problem */
export function importFile(kind: ImportKind, text: string, dryRun: boolean): Promise<ImportReport> {
  const [asked, body] = kind === 'units' ? (['office', officeOfUnits(text)] as const) : ([kind, text] as const);
  const type = asked === 'office' ? 'application/yaml' : 'text/csv';
  return answerOf(api.POST('/api/v1/plan/import', { params: { query: { kind: asked as 'office', dryRun } }, body: body as never, bodySerializer: (given: unknown) => String(given), headers: { 'Content-Type': type } }));
}

/** The numbers of the rows that were refused; empty where problems are not of rows. */
export const refusedRows = ({ problems }: ImportReport): ReadonlySet<number> => new Set(problems.flatMap(({ row }) => (row === undefined ? [] : [row])));

/** The file without the rows of a report. */
export const withoutRows = (text: string, rows: ReadonlySet<number>): string => fileRecords(text).filter(({ row }) => !rows.has(row)).map(({ raw }) => raw).join('');

/** The heading and only the rows of a report, to be mended. */
export const onlyRows = (text: string, rows: ReadonlySet<number>): string => fileRecords(text).filter(({ row }, index) => index === 0 || rows.has(row)).map(({ raw }) => raw).join('');

/** How many items are new, changed and as before, all kinds together. */
export function totals({ counts }: ImportReport): { readonly fresh: number; readonly changed: number; readonly same: number } {
  const all = Object.values(counts as Record<string, { new: number; changed: number; unchanged: number }>);
  const sum = (of: (count: { new: number; changed: number; unchanged: number }) => number): number => all.reduce((total, count) => total + of(count), 0);
  return { fresh: sum((count) => count.new), changed: sum((count) => count.changed), same: sum((count) => count.unchanged) };
}
