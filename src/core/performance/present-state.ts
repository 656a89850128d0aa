import type { Instant, Interval } from '../time/instant';
import { type Intervals } from '../time/intervals';

/** A shift of somebody as far as a roll call needs it. */
export interface ShiftFacts {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Work that is owed: segments without breaks. */
  readonly owed: Intervals;
  /** Parts of it that are not owed after all. */
  readonly leave: Intervals;
  readonly duty: Intervals;
  readonly holiday: Intervals;
  /** Until when somebody without a record is within flexible hours; the start of the shift where there are none. */
  readonly dueAt: Instant;
  /** First record as IN and last one as OUT, as the ledger has them now. */
  readonly inAt: Instant | null;
  readonly outAt: Instant | null;
}

/** What plan and ledger say of where somebody is at a minute; they accuse nobody: `no-record` is what it says, `unknown` is a machine's silence. */
export const presentStates = ['in', 'out', 'no-record', 'unknown', 'leave', 'duty', 'holiday', 'break', 'not-yet-due', 'finished', 'off'] as const;
/** One of the states. */
export type PresentState = (typeof presentStates)[number];

/** A state with the record or hour it rests on. */
export interface PresentAt {
  readonly state: PresentState;
  /** Of `in` and `out` the record, of `not-yet-due` the start, of `finished` the end, of leave, duty, holiday and break until when. */
  readonly at: Instant | null;
}

/**
 * Where somebody is at a minute, by plan and ledger.
 * @param shifts of the dates around the minute, ascending by start; a night shift belongs to the date before
 * @param unheard a terminal that the records would come from is silent now
 */
export function presentAt(shifts: readonly ShiftFacts[], at: Instant, unheard: boolean): PresentAt {
  const current = shifts.find(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
  if (current) return within(current, at, unheard);
  const next = shifts.find(({ startsAt }) => startsAt > at);
  if (next) return { state: 'not-yet-due', at: next.startsAt };
  const last = shifts.findLast(({ endsAt }) => endsAt <= at);
  return last ? { state: 'finished', at: last.endsAt } : { state: 'off', at: null };
}

function within(shift: ShiftFacts, at: Instant, unheard: boolean): PresentAt {
  for (const [state, spans] of [['duty', shift.duty], ['leave', shift.leave], ['holiday', shift.holiday]] as const) {
    const span = spanAt(spans, at);
    if (span) return { state, at: span.endAt };
  }
  if (!spanAt(shift.owed, at)) return { state: 'break', at: shift.owed.find(({ startAt }) => startAt > at)?.startAt ?? shift.endsAt };
  const { inAt, outAt } = shift;
  if (outAt !== null && outAt <= at && (inAt === null || outAt > inAt)) return { state: 'out', at: outAt };
  if (inAt !== null && inAt <= at) return { state: 'in', at: inAt };
  if (at < shift.dueAt) return { state: 'not-yet-due', at: shift.dueAt };
  return { state: unheard ? 'unknown' : 'no-record', at: null };
}

const spanAt = (spans: Intervals, at: Instant): Interval | undefined => spans.find(({ startAt, endAt }) => startAt <= at && at < endAt);
