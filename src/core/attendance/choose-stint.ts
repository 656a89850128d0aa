import type { KeptPunch } from '../punch/kept-punch';
import { MINUTE_MS } from '../time/instant';
import { isIdle, type Stint } from './stint';

/** What each stint has taken so far. */
export type Taken = ReadonlyMap<Stint, readonly KeptPunch[]>;

/** Which of the stints (ascending by start) a punch in all their windows belongs to (reconciliation.md rule 6). */
export function chooseStint(candidates: readonly Stint[], punch: KeptPunch, taken: Taken): Stint | null {
  let chosen = candidates[0] ?? null;
  for (const later of candidates.slice(1)) {
    if (chosen && !isForEarlier(chosen, later, punch, taken)) chosen = later;
  }
  return chosen;
}

function isForEarlier(earlier: Stint, later: Stint, punch: KeptPunch, taken: Taken): boolean {
  if (punch.direction === 'in') return toStart(earlier, punch) < toStart(later, punch);
  const before = taken.get(earlier) ?? [];
  if (isIdle(earlier) && !isIdle(later)) return false;
  if (punch.direction === null) return !mayHaveOut(earlier, before);
  const laterIsOpen = (taken.get(later) ?? []).length > 0 && !hasOut(later, taken.get(later) ?? []);
  return !(hasOut(earlier, before) && laterIsOpen);
}

function toStart(stint: Stint, punch: KeptPunch): number {
  return Math.abs(punch.minuteAt - stint.startsAt);
}

/** Whether one of the punches may be the stint's OUT; more punches never make it less so. */
function mayHaveOut(stint: Stint, punches: readonly KeptPunch[]): boolean {
  const [first, last] = [punches[0], punches[punches.length - 1]];
  if (!first || !last) return false;
  if (last.minuteAt - first.minuteAt >= stint.day.policy.minPairGapMinutes * MINUTE_MS) return true;
  if (last.minuteAt >= stint.endsAt) return true;
  return punches.some((punch) => punch.direction === 'out' && isNearEnd(stint, punch));
}

/** Whether, as the punches are paired, somebody is out again. */
function hasOut(stint: Stint, punches: readonly KeptPunch[]): boolean {
  const last = punches[punches.length - 1];
  if (!last) return false;
  const { pairing } = stint.day.policy;
  if (pairing === 'first-last' || last.minuteAt >= stint.endsAt) return mayHaveOut(stint, punches);
  return pairing === 'alternating' ? punches.length % 2 === 0 : isClosed(punches);
}

function isNearEnd(stint: Stint, punch: KeptPunch): boolean {
  return Math.abs(stint.endsAt - punch.minuteAt) < toStart(stint, punch);
}

/** By direction: IN opens, OUT closes, a punch without direction does what is due. */
function isClosed(punches: readonly KeptPunch[]): boolean {
  let open = false;
  for (const { direction } of punches) open = direction === null ? !open : direction === 'in';
  return !open;
}
