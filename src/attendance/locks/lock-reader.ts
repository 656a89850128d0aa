import { Injectable } from '@nestjs/common';
import { type AttendanceDay } from '../../core/attendance/attendance-day';
import { type LockedDay } from '../../core/attendance/locked-day';
import { attendanceDayOf, type AttendanceDayRow } from '../attendance-day-store';
import { inParts, type Reader } from '../requests/employee-directory';
import { ClosedMonths } from './closed-months';
import { lockedChangeFlag } from './locked-change-store';
import { firstDateOf, lastDateOf } from '../../core/time/month';
import { readClosedMonths } from './month-lock-store';

/** The closed days of people, by employee and date. */
export type LockedDays = Map<string, Map<string, LockedDay>>;

/** Reads which days are closed and what their records say. */
@Injectable()
export class LockReader {
  /** Which months are closed at this moment. */
  closedMonths(reader: Reader): Promise<ClosedMonths> {
    return readClosedMonths(reader);
  }

  /** The last date of the newest month that is closed for a unit ('' or null: for all units), or null when none is. */
  async lockedThrough(reader: Reader, unitId: string | null = null): Promise<string | null> {
    return (await readClosedMonths(reader)).closedThrough(unitId);
  }

  /**
   * The records of closed days of people from `fromDate` to `toDate`, both included. A day whose change an officer accepted is left out until
   * it has been judged anew, and so is a date that was never judged: it has no record to keep.
   */
  async lockedDays(reader: Reader, employeeIds: readonly string[], fromDate: string, toDate: string): Promise<LockedDays> {
    const closed = await readClosedMonths(reader);
    const found: LockedDays = new Map();
    for (const month of closed.months) {
      const from = later(fromDate, firstDateOf(month));
      const to = earlier(toDate, lastDateOf(month));
      if (from <= to) addDays(found, closed, await recordsOf(reader, employeeIds, from, to), await freedDays(reader, employeeIds, from, to));
    }
    return found;
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

function recordsOf(reader: Reader, employeeIds: readonly string[], from: string, to: string): Promise<AttendanceDayRow[]> {
  const sql = (marks: string): string => `SELECT * FROM attendance_day WHERE employee_id IN (${marks}) AND work_date BETWEEN ? AND ? ORDER BY employee_id, work_date, shift_no`;
  return inParts(employeeIds, (marks, part) => reader.query<AttendanceDayRow>(sql(marks), [...part, from, to]));
}

async function freedDays(reader: Reader, employeeIds: readonly string[], from: string, to: string): Promise<Set<string>> {
  const rows = await inParts(employeeIds, (marks, part) =>
    reader.query<{ employee_id: string; work_date: string }>(
      `SELECT employee_id, work_date FROM locked_change WHERE employee_id IN (${marks}) AND work_date BETWEEN ? AND ? AND state = 'accepted' AND applied_at IS NULL`,
      [...part, from, to],
    ),
  );
  return new Set(rows.map((row) => `${row.employee_id} ${row.work_date}`));
}

function addDays(found: LockedDays, closed: ClosedMonths, rows: readonly AttendanceDayRow[], freed: ReadonlySet<string>): void {
  for (const row of rows) {
    if (freed.has(`${row.employee_id} ${row.work_date}`) || !closed.isClosed(row.unit_id, row.work_date)) continue;
    const own = found.get(row.employee_id) ?? new Map<string, LockedDay>();
    found.set(row.employee_id, own.set(row.work_date, lockedDay([...(own.get(row.work_date)?.rows ?? []), recordOf(row)])));
  }
}

/** The flag about a pending change is no part of the record. */
function recordOf(row: AttendanceDayRow): AttendanceDay {
  const day = attendanceDayOf(row);
  return { ...day, flags: day.flags.filter((flag) => flag !== lockedChangeFlag) };
}

/** The date as a whole: the status of its first shift, and the absent days of all. */
function lockedDay(rows: readonly AttendanceDay[]): LockedDay {
  const first = rows[0] as AttendanceDay;
  return { date: first.date, status: first.status, absentDays: Math.min(1, rows.reduce((sum, row) => sum + row.absentDays, 0)), rows };
}
