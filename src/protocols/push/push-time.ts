/** The wall clock of an instant (epoch milliseconds) at a fixed offset in minutes east of UTC: 'YYYY-MM-DD HH:MM:SS'. */
export function wallClockAt(at: number, offsetMinutes: number): string {
  return new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** An offset in minutes as `+0700` or, with a separator, `+07:00`. */
export function zoneOffsetText(offsetMinutes: number, separator: '' | ':'): string {
  const size = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

/** The usual spelling, which needs no rewriting. */
const CANONICAL = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const WALL_CLOCK = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A time as a terminal writes it, as 'YYYY-MM-DD HH:MM:SS' (push.md A4: a `T`, or no seconds, are seen in the field).
 * Returns null for what is no time, and for a date or time that does not exist.
 */
export function parseWallClock(text: string): string | null {
  const canonical = CANONICAL.test(text) ? text : canonicalText(text);
  return canonical !== null && exists(canonical) ? canonical : null;
}

function canonicalText(text: string): string | null {
  const match = WALL_CLOCK.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => (part ?? '0').padStart(2, '0'));
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** Whether date and time exist; years from 1900 to 2199, because a clock that says another one says nothing. */
function exists(canonical: string): boolean {
  const number = (from: number): number => (canonical.charCodeAt(from) - 48) * 10 + canonical.charCodeAt(from + 1) - 48;
  const year = number(0) * 100 + number(2);
  const day = number(8);
  if (year < 1900 || year > 2199 || number(11) > 23 || number(14) > 59 || number(17) > 59) return false;
  return day >= 1 && day <= daysInMonth(year, number(5));
}

function daysInMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** A wall clock as one number, every month 31 days long (push.md A7, `SET OPTION DateTime`). */
export function encodeDateTime(wallClock: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = wallClock.split(/[-: ]/).map(Number);
  return ((year - 2000) * 372 + (month - 1) * 31 + (day - 1)) * 86_400 + hour * 3600 + minute * 60 + second;
}

/** The wall clock of such a number (push.md A7; `time_second` of a panel's transactions); null when it names a day that does not exist. */
export function decodeDateTime(encoded: number): string | null {
  if (!Number.isSafeInteger(encoded) || encoded < 0) return null;
  const days = Math.floor(encoded / 86_400);
  const rest = encoded % 86_400;
  const parts = [Math.floor(days / 31) % 12, days % 31].map((part) => two(part + 1));
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(two);
  return parseWallClock(`${2000 + Math.floor(days / 372)}-${parts.join('-')} ${clock.join(':')}`);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** How the time of `rtdata` is counted: V3.x documents disagree between GMT and local time (push.md A7). */
export type DateTimeForm = 'gmt' | 'local';

/** The answer to `rtdata?type=time` of an access panel (push.md A2): the encoded time and the server's zone. */
export function rtdataAnswer(at: number, offsetMinutes: number, form: DateTimeForm): string {
  const encoded = encodeDateTime(wallClockAt(at, form === 'gmt' ? 0 : offsetMinutes));
  return `DateTime=${encoded},ServerTZ=${zoneOffsetText(offsetMinutes, '')}`;
}
