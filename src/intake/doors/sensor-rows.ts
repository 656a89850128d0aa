import { type Transaction, type SqlValue } from '../../platform/database/database';
import { type DoorFleet } from './door-fleet';
import { type SensorMemory } from './sensor-memory';

/** A span that was extended this long ago by a sensor which tells its absence may be extended further, in milliseconds. */
export const watchedGapMs = 3 * 60_000;
/** A broker tells of a death only after its keepalive: this much before, nothing is known. */
const deathNoticedWithinMs = 5 * 60_000;

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',');

/** What is remembered of some sensors, with their rows locked until the transaction ends; those without one get it. */
export async function lockMemories(tx: Transaction, codes: readonly string[]): Promise<Map<string, SensorMemory>> {
  const ordered = [...codes].sort();
  const read = (): Promise<{ sensor: string; state: string }[]> =>
    tx.query(`SELECT sensor, state FROM door_state WHERE sensor IN (${marks(ordered)}) ORDER BY sensor${tx.dialect === 'mysql' ? ' FOR UPDATE' : ''}`, ordered);
  if (ordered.length === 0) return new Map();
  let rows = await read();
  if (rows.length < ordered.length) {
    // A row that is missing cannot be locked, and two processes would both begin from nothing.
    await tx.insert('door_state', ['sensor', 'state'], ordered.map((code) => [code, '']), { ignore: ['sensor'] });
    rows = await read();
  }
  return new Map(rows.filter(({ state }) => state !== '').map(({ sensor, state }) => [sensor, JSON.parse(state) as SensorMemory]));
}

/** Writes what is remembered of some sensors, when to look at them again, and how they are. */
export async function writeMemories(tx: Transaction, memories: ReadonlyMap<string, SensorMemory>, fleet: DoorFleet): Promise<void> {
  const ordered = [...memories.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const states = ordered.map(([code, memory]): SqlValue[] => [code, JSON.stringify(memory), dueAt(memory, fleet, code)]);
  await tx.insert('door_state', ['sensor', 'state', 'due_at'], states, { key: ['sensor'], update: ['state', 'due_at'] });
  await tx.insert('door_sensor_health', healthColumns, ordered.map(([code, memory]) => healthRow(code, memory)), { key: ['code'], update: healthColumns.slice(1) });
}

const healthColumns = ['code', 'last_contact_at', 'availability', 'availability_since_at', 'state', 'state_since_at', 'battery_percent', 'battery_low', 'clock_trusted', 'clock_since_at'];
const flag = (value: boolean | null): number | null => (value === null ? null : value ? 1 : 0);

function healthRow(code: string, { door, health }: SensorMemory): SqlValue[] {
  return [
    code,
    health.lastContactAt,
    health.availability,
    health.availabilitySinceAt,
    door.settled?.contact ?? null,
    door.settled?.at ?? null,
    health.batteryPercent,
    flag(health.batteryLow),
    flag(health.clockTrusted),
    health.clockSinceAt,
  ];
}

/** When mere time may bring something for a door: a bounce that settles, an opening to judge, a door held open; null = never. */
function dueAt({ door }: SensorMemory, fleet: DoorFleet, code: string): number | null {
  const rules = fleet.sensors.get(code)?.rules;
  if (rules === undefined) return null;
  const { unsettled, ungranted, settled } = door;
  const due: number[] = [];
  if (unsettled) due.push(Math.max(unsettled.at, unsettled.heardAt) + rules.bounceMs);
  if (ungranted) due.push(Math.max(ungranted.at, ungranted.heardAt) + rules.grantDelayMs);
  const mayBeHeld = settled?.contact === 'open' && !unsettled && !door.heldOpenTold && !door.wasAway && door.availability !== 'offline';
  if (mayBeHeld) due.push(settled.at + rules.heldOpenMs);
  return due.length === 0 ? null : Math.min(...due);
}

/**
 * Extends the spans in which sensors are known to have worked, or begins new ones where too much silence lies between.
 * @param listeningSinceAt silence before this proves nothing, since we did not listen
 */
export async function extendSpans(tx: Transaction, alive: ReadonlyMap<string, number>, fleet: DoorFleet, listeningSinceAt: number): Promise<void> {
  const codes = [...alive.keys()].sort();
  if (codes.length === 0) return;
  const sql = `SELECT code, MAX(from_at) AS from_at, MAX(to_at) AS to_at FROM door_sensor_span WHERE code IN (${marks(codes)}) GROUP BY code`;
  const last = new Map((await tx.query<{ code: string; from_at: number; to_at: number }>(sql, codes)).map((row) => [row.code, row]));
  const rows = codes.map((code): SqlValue[] => {
    const at = alive.get(code) ?? 0;
    const span = last.get(code);
    const silentMs = fleet.sensors.get(code)?.silentMs ?? watchedGapMs;
    const goesOn = span !== undefined && span.to_at >= listeningSinceAt && at - span.to_at <= silentMs;
    return [code, goesOn ? span.from_at : at, Math.max(at, goesOn ? span.to_at : at)];
  });
  await tx.insert('door_sensor_span', ['code', 'from_at', 'to_at'], rows, { key: ['code', 'from_at'], update: ['to_at'] });
}

/** Cuts the spans of sensors that are gone: since when exactly, nobody knows. */
export async function cutSpans(tx: Transaction, gone: ReadonlyMap<string, number>): Promise<void> {
  for (const [code, at] of [...gone].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const knownUntil = at - deathNoticedWithinMs;
    await tx.execute('UPDATE door_sensor_span SET to_at = CASE WHEN from_at > ? THEN from_at ELSE ? END WHERE code = ? AND to_at > ?', [knownUntil, knownUntil, code, knownUntil]);
  }
}

/** While we listen, a sensor that would tell of its absence is known to work without a word. */
export async function extendWatched(tx: Transaction, codes: readonly string[], now: number): Promise<void> {
  if (codes.length === 0) return;
  const sql = `UPDATE door_sensor_span SET to_at = ? WHERE to_at < ? AND to_at >= ? AND code IN (SELECT code FROM door_sensor_health WHERE availability = 'online' AND (clock_trusted IS NULL OR clock_trusted = 1) AND code IN (${marks(codes)}))`;
  await tx.execute(sql, [now, now, now - watchedGapMs, ...codes]);
}
