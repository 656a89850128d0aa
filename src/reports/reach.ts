import { type Caller } from '../platform/auth/caller';
import { type Transaction } from '../platform/database/database';
import { type UnitSpans } from '../core/organisation/unit-spans';
import { type Conditions } from '../platform/http/page';
import { unitsBelow, unitsCondition, unitsConditionOn } from '../platform/auth/unit-places';

/** Whose rows are meant: the units, each on the dates on which it is in reach, or everybody where null. */
export type Reach = UnitSpans | null;

type Reader = Pick<Transaction, 'query'>;

/** The units of a request: what the caller may see, narrowed to one unit with all below it where one is named. */
export async function reachOf(reader: Reader, caller: Caller, unitId: string | undefined): Promise<Reach> {
  return caller.reach.units(unitId === undefined ? null : await unitsBelow(reader, unitId));
}

/** Adds the reach as a condition about rows that have a unit and a date, both given as SQL. */
export const withinReach = (conditions: Conditions, reach: Reach, unit: string, date: string): Conditions => conditions.whenPart(reach === null ? undefined : unitsCondition(reach, unit, date));

/** Adds the reach on one date ('YYYY-MM-DD') as a condition about rows that have a unit, given as SQL. */
export const withinReachOn = (conditions: Conditions, reach: Reach, unit: string, date: string): Conditions => conditions.whenPart(reach === null ? undefined : unitsConditionOn(reach, unit, date));
