import { SECOND_MS } from '../time/instant';
import type { KeptPunch } from './kept-punch';
import type { PunchDirection, PunchFact } from './punch-fact';

const DIRECTION_RANK = { in: 0, out: 1 } as const;

/** Whether both name a direction and they differ. */
export function areOpposite(one: PunchDirection, other: PunchDirection): boolean {
  return one !== null && other !== null && one !== other;
}

/** Order by time; ties by what the record says, so that the order of arrival never matters. */
export function byTime(a: KeptPunch, b: KeptPunch): number {
  return a.at - b.at || rank(a) - rank(b) || compare(a.terminal ?? '', b.terminal ?? '') || compare(a.ref, b.ref);
}

/** Whether `punch` repeats `kept` (reconciliation.md rule 5): within the window, the last second included. */
export function isDuplicate(punch: KeptPunch, kept: KeptPunch, windowSeconds: number): boolean {
  if (Math.abs(punch.at - kept.at) > windowSeconds * SECOND_MS) return false;
  return !areOpposite(punch.direction, kept.direction);
}

/** Notes a record as a repeat of a kept punch. */
export function foldInto(kept: KeptPunch, fact: PunchFact): void {
  if (kept.duplicates) kept.duplicates.push(fact);
  else kept.duplicates = [fact];
}

function rank({ direction }: KeptPunch): number {
  return direction === null ? 2 : DIRECTION_RANK[direction];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
