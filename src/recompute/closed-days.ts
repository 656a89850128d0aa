import { type StoredDay } from '../attendance/attendance-day-store';
import { applyAcceptedChanges, recordLockedChange } from '../attendance/locks/locked-change-store';
import { type AttendanceDay } from '../core/attendance/attendance-day';
import { type Transaction } from '../platform/database/database';
import { type FactBook } from './day-facts';
import { type JudgedPerson } from './discipline-step';

/**
 * A closed day keeps its record; what it would say today goes to an officer, and a change that an officer has accepted is used up.
 * Called before the days are written, in their transaction.
 */
export async function writeClosedDays(tx: Transaction, judged: readonly JudgedPerson[], book: FactBook, at: number): Promise<void> {
  for (const { person, proposals } of judged) {
    for (const [workDate, record] of book.locked.get(person.employee.id) ?? []) {
      const proposed = proposals.filter(({ day }) => day.date === workDate);
      if (proposed.length > 0) await report(tx, person.employee.id, workDate, record.rows ?? [], proposed, at);
    }
  }
  const dates = new Map(judged.map((one) => [one.person.employee.id, new Set(one.dates)]));
  await applyAcceptedChanges(tx, ({ employeeId, workDate }) => dates.get(employeeId)?.has(workDate) ?? false, at);
}

async function report(tx: Transaction, employeeId: string, workDate: string, record: readonly AttendanceDay[], proposed: readonly StoredDay[], at: number): Promise<void> {
  await recordLockedChange(tx, { employeeId, workDate, unitId: proposed[0]?.unitId ?? null, record, proposal: proposed.map(({ day }) => day) }, at);
}
