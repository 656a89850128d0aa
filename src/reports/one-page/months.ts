import { firstDateOf, lastDateOf, monthAfter, monthOf } from '../../core/time/month';
import { minuteOfDateToInstant } from '../../core/time/zone';
import { DomainError } from '../../platform/errors';

/** Most months on one page. */
const mostMonths = 24;
/** Months that are shown where none are asked for. */
const usualMonths = 6;

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const numbered = (number: number): string => `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/**
 * The months from one to another, both included, ascending; without `from` half a year up to `to`, without `to` up to the month of today.
 * @throws DomainError `wrong-span`
 */
export function monthsBetween(from: string | undefined, to: string | undefined, today: string): string[] {
  const last = numberOf(to ?? monthOf(today));
  const first = from === undefined ? last - usualMonths + 1 : numberOf(from);
  if (first > last || last - first >= mostMonths) throw new DomainError('wrong-span', `Ask for 1 to ${mostMonths} months, the first one first; not ${numbered(first)} to ${numbered(last)}.`, 422, { allowed: mostMonths });
  return Array.from({ length: last - first + 1 }, (_, index) => numbered(first + index));
}

/** First and last date of a row of months. */
export const datesOf = (months: readonly string[]): { readonly from: string; readonly to: string } => ({ from: firstDateOf(months[0] ?? ''), to: lastDateOf(months.at(-1) ?? '') });

/** The same as a half-open span of instants in a zone. */
export function instantsOf(months: readonly string[], zone: string): readonly [number, number] {
  return [minuteOfDateToInstant(zone, firstDateOf(months[0] ?? ''), 0), minuteOfDateToInstant(zone, firstDateOf(monthAfter(months.at(-1) ?? '')), 0)];
}
