import { type Transaction } from '../platform/database/database';

/** Anything that can be asked for rows. */
export type PunchSourceReader = Pick<Transaction, 'query'>;

/** A stored punch, as much of it as a judgement needs. */
export interface StoredPunch {
  readonly pin: string;
  readonly terminal: string;
  readonly wallClock: string;
  readonly state: number;
  /** Epoch milliseconds. */
  readonly punchedAt: number;
}

interface PunchRow {
  pin: string;
  terminal: string;
  wall_clock: string;
  state: number;
  punched_at: number;
}

/** Pins in one IN (...) list. */
const pinsPerQuery = 400;

/** The key by which a punch is cited as evidence. */
export const punchRef = (punch: StoredPunch): string => `${punch.terminal}/${punch.pin}/${punch.wallClock}/${punch.state}`;

/**
 * Punches of some pins in [fromAt, toAt), grouped by pin and ascending in time. One query for hundreds of people; the index on
 * (pin, punched_at) carries every column that is read.
 */
export async function punchesOfPins(reader: PunchSourceReader, pins: readonly string[], fromAt: number, toAt: number): Promise<Map<string, StoredPunch[]>> {
  const found = new Map<string, StoredPunch[]>();
  for (let start = 0; start < pins.length; start += pinsPerQuery) {
    const part = pins.slice(start, start + pinsPerQuery);
    const sql = `SELECT pin, terminal, wall_clock, state, punched_at FROM punch WHERE pin IN (${part.map(() => '?').join(',')}) AND punched_at >= ? AND punched_at < ? ORDER BY pin, punched_at`;
    for (const row of await reader.query<PunchRow>(sql, [...part, fromAt, toAt])) addTo(found, row);
  }
  return found;
}

function addTo(found: Map<string, StoredPunch[]>, row: PunchRow): void {
  const punch = { pin: row.pin, terminal: row.terminal, wallClock: row.wall_clock, state: row.state, punchedAt: row.punched_at };
  const standing = found.get(row.pin);
  if (standing) standing.push(punch);
  else found.set(row.pin, [punch]);
}
