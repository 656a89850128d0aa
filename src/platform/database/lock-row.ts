import { type Transaction } from './database';

/** Tables whose rows are held by their id. */
type LockedTable = 'employee' | 'supervision_note' | 'spot_check' | 'spot_check_difference' | 'appraisal' | 'slow_signal' | 'complaint';

/** Holds a row until the transaction ends, so that two who act on it come one after the other; on SQLite writers take turns anyway. */
export async function lockRow(tx: Transaction, table: LockedTable, id: string): Promise<void> {
  if (tx.dialect === 'mysql') await tx.query(`SELECT id FROM ${table} WHERE id = ? FOR UPDATE`, [id]);
}
