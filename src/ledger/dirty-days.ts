import { unitsBelow, unitsCondition } from '../platform/auth/unit-places';
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

/** A terminal whose health has changed for a span of dates: every day that it can have a say in has to be judged again. */
export interface TouchedSite {
  readonly serial: string;
  /** The unit whose people are waited for at the terminal; null = only those who used it. */
  readonly unitId: string | null;
  /** First and last date, 'YYYY-MM-DD', both included. */
  readonly fromDate: string;
  readonly toDate: string;
}

/** Marks the days of the people of a terminal's site, and of whoever used it, in the transaction that changes what is known of the terminal. */
export async function markSite(tx: Transaction, site: TouchedSite, markedAt: number): Promise<void> {
  const used = 'SELECT DISTINCT pin, terminal, SUBSTR(wall_clock, 1, 10), ? FROM punch WHERE terminal = ? AND wall_clock >= ? AND wall_clock < ?';
  await tx.execute(`INSERT INTO touched_day (pin, terminal, wall_date, marked_at) ${used}${again(tx, 'pin, terminal, wall_date')}`, [markedAt, site.serial, site.fromDate, `${site.toDate} 99`]);
  if (site.unitId === null) return;
  const within = unitsCondition(await unitsBelow(tx, site.unitId), 'unit_id', 'work_date');
  const days = `SELECT DISTINCT employee_id, work_date, ? FROM attendance_day WHERE work_date >= ? AND work_date <= ? AND ${within.sql}`;
  await tx.execute(`INSERT INTO dirty_day (employee_id, work_date, marked_at) ${days}${again(tx, 'employee_id, work_date')}`, [markedAt, site.fromDate, site.toDate, ...within.values]);
}

const again = (tx: Transaction, key: string): string => (tx.dialect === 'sqlite' ? ` ON CONFLICT (${key}) DO UPDATE SET marked_at = excluded.marked_at` : ' ON DUPLICATE KEY UPDATE marked_at = VALUES(marked_at)');

const skipLocked = (tx: Transaction): string => (tx.dialect === 'sqlite' ? '' : ' FOR UPDATE SKIP LOCKED');

/** How many days wait to be judged, those included that are not yet of a person. */
export async function countWaitingDays(reader: Pick<Transaction, 'query'>): Promise<number> {
  const [row] = await reader.query<{ total: number }>('SELECT (SELECT COUNT(*) FROM dirty_day) + (SELECT COUNT(*) FROM touched_day) AS total');
  return Number(row?.total ?? 0);
}

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
