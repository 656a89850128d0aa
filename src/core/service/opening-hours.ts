import { addDays, datesBetween, weekday } from '../time/calendar';
import { type Instant, type Interval, type WorkDate } from '../time/instant';
import { intersect, subtract, union } from '../time/intervals';
import { dateAt, minuteOfDateToInstant } from '../time/zone';

/** Opening times of a weekday: pairs of minutes after midnight, ascending; empty = closed. */
export type OpeningDay = readonly (readonly [number, number])[];

/** The opening week of a unit from a date on, Monday first. */
export interface OpeningWeek {
  readonly fromDate: WorkDate;
  readonly days: readonly OpeningDay[];
}

/** When a unit serves citizens. */
export interface OpeningCalendar {
  readonly zone: string;
  readonly weeks: readonly OpeningWeek[];
  /** Dates on which it stays closed. */
  readonly closedDates: ReadonlySet<WorkDate>;
  /** Parts of dates in which it is closed (half holidays), in minutes after midnight. */
  readonly closedParts: ReadonlyMap<WorkDate, OpeningDay>;
}

/** Days beyond which no opening is looked for: a unit without hours has none, however long one looks. */
const horizonDays = 1100;

/** The open stretches of a date. */
export function openOn(calendar: OpeningCalendar, date: WorkDate): Interval[] {
  if (calendar.closedDates.has(date)) return [];
  const week = calendar.weeks.reduce<OpeningWeek | null>((best, each) => (each.fromDate <= date && (best === null || each.fromDate > best.fromDate) ? each : best), null);
  const spans = (parts: OpeningDay): Interval[] => parts.map(([from, to]) => ({ startAt: minuteOfDateToInstant(calendar.zone, date, from), endAt: minuteOfDateToInstant(calendar.zone, date, to) }));
  return subtract(union(spans(week?.days[weekday(date) - 1] ?? [])), spans(calendar.closedParts.get(date) ?? []));
}

/** The open stretches between two moments. */
export function openBetween(calendar: OpeningCalendar, fromAt: Instant, toAt: Instant): Interval[] {
  if (toAt <= fromAt) return [];
  const first = dateAt(calendar.zone, fromAt);
  const last = dateAt(calendar.zone, toAt);
  const until = last < addDays(first, horizonDays) ? last : addDays(first, horizonDays);
  return intersect(datesBetween(first, until).flatMap((date) => openOn(calendar, date)), [{ startAt: fromAt, endAt: toAt }]);
}

/** When the nth open date after a moment's own date closes; null where none is in sight. */
export function closingOfNthDay(calendar: OpeningCalendar, fromAt: Instant, count: number): Instant | null {
  let date = dateAt(calendar.zone, fromAt);
  for (let looked = 0, left = count; looked < horizonDays; looked++) {
    date = addDays(date, 1);
    const open = openOn(calendar, date);
    if (open.length > 0) left -= 1;
    if (left === 0) return open[open.length - 1]?.endAt ?? null;
  }
  return null;
}
