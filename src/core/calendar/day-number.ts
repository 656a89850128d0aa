import { dayNumber as dayNumberOf, isWorkDate, weekday } from '../time/calendar';
import { dateOfDayNumber } from '../time/calendar';
import type { WorkDate } from '../time/instant';

/** A calendar date as text, 'YYYY-MM-DD'; it has no zone and no time of day. */
export type CalendarDate = WorkDate;

/** Tells whether a text is a date that exists, written 'YYYY-MM-DD'. */
export function isCalendarDate(text: string): boolean {
  return isWorkDate(text);
}

/** Days since 1 January 1970 of a date; throws a RangeError when the text is no date. */
export function dayNumber(date: CalendarDate): number {
  return dayNumberOf(date);
}

/** ISO weekday of a day number: 1 is Monday, 7 is Sunday. */
export function isoWeekday(number: number): number {
  return weekday(dateOfDayNumber(number));
}
