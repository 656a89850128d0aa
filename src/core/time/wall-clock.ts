import { dateOfDayNumber, parseDate } from './calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type WallClock } from './instant';

const WALL_CLOCK = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/;

/** A wall clock as milliseconds since 1970-01-01 00:00:00 *of the same clock*: no zone, only arithmetic. */
export type LocalMs = number;

/** The wall clock in its canonical form 'YYYY-MM-DD HH:MM:SS', or null when no calendar has it (2026-02-30, 25:00). */
export function parseWallClock(text: string): WallClock | null {
  const local = localMsOf(text);
  return local === null ? null : wallClockOf(local);
}

/** Milliseconds on the wall clock's own scale, or null when the text is no wall clock. */
export function localMsOf(text: string): LocalMs | null {
  const match = WALL_CLOCK.exec(text);
  if (!match) return null;
  const day = parseDate(match[1] as string);
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (day === null || hour > 23 || minute > 59 || second > 59) return null;
  return day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS;
}

/** The wall clock that shows `local`; milliseconds are dropped. */
export function wallClockOf(local: LocalMs): WallClock {
  const day = Math.floor(local / DAY_MS);
  const rest = local - day * DAY_MS;
  const part = (unit: number, base: number) => String(Math.floor(rest / unit) % base).padStart(2, '0');
  return `${dateOfDayNumber(day)} ${part(HOUR_MS, 24)}:${part(MINUTE_MS, 60)}:${part(SECOND_MS, 60)}`;
}
