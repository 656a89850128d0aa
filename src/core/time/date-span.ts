import { addDays } from './calendar';

/** A run of dates, both ends included; `toDate` null = without end. */
export interface DateSpan {
  readonly fromDate: string;
  readonly toDate: string | null;
}

/** Stands for "without end" where dates are compared; it sorts after every date that can be written. */
export const endOfTime = '9999-12-31';

/** Stands for "since ever" where a definition names no start. */
export const sinceEver = '1900-01-01';

/** Whether a date lies in a span. */
export const covers = (span: DateSpan, date: string): boolean => span.fromDate <= date && (span.toDate === null || date <= span.toDate);

/** Every date. */
export const always: DateSpan = { fromDate: sinceEver, toDate: null };

/** What two spans share, or null. */
export function intersect(a: DateSpan, b: DateSpan): DateSpan | null {
  const fromDate = a.fromDate > b.fromDate ? a.fromDate : b.fromDate;
  const end = earlier(a.toDate ?? endOfTime, b.toDate ?? endOfTime);
  return fromDate > end ? null : { fromDate, toDate: end === endOfTime ? null : end };
}

/** The earlier of two dates. */
export const earlier = (a: string, b: string): string => (a < b ? a : b);

/** The later of two dates. */
export const later = (a: string, b: string): string => (a > b ? a : b);

/** For a reader: '2026-01-01 to 2026-03-31', or 'from 2026-01-01'. */
export const spanText = (span: DateSpan): string => (span.toDate === null ? `from ${span.fromDate}` : `${span.fromDate} to ${span.toDate}`);

/** The same days as fewer spans, in order, without overlap. */
export function mergeSpans(spans: readonly DateSpan[]): DateSpan[] {
  const sorted = [...spans].sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1));
  const merged: DateSpan[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last && (last.toDate === null || span.fromDate <= addDays(last.toDate, 1))) {
      const end = last.toDate === null || span.toDate === null ? null : later(last.toDate, span.toDate);
      merged[merged.length - 1] = { fromDate: last.fromDate, toDate: end };
    } else merged.push(span);
  }
  return merged;
}
