import { DAY_MS, type WorkDate } from './instant';

const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const knownDates = new Map<WorkDate, number>();
const knownDayNumbers = new Map<number, WorkDate>();

/** Days since 1970-01-01 of a calendar date, or null when the text is no date of the calendar (2026-02-30). */
export function parseDate(text: string): number | null {
  const match = DATE_PATTERN.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const number = Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
  return writeDate(number) === text ? number : null;
}

/** Whether the text is a date that exists, 'YYYY-MM-DD'. */
export function isWorkDate(text: string): boolean {
  return parseDate(text) !== null;
}

/** Days since 1970-01-01; throws RangeError for a date that does not exist. */
export function dayNumber(date: WorkDate): number {
  const known = knownDates.get(date);
  if (known !== undefined) return known;
  const number = parseDate(date);
  if (number === null) throw new RangeError(`not a calendar date: ${date}`);
  knownDates.set(date, number);
  return number;
}

/** The date of a day number (the inverse of `dayNumber`). */
export function dateOfDayNumber(number: number): WorkDate {
  let date = knownDayNumbers.get(number);
  if (date === undefined) {
    date = writeDate(number);
    knownDayNumbers.set(number, date);
  }
  return date;
}

/** The date `days` later (or earlier when negative). */
export function addDays(date: WorkDate, days: number): WorkDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: WorkDate, to: WorkDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday: 1 = Monday ... 7 = Sunday. */
export function weekday(date: WorkDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** All dates from `from` to `to`, both included; empty when `to` is earlier. */
export function datesBetween(from: WorkDate, to: WorkDate): WorkDate[] {
  const dates: WorkDate[] = [];
  for (let number = dayNumber(from); number <= dayNumber(to); number++) dates.push(dateOfDayNumber(number));
  return dates;
}

function writeDate(number: number): WorkDate {
  const date = new Date(number * DAY_MS);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
