import { type FieldChange } from '../writing/item-change';
import { type PutCount } from '../writing/plan-writer';
import { type Problem } from '../writing/problem-list';

/** What would become of one item of a file. */
export interface ImportItem {
  readonly kind: string;
  /** Where it stands in the file, e.g. `row 5` or `employees[3]`. */
  readonly at: string;
  /** Of a table: the number of the line, or of the row of the sheet. */
  readonly row: number | null;
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'refused';
  readonly name: string;
  readonly fields: readonly FieldChange[];
  /** Why it is refused. */
  readonly problems: readonly Problem[];
  /** Of a refused line of a table: its cells as the file has them. */
  readonly cells: readonly string[];
}

/** What an import did, or with `dryRun` would do. */
export interface ImportReport {
  readonly dryRun: boolean;
  /** False when something was refused; then nothing at all was written, except where refused items were to be left out. */
  readonly accepted: boolean;
  /** By kind, refused items not among them. */
  readonly counts: Readonly<Record<string, Readonly<PutCount>>>;
  /** Number of items with a problem. */
  readonly refused: number;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Person-days marked to be judged again. */
  readonly markedDays: number;
  /** Of the plan that the file was tried on. */
  readonly revision: number;
  /** Of a table: its headings as the file has them. */
  readonly headings: readonly string[];
  /** Of a dry run: every item in the order of the file. */
  readonly items: readonly ImportItem[];
}
