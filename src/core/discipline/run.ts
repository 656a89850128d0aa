import { dateOfDayNumber, dayNumber } from '../time/calendar';
import type { WorkDate } from '../time/instant';
import { isWorkingDay, type WorkingCalendar } from '../calendar/working-calendar';
import type { Run } from './account';

/** What a whole absent day, or one that may turn out to be one, is to a run; `bridge` neither adds nor breaks. */
export type RunMark = 'absent' | 'bridge';

/** No run at all. */
export const NO_RUN: Run = { length: 0, fromDate: null, toDate: null, dates: [] };

/** Tells whether work was owed on a date: the roster says, and where it is silent the calendar of the office. */
export function workOwed(
  calendar: WorkingCalendar,
  owed: ReadonlyMap<WorkDate, boolean> | undefined,
  date: WorkDate,
): boolean {
  return owed?.get(date) ?? isWorkingDay(calendar, date);
}

/**
 * All runs of whole absent days on which work was owed, oldest first. Days without duty neither add nor break; any other owed day
 * breaks (PP 94/2021 Ps 11(2) huruf d angka 4, "hari kerja"). Marks on days without duty do not count.
 */
export function runsOf(marks: ReadonlyMap<WorkDate, RunMark>, owes: (date: WorkDate) => boolean): readonly Run[] {
  const runs: WorkDate[][] = [];
  let current: WorkDate[] = [];
  let last: WorkDate | null = null;
  for (const date of [...marks.keys()].filter(owes).sort()) {
    if (last !== null && owesBetween(last, date, owes)) current = [];
    last = date;
    if (marks.get(date) !== 'absent') continue;
    if (current.length === 0) runs.push(current);
    current.push(date);
  }
  return runs.map(runOf);
}

/** The longest of several runs; of equals the earliest. */
export function longestOf(runs: readonly Run[]): Run {
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), NO_RUN);
}

function runOf(dates: readonly WorkDate[]): Run {
  return { length: dates.length, fromDate: dates[0] ?? null, toDate: dates.at(-1) ?? null, dates };
}

/** Looks for an owed day strictly between two dates; it stops at the first, so gaps cost little. */
function owesBetween(from: WorkDate, to: WorkDate, owes: (date: WorkDate) => boolean): boolean {
  const end = dayNumber(to);
  for (let number = dayNumber(from) + 1; number < end; number++) if (owes(dateOfDayNumber(number))) return true;
  return false;
}
