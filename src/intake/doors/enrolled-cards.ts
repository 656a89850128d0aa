import { type Transaction } from '../../platform/database/database';

interface CardRow {
  id: string;
  card_low: number;
  employee_id: string;
  from_date: string;
  to_date: string | null;
}

/** Cards whose reads are looked for at once. */
const perTurn = 100;

/** Which cards of the plan are new or other than when they were last looked at; after a start all of them, some at a time. */
export class EnrolledCards {
  private readonly seen = new Map<string, string>();

  /** Numbers (their low 24 bits) of some cards that have changed; `done` remembers them once their reads have been looked for. */
  async changed(tx: Transaction): Promise<{ numbers: number[]; done: () => void }> {
    const rows = await tx.query<CardRow>("SELECT id, card_low, employee_id, from_date, to_date FROM enrolment WHERE kind = 'card' AND card_low IS NOT NULL ORDER BY id DESC");
    const some = rows.filter((row) => this.seen.get(row.id) !== contentOf(row)).slice(0, perTurn);
    return { numbers: [...new Set(some.map((row) => row.card_low))], done: () => some.forEach((row) => this.seen.set(row.id, contentOf(row))) };
  }
}

const contentOf = ({ card_low, employee_id, from_date, to_date }: CardRow): string => [card_low, employee_id, from_date, to_date].join(' ');
