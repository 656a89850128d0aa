import { addDays, datesBetween } from '../core/time/calendar';
import { dateAt } from '../core/time/zone';
import { type Database, type Transaction } from '../platform/database/database';

const openedThrough = 'days.opened-through';

/**
 * Marks what becomes due by time alone: days whose window has closed, and, once a date has come in the easternmost zone, that date for everybody.
 * @returns how many days were marked
 */
export async function markDue(database: Database, now: number): Promise<number> {
  return (await markClosed(database, now)) + (await openDates(database, now));
}

/** Absence is made by nothing happening: a day is looked at again when its window closes. */
async function markClosed(database: Database, now: number): Promise<number> {
  const due = await database.query('SELECT 1 AS one FROM attendance_day WHERE settled = 0 AND closes_at <= ? LIMIT 1', [now]);
  if (due.length === 0) return 0;
  return database.transaction(async (tx) => {
    const marked = await markFrom(tx, 'SELECT employee_id, work_date, ? FROM attendance_day WHERE settled = 0 AND closes_at <= ?', [now, now]);
    // Marked once: the judgement says when, if ever, to look again.
    await tx.execute('UPDATE attendance_day SET closes_at = NULL WHERE settled = 0 AND closes_at <= ?', [now]);
    return marked;
  });
}

/** Every employed person has a day for each date up to tomorrow; after downtime the dates in between are caught up. */
async function openDates(database: Database, now: number): Promise<number> {
  const tomorrow = addDays(dateAt('Pacific/Kiritimati', now), 1);
  const opened = (await database.query<{ value: string }>('SELECT value FROM setting WHERE name = ?', [openedThrough]))[0]?.value;
  if (opened !== undefined && opened >= tomorrow) return 0;
  const dates = opened === undefined ? [tomorrow] : datesBetween(addDays(opened, 1), tomorrow);
  return database.transaction(async (tx) => {
    let marked = 0;
    for (const date of dates) {
      marked += await markFrom(tx, 'SELECT id, ?, ? FROM employee WHERE (joined_date IS NULL OR joined_date <= ?) AND (left_date IS NULL OR left_date >= ?)', [date, now, date, date]);
    }
    await tx.insert('setting', ['name', 'value'], [[openedThrough, tomorrow]], { key: ['name'], update: ['value'] });
    return marked;
  });
}

/** Days that wait for a silent terminal are looked at again when a terminal has been heard from. */
export async function markAwaiting(database: Database, now: number): Promise<number> {
  return database.transaction((tx) => markFrom(tx, 'SELECT employee_id, work_date, ? FROM attendance_day WHERE settled = 0 AND closes_at IS NULL', [now]));
}

function markFrom(tx: Transaction, select: string, values: readonly (string | number)[]): Promise<number> {
  const conflict = tx.dialect === 'sqlite' ? ' ON CONFLICT (employee_id, work_date) DO UPDATE SET marked_at = excluded.marked_at' : ' ON DUPLICATE KEY UPDATE marked_at = VALUES(marked_at)';
  // "WHERE" keeps SQLite from reading ON CONFLICT as a join condition; every select here has one.
  return tx.execute(`INSERT INTO dirty_day (employee_id, work_date, marked_at) ${select}${conflict}`, values);
}
