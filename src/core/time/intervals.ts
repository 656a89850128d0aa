import { MINUTE_MS, type Instant, type Interval } from './instant';

/** Lists of intervals here are ascending and do not overlap. */
export type Intervals = readonly Interval[];

/** The time of `list` that lies in none of `holes`. */
export function subtract(list: Intervals, holes: Intervals): Interval[] {
  let rest: Interval[] = [...list];
  for (const hole of holes) rest = rest.flatMap((interval) => cut(interval, hole));
  return rest;
}

/** The time that lies in both lists. */
export function intersect(left: Intervals, right: Intervals): Interval[] {
  const common: Interval[] = [];
  for (const a of left) {
    for (const b of right) {
      const startAt = Math.max(a.startAt, b.startAt);
      const endAt = Math.min(a.endAt, b.endAt);
      if (startAt < endAt) common.push({ startAt, endAt });
    }
  }
  return common;
}

/** Any intervals as an ascending list without overlaps; touching ones are joined, empty ones dropped. */
export function union(intervals: Intervals): Interval[] {
  const joined: Interval[] = [];
  for (const next of intervals.filter((one) => one.startAt < one.endAt).sort((a, b) => a.startAt - b.startAt)) {
    const last = joined[joined.length - 1];
    if (last && next.startAt <= last.endAt) {
      joined[joined.length - 1] = { startAt: last.startAt, endAt: Math.max(last.endAt, next.endAt) };
    } else joined.push(next);
  }
  return joined;
}

/** Milliseconds of the list. */
export function totalMs(list: Intervals): number {
  let sum = 0;
  for (const interval of list) sum += interval.endAt - interval.startAt;
  return sum;
}

/** Milliseconds of the list that lie in [fromAt, toAt). */
export function overlapMs(list: Intervals, fromAt: Instant, toAt: Instant): number {
  let sum = 0;
  for (const { startAt, endAt } of list) {
    const overlap = (endAt < toAt ? endAt : toAt) - (startAt > fromAt ? startAt : fromAt);
    if (overlap > 0) sum += overlap;
  }
  return sum;
}

/** Whole minutes in a stretch of milliseconds; a started minute does not count. */
export function wholeMinutes(ms: number): number {
  return Math.floor(ms / MINUTE_MS);
}

function cut(interval: Interval, hole: Interval): Interval[] {
  if (hole.startAt >= hole.endAt || hole.endAt <= interval.startAt || hole.startAt >= interval.endAt) return [interval];
  const rest: Interval[] = [];
  if (interval.startAt < hole.startAt) rest.push({ startAt: interval.startAt, endAt: hole.startAt });
  if (hole.endAt < interval.endAt) rest.push({ startAt: hole.endAt, endAt: interval.endAt });
  return rest;
}
