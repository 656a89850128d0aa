import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors';
import { PlanKinds, planKinds } from '../plan-kinds';
import { PlanWriter, type PlanWritten } from '../writing/plan-writer';
import { planRefused, type Problem } from '../writing/problem-list';
import { type CsvKind } from './csv-kinds';
import { readCsvTable, readExcelTable } from './csv-table';
import { readDecreedHolidays } from './decreed-holidays';
import { type ImportItem, type ImportReport } from './import-report';
import { type ImportSource, meaningOf, type SourceItem, sourceOfDocument, sourceOfHolidays, sourceOfTable } from './import-source';
import { readOfficeDocument } from './office-document';

/** How an import is made. */
export interface ImportOptions {
  /** Try everything, say what would happen, write nothing. */
  readonly dryRun?: boolean;
  /** Leave out what is refused, and take in the rest. */
  readonly skipRefused?: boolean;
  /** The revision that a dry run was made at; where the plan has changed since, nothing is taken in. */
  readonly revision?: number | undefined;
}

/** Refusals come in stages (shapes, then names, then what contradicts what stands): each round leaves out what the last one refused. */
const mostRounds = 25;

/** Takes the plan in from files: all of a file, or nothing. */
@Injectable()
export class PlanImport {
  constructor(
    private readonly writer: PlanWriter,
    private readonly kinds: PlanKinds,
  ) {}

  /**
   * A whole office (or part of one) as YAML, see docs/import-formats.md; what stands already is left alone.
   * @throws DomainError `plan-refused`, `plan-changed` or `unreadable-file`, except in a dry run, which reports the problems
   */
  importOffice(text: string, options: ImportOptions = {}): Promise<ImportReport> {
    return this.report(options, () => sourceOfDocument(readOfficeDocument(text)));
  }

  /** One list as a table, of text or as an Excel file; problems name row and column. */
  importTable(kind: CsvKind, content: string | Buffer, options: ImportOptions = {}): Promise<ImportReport> {
    return this.report(options, async () => sourceOfTable(kind, typeof content === 'string' ? readCsvTable(content, meaningOf(kind)) : await readExcelTable(content, meaningOf(kind))));
  }

  /** Decreed days: a list of `regulations/holidays`, or a JSON of lists by year. */
  importDecreedHolidays(text: string, options: ImportOptions = {}): Promise<ImportReport> {
    return this.report(options, () => sourceOfHolidays(readDecreedHolidays(text)));
  }

  private async report(options: ImportOptions, read: () => ImportSource | Promise<ImportSource>): Promise<ImportReport> {
    const dryRun = options.dryRun ?? false;
    let source: ImportSource;
    try {
      source = await read();
    } catch (error) {
      if (!dryRun || !(error instanceof DomainError)) throw error;
      return unreadable(error);
    }
    if (dryRun || options.skipRefused) return this.withoutRefused(source, options);
    const problems = source.items.flatMap((item) => item.problems);
    if (problems.length > 0) throw planRefused(problems);
    return reportOf(source, await this.write(source.items, options), [], false);
  }

  /** Finds what is refused by trying, and tries, or writes, the rest. */
  private async withoutRefused(source: ImportSource, options: ImportOptions): Promise<ImportReport> {
    const refused = new Refusals(source.items);
    for (let round = 0; round < mostRounds; round += 1) {
      try {
        return reportOf(source, await this.write(refused.left, options), refused.all, options.dryRun ?? false);
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'plan-refused') throw error;
        // What names no item of the file, or does not end, is the whole file's fault.
        if (!refused.add(problemsOf(error)) || round === mostRounds - 1) return { ...unreadable(error), dryRun: options.dryRun ?? false };
      }
    }
    throw new Error('the last round returns');
  }

  private write(items: readonly SourceItem[], { dryRun = false, revision }: ImportOptions): Promise<PlanWritten<unknown>> {
    return this.writer.write(async (change) => {
      await change.refuseUnlessAt(revision, 'after the file was tried: try it again, look, then take it in.');
      for (const kind of planKinds) {
        const list = items.filter((item) => item.kind === kind);
        if (list.length > 0) await this.kinds.put(change, kind, list.map(({ body }) => body) as never, (index, field) => list[index]?.place(field) ?? { at: field });
      }
    }, { dryRun });
  }
}

