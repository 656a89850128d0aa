import { type AttendanceDay, type AttendanceStatus, type Signal } from '../core/attendance/attendance-day';
import { type ExplanationStep } from '../core/attendance/explanation-step';
import { type JudgedDates, rowsOfDates } from '../ledger/judged-dates';
import { type SqlValue, type Transaction } from '../platform/database/database';

/** A judged day with whose it is, and when it should be looked at again although no fact arrives. */
export interface StoredDay {
  readonly employeeId: string;
  /** Unit of that date; null when the employee belonged to none. */
  readonly unitId: string | null;
  /** IANA zone of the unit on that date, in which the explanation tells its times. */
  readonly zone: string;
  readonly day: AttendanceDay;
  /** Epoch milliseconds when the window of an open day closes; null when only a fact can change it. */
  readonly closesAt: number | null;
}

/** One row of `attendance_day`. */
export interface AttendanceDayRow {
  employee_id: string;
  work_date: string;
  shift_no: number;
  unit_id: string | null;
  zone: string;
  shift: string | null;
  status: AttendanceStatus;
  settled: number;
  late_minutes: number;
  early_leave_minutes: number;
  worked_minutes: number;
  overtime_minutes: number;
  break_overrun_minutes: number;
  absent_days: number;
  late_band: string | null;
  early_band: string | null;
  flags: string;
  signals: string;
  in_at: number | null;
  out_at: number | null;
  closes_at: number | null;
  digest: string;
  explanation: string;
  computed_at: number;
}

const key = ['employee_id', 'work_date', 'shift_no'];
const facts = ['unit_id', 'zone', 'shift', 'status', 'settled', 'late_minutes', 'early_leave_minutes', 'worked_minutes', 'overtime_minutes', 'break_overrun_minutes', 'absent_days'];
const details = ['late_band', 'early_band', 'flags', 'signals', 'in_at', 'out_at', 'closes_at', 'digest', 'explanation', 'computed_at'];

/** Columns of `attendance_day` in the order in which rows are written. */
export const attendanceDayColumns: readonly string[] = [...key, ...facts, ...details];

/** The values of one row, in the order of `attendanceDayColumns`. */
export function attendanceDayValues({ employeeId, unitId, zone, day, closesAt }: StoredDay, computedAt: number): SqlValue[] {
  return [
    employeeId,
    day.date,
    day.shiftNo,
    unitId,
    zone,
    day.shift,
    day.status,
    day.settled ? 1 : 0,
    day.lateMinutes,
    day.earlyLeaveMinutes,
    day.workedMinutes,
    day.overtimeMinutes,
    day.breakOverrunMinutes,
    day.absentDays,
    day.lateBand,
    day.earlyBand,
    day.flags.join(' '),
    day.signals.join(' '),
    day.inAt,
    day.outAt,
    closesAt,
    day.digest,
    JSON.stringify(day.explanation),
    computedAt,
  ];
}

/** What a stored row says, as the engine said it. */
export function attendanceDayOf(row: AttendanceDayRow): AttendanceDay {
  return {
    date: row.work_date,
    shiftNo: row.shift_no,
    shift: row.shift,
    status: row.status,
    lateMinutes: row.late_minutes,
    earlyLeaveMinutes: row.early_leave_minutes,
    workedMinutes: row.worked_minutes,
    overtimeMinutes: row.overtime_minutes,
    breakOverrunMinutes: row.break_overrun_minutes,
    absentDays: row.absent_days,
    lateBand: row.late_band,
    earlyBand: row.early_band,
    flags: wordsOf(row.flags),
    inAt: row.in_at,
    outAt: row.out_at,
    settled: row.settled === 1,
    signals: wordsOf(row.signals) as Signal[],
    explanation: JSON.parse(row.explanation) as ExplanationStep[],
    digest: row.digest,
  };
}

const wordsOf = (text: string): string[] => (text === '' ? [] : text.split(' '));

/** What a write changed. */
export interface DayChanges {
  /** Rows that are new or came out differently. */
  readonly written: readonly StoredDay[];
  /** Rows that no longer exist, e.g. of a shift taken out of the plan. */
  readonly removed: number;
}

/**
 * Writes what came out differently: a day whose digest stands already is left alone, so nothing is written and nobody is told.
 * @param judged every date that was judged, with or without rows
 */
export async function replaceAttendanceDays(tx: Transaction, judged: readonly JudgedDates[], days: readonly StoredDay[], computedAt: number): Promise<DayChanges> {
  const standing = await standingDigests(tx, judged);
  const written = days.filter((stored) => standing.get(keyOf(stored)) !== digestOf(stored));
  for (const stored of days) standing.delete(keyOf(stored));
  for (const gone of standing.keys()) await deleteRow(tx, gone);
  await tx.insert('attendance_day', attendanceDayColumns, written.map((stored) => attendanceDayValues(stored, computedAt)), { key, update: [...facts, ...details] });
  return { written, removed: standing.size };
}

const keyOf = (stored: StoredDay): string => `${stored.employeeId}\n${stored.day.date}\n${stored.day.shiftNo}`;

// The unit is no input of the judgement, but a transfer must still reach the row.
const digestOf = (stored: StoredDay): string => `${stored.day.digest} ${stored.unitId ?? ''} ${stored.closesAt ?? ''}`;

async function standingDigests(tx: Transaction, judged: readonly JudgedDates[]): Promise<Map<string, string>> {
  const standing = new Map<string, string>();
  const columns = 'employee_id, work_date, shift_no, unit_id, closes_at, digest';
  for (const row of await rowsOfDates<AttendanceDayRow>(tx, 'attendance_day', columns, judged)) {
    standing.set(`${row.employee_id}\n${row.work_date}\n${row.shift_no}`, `${row.digest} ${row.unit_id ?? ''} ${row.closes_at ?? ''}`);
  }
  return standing;
}

async function deleteRow(tx: Transaction, rowKey: string): Promise<void> {
  const [employeeId = '', date = '', shiftNo = ''] = rowKey.split('\n');
  await tx.execute('DELETE FROM attendance_day WHERE employee_id = ? AND work_date = ? AND shift_no = ?', [employeeId, date, Number(shiftNo)]);
}
