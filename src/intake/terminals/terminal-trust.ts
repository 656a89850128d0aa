import { type DirectionByState, factoryDirections } from '../../core/punch/direction';
import { type PunchDirection } from '../../core/punch/punch-fact';
import { type ClockReading, type TerminalHealth } from '../../core/punch/terminal-health';
import { type Interval } from '../../core/time/instant';
import { type Transaction } from '../../platform/database/database';
import { faultKinds } from '../incidents/incident-kind';
import { type TerminalSettings } from './terminal';

/** How far a terminal can be believed when a day is judged. */
export interface TrustedTerminal {
  readonly serial: string;
  /** The unit whose people are waited for while this terminal is silent; null = nobody is. */
  readonly unitId: string | null;
  readonly health: TerminalHealth;
  readonly directions: DirectionByState;
}

interface TrustRow {
  serial: string;
  unit_id: string | null;
  zone: string;
  status: string;
  speaks: string;
  settings: string;
  synced_until_at: number | null;
}

interface ClockRow {
  serial: string;
  measured_at: number;
  offset_seconds: number;
}

interface IncidentRow {
  serial: string;
  from_at: number;
  to_at: number | null;
}

/**
 * Every terminal by serial number, as the engine needs it; three queries, whatever the size of the fleet.
 * @param clocksOf the terminals whose history of clock readings is needed; left out = of none, for offices that correct no drift
 */
export async function readTerminalTrust(reader: Pick<Transaction, 'query'>, clocksOf: 'every' | readonly string[] = []): Promise<Map<string, TrustedTerminal>> {
  const rows = await reader.query<TrustRow>('SELECT t.serial, t.unit_id, t.zone, t.status, t.speaks, t.settings, h.synced_until_at FROM terminal t LEFT JOIN terminal_health h ON h.serial = t.serial');
  const faults = await readFaults(reader);
  const clocks = clocksOf.length === 0 ? new Map<string, ClockReading[]>() : await readClocks(reader, clocksOf);
  return new Map(rows.map((row) => [row.serial, trustOf(row, faults.get(row.serial) ?? [], clocks.get(row.serial) ?? [])]));
}

/** The readings of clocks by serial number, oldest first; one that says the same as the one before it is left out. */
async function readClocks(reader: Pick<Transaction, 'query'>, serials: 'every' | readonly string[]): Promise<Map<string, ClockReading[]>> {
  const chosen = serials === 'every' ? { where: '', values: [] } : { where: ` WHERE serial IN (${serials.map(() => '?').join(',')})`, values: serials };
  const clocks = new Map<string, ClockReading[]>();
  for (const row of await reader.query<ClockRow>(`SELECT serial, measured_at, offset_seconds FROM terminal_clock${chosen.where} ORDER BY serial, measured_at`, chosen.values)) {
    const readings = clocks.get(row.serial) ?? [];
    clocks.set(row.serial, readings);
    if (readings.at(-1)?.offsetSeconds !== row.offset_seconds) readings.push({ measuredAt: row.measured_at, offsetSeconds: row.offset_seconds });
  }
  return clocks;
}

async function readFaults(reader: Pick<Transaction, 'query'>): Promise<Map<string, Interval[]>> {
  const sql = `SELECT serial, from_at, to_at FROM terminal_incident WHERE kind IN (${faultKinds.map(() => '?').join(',')}) AND (verdict IS NULL OR verdict <> 'no-fault') ORDER BY serial, from_at`;
  const faults = new Map<string, Interval[]>();
  for (const row of await reader.query<IncidentRow>(sql, faultKinds)) {
    const interval = { startAt: row.from_at, endAt: row.to_at ?? Number.POSITIVE_INFINITY };
    faults.set(row.serial, [...(faults.get(row.serial) ?? []), interval]);
  }
  return faults;
}

function trustOf(row: TrustRow, clockFaults: readonly Interval[], clockReadings: readonly ClockReading[]): TrustedTerminal {
  // A terminal whose records come by file has no contact to wait for; one that is not approved holds nobody's day.
  const watched = row.status === 'approved' && row.speaks !== 'file';
  const health: TerminalHealth = {
    zone: row.zone,
    // What a broken clock shows says nothing of the records that it wrote when it was right.
    clockReadings: clockReadings.filter(({ measuredAt }) => !clockFaults.some((fault) => fault.startAt <= measuredAt && measuredAt < fault.endAt)),
    ...(watched ? { lastSyncAt: row.synced_until_at } : {}),
    clockFaults,
  };
  return { serial: row.serial, unitId: watched ? row.unit_id : null, health, directions: directionsOf(JSON.parse(row.settings) as TerminalSettings) };
}

function directionsOf(settings: TerminalSettings): DirectionByState {
  if (!settings.directions) return factoryDirections;
  const chosen = Object.entries(settings.directions).map(([state, word]): [number, PunchDirection] => [Number(state), word === 'none' ? null : word]);
  return new Map([...factoryDirections, ...chosen]);
}
