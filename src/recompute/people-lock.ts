import { type Transaction } from '../platform/database/database';

/**
 * Holds some people until the transaction ends: two workers may take different days of one person, but must not both count that person's year.
 * On SQLite there is one writer anyway.
 */
export async function lockPeople(tx: Transaction, employeeIds: readonly string[]): Promise<void> {
  if (tx.dialect !== 'mysql' || employeeIds.length === 0) return;
  const ids = [...employeeIds].sort();
  await tx.query(`SELECT id FROM employee WHERE id IN (${ids.map(() => '?').join(',')}) ORDER BY id FOR UPDATE`, ids);
}
