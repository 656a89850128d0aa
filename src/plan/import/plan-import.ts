import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors';
import { PlanKinds, planKinds, type PlanItems } from '../plan-kinds';
import { type PlanChange, PlanWriter } from '../writing/plan-writer';
import { listPlace, type PlaceOf, type Problem, ProblemList } from '../writing/problem-list';
import { checkBodies } from './check-bodies';
import { type CsvItem, type CsvKind, fieldOfHeading, itemsOfRow, requiredFields } from './csv-kinds';
import { readCsvTable } from './csv-table';
import { readDecreedHolidays } from './decreed-holidays';
import { type ImportReport, refusedItems } from './import-report';
import { readOfficeDocument } from './office-document';

/** How an import is made. */
export interface ImportOptions {
  /** Try everything, say what would happen, write nothing. */
  readonly dryRun?: boolean;
}

/** Takes the plan in from files: all of a file, or nothing. */
@Injectable()
export class PlanImport {
  constructor(
    private readonly writer: PlanWriter,
    private readonly kinds: PlanKinds,
  ) {}

  /**
   * A whole office (or part of one) as YAML, see docs/import-formats.md; what stands already is left alone.
   * @throws DomainError `plan-refused` or `unreadable-file`, except in a dry run, which reports the problems
   */
  importOffice(text: string, options: ImportOptions = {}): Promise<ImportReport> {
    return this.report(options, () => {
      const items = readOfficeDocument(text);
      return (change) => this.putAll(change, items);
    });
  }

  /** One list as a table; problems name row and column. */
  importCsv(kind: CsvKind, text: string, options: ImportOptions = {}): Promise<ImportReport> {
    return this.report(options, () => {
      const table = readCsvTable(text, (heading) => fieldOfHeading(kind, heading), requiredFields(kind, text.split('\n', 1)[0] ?? ''));
      const items = table.rows.flatMap((row) => itemsOfRow(kind, row));
      const place = csvPlace(items, table.headings);
      const problems = new ProblemList();
      const bodies = checkBodies(kind, items.map(({ item }) => item), place, problems);
      problems.throwIfAny();
      return (change) => this.kinds.put(change, kind, bodies, place);
    });
  }

  /** Decreed days: a list of `regulations/holidays`, or a JSON of lists by year. */
  importDecreedHolidays(text: string, options: ImportOptions = {}): Promise<ImportReport> {
    return this.report(options, () => {
      const holidays = readDecreedHolidays(text);
      return (change) => this.kinds.put(change, 'holidays', holidays, listPlace('days'));
    });
  }

  private async putAll(change: PlanChange, items: PlanItems): Promise<void> {
    for (const kind of planKinds) {
      const list = items[kind];
      if (list && list.length > 0) await this.kinds.put(change, kind, list as never, listPlace(kind));
    }
  }

  private async report(options: ImportOptions, prepare: () => (change: PlanChange) => Promise<void>): Promise<ImportReport> {
    const dryRun = options.dryRun ?? false;
    try {
      const { counts, warnings, markedDays } = await this.writer.write(prepare(), { dryRun });
      return { dryRun, accepted: true, counts, refused: 0, problems: [], warnings, markedDays };
    } catch (error) {
      if (!dryRun || !(error instanceof DomainError)) throw error;
      const problems = (error.details['problems'] as readonly Problem[] | undefined) ?? [{ at: '', message: error.message }];
      return { dryRun, accepted: false, counts: {}, refused: refusedItems(problems), problems, warnings: [], markedDays: 0 };
    }
  }
}

/** Places of a table: the line in the file, and the column by the heading that the file gives it. */
function csvPlace(items: readonly CsvItem[], headings: ReadonlyMap<string, string>): PlaceOf {
  return (index, field) => {
    const item = items[index];
    const own = /^\w*/.exec(field)?.[0] ?? field;
    const column = item?.columnOf(own) ?? own;
    const heading = headings.get(column) ?? column;
    const row = item?.row ?? 0;
    return { row, column: heading, at: heading === '' ? `row ${row}` : `row ${row}, column ${heading}` };
  };
}
