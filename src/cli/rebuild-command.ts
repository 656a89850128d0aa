import { type Command } from 'commander';
import { PlanReader } from '../plan/reading/plan-reader';
import { DomainError } from '../platform/errors';
import { Rebuild, type RebuildScope } from '../recompute/rebuild';
import { Recompute } from '../recompute/recompute';
import { answer, tell, withService } from './session';

interface RebuildOptions {
  readonly from?: string;
  readonly to?: string;
  readonly unit?: string;
}

/** `rebuild`: everything derived, from nothing but plan, ledger, decisions and law. */
export function addRebuildCommand(root: Command): void {
  root
    .command('rebuild')
    .description('judge days, violations, accounts and cases from nothing; must come out the same')
    .option('--from <date>', 'first date (default: the first one ever judged)')
    .option('--to <date>', 'last date (default: the last one opened)')
    .option('--unit <code>', 'only people of a unit and of those that are or were below it')
    .action(rebuild);
}

async function rebuild(options: RebuildOptions): Promise<void> {
  await withService(async (app) => {
    // What a file or a plan import has just marked comes first, so that the span of the rebuild is known.
    await app.get(Recompute).drain();
    const scope = { ...spanOf(options), ...(options.unit ? { unitIds: await subtree(app.get(PlanReader), options.unit) } : {}) };
    const result = await app.get(Rebuild).run(scope, ({ employees, days }) => tell(`${employees} people, ${days} days`));
    answer(`rebuilt ${result.days} days of ${result.employees} people`);
  });
}

const spanOf = ({ from, to }: RebuildOptions): RebuildScope => ({ ...(from ? { from } : {}), ...(to ? { to } : {}) });

async function subtree(plan: PlanReader, code: string): Promise<ReadonlySet<string>> {
  const { tree } = (await plan.loadPlanBook()).shared;
  const unit = tree.withCode(code);
  if (!unit) throw new DomainError('unknown-unit', `There is no unit with the code "${code}".`, 404);
  return new Set(tree.subtreeOf(unit.id).unitIds);
}
