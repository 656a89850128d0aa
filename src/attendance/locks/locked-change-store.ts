import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { type AttendanceDay } from '../../core/attendance/attendance-day';
import { markDirty, type DirtyDay } from '../../ledger/dirty-days';
import { type SqlValue, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { type ClosedMonths } from './closed-months';
import { firstDateOf, lastDateOf } from '../../core/time/month';

/** Where a change of a closed day can stand; `withdrawn` = its cause went away, or the month was opened. */
export const lockedChangeStates = ['open', 'accepted', 'refused', 'withdrawn'] as const;
/** One of the states of a change of a closed day. */
export type LockedChangeState = (typeof lockedChangeStates)[number];

/** What a recomputation says of a closed day against what its record says. */
export interface LockedChangeReport extends DirtyDay {
  readonly unitId: string | null;
  /** The rows as they stand and stay. */
  readonly record: readonly AttendanceDay[];
  /** The rows as they would come out today. */
  readonly proposal: readonly AttendanceDay[];
}

/** One row of `locked_change`. */
export interface LockedChangeRow {
  id: string;
  employee_id: string;
  work_date: string;
  unit_id: string | null;
  record: string;
  proposal: string;
  proposal_digest: string;
  since_at: number;
  changed_at: number;
  state: LockedChangeState;
  decided_at: number | null;
  actor: string | null;
  reason: string | null;
  applied_at: number | null;
}

const columns = ['id', 'employee_id', 'work_date', 'unit_id', 'record', 'proposal', 'proposal_digest', 'since_at', 'changed_at', 'state', 'decided_at', 'actor', 'reason', 'applied_at'];
const forUpdate = (tx: Transaction): string => (tx.dialect === 'sqlite' ? '' : ' FOR UPDATE');

/** Flag of a closed day that would come out differently; it speaks of the change, not of the day. */
export const lockedChangeFlag = 'LOCKED_CHANGE_PENDING';

/**
 * Keeps what a closed day would say today, for an officer; the record itself stays. Called by the recomputation in its transaction.
 * @returns 'recorded' for a new entry, 'updated' when an open one says something else now, 'known' when nothing is new to an officer
 *   (it stands already, or exactly this was refused), 'withdrawn' when the day comes out as its record again, 'same' when it always did
 */
export async function recordLockedChange(tx: Transaction, report: LockedChangeReport, at: number): Promise<'recorded' | 'updated' | 'known' | 'withdrawn' | 'same'> {
  const newest = await newestChange(tx, report);
  const digest = outcomeDigest(report.proposal);
  if (digest === outcomeDigest(report.record)) return withdrawIfOpen(tx, newest, at);
  if (newest?.state === 'open') return updateOpen(tx, newest, report, digest, at);
  if (newest?.state === 'refused' && newest.proposal_digest === digest) return 'known';
  const proposal = JSON.stringify(report.proposal);
  const row: SqlValue[] = [uuidv7(), report.employeeId, report.workDate, report.unitId, JSON.stringify(report.record), proposal, digest, at, at, 'open', null, null, null, null];
  await tx.insert('locked_change', columns, [row]);
  return 'recorded';
}

/** Ends the leave to judge closed days anew, for those of the judged days that had it: called by the recomputation in its transaction. */
export async function applyAcceptedChanges(tx: Transaction, wasJudged: (day: DirtyDay) => boolean, at: number): Promise<number> {
  const accepted = await tx.query<{ id: string; employee_id: string; work_date: string }>("SELECT id, employee_id, work_date FROM locked_change WHERE state = 'accepted' AND applied_at IS NULL");
  const applied = accepted.filter((row) => wasJudged({ employeeId: row.employee_id, workDate: row.work_date }));
  for (const row of applied) await tx.execute('UPDATE locked_change SET applied_at = ? WHERE id = ?', [at, row.id]);
  return applied.length;
}

/**
 * An officer's word about an open change: accepted, the day is judged anew once; refused, its record stays.
 * @throws DomainError `unknown-locked-change` (404), `wrong-transition` (409)
 */
export async function decideLockedChange(tx: Transaction, id: string, state: 'accepted' | 'refused', actor: string, reason: string, at: number): Promise<void> {
  const [row] = await tx.query<LockedChangeRow>(`SELECT * FROM locked_change WHERE id = ?${forUpdate(tx)}`, [id]);
  if (!row) throw new DomainError('unknown-locked-change', `No change of a closed day "${id}" is known.`, 404);
  if (row.state !== 'open') throw new DomainError('wrong-transition', `This change is ${row.state} already; nothing more can be decided about it.`, 409, { state: row.state, allowed: [] });
  await tx.execute('UPDATE locked_change SET state = ?, decided_at = ?, actor = ?, reason = ? WHERE id = ?', [state, at, actor, reason, id]);
  if (state === 'accepted') await markDirty(tx, [{ employeeId: row.employee_id, workDate: row.work_date }], at);
}

/** After a month was opened: what was open or refused and is no longer closed will be judged as usual. */
export async function reopenChanges(tx: Transaction, month: string, closed: ClosedMonths, at: number): Promise<void> {
  const rows = await tx.query<LockedChangeRow>(
    `SELECT * FROM locked_change WHERE state IN ('open', 'refused') AND work_date BETWEEN ? AND ? ORDER BY employee_id, work_date${forUpdate(tx)}`,
    [firstDateOf(month), lastDateOf(month)],
  );
  const freed = rows.filter((row) => !closed.isClosed(row.unit_id, row.work_date));
  for (const row of freed) if (row.state === 'open') await withdraw(tx, row, 'the month was opened', at);
  await markDirty(tx, freed.map((row) => ({ employeeId: row.employee_id, workDate: row.work_date })), at);
}

async function newestChange(tx: Transaction, day: DirtyDay): Promise<LockedChangeRow | undefined> {
  const sql = `SELECT * FROM locked_change WHERE employee_id = ? AND work_date = ? ORDER BY id DESC LIMIT 1${forUpdate(tx)}`;
  return (await tx.query<LockedChangeRow>(sql, [day.employeeId, day.workDate]))[0];
}

async function withdrawIfOpen(tx: Transaction, newest: LockedChangeRow | undefined, at: number): Promise<'withdrawn' | 'same'> {
  if (newest?.state !== 'open') return 'same';
  await withdraw(tx, newest, 'the day comes out as its record again', at);
  return 'withdrawn';
}

async function withdraw(tx: Transaction, row: LockedChangeRow, reason: string, at: number): Promise<void> {
  await tx.execute("UPDATE locked_change SET state = 'withdrawn', changed_at = ?, decided_at = ?, actor = 'system', reason = ? WHERE id = ?", [at, at, reason, row.id]);
}

async function updateOpen(tx: Transaction, open: LockedChangeRow, report: LockedChangeReport, digest: string, at: number): Promise<'updated' | 'known'> {
  if (open.proposal_digest === digest) return 'known';
  const sql = 'UPDATE locked_change SET record = ?, proposal = ?, proposal_digest = ?, changed_at = ? WHERE id = ?';
  await tx.execute(sql, [JSON.stringify(report.record), JSON.stringify(report.proposal), digest, at, open.id]);
  return 'updated';
}

/** What the engine compares when it says that a closed day would come out differently (reconciliation.md rule 20); flags about the lock are left out. */
function outcomeDigest(days: readonly AttendanceDay[]): string {
  const outcomes = days.map((day) => [
    ...[day.shift, day.status, day.lateMinutes, day.earlyLeaveMinutes, day.workedMinutes, day.overtimeMinutes],
    ...[day.breakOverrunMinutes, day.absentDays, day.lateBand, day.earlyBand],
    day.flags.filter((flag) => flag !== lockedChangeFlag).sort(),
  ]);
  return createHash('sha256').update(JSON.stringify(outcomes)).digest('hex');
}
