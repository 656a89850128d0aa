import { MINUTE_MS, type Instant } from '../time/instant';
import { pairPunches, type Pairing } from './pair-punches';
import { isIdle, type Stint } from './stint';

/** What a neighbouring shift gives a stint (reconciliation.md rule 18). */
export interface Handover {
  /** The neighbour stands for this stint's IN (it is the second shift) or OUT (the first). */
  readonly stands: 'in' | 'out' | null;
  /** The first shift waits for the window of the second to close. */
  readonly awaitUntilAt: Instant | null;
}

export const MAX_HANDOVER_GAP_MINUTES = 60;

const NO_HANDOVERS: ReadonlyMap<Stint, Handover> = new Map();

/** The handovers between neighbouring shifts: only the IN of the first and only the OUT of the second are there. */
export function findHandovers(stints: readonly Stint[]): ReadonlyMap<Stint, Handover> {
  if (!stints.some((stint) => stint.day.policy.continuousHandover)) return NO_HANDOVERS;
  const found = new Map<Stint, Handover>();
  for (let index = 1; index < stints.length; index++) {
    const [first, second] = [stints[index - 1] as Stint, stints[index] as Stint];
    if (!followAtOnce(first, second) || !hasOnly(first, 'in')) continue;
    if (hasOnly(second, 'out')) {
      found.set(first, { stands: 'out', awaitUntilAt: null });
      found.set(second, { stands: 'in', awaitUntilAt: null });
    } else if (second.punches.length === 0) found.set(first, { stands: null, awaitUntilAt: second.closesAt });
  }
  return found;
}

function followAtOnce(first: Stint, second: Stint): boolean {
  if (first.shift === second.shift || !first.day.policy.continuousHandover) return false;
  if (isIdle(first) || isIdle(second) || first.shift.punchEachSegment || second.shift.punchEachSegment) return false;
  const gapMs = second.startsAt - first.endsAt;
  return gapMs >= 0 && gapMs <= MAX_HANDOVER_GAP_MINUTES * MINUTE_MS;
}

function hasOnly(stint: Stint, side: 'in' | 'out'): boolean {
  const { pairs } = pairStint(stint, false);
  const pair = pairs[0];
  if (!pair || pairs.length !== 1) return false;
  return side === 'in' ? pair.inAt !== null && pair.outAt === null : pair.inAt === null && pair.outAt !== null;
}

/** The stint's punches in their roles, before anything stands for a missing side. */
export function pairStint(stint: Stint, outStands: boolean): Pairing {
  const { remaining, startsAt, endsAt, punches } = stint;
  const startAt = remaining[0]?.startAt ?? startsAt;
  const endAt = remaining[remaining.length - 1]?.endAt ?? endsAt;
  return pairPunches(punches, { policy: stint.day.policy, startAt, endAt, outStands });
}
