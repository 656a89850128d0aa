/** The wall clock of an instant (epoch milliseconds) at a fixed offset in minutes east of UTC: 'YYYY-MM-DD HH:MM:SS'. */
export function wallClockAt(at: number, offsetMinutes: number): string {
  return new Date(at + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** An offset in minutes as `+0700` or, with a separator, `+07:00`. */
export function zoneOffsetText(offsetMinutes: number, separator: '' | ':'): string {
  const size = Math.abs(offsetMinutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

const WALL_CLOCK = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$/;

/**
 * A time as a terminal writes it, as 'YYYY-MM-DD HH:MM:SS' (push.md A4: a `T`, or no seconds, are seen in the field).
 * Returns null for what is no time, and for a date or time that does not exist.
 */
export function parseWallClock(text: string): string | null {
  const match = WALL_CLOCK.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  return wallClockOf(year ?? 0, month ?? 0, day ?? 0, hour ?? 0, minute ?? 0, second ?? 0);
}

function wallClockOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): string | null {
  if (year < 1900 || year > 2199 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 19).replace('T', ' ');
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
  const month = Math.floor(days / 31) % 12;
  return wallClockOf(
    2000 + Math.floor(days / 372),
    month + 1,
    (days % 31) + 1,
    Math.floor(rest / 3600),
    Math.floor(rest / 60) % 60,
    rest % 60,
  );
}

/** How the time of `rtdata` is counted: V3.x documents disagree between GMT and local time (push.md A7). */
export type DateTimeForm = 'gmt' | 'local';

/** The answer to `rtdata?type=time` of an access panel (push.md A2): the encoded time and the server's zone. */
export function rtdataAnswer(at: number, offsetMinutes: number, form: DateTimeForm): string {
  const encoded = encodeDateTime(wallClockAt(at, form === 'gmt' ? 0 : offsetMinutes));
  return `DateTime=${encoded},ServerTZ=${zoneOffsetText(offsetMinutes, '')}`;
}
