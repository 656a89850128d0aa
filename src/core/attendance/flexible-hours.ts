import { MINUTE_MS, type Instant, type Interval } from '../time/instant';
import { subtract, type Intervals } from '../time/intervals';
import type { FlexPolicy } from './policy';
import type { Stint } from './stint';

/** The owed time of a stint after flexible hours moved it. */
export interface OwedSpan {
  readonly owed: Intervals;
  /** First and last owed instant. */
  readonly startAt: Instant;
  readonly endAt: Instant;
  /** How far the end of the shift itself moved, milliseconds. */
  readonly endMovedMs: number;
  readonly shifted: boolean;
}

/** The owed time as planned; the stint must owe something. */
export function plannedSpan(stint: Stint): OwedSpan {
  return spanOf(stint.remaining, 0, false);
}

/**
 * Moves the owed span with the IN, at most as far as the policy allows (reconciliation.md rule 19). It stays where it
 * is when the end of the day is not owed (nothing could be made up), and never moves to before an excused morning.
 */
export function flexibleSpan(stint: Stint, inAt: Instant | null): OwedSpan {
  const planned = plannedSpan(stint);
  const { flex } = stint.day.policy;
  if (!flex || inAt === null || stint.shift.punchEachSegment || planned.endAt !== lastEnd(stint.owed)) return planned;
  const earliest = planned.startAt === stint.owed[0]?.startAt ? -flex.earlyMinutes * MINUTE_MS : 0;
  const move = Math.min(Math.max(inAt - planned.startAt, earliest), flex.lateMinutes * MINUTE_MS);
  return move === 0 ? planned : moveSpan(planned, stint.shift.breaks, move, endMove(move, flex));
}

function endMove(move: number, flex: FlexPolicy): number {
  if (move < 0 || flex.fixedCompensationMinutes === undefined) return move;
  return flex.fixedCompensationMinutes * MINUTE_MS;
}

function moveSpan(planned: OwedSpan, breaks: Intervals, startMove: number, endMoved: number): OwedSpan {
  const [startAt, endAt] = [planned.startAt + startMove, planned.endAt + endMoved];
  const inside = planned.owed.map((one) => ({
    startAt: Math.max(one.startAt, startAt),
    endAt: Math.min(one.endAt, endAt),
  }));
  const added: Interval[] = [
    { startAt, endAt: planned.startAt },
    ...inside,
    { startAt: Math.max(planned.endAt, startAt), endAt },
  ];
  const owed = subtract(
    added.filter((one) => one.startAt < one.endAt),
    breaks,
  );
  return owed.length === 0 ? planned : spanOf(owed, endMoved, true);
}

function spanOf(owed: Intervals, endMovedMs: number, shifted: boolean): OwedSpan {
  return { owed, startAt: owed[0]?.startAt ?? 0, endAt: lastEnd(owed), endMovedMs, shifted };
}

function lastEnd(list: Intervals): Instant {
  return list[list.length - 1]?.endAt ?? 0;
}
