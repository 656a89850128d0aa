import { type DirectionByState, factoryDirections } from '../../core/punch/direction';
import { type PunchDirection } from '../../core/punch/punch-fact';
import { type TerminalHealth } from '../../core/punch/terminal-health';
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
  clock_offset_seconds: number | null;
  synced_until_at: number | null;
}

interface IncidentRow {
  serial: string;
  from_at: number;
  to_at: number | null;
}

/** Every terminal by serial number, as the engine needs it; three queries, whatever the size of the fleet. */
export async function readTerminalTrust(reader: Pick<Transaction, 'query'>): Promise<Map<string, TrustedTerminal>> {
  const rows = await reader.query<TrustRow>(
    'SELECT t.serial, t.unit_id, t.zone, t.status, t.speaks, t.settings, h.clock_offset_seconds, h.synced_until_at FROM terminal t LEFT JOIN terminal_health h ON h.serial = t.serial',
  );
  const faults = await readFaults(reader);
  return new Map(rows.map((row) => [row.serial, trustOf(row, faults.get(row.serial) ?? [])]));
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

function trustOf(row: TrustRow, clockFaults: readonly Interval[]): TrustedTerminal {
  // A terminal whose records come by file has no contact to wait for; one that is not approved holds nobody's day.
  const watched = row.status === 'approved' && row.speaks !== 'file';
  const faultyNow = clockFaults.some((fault) => fault.endAt === Number.POSITIVE_INFINITY);
  const health: TerminalHealth = {
    zone: row.zone,
    // What a broken clock shows at this moment says nothing of the records that it wrote when it was right.
    ...(row.clock_offset_seconds === null || faultyNow ? {} : { clockOffsetSeconds: row.clock_offset_seconds }),
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
