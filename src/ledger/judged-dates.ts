import { type Transaction } from '../platform/database/database';

/** The dates of one person that were judged anew. */
export interface JudgedDates {
  readonly employeeId: string;
  /** Ascending. */
  readonly dates: readonly string[];
}

/** People in one IN (...) list. */
const peoplePerQuery = 400;

/**
 * The rows of a derived table that stand for judged dates. One query for hundreds of people: it reads the span that their dates have in common, and what
 * lies between the dates of one person is left out here.
 */
export async function rowsOfDates<R extends { employee_id: string; work_date: string }>(tx: Transaction, table: string, columns: string, judged: readonly JudgedDates[]): Promise<R[]> {
  const found: R[] = [];
  for (let start = 0; start < judged.length; start += peoplePerQuery) {
    const part = judged.slice(start, start + peoplePerQuery).filter(({ dates }) => dates.length > 0);
    if (part.length === 0) continue;
    const dates = new Map(part.map((one) => [one.employeeId, new Set(one.dates)]));
    const { from, to } = spanOf(part);
    const sql = `SELECT ${columns} FROM ${table} WHERE employee_id IN (${part.map(() => '?').join(',')}) AND work_date >= ? AND work_date <= ?`;
    const rows = await tx.query<R>(sql, [...dates.keys(), from, to]);
    for (const row of rows) if (dates.get(row.employee_id)?.has(row.work_date)) found.push(row);
  }
  return found;
}

/** Deletes the rows of a derived table for some people and a span of dates, both ends included. */
export async function deleteSpan(tx: Transaction, table: string, employeeIds: readonly string[], from: string, to: string): Promise<void> {
  for (let start = 0; start < employeeIds.length; start += peoplePerQuery) {
    const part = employeeIds.slice(start, start + peoplePerQuery);
    await tx.execute(`DELETE FROM ${table} WHERE employee_id IN (${part.map(() => '?').join(',')}) AND work_date >= ? AND work_date <= ?`, [...part, from, to]);
  }
}

function spanOf(judged: readonly JudgedDates[]): { from: string; to: string } {
  let [from, to] = ['9999-12-31', '0000-01-01'];
  for (const { dates } of judged) {
    const [first = from, last = to] = [dates[0], dates.at(-1)];
    if (first < from) from = first;
    if (last > to) to = last;
  }
  return { from, to };
}
