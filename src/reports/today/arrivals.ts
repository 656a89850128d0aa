import { type ArrivalPoint, type Arrivals } from './today-items';

/** How one date's people arrived. */
export interface ArrivalDay {
  /** People who were due, leave and duty included. */
  readonly planned: number;
  /** First punches by the start of their five minutes, as minutes of the day. */
  readonly byMinute: ReadonlyMap<number, number>;
}

/** Width of a step of the curve. */
export const stepMinutes = 5;

/** The curve of a day over the range of other days, from an hour and three quarters before the common start to two hours after it. */
export function arrivalCurve(today: ArrivalDay, others: readonly ArrivalDay[], startMinute: number | null, nowMinute: number): Arrivals {
  const known = others.filter((day) => day.planned > 0);
  if (startMinute === null) return { startMinute, weekdays: known.length, points: [] };
  const points: ArrivalPoint[] = [];
  for (let minute = startMinute - 105; minute <= startMinute + 120; minute += stepMinutes) {
    const range = known.map((day) => shareBy(day, minute));
    points.push({ minute, share: minute > nowMinute || today.planned === 0 ? null : shareBy(today, minute), low: range.length === 0 ? null : Math.min(...range), high: range.length === 0 ? null : Math.max(...range) });
  }
  return { startMinute, weekdays: known.length, points };
}

function shareBy({ planned, byMinute }: ArrivalDay, minute: number): number {
  let arrived = 0;
  for (const [from, count] of byMinute) if (from + stepMinutes <= minute) arrived += count;
  return arrived / planned;
}
