import { DAY_MS, SECOND_MS, type Instant } from './instant';
import { offsetByFormatter } from './zone-offset';

/** The offsets of one zone over the years of the table, as plain numbers; index i holds from startsAt[i] on. */
export interface ZoneTable {
  readonly coversFromAt: Instant;
  readonly coversToAt: Instant;
  /** Instants at which an offset begins, ascending. */
  readonly startsAt: readonly Instant[];
  /** Offsets from UTC in milliseconds, east positive. */
  readonly offsets: readonly number[];
  /** Wall-clock milliseconds at which each offset but the last ends. */
  readonly localEnds: readonly number[];
}

const COVERS_FROM_AT = Date.UTC(2000, 0, 1);
const COVERS_TO_AT = Date.UTC(2041, 0, 1);
/** No zone has changed its offset twice within this time since 2000 (shortest: Ramadan in Morocco, a month). */
const STEP_MS = 7 * DAY_MS;

const tables = new Map<string, ZoneTable>();

/** The zone's table, built at first use (some milliseconds) and kept; throws RangeError for an unknown zone. */
export function zoneTable(zone: string): ZoneTable {
  let table = tables.get(zone);
  if (!table) {
    table = buildTable(zone);
    tables.set(zone, table);
  }
  return table;
}

function buildTable(zone: string): ZoneTable {
  const startsAt = [COVERS_FROM_AT];
  const offsets = [offsetByFormatter(zone, COVERS_FROM_AT)];
  for (let at = COVERS_FROM_AT; at < COVERS_TO_AT; at += STEP_MS) {
    const offset = offsetByFormatter(zone, at + STEP_MS);
    if (offset === offsets[offsets.length - 1]) continue;
    startsAt.push(findChange(zone, at, at + STEP_MS));
    offsets.push(offset);
  }
  const localEnds = startsAt.slice(1).map((changeAt, index) => changeAt + (offsets[index] as number));
  return { coversFromAt: COVERS_FROM_AT, coversToAt: COVERS_TO_AT, startsAt, offsets, localEnds };
}

/** The first instant after `fromAt`, to the second, at which the offset differs from the one at `fromAt`. */
function findChange(zone: string, fromAt: Instant, toAt: Instant): Instant {
  const before = offsetByFormatter(zone, fromAt);
  let [low, high] = [fromAt, toAt];
  while (high - low > SECOND_MS) {
    const middle = low + Math.floor((high - low) / 2 / SECOND_MS) * SECOND_MS;
    if (offsetByFormatter(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
