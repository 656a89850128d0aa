import { addDays, datesBetween } from '../../core/time/calendar';
import { type RequestTerms } from './request';

/**
 * The stretch of work dates, both included, that a request can change. What a shift on leave leaves to its neighbours is no matter here: the
 * judgement takes the days along whose windows meet.
 */
export function touchedSpan(terms: RequestTerms): { readonly from: string; readonly to: string } {
  // A corrected punch is a punch: between two shifts it may pull on the neighbours.
  if (terms.kind === 'correction') return { from: addDays(terms.fromDate, -1), to: addDays(terms.fromDate, 1) };
  if (terms.fromWall === null || terms.toWall === null) return { from: terms.fromDate, to: terms.toDate };
  // Hours of a clock also lie in the night shift that began the day before.
  const lastDate = terms.toWall.endsWith(' 00:00:00') ? addDays(terms.toWall.slice(0, 10), -1) : terms.toWall.slice(0, 10);
  // An order keeps the window open for an hour after it, which may pass midnight.
  return { from: addDays(terms.fromWall.slice(0, 10), -1), to: terms.kind === 'overtime-order' ? addDays(lastDate, 1) : lastDate };
}

/** The last date that can have begun anywhere on earth, and one more: days after it are judged for the first time when they come. */
export const lastJudgedDate = (now: number): string => new Date(now + (14 + 24) * 3_600_000).toISOString().slice(0, 10);

/** The dates that must be judged again because of a request. */
export function touchedDates(terms: RequestTerms, now: number): string[] {
  const { from, to } = touchedSpan(terms);
  const last = lastJudgedDate(now);
  return datesBetween(from, to < last ? to : last);
}