const problemsOf = (error: DomainError): readonly Problem[] => (error.details['problems'] as readonly Problem[] | undefined) ?? [{ at: '', message: error.message }];

/** What a place is about: a line of a table, or an item of a list. */
const keyOf = ({ at, row }: { readonly at: string; readonly row?: number }): string => (row === undefined ? (/^[^.\]]*\]?/.exec(at)?.[0] ?? at) : `row ${row}`);

/** Items that were refused, each with why. */
class Refusals {
  private readonly problems = new Map<string, Problem[]>();
  private readonly keys: ReadonlyMap<SourceItem, string>;

  constructor(private readonly items: readonly SourceItem[]) {
    this.keys = new Map(items.map((item) => [item, keyOf(item.place(''))]));
    this.add(items.flatMap((item) => item.problems));
  }

  /** Takes problems in; false where one of them is about nothing that could be left out. */
  add(problems: readonly Problem[]): boolean {
    const known = new Set(this.left.map((item) => this.keys.get(item)));
    if (problems.some((problem) => !known.has(keyOf(problem)))) return false;
    for (const problem of problems) this.problems.set(keyOf(problem), [...(this.problems.get(keyOf(problem)) ?? []), problem]);
    return true;
  }

  /** Items that nothing was found against. */
  get left(): SourceItem[] {
    return this.items.filter((item) => !this.problems.has(this.keys.get(item) ?? ''));
  }

  /** The others, one for each line or item. */
  get all(): readonly { readonly item: SourceItem; readonly key: string; readonly problems: readonly Problem[] }[] {
    const first = new Map(this.items.toReversed().map((item) => [this.keys.get(item) ?? '', item]));
    return [...this.problems].map(([key, problems]) => ({ item: first.get(key) as SourceItem, key, problems }));
  }
}

type Refused = Refusals['all'];

function reportOf(source: ImportSource, written: PlanWritten<unknown>, refused: Refused, dryRun: boolean): ImportReport {
  const { counts, warnings, markedDays, revision } = written;
  const problems = refused.flatMap((each) => each.problems);
  const items = dryRun ? inOrder(source, [...writtenItems(source, written, refused), ...refused.map((each) => refusedItem(source, each))]) : [];
  return { dryRun, accepted: refused.length === 0, counts, refused: refused.length, problems, warnings, markedDays, revision, headings: source.head, items };
}

function writtenItems(source: ImportSource, { items }: PlanWritten<unknown>, refused: Refused): ImportItem[] {
  const out = new Set(refused.map(({ key }) => key));
  const left = new Map<string, SourceItem[]>(planKinds.map((kind) => [kind, []]));
  for (const item of source.items) if (!out.has(keyOf(item.place('')))) left.get(item.kind)?.push(item);
  return items.map(({ kind, index, outcome, name, fields }) => {
    const place = left.get(kind)?.[index]?.place('');
    return { kind, at: place?.at ?? '', row: place?.row ?? null, outcome, name, fields, problems: [], cells: [] };
  });
}

function refusedItem({ rows }: ImportSource, { item, key, problems }: Refused[number]): ImportItem {
  const { row = null } = item.place('');
  return { kind: item.kind, at: key, row, outcome: 'refused', name: item.name, fields: [], problems, cells: row === null ? [] : (rows.get(row)?.raw ?? []) };
}

/** In the order in which the file has them. */
function inOrder(source: ImportSource, items: ImportItem[]): ImportItem[] {
  const order = new Map<string, number>();
  source.items.forEach((item, index) => void (order.has(item.place('').at) ? 0 : order.set(item.place('').at, index)));
  return items.sort((a, b) => (order.get(a.at) ?? 0) - (order.get(b.at) ?? 0));
}

const unreadable = (error: DomainError): ImportReport => ({
  ...{ dryRun: true, accepted: false, counts: {}, refused: problemsOf(error).length, problems: problemsOf(error), warnings: [], markedDays: 0 },
  ...{ revision: 0, headings: [], items: [] },
});
