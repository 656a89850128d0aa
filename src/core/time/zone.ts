import { DAY_MS, type Instant, type WallClock, type WorkDate } from './instant';
import { dateOfDayNumber, dayNumber } from './calendar';
import { localMsOf, wallClockOf, type LocalMs } from './wall-clock';
import { offsetByFormatter, isKnownZone } from './zone-offset';
import { zoneTable, type ZoneTable } from './zone-table';

/** Whether the name is an IANA zone this runtime knows ('Asia/Jakarta'); bare offsets are refused. */
export function isValidZone(zone: string): boolean {
  return isKnownZone(zone);
}

/** Offset from UTC in milliseconds (east positive) that the zone's clocks show at the instant. */
export function offsetAt(zone: string, at: Instant): number {
  const table = zoneTable(zone);
  if (at < table.coversFromAt || at >= table.coversToAt) return offsetByFormatter(zone, at);
  return table.offsets[lastIndexAtMost(table.startsAt, at)] as number;
}

/**
 * The instant a wall clock means in a zone (reconciliation.md rule 1): a time inside a DST gap moves forward by the
 * gap, a repeated hour is its first occurrence. Throws RangeError for a text that is no wall clock.
 */
export function wallToInstant(zone: string, wallClock: WallClock): Instant {
  const local = localMsOf(wallClock);
  if (local === null) throw new RangeError(`not a wall clock: ${wallClock}`);
  return localToInstant(zone, local);
}

/** The wall clock that a zone shows at an instant. */
export function instantToWall(zone: string, at: Instant): WallClock {
  return wallClockOf(at + offsetAt(zone, at));
}

/** The calendar date that a zone shows at an instant. */
export function dateAt(zone: string, at: Instant): WorkDate {
  return dateOfDayNumber(Math.floor((at + offsetAt(zone, at)) / DAY_MS));
}

/** The instant of a minute of a date in a zone; minutes may pass midnight (1,440 = 24:00, 1,860 = 07:00 next day). */
export function minuteOfDateToInstant(zone: string, date: WorkDate, minutes: number): Instant {
  return localToInstant(zone, dayNumber(date) * DAY_MS + minutes * 60_000);
}

/** As `wallToInstant`, from the wall clock's own milliseconds. */
export function localToInstant(zone: string, local: LocalMs): Instant {
  const table = zoneTable(zone);
  if (local - DAY_MS < table.coversFromAt || local + DAY_MS >= table.coversToAt) return resolveOutside(zone, local);
  return resolveInside(table, local);
}

function resolveInside(table: ZoneTable, local: LocalMs): Instant {
  const index = lastIndexAtMost(table.localEnds, local) + 1;
  const offset = table.offsets[index] as number;
  const inGap = local < (table.startsAt[index] as number) + offset;
  return local - (inGap ? (table.offsets[index - 1] as number) : offset);
}

/** Beyond the table (before 2000, after 2040): the earlier offset first, as inside the table. */
function resolveOutside(zone: string, local: LocalMs): Instant {
  const before = offsetByFormatter(zone, local - DAY_MS);
  const after = offsetByFormatter(zone, local + DAY_MS);
  const first = local - before;
  if (before === after || offsetByFormatter(zone, first) === before) return first;
  const second = local - after;
  return offsetByFormatter(zone, second) === after ? second : first;
}

/** Index of the last value <= wanted, -1 when all are greater; the values ascend. */
function lastIndexAtMost(values: readonly number[], wanted: number): number {
  let low = -1;
  let high = values.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= wanted) low = middle;
    else high = middle;
  }
  return low;
}
