import { type Database } from '../../platform/database/database';
import { type CardNumber, plannedCard, readCard, type SentCardWriting, writtenCard } from '../../protocols/card-writing';

interface CardRow {
  pin: string;
  employee_id: string;
  terminal: string;
  from_date: string;
  to_date: string | null;
  left_date: string | null;
}

interface KnownCard extends CardRow {
  readonly card: CardNumber;
}

/** What the plan says of a person's card, in the terminal's writing: a card, none any more (`null`), or nothing (`undefined`: the terminal keeps what it has). */
export type PlannedCard = string | null | undefined;

/** The cards of the plan as they concern one terminal on one date. Cards of which the whole number is not known are not sent. */
export class PlannedCards {
  private readonly byNumber = new Map<bigint, KnownCard[]>();
  private readonly byPerson = new Map<string, KnownCard[]>();

  private constructor(
    rows: readonly KnownCard[],
    private readonly serial: string,
    private readonly date: string,
    private readonly writing: SentCardWriting,
  ) {
    for (const row of rows) {
      this.byNumber.set(row.card.number, [...(this.byNumber.get(row.card.number) ?? []), row]);
      this.byPerson.set(row.employee_id, [...(this.byPerson.get(row.employee_id) ?? []), row]);
    }
  }

  /** @param date on the terminal, 'YYYY-MM-DD'; @param writing how this terminal writes cards */
  static async of(database: Database, serial: string, date: string, writing: SentCardWriting): Promise<PlannedCards> {
    const sql = "SELECT n.pin, n.employee_id, n.terminal, n.from_date, n.to_date, e.left_date FROM enrolment n JOIN employee e ON e.id = n.employee_id WHERE n.kind = 'card' AND n.terminal IN ('', ?) ORDER BY n.from_date, n.pin";
    const rows = await database.query<CardRow>(sql, [serial]);
    const known = rows.flatMap((row) => {
      const card = plannedCard(row.pin);
      return card?.isWhole ? [{ ...row, card }] : [];
    });
    return new PlannedCards(known, serial, date, writing);
  }

  /**
   * The card that a person should have on the terminal. Of several the one that it has, else the one that began last; one that it has and that
   * by the plan has ended, has not begun, or is somebody else's is taken back. One that is two people's at once by the plan is sent to neither.
   * @param known as the terminal writes it
   */
  wanted(employeeId: string, known: string | null): PlannedCard {
    const valid = this.validOf(employeeId);
    const standing = this.read(known);
    if (standing !== null && valid.some(({ card }) => card.number === standing.number)) return known;
    for (const { card } of valid.toReversed()) {
      const text = writtenCard(this.writing, card);
      if (text !== null) return text;
    }
    return this.isOver([employeeId], known) ? null : undefined;
  }

  /** Whether a card that the terminal has is one of the plan that none of these people, whose pin it is, holds any more. */
  isOver(employeeIds: readonly string[], known: string | null): boolean {
    const standing = this.read(known);
    if (standing === null || !this.byNumber.has(standing.number)) return false;
    return !employeeIds.some((employeeId) => this.validOf(employeeId).some(({ card }) => card.number === standing.number));
  }

  /** Why no card of a person can be sent though the plan has one that is valid; null when there is none like that. */
  problemOf(employeeId: string): string | null {
    const twice = (this.byPerson.get(employeeId) ?? []).find((row) => this.holds(row) && this.holderOf(row.card) === null);
    return twice ? `the card ${twice.pin} is somebody else's too in the plan, in another writing` : null;
  }

  private read(known: string | null): CardNumber | null {
    return known === null ? null : readCard(this.writing, known);
  }

  private validOf(employeeId: string): KnownCard[] {
    return (this.byPerson.get(employeeId) ?? []).filter((row) => this.holds(row) && this.holderOf(row.card) === employeeId);
  }

  /** Who holds a card on this date, by an enrolment of the terminal itself before one of all; null when that is nobody or more than one. */
  private holderOf({ number }: CardNumber): string | null {
    const rows = (this.byNumber.get(number) ?? []).filter((row) => this.holds(row));
    const own = rows.filter(({ terminal }) => terminal === this.serial);
    const [only, ...others] = new Set((own.length > 0 ? own : rows).map((row) => row.employee_id));
    return only !== undefined && others.length === 0 ? only : null;
  }

  private holds({ from_date, to_date, left_date }: CardRow): boolean {
    return from_date <= this.date && [to_date, left_date].every((end) => end === null || this.date <= end);
  }
}
