import { judgeDay, reviewLookup, type EventKind, type ReviewLookup } from './judge-day';
import type { ReportDay, ReportPeople, ReportPerson, ReportUnit } from './report-input';
import { compareText } from './terminal-trouble';

/** On how many days of a month something must have happened before it is called repeated. */
export const repeatedFromDays = 3;

/** A person with events on several days of the month so far. */
export interface RepeatedEntry {
  readonly person: ReportPerson;
  readonly unit: string;
  /** Work dates with at least one event that stands. */
  readonly days: number;
  /** Minutes of lateness and early leaving together. */
  readonly minutes: number;
  readonly events: Readonly<Record<EventKind, number>>;
}

/** People with events on at least three days of the month up to the report's date. */
export function repeatedOf(people: Pick<ReportPeople, 'monthDays' | 'reviews'> & { readonly generatedAt: number }, units: ReadonlyMap<string, ReportUnit>): readonly RepeatedEntry[] {
  const reviewOf = reviewLookup(people.reviews);
  return [...byPerson(people.monthDays).values()].flatMap((days) => {
    const entry = entryOf(days, units, reviewOf, people.generatedAt);
    return entry !== null && entry.days >= repeatedFromDays ? [entry] : [];
  });
}

function byPerson(days: readonly ReportDay[]): Map<string, ReportDay[]> {
  const found = new Map<string, ReportDay[]>();
  for (const day of days) {
    const known = found.get(day.employeeId);
    if (known) known.push(day);
    else found.set(day.employeeId, [day]);
  }
  return found;
}

function entryOf(
  days: readonly ReportDay[],
  units: ReadonlyMap<string, ReportUnit>,
  reviewOf: ReviewLookup,
  generatedAt: number,
): RepeatedEntry | null {
  const events: Record<EventKind, number> = {
    late: 0,
    earlyLeave: 0,
    missingPunch: 0,
    halfDay: 0,
    noRecord: 0,
    absentVerified: 0,
  };
  const dates = new Set<string>();
  let minutes = 0;
  for (const day of days) {
    for (const event of judgeDay(day, reviewOf, generatedAt).events) {
      events[event.kind] += 1;
      minutes += event.minutes;
      dates.add(day.workDate);
    }
  }
  const newest = [...days].sort((a, b) => compareText(b.workDate, a.workDate))[0];
  return newest
    ? { person: newest.person, unit: units.get(newest.unitId ?? '')?.name ?? '-', days: dates.size, minutes, events }
    : null;
}
