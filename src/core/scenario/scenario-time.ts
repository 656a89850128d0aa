import { addDays, isWorkDate } from '../time/calendar';
import { DAY_MS, MINUTE_MS, type Instant, type WorkDate } from '../time/instant';
import { localMsOf, wallClockOf, type LocalMs } from '../time/wall-clock';
import { localToInstant } from '../time/zone';

const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** A time of a scenario file: its wall clock, and the offset when one is written. */
export interface ScenarioTime {
  readonly local: LocalMs;
  readonly offsetMinutes: number | null;
}

/** Reads 'YYYY-MM-DDTHH:MM[:SS]' with or without an offset; 24:00 is the end of the day; null = no such time. */
export function readTime(text: string): ScenarioTime | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [, date = '', clock = '', seconds = '00', offset] = match;
  const offsetMinutes = readOffset(offset);
  if (Number.isNaN(offsetMinutes)) return null;
  if (clock === '24:00' && seconds === '00' && isWorkDate(date)) {
    return { local: (localMsOf(`${date} 00:00:00`) as number) + DAY_MS, offsetMinutes };
  }
  const local = localMsOf(`${date} ${clock}:${seconds}`);
  return local === null ? null : { local, offsetMinutes };
}

/** The instant of a time; without an offset it is the wall clock of the zone. */
export function instantOf(text: string, zone: string): Instant {
  const time = readTime(text);
  if (!time) throw new RangeError(`not a time: ${text}`);
  if (time.offsetMinutes !== null) return time.local - time.offsetMinutes * MINUTE_MS;
  return localToInstant(zone, time.local);
}

/** What the terminal's clock showed. */
export function wallClockIn(text: string): string {
  const time = readTime(text);
  if (!time) throw new RangeError(`not a time: ${text}`);
  return wallClockOf(time.local);
}

/** A stretch of a leave or duty: dates alone (the last included), or times. */
export interface ScenarioStretch {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** Set when it runs from midnight to midnight: it then covers work dates. */
  readonly wholeDates: { readonly fromDate: WorkDate; readonly toDate: WorkDate } | null;
}

/** The stretch from one text to another; 23:59 and a bare date mean the end of their day. */
export function stretchOf(from: string, to: string, zone: string): ScenarioStretch {
  const start = isWorkDate(from) ? `${from}T00:00:00` : from;
  const end = endOfStretch(to);
  const stretch = { fromAt: instantOf(start, zone), toAt: instantOf(end, zone) };
  return { ...stretch, wholeDates: wholeDatesOf(start, end) };
}

function endOfStretch(to: string): string {
  if (isWorkDate(to)) return `${addDays(to, 1)}T00:00:00`;
  return /[T ]23:59(:59)?$/.test(to) ? `${addDays(to.slice(0, 10), 1)}T00:00:00` : to;
}

function wholeDatesOf(from: string, to: string): ScenarioStretch['wholeDates'] {
  const [start, end] = [readTime(from), readTime(to)];
  if (!start || !end || start.local % DAY_MS !== 0 || end.local % DAY_MS !== 0) return null;
  return { fromDate: wallClockOf(start.local).slice(0, 10), toDate: wallClockOf(end.local).slice(0, 10) };
}

function readOffset(offset: string | undefined): number | null {
  if (offset === undefined) return null;
  if (offset === 'Z') return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  if (hours > 14 || minutes > 59) return Number.NaN;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
