/** A calendar date as text, 'YYYY-MM-DD'; it has no zone and no time of day. */
export type CalendarDate = string;

const DAY_MS = 86_400_000;
const numbers = new Map<CalendarDate, number>();
const dates = new Map<number, CalendarDate>();
/** Twenty thousand days are fifty-four years: enough for every account, small enough to keep. */
const REMEMBERED = 20_000;

/** Tells whether a text is a date that exists in the Gregorian calendar, written 'YYYY-MM-DD'. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Days since 1 January 1970 of a date; throws a RangeError when the text is no date. */
export function dayNumber(date: CalendarDate): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  if (!isCalendarDate(date)) throw new RangeError(`'${date}' is not a date written YYYY-MM-DD`);
  const number = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  if (numbers.size > REMEMBERED) numbers.clear();
  numbers.set(date, number);
  return number;
}

/** The date that lies the given number of days after 1 January 1970. */
export function dateOfDayNumber(number: number): CalendarDate {
  const known = dates.get(number);
  if (known !== undefined) return known;
  const date = new Date(number * DAY_MS).toISOString().slice(0, 10);
  if (dates.size > REMEMBERED) dates.clear();
  dates.set(number, date);
  return date;
}

/** ISO weekday of a day number: 1 is Monday, 7 is Sunday (1 January 1970 was a Thursday). */
export function isoWeekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}
