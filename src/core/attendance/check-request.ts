import { DAY_MS, type Instant } from '../time/instant';

/** The longest leave or duty one request may name: longer ones are a mistake of the year, or several requests. */
export const MAX_REQUEST_DAYS = 366;

/** What is wrong with the time of a leave, duty or order, in a sentence; null = fine. */
export function requestTimeProblem(fromAt: Instant, toAt: Instant): string | null {
  if (toAt <= fromAt) return 'it must end after it begins';
  const days = Math.round((toAt - fromAt) / DAY_MS);
  if (days <= MAX_REQUEST_DAYS) return null;
  return `it would last ${days} days; one request may last at most ${MAX_REQUEST_DAYS}`;
}
