import { dateAt, instantToWall, wallToInstant } from '../../core/time/zone';
import { type NewPunch } from '../../ledger/punch';
import { type Transaction } from '../../platform/database/database';
import { type CardPassage } from './door-book';
import { type FleetSensor } from './door-fleet';
import { readsCards } from './door-profiles';

/** How the person was recognised, by the code tables of the terminals: 2 = card. */
const byCard = 2;
const stateBySide = { in: 0, out: 1, none: 255 } as const;

interface EnrolledRow {
  pin: string;
  terminal: string;
  from_date: string;
  to_date: string | null;
}

/** A card of the plan that holds on every reader; a user id that holds on every terminal is no card number. */
const cardOfAllReaders = (alias = ''): string => `(${alias}kind = 'card' AND ${alias}terminal = '')`;

/** The passages whose card means somebody on that date, on its very reader or on all, as punches; the others stay events. */
export async function punchesOfCards(tx: Transaction, passages: readonly CardPassage[]): Promise<NewPunch[]> {
  if (passages.length === 0) return [];
  const pins = [...new Set(passages.map(({ uid }) => uid))].sort();
  const readers = [...new Set(passages.map(({ sensor }) => sensor.sensor.code))].sort();
  const marks = (values: readonly string[]): string => values.map(() => '?').join(',');
  const sql = `SELECT pin, terminal, from_date, to_date FROM enrolment WHERE pin IN (${marks(pins)}) AND (terminal IN (${marks(readers)}) OR ${cardOfAllReaders()})`;
  const enrolled = await tx.query<EnrolledRow>(sql, [...pins, ...readers]);
  return enrolled.length === 0 ? [] : passages.filter((passage) => enrolled.some((row) => covers(row, passage))).map(punchOf);
}

function covers(row: EnrolledRow, { sensor: { sensor }, uid, at }: CardPassage): boolean {
  const date = dateAt(sensor.zone, at);
  return row.pin === uid && (row.terminal === sensor.code || row.terminal === '') && row.from_date <= date && (row.to_date === null || date <= row.to_date);
}

function punchOf({ sensor: { sensor }, uid, at, receivedAt }: CardPassage): NewPunch {
  const wallClock = instantToWall(sensor.zone, at);
  return {
    terminal: sensor.code,
    pin: uid,
    wallClock,
    state: stateBySide[sensor.side],
    verify: byCard,
    workCode: null,
    zone: sensor.zone,
    punchedAt: wallToInstant(sensor.zone, wallClock),
    receivedAt,
    source: 'mqtt',
  };
}

interface WaitingRow {
  sensor: string;
  value: string;
  occurred_at: number;
  received_at: number;
}

/**
 * Card reads of the last weeks whose card was enrolled only after the read, and which are no punches yet: a card that is handed out
 * on Monday and entered into the plan on Thursday counts from Monday.
 */
export async function passagesEnrolledSince(tx: Transaction, sensors: ReadonlyMap<string, FleetSensor>, sinceAt: number): Promise<CardPassage[]> {
  const readers = [...sensors.values()].filter(({ profile }) => readsCards(profile)).map(({ sensor }) => sensor.code);
  if (readers.length === 0) return [];
  const rows = await tx.query<WaitingRow>(
    `SELECT e.sensor, e.value, e.occurred_at, e.received_at FROM door_event e
      JOIN enrolment n ON n.pin = e.value AND (n.terminal = e.sensor OR ${cardOfAllReaders('n.')})
      WHERE e.sensor IN (${readers.map(() => '?').join(',')}) AND e.occurred_at >= ? AND e.kind IN ('card-granted', 'card-read')
      AND NOT EXISTS (SELECT 1 FROM punch p WHERE p.pin = e.value AND p.terminal = e.sensor AND p.punched_at = e.occurred_at - e.occurred_at % 1000)
      ORDER BY e.occurred_at LIMIT 2000`,
    [...readers, sinceAt],
  );
  return rows.flatMap((row) => {
    const sensor = sensors.get(row.sensor);
    return sensor === undefined ? [] : [{ sensor, uid: row.value, at: row.occurred_at, receivedAt: row.received_at }];
  });
}
