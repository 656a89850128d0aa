import { type Transaction } from '../platform/database/database';

/** A day of a person that has to be judged again. */
export interface DirtyDay {
  readonly employeeId: string;
  /** 'YYYY-MM-DD'. */
  readonly workDate: string;
}

/** What a delivery touched, in the device's words: nobody has yet asked whose pin it is. */
export interface TouchedDay {
  readonly pin: string;
  readonly terminal: string;
  /** Date of the device's wall clock. */
  readonly wallDate: string;
}

/**
 * Marks days as dirty, in the transaction of the fact that dirties them. An upsert: it waits for a worker that is just judging the day and
 * then marks it again, where "insert if absent" would lose the mark.
 */
export async function markDirty(tx: Transaction, days: readonly DirtyDay[], markedAt: number): Promise<void> {
  const unique = new Map(days.map((day) => [`${day.employeeId}\n${day.workDate}`, day]));
  // Sorted, so that two markers never lock the same rows in opposite orders.
  const rows = [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => [day.employeeId, day.workDate, markedAt]);
  await tx.insert('dirty_day', ['employee_id', 'work_date', 'marked_at'], rows, { key: ['employee_id', 'work_date'], update: ['marked_at'] });
}

const skipLocked = (tx: Transaction): string => (tx.dialect === 'sqlite' ? '' : ' FOR UPDATE SKIP LOCKED');

/** Takes up to `limit` touched days out of the queue; they are gone when the caller's transaction commits. */
export async function takeTouchedDays(tx: Transaction, limit: number): Promise<TouchedDay[]> {
  const rows = await tx.query<{ pin: string; terminal: string; wall_date: string }>(`SELECT pin, terminal, wall_date FROM touched_day ORDER BY pin, terminal, wall_date LIMIT ${limit}${skipLocked(tx)}`);
  await deleteByKey(tx, 'touched_day', ['pin', 'terminal', 'wall_date'], rows.map((row) => [row.pin, row.terminal, row.wall_date]));
  return rows.map((row) => ({ pin: row.pin, terminal: row.terminal, wallDate: row.wall_date }));
}

/** Takes up to `limit` dirty days, whole employees together; they are gone when the caller's transaction commits. */
export async function takeDirtyDays(tx: Transaction, limit: number): Promise<DirtyDay[]> {
  const rows = await tx.query<{ employee_id: string; work_date: string }>(`SELECT employee_id, work_date FROM dirty_day ORDER BY employee_id, work_date LIMIT ${limit}${skipLocked(tx)}`);
  await deleteByKey(tx, 'dirty_day', ['employee_id', 'work_date'], rows.map((row) => [row.employee_id, row.work_date]));
  return rows.map((row) => ({ employeeId: row.employee_id, workDate: row.work_date }));
}

async function deleteByKey(tx: Transaction, table: string, key: readonly string[], values: readonly (readonly string[])[]): Promise<void> {
  const perStatement = 100;
  // Written out with OR: MariaDB finds these rows by the key, where `(a, b) IN ((?, ?), ...)` would make it lock the whole table.
  const one = `(${key.map((column) => `${column} = ?`).join(' AND ')})`;
  for (let start = 0; start < values.length; start += perStatement) {
    const chunk = values.slice(start, start + perStatement);
    await tx.execute(`DELETE FROM ${table} WHERE ${chunk.map(() => one).join(' OR ')}`, chunk.flat());
  }
}
