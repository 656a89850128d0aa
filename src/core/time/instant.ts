/** A point in time: epoch milliseconds. Names of instants end in `At`. */
export type Instant = number;

/** The calendar date a shift starts on, 'YYYY-MM-DD', in the zone of the work unit. */
export type WorkDate = string;

/** What a terminal's clock showed, 'YYYY-MM-DD HH:MM:SS', without a zone. */
export type WallClock = string;

/** Half-open stretch of time, [startAt, endAt). */
export interface Interval {
  readonly startAt: Instant;
  readonly endAt: Instant;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The instant with its seconds dropped (reconciliation.md rule 2); zone offsets are whole minutes. */
export function wholeMinute(at: Instant): Instant {
  return at - (((at % MINUTE_MS) + MINUTE_MS) % MINUTE_MS);
}
