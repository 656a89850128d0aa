import { dateAt } from '../../core/time/zone';
import { isCard, lowBits, plannedCard } from '../../protocols/card-writing';
import { type Transaction } from '../../platform/database/database';
import { type CardPassage } from './door-book';

interface EnrolledRow {
  pin: string;
  kind: string;
  terminal: string;
  employee_id: string;
  from_date: string;
  to_date: string | null;
}

/** A card of the plan that holds on every reader; a user id that holds on every terminal is no card number. */
export const cardOfAllReaders = (alias = ''): string => `(${alias}kind = 'card' AND ${alias}terminal = '')`;

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',');
const perQuery = 500;

/** What the plan says of the cards of some passages. */
export class CardHolders {
  private constructor(private readonly rows: readonly EnrolledRow[]) {}

  static async of(tx: Transaction, passages: readonly CardPassage[]): Promise<CardHolders> {
    const readers = [...new Set(passages.map(({ sensor }) => sensor.sensor.code))].sort();
    const texts = [...new Set(passages.map(({ uid }) => uid))].sort();
    const numbers = [...new Set(passages.flatMap(({ card }) => (card === null ? [] : [lowBits(card)])))].sort((a, b) => a - b);
    return new CardHolders([...(await read(tx, 'pin', texts, readers)), ...(await read(tx, 'card_low', numbers, readers))]);
  }

  /**
   * The pin by which the plan knows a card on its reader and date, or null. An enrolment of the reader itself goes first, written as it writes;
   * else the card of every reader, by its text or by its number. One that by these could be two people's is nobody's.
   */
  pinOf({ sensor: { sensor }, uid, card, at }: CardPassage): string | null {
    const date = dateAt(sensor.zone, at);
    const valid = this.rows.filter((row) => row.from_date <= date && (row.to_date === null || date <= row.to_date));
    if (valid.some(({ pin, terminal }) => pin === uid && terminal === sensor.code)) return uid;
    const isSame = (pin: string): boolean => {
      const planned = plannedCard(pin);
      return card !== null && planned !== null && isCard(card, planned);
    };
    const holders = valid.filter((row) => row.kind === 'card' && (row.terminal === '' || row.terminal === sensor.code) && (row.pin === uid || isSame(row.pin)));
    if (new Set(holders.map((row) => row.employee_id)).size !== 1) return null;
    // Always the same of several writings: a punch is told from another by its pin.
    return holders.some(({ pin }) => pin === uid) ? uid : (holders.map(({ pin }) => pin).sort()[0] ?? null);
  }
}

async function read(tx: Transaction, column: 'pin' | 'card_low', values: readonly (string | number)[], readers: readonly string[]): Promise<EnrolledRow[]> {
  const rows: EnrolledRow[] = [];
  for (let start = 0; start < values.length; start += perQuery) {
    const some = values.slice(start, start + perQuery);
    const sql = `SELECT pin, kind, terminal, employee_id, from_date, to_date FROM enrolment WHERE ${column} IN (${marks(some)}) AND (terminal IN (${marks(readers)}) OR ${cardOfAllReaders()})`;
    rows.push(...(await tx.query<EnrolledRow>(sql, [...some, ...readers])));
  }
  return rows;
}
