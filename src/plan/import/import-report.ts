import { type PutCount } from '../writing/plan-writer';
import { type Problem } from '../writing/problem-list';

/** What an import did, or with `dryRun` would do. */
export interface ImportReport {
  readonly dryRun: boolean;
  /** False when something was refused; then nothing at all was written. */
  readonly accepted: boolean;
  /** By kind. */
  readonly counts: Readonly<Record<string, Readonly<PutCount>>>;
  /** Number of items with a problem. */
  readonly refused: number;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Person-days marked to be judged again. */
  readonly markedDays: number;
}

/** How many items a list of problems is about. */
export function refusedItems(problems: readonly Problem[]): number {
  return new Set(problems.map((problem) => problem.row ?? /^[^.\]]*\]?/.exec(problem.at)?.[0] ?? problem.at)).size;
}
