import { api, answerOf, type Schema } from '../../api/client';

/** What an import did or would do. */
export type ImportReport = Schema<'ImportReportItem'>;
/** What would become of one item of a file. */
export type ImportedItem = Schema<'ImportedItem'>;

/** What a file may hold. */
export const importKinds = ['employees', 'units', 'enrolments', 'roster', 'holidays', 'positions', 'office'] as const;
/** One of them. */
export type ImportKind = (typeof importKinds)[number];

/** A file that was chosen, with what a dry run said of it. */
export interface TriedFile {
  readonly kind: ImportKind;
  readonly file: File;
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

interface ImportOptions {
  readonly dryRun?: boolean;
  readonly skipRefused?: boolean;
  readonly revision?: number;
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function mediaTypeOf(kind: ImportKind, content: Blob | string): string {
  if (content instanceof File && /\.xlsx$/i.test(content.name)) return xlsx;
  return kind === 'office' ? 'application/yaml' : 'text/csv';
}

/** Tries a file, or takes it in. @throws Problem */
export function importFile(kind: ImportKind, content: Blob | string, { dryRun = false, skipRefused = false, revision }: ImportOptions = {}): Promise<ImportReport> {
  const query = { kind, dryRun, skipRefused, ...(revision === undefined ? {} : { revision }) };
  return answerOf(api.POST('/api/v1/plan/import', { params: { query }, body: content as never, bodySerializer: (given: unknown) => given as Blob, headers: { 'Content-Type': mediaTypeOf(kind, content) } }));
}

/** How many items are new, changed and as before, all kinds together. */
export function totals({ counts }: ImportReport): { readonly fresh: number; readonly changed: number; readonly same: number } {
  const all = Object.values(counts as Record<string, { new: number; changed: number; unchanged: number }>);
  const sum = (of: (count: { new: number; changed: number; unchanged: number }) => number): number => all.reduce((total, count) => total + of(count), 0);
  return { fresh: sum((count) => count.new), changed: sum((count) => count.changed), same: sum((count) => count.unchanged) };
}
