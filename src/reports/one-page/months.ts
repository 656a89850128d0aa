import { DomainError } from '../../platform/errors';

/** Most months on one page. */
const mostMonths = 24;
/** Months that are shown where none are asked for. */
const usualMonths = 6;

const numberOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const monthOf = (number: number): string => `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

/**
 * The months from one to another, both included, ascending; without `from` half a year up to `to`, without `to` up to the month of today.
 * @throws DomainError `wrong-span`
 */
export function monthsBetween(from: string | undefined, to: string | undefined, today: string): string[] {
  const last = numberOf(to ?? today.slice(0, 7));
  const first = from === undefined ? last - usualMonths + 1 : numberOf(from);
  if (first > last || last - first >= mostMonths) throw new DomainError('wrong-span', `Ask for 1 to ${mostMonths} months, the first one first; not ${monthOf(first)} to ${monthOf(last)}.`, 422, { allowed: mostMonths });
  return Array.from({ length: last - first + 1 }, (_, index) => monthOf(first + index));
}

/** First and last date that any of the months can have, for comparing dates as text. */
export const datesOf = (months: readonly string[]): { readonly from: string; readonly to: string } => ({ from: `${months[0] ?? ''}-01`, to: `${months.at(-1) ?? ''}-31` });
