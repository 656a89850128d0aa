import { dateOfDayNumber, dayNumber, weekday } from '../time/calendar';
import type { WorkDate } from '../time/instant';
import type { Holiday, MergedHolidays } from './holiday';

/** The days on which an office works: some weekdays, less the decreed days; and the years whose decree is known. */
export interface WorkingCalendar {
  readonly weekdays: ReadonlySet<number>;
  readonly holidays: ReadonlyMap<WorkDate, Holiday>;
  readonly decreedYears: ReadonlySet<number>;
}

/** A date found by counting working days; provisional when a year it crosses has no decreed calendar yet. */
export interface CountedDate {
  readonly date: WorkDate;
  readonly provisional: boolean;
}

/** Monday to Friday (Perpres 21/2023 Ps 3; ISO numbers). */
export const MONDAY_TO_FRIDAY: ReadonlySet<number> = new Set([1, 2, 3, 4, 5]);

/** Makes the calendar of an office out of merged holidays; the working week is Monday to Friday unless told. */
export function workingCalendar(
  merged: MergedHolidays,
  weekdays: ReadonlySet<number> = MONDAY_TO_FRIDAY,
): WorkingCalendar {
  if (weekdays.size === 0) throw new RangeError('a working week needs at least one day');
  return { weekdays, holidays: merged.byDate, decreedYears: merged.decreedYears };
}

/** Tells whether the office works on a date. */
export function isWorkingDay(calendar: WorkingCalendar, date: WorkDate): boolean {
  return worksOn(calendar, dayNumber(date));
}

/** The nth working day after a date, which itself is day zero whether or not it is one; n is 0 or more (PerBKN 6/2022 Ps 50(1)). */
export function addWorkingDays(calendar: WorkingCalendar, from: WorkDate, count: number): CountedDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`cannot count ${count} working days`);
  let number = dayNumber(from);
  for (let left = count; left > 0;) {
    number += 1;
    if (worksOn(calendar, number)) left -= 1;
  }
  const date = dateOfDayNumber(number);
  return { date, provisional: crossesUndecreedYear(calendar, from, date) };
}

/** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
export function workingDaysBetween(calendar: WorkingCalendar, from: WorkDate, to: WorkDate): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  const last = dayNumber(to);
  for (let number = dayNumber(from) + 1; number <= last; number++) if (worksOn(calendar, number)) count += 1;
  return count;
}

/** The working days of a span, both ends included, in order. */
export function workingDaysOf(calendar: WorkingCalendar, from: WorkDate, to: WorkDate): readonly WorkDate[] {
  const found: WorkDate[] = [];
  const last = dayNumber(to);
  for (let number = dayNumber(from); number <= last; number++)
    if (worksOn(calendar, number)) found.push(dateOfDayNumber(number));
  return found;
}

/** Tells whether a span touches a year without a national decree, so that anything counted in it may still move. */
export function crossesUndecreedYear(calendar: WorkingCalendar, from: WorkDate, to: WorkDate): boolean {
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    if (!calendar.decreedYears.has(year)) return true;
  }
  return false;
}

function worksOn(calendar: WorkingCalendar, number: number): boolean {
  const date = dateOfDayNumber(number);
  return calendar.weekdays.has(weekday(date)) && !calendar.holidays.has(date);
}
