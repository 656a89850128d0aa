import { type YearAccount } from '../core/discipline/account';
import { type SqlValue, type Transaction } from '../platform/database/database';

/** One person's account of one year. */
export interface StoredAccount {
  readonly employeeId: string;
  readonly account: YearAccount;
}

/** One row of `year_account`. */
export interface YearAccountRow {
  employee_id: string;
  account_year: number;
  verified_days: number;
  waiting_days: number;
  cumulative_days: number;
  late_minutes: number;
  early_leave_minutes: number;
  longest_run: number;
  level: string | null;
  next_level: string | null;
  days_to_next: number | null;
  detail: string;
}

const key = ['employee_id', 'account_year'];
const facts = ['verified_days', 'waiting_days', 'cumulative_days', 'late_minutes', 'early_leave_minutes', 'longest_run', 'level', 'next_level', 'days_to_next', 'detail'];

function valuesOf({ employeeId, account }: StoredAccount): SqlValue[] {
  // The day on which it was computed is no part of it: an account in which nothing changed is not written again each morning.
  const { asOfDate: _, ...lasting } = account;
  return [
    employeeId,
    account.year,
    account.verifiedDays,
    account.waitingDays,
    account.cumulativeDays,
    account.lateMinutes,
    account.earlyLeaveMinutes,
    account.longestRun.length,
    account.level?.sanction ?? null,
    account.next?.sanction ?? null,
    account.next?.missing ?? null,
    JSON.stringify(lasting),
  ];
}

const isEmpty = (account: YearAccount): boolean => account.counted.length + account.waiting.length + account.lateMinutes + account.earlyLeaveMinutes === 0;

/** Writes accounts where they differ from what stands; an account in which nothing has ever happened has no row. */
export async function writeAccounts(tx: Transaction, accounts: readonly StoredAccount[]): Promise<void> {
  const standing = await standingDetails(tx, [...new Set(accounts.map(({ employeeId }) => employeeId))]);
  const rows = accounts.filter(({ account }) => !isEmpty(account)).map(valuesOf);
  const changed = rows.filter((row) => standing.get(`${row[0]}\n${row[1]}`) !== row.at(-1));
  const emptied = accounts.filter(({ employeeId, account }) => isEmpty(account) && standing.has(`${employeeId}\n${account.year}`));
  for (const { employeeId, account } of emptied) await tx.execute('DELETE FROM year_account WHERE employee_id = ? AND account_year = ?', [employeeId, account.year]);
  await tx.insert('year_account', [...key, ...facts], changed, { key, update: facts });
}

async function standingDetails(tx: Transaction, employeeIds: readonly string[]): Promise<Map<string, string>> {
  const standing = new Map<string, string>();
  for (let start = 0; start < employeeIds.length; start += 400) {
    const part = employeeIds.slice(start, start + 400);
    const sql = `SELECT employee_id, account_year, detail FROM year_account WHERE employee_id IN (${part.map(() => '?').join(',')})`;
    for (const row of await tx.query<YearAccountRow>(sql, part)) standing.set(`${row.employee_id}\n${row.account_year}`, row.detail);
  }
  return standing;
}
