import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { type ComplaintKind } from '../../core/service/complaint';
import { isWorkDate } from '../../core/time/calendar';
import { Database } from '../../platform/database/database';
import { DomainError, messageOf } from '../../platform/errors';
import { type ComplaintImportItem, type ComplaintImportLine } from './complaint-items';
import { ComplaintDesk, type ComplaintInput } from './complaint-desk';

/**
 * Headings by what they mean, without case, spaces and signs. No export of SP4N-LAPOR! was at hand: these are the words of its public forms,
 * and an office whose file has others renames its headings.
 */
const headings: Readonly<Record<string, 'number' | 'date' | 'kind' | 'title' | 'words' | 'unit'>> = {
  trackingid: 'number', nomorlaporan: 'number', nolaporan: 'number', idlaporan: 'number',
  tanggal: 'date', tanggallaporan: 'date', tanggalmasuk: 'date',
  klasifikasi: 'kind', jenis: 'kind', jenislaporan: 'kind',
  judul: 'title', judullaporan: 'title',
  isi: 'words', isilaporan: 'words', laporan: 'words',
  unit: 'unit', kodeunit: 'unit', instansi: 'unit', instansitujuan: 'unit',
};

const kinds: Readonly<Record<string, ComplaintKind>> = { pengaduan: 'complaint', aspirasi: 'aspiration', permintaaninformasi: 'information-request' };
const keyOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Takes complaints out of a file of SP4N-LAPOR!, each number once. */
@Injectable()
export class ComplaintImport {
  constructor(
    private readonly database: Database,
    private readonly desk: ComplaintDesk,
  ) {}

  /**
   * Takes every line or none; a dry run only says what would come of each.
   * @throws DomainError `unreadable-file`, or `import-refused` naming every line that cannot be read
   */
  async take(text: string, dryRun: boolean): Promise<ComplaintImportItem> {
    const lines = await this.judged(rowsOf(text));
    const refused = lines.filter(({ item }) => item.outcome === 'refused');
    const problems = refused.flatMap(({ item, problems: ofLine }) => ofLine.map((problem) => `line ${item.line}: ${problem}`));
    if (refused.length > 0 && !dryRun) throw new DomainError('import-refused', `Nothing was taken: ${problems.slice(0, 20).join('; ')}.`, 422, { problems });
    if (!dryRun) for (const { input } of lines) await this.desk.take(input);
    const count = (outcome: string): number => lines.filter(({ item }) => item.outcome === outcome).length;
    return { dryRun, taken: count('new'), known: count('known'), refused: refused.length, lines: lines.map(({ item }) => item) };
  }

  private async judged(rows: readonly LaporRow[]): Promise<{ input: ComplaintInput; item: ComplaintImportLine; problems: string[] }[]> {
    const units = await this.database.query<{ id: string; code: string; name: string }>('SELECT id, code, name FROM unit');
    const unitIds = new Map(units.flatMap(({ id, code, name }) => [[keyOf(code), id], [keyOf(name), id]] as const));
    const codes = new Map(units.map(({ id, code }) => [id, code]));
    const known = await this.knownKeys(rows.map(onceKeyOf));
    return rows.map((row, index) => {
      const problems: string[] = [];
      const input = inputOf(row, unitIds, problems);
      // A number that stands twice in a file is one complaint.
      const outcome = problems.length > 0 ? 'refused' : known.has(input.onceKey) ? 'known' : 'new';
      if (outcome === 'new') known.add(input.onceKey);
      const item = { line: index + 2, number: row.number ?? '', outcome, problem: problems.join('; ') || null, receivedDate: input.receivedDate || null, kind: input.kind, unit: codes.get(input.unitId ?? '') ?? null, words: input.words.slice(0, 160) };
      return { input, item, problems };
    });
  }

  private async knownKeys(keys: readonly string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (let start = 0; start < keys.length; start += 400) {
      const part = keys.slice(start, start + 400);
      for (const { once_key } of await this.database.query<{ once_key: string }>(`SELECT once_key FROM complaint WHERE once_key IN (${part.map(() => '?').join(',')})`, part)) known.add(once_key);
    }
    return known;
  }
}

type LaporRow = Readonly<Partial<Record<(typeof headings)[string], string>>>;

function rowsOf(text: string): LaporRow[] {
  const [head, ...lines] = parsed(text);
  const fields = (head ?? []).map((heading) => headings[keyOf(heading)]);
  const missing = (['number', 'date', 'words'] as const).filter((field) => !fields.includes(field));
  if (missing.length > 0) throw new DomainError('import-refused', `The file has no column for ${missing.join(', ')}.`, 422, { missing, allowed: Object.keys(headings) });
  return lines.map((line) => Object.fromEntries(fields.flatMap((field, index) => (field === undefined ? [] : [[field, line[index]?.trim() ?? '']]))) as LaporRow);
}

function parsed(text: string): string[][] {
  const first = text.split('\n', 1)[0] ?? '';
  try {
    const lines: unknown = parse(text, { bom: true, delimiter: first.includes(';') ? ';' : first.includes('\t') ? '\t' : ',', relax_column_count: true, skip_empty_lines: true });
    return lines as string[][];
  } catch (error) {
    throw new DomainError('unreadable-file', `The file is not a table of cells: ${messageOf(error)}`, 422);
  }
}

const onceKeyOf = (row: LaporRow): string => `lapor:${row.number ?? ''}`.slice(0, 64);

function inputOf(row: LaporRow, unitIds: ReadonlyMap<string, string>, problems: string[]): ComplaintInput {
  const receivedDate = dateOf(row.date ?? '');
  const unitId = row.unit ? unitIds.get(keyOf(row.unit)) : null;
  const kind = row.kind ? kinds[keyOf(row.kind)] : 'complaint';
  if (!row.number) problems.push('it has no number');
  if (receivedDate === null) problems.push(`"${row.date ?? ''}" is no date like 2026-11-23 or 23/11/2026`);
  if (!row.words) problems.push('it has no words');
  if (kind === undefined) problems.push(`"${row.kind}" is none of pengaduan, aspirasi, permintaan informasi`);
  // An agency that we do not know is no fault of the line: an officer routes it.
  const words = row.title ? `${row.title}\n\n${row.words ?? ''}` : (row.words ?? '');
  return { channel: 'lapor', onceKey: onceKeyOf(row), kind: kind ?? 'complaint', unitId: unitId ?? null, serviceId: null, pointCode: null, words: words.slice(0, 20_000), language: 'id', reporter: null, photo: null, trapped: false, address: null, receivedDate: receivedDate ?? '' };
}

function dateOf(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})/.exec(text) ?? [];
  const date = year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.slice(0, 10);
  return isWorkDate(date) ? date : null;
}
