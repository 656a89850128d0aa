import { type Database } from '../../platform/database/database';
import { cardNumber } from '../../protocols/push/card-number';

interface CardRow {
  pin: string;
  employee_id: string;
  from_date: string;
  to_date: string | null;
}

/** What the plan says of a person's card: a number, none any more (`null`), or nothing (`undefined`: the terminal keeps what it has). */
export type PlannedCard = string | null | undefined;

/** The cards of the plan as they concern one terminal on one date. */
export class PlannedCards {
  private constructor(
    private readonly rows: readonly CardRow[],
    private readonly date: string,
  ) {}

  /** @param date on the terminal, 'YYYY-MM-DD' */
  static async of(database: Database, serial: string, date: string): Promise<PlannedCards> {
    const sql = "SELECT pin, employee_id, from_date, to_date FROM enrolment WHERE kind = 'card' AND terminal IN ('', ?) ORDER BY from_date, pin";
    const rows = await database.query<CardRow>(sql, [serial]);
    return new PlannedCards(rows.filter(({ pin }) => cardNumber(pin) !== null), date);
  }

  /**
   * The card that a person should have on the terminal. Of several the one that it has, else the one that began last; one that it has and that
   * by the plan has ended, has not begun, or is somebody else's is taken back.
   */
  wanted(employeeId: string, known: string | null): PlannedCard {
    const valid = this.rows.filter((row) => row.employee_id === employeeId && this.holds(row));
    const standing = known === null ? null : cardNumber(known);
    if (valid.some(({ pin }) => cardNumber(pin) === standing)) return known;
    const last = valid.at(-1);
    if (last) return last.pin;
    const isOfPlan = standing !== null && this.rows.some(({ pin }) => cardNumber(pin) === standing);
    return isOfPlan ? null : undefined;
  }

  private holds(row: CardRow): boolean {
    return row.from_date <= this.date && (row.to_date === null || this.date <= row.to_date);
  }
}
