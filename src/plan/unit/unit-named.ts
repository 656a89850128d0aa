import { type PlanChange } from '../writing/plan-writer';
import { type Place } from '../writing/problem-list';
import { everyUnit } from './unit';
import { type UnitTree } from './unit-tree';

/** How files and requests say "every unit". */
export const allUnits = '*';

/** The id of the unit that was named; nothing or '*' = every unit. An unknown code becomes a problem. */
export function unitIdOf(change: PlanChange, tree: UnitTree, code: string | null | undefined, place: Place): string {
  if (code === null || code === undefined || code === '' || code === allUnits) return everyUnit;
  const unit = tree.withCode(code);
  if (!unit) change.problems.add(place, `there is no unit "${code}"`);
  return unit?.id ?? everyUnit;
}

/** The code of a stored unit id, '*' for every unit. */
export const codeOfUnit = (tree: UnitTree, unitId: string): string => (unitId === everyUnit ? allUnits : (tree.withId(unitId)?.code ?? unitId));
