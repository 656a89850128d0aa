import { type Caller } from '../platform/auth/caller';
import { type Transaction } from '../platform/database/database';
import { type Conditions } from '../platform/http/page';
import { unitsBelow } from '../platform/auth/unit-tree';

/** Whose rows are meant: the units, or everybody where null. */
export type Reach = readonly string[] | null;

type Reader = Pick<Transaction, 'query'>;

/** The units of a request: what the caller may see, narrowed to one unit with all below it where one is named. */
export async function reachOf(reader: Reader, caller: Caller, unitId: string | undefined): Promise<Reach> {
  return caller.reach.units(unitId === undefined ? null : await unitsBelow(reader, unitId));
}

/** Adds the reach as a condition about a column of unit ids. */
export function withinReach(conditions: Conditions, column: string, reach: Reach): Conditions {
  if (reach === null) return conditions;
  if (reach.length === 0) return conditions.add('1 = 0');
  return conditions.add(`${column} IN (${reach.map(() => '?').join(',')})`, ...reach);
}
