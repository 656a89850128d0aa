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

/** One minute after the first failure, then twice as long each time up to an hour; in milliseconds. */
const pauseMsAfter = (failures: number): number => Math.min(longestPauseMinutes, 2 ** (failures - 1)) * 60_000;

/** When to try again after so many failed attempts; null after two days. */
export const nextAttemptAt = (failedAttempts: number, now: number): number | null => (failedAttempts >= lastAttempt ? null : now + pauseMsAfter(failedAttempts));

/** How often the making of reports failed, as this process saw it. */
export class Failures {
  private readonly counts = new Map<string, number>();

  /** Notes one more failure. */
  note(slot: string): void {
    this.counts.set(slot, (this.counts.get(slot) ?? 0) + 1);
  }

  /** Forgets those of a slot that was made. */
  forget(slot: string): void {
    this.counts.delete(slot);
  }

  /** How long to wait after the newest failure of a slot, in milliseconds. */
  pauseMs(slot: string): number {
    return pauseMsAfter(this.counts.get(slot) ?? 1);
  }
}
