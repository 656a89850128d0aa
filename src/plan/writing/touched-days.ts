import { markDirty, type DirtyDay } from '../../ledger/dirty-days';
import { addDays, dateOfDayNumber, dayNumber } from '../../core/time/calendar';
import { type Transaction } from '../../platform/database/database';
import { earlier, later, mergeSpans, type DateSpan } from '../../core/time/date-span';

/** Days marked in one call, so that memory stays small however many people a change touches. */
const daysPerCall = 20_000;
const easternmostHours = 14;

/**
 * The last date that can have been begun anywhere, and one more: later days need no mark, since they are judged for the first time when
 * they come.
 * @param now epoch milliseconds
 */
export const lastMarkedDate = (now: number): string => new Date(now + (easternmostHours + 24) * 3_600_000).toISOString().slice(0, 10);

/** A span of dates with both ends. */
export interface BoundedSpan {
  readonly fromDate: string;
  readonly toDate: string;
}

/** The days of people that a write can touch, gathered while it runs and marked at its end. */
export class TouchedDays {
  private readonly spans = new Map<string, DateSpan[]>();
  private readonly floors = new Map<string, string>();

  /** Adds a span of a person; `toDate` null = all days to come. */
  add(employeeId: string, fromDate: string, toDate: string | null): void {
    const known = this.spans.get(employeeId);
    if (known) known.push({ fromDate, toDate });
    else this.spans.set(employeeId, [{ fromDate, toDate }]);
  }

  /** Lets marks of a person begin at a first day that the write itself moved away from. */
  reachBackTo(employeeId: string, firstDate: string): void {
    this.floors.set(employeeId, earlier(firstDate, this.floors.get(employeeId) ?? firstDate));
  }

  /**
   * Marks everything that was added: not before a person's first day, not after tomorrow, and one day to each side, since a punch between
   * two shifts may go to either.
   */
  async mark(tx: Transaction, now: number): Promise<number> {
    let days: DirtyDay[] = [];
    let marked = 0;
    const flush = async (): Promise<void> => {
      if (days.length > 0) await markDirty(tx, days, now);
      marked += days.length;
      days = [];
    };
    for (const [employeeId, spans] of await this.spansOf(tx, now)) {
      for (const span of spans) {
        const end = dayNumber(span.toDate);
        for (let day = dayNumber(span.fromDate); day <= end; day += 1) days.push({ employeeId, workDate: dateOfDayNumber(day) });
      }
      if (days.length >= daysPerCall) await flush();
    }
    await flush();
    return marked;
  }

  /** What would be marked: spans that do not overlap, by person in order of id. */
  async spansOf(reader: Pick<Transaction, 'query'>, now: number): Promise<Map<string, BoundedSpan[]>> {
    const firstDates = await firstDatesOf(reader, [...this.spans.keys()]);
    const last = lastMarkedDate(now);
    const people = [...this.spans.keys()].sort().map((employeeId): [string, BoundedSpan[]] => {
      const first = earlier(firstDates.get(employeeId) ?? last, this.floors.get(employeeId) ?? last);
      return [employeeId, this.bounded(employeeId, first, last).map(({ fromDate, toDate }) => ({ fromDate, toDate: toDate ?? last }))];
    });
    return new Map(people.filter(([, spans]) => spans.length > 0));
  }

  private bounded(employeeId: string, first: string, last: string): DateSpan[] {
    const spans = mergeSpans(this.spans.get(employeeId) ?? []);
    const widened = spans.map((span) => ({
      fromDate: later(addDays(span.fromDate, -1), first),
      toDate: span.toDate === null ? last : earlier(addDays(span.toDate, 1), last),
    }));
    return mergeSpans(widened.filter((span) => span.fromDate <= span.toDate));
  }
}

/** First days of people: the date they joined, or the first date of their first unit. */
async function firstDatesOf(tx: Pick<Transaction, 'query'>, employeeIds: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const perStatement = 500;
  for (let start = 0; start < employeeIds.length; start += perStatement) {
    const ids = employeeIds.slice(start, start + perStatement);
    const rows = await tx.query<{ id: string; first_date: string | null }>(
      `SELECT e.id AS id, COALESCE(e.joined_date, MIN(u.from_date)) AS first_date FROM employee e
       LEFT JOIN employee_unit u ON u.employee_id = e.id WHERE e.id IN (${ids.map(() => '?').join(',')}) GROUP BY e.id, e.joined_date`,
      ids,
    );
    for (const row of rows) if (row.first_date !== null) found.set(row.id, row.first_date);
  }
  return found;
}
