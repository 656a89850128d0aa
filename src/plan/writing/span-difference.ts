import { addDays } from '../../core/time/calendar';
import { covers, type DateSpan } from '../../core/time/date-span';
import { spansBetweenBoundaries } from '../reading/timeline';

/** The spans that lie in one of two spans but not in both; null = no span. */
export function differingSpansOf(before: DateSpan | null, after: DateSpan | null): DateSpan[] {
  const given = [before, after].filter((span) => span !== null);
  return spansBetweenBoundaries(given).filter((piece) => given.filter((span) => covers(span, piece.fromDate)).length === 1);
}

/** The span of a version: from its date until the day before the next one. */
export function versionSpan(fromDate: string, otherDates: readonly string[]): DateSpan {
  const next = [...otherDates].sort().find((date) => date > fromDate);
  return { fromDate, toDate: next === undefined ? null : addDays(next, -1) };
}
