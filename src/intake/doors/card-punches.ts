import { instantToWall, wallToInstant } from '../../core/time/zone';
import { type NewPunch } from '../../ledger/punch';
import { type Transaction } from '../../platform/database/database';
import { cardOfRead } from '../../protocols/door/card-of-read';
import { CardHolders, cardOfAllReaders } from './card-holders';
import { type CardPassage } from './door-book';
import { type FleetSensor } from './door-fleet';
import { readsCards } from './door-profiles';

/** How the person was recognised, by the code tables of the terminals: 2 = card. */
const byCard = 2;
const stateBySide = { in: 0, out: 1, none: 255 } as const;

/** The passages whose card means somebody on that date, as punches under the pin by which the plan knows it; the others stay events. */
export async function punchesOfCards(tx: Transaction, passages: readonly CardPassage[]): Promise<NewPunch[]> {
  if (passages.length === 0) return [];
  const holders = await CardHolders.of(tx, passages);
  return passages.flatMap((passage) => {
    const pin = holders.pinOf(passage);
    return pin === null ? [] : [punchOf(passage, pin)];
  });
}

function punchOf({ sensor: { sensor }, at, receivedAt }: CardPassage, pin: string): NewPunch {
  const wallClock = instantToWall(sensor.zone, at);
  return {
    terminal: sensor.code,
    pin,
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
  raw: string | null;
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',');
const waitingColumns = 'e.sensor, e.value, e.occurred_at, e.received_at, e.raw';
const notRefused = "e.kind IN ('card-granted', 'card-read')";
const noPunch = (andPin: string): string => `NOT EXISTS (SELECT 1 FROM punch p WHERE ${andPin} AND p.terminal = e.sensor AND p.punched_at = e.occurred_at - e.occurred_at % 1000)`;

/** Which readers there are, and how far back reads are looked for. */
export interface LateReads {
  readonly sensors: ReadonlyMap<string, FleetSensor>;
  /** Epoch milliseconds. */
  readonly sinceAt: number;
}

/**
 * Card reads of the last weeks whose card was enrolled only after the read, and which are no punches yet: a card that is handed out
 * on Monday and entered into the plan on Thursday counts from Monday.
 */
export async function passagesEnrolledSince(tx: Transaction, { sensors, sinceAt }: LateReads): Promise<CardPassage[]> {
  const readers = readersOf(sensors);
  if (readers.length === 0) return [];
  const rows = await tx.query<WaitingRow>(
    `SELECT ${waitingColumns} FROM door_event e
      JOIN enrolment n ON n.pin = e.value AND (n.terminal = e.sensor OR ${cardOfAllReaders('n.')})
      WHERE e.sensor IN (${marks(readers)}) AND e.occurred_at >= ? AND ${notRefused}
      AND ${noPunch('p.pin = e.value')}
      ORDER BY e.occurred_at LIMIT 2000`,
    [...readers, sinceAt],
  );
  return rows.flatMap((row) => passageOf(row, sensors));
}

/** The same for cards that the plan writes otherwise than the reader: those of these numbers (their low 24 bits). */
export async function passagesOfNumbers(tx: Transaction, { sensors, sinceAt }: LateReads, numbers: readonly number[]): Promise<CardPassage[]> {
  const readers = readersOf(sensors);
  if (readers.length === 0 || numbers.length === 0) return [];
  const rows = await tx.query<WaitingRow>(
    `SELECT ${waitingColumns} FROM door_event e
      WHERE e.card_low IN (${marks(numbers)}) AND e.occurred_at >= ? AND e.sensor IN (${marks(readers)}) AND ${notRefused}
      AND ${noPunch('p.pin = e.value')} AND ${noPunch('p.pin IN (SELECT m.pin FROM enrolment m WHERE m.card_low = e.card_low)')}
      ORDER BY e.occurred_at`,
    [...numbers, sinceAt, ...readers],
  );
  return rows.flatMap((row) => passageOf(row, sensors));
}

const readersOf = (sensors: ReadonlyMap<string, FleetSensor>): string[] => [...sensors.values()].filter(({ profile }) => readsCards(profile)).map(({ sensor }) => sensor.code);

function passageOf(row: WaitingRow, sensors: ReadonlyMap<string, FleetSensor>): CardPassage[] {
  const sensor = sensors.get(row.sensor);
  if (sensor === undefined) return [];
  const card = cardOfRead(sensor.profile, sensor.config, row.value, row.raw ?? '');
  return [{ sensor, uid: row.value, card, at: row.occurred_at, receivedAt: row.received_at }];
}
