import { DateTime } from 'luxon';

/** A daily report that is due: which date it is about, and since when it is due (epoch milliseconds). */
export interface DueReport {
  readonly date: string;
  readonly dueAt: number;
}

/** The newest daily report that is due by now: it is about the day before the one on which it is made. */
export function newestDue(now: number, at: string, zone: string): DueReport {
  const [hour, minute] = at.split(':').map(Number);
  const today = DateTime.fromMillis(now, { zone });
  const dueToday = today.startOf('day').set({ hour, minute });
  const made = dueToday.toMillis() <= now ? dueToday : dueToday.minus({ days: 1 });
  return { date: made.minus({ days: 1 }).toFormat('yyyy-MM-dd'), dueAt: made.toMillis() };
}

const longestPauseMinutes = 60;
/** Two days of tries. */
const lastAttempt = 52;

/** When to try again after so many failed attempts: one minute, then twice as long each time up to an hour; null after two days. */
export function nextAttemptAt(failedAttempts: number, now: number): number | null {
  if (failedAttempts >= lastAttempt) return null;
  return now + Math.min(longestPauseMinutes, 2 ** (failedAttempts - 1)) * 60_000;
}
