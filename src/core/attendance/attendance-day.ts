import type { Instant, WorkDate } from '../time/instant';
import type { ExplanationStep } from './explanation-step';

/** What a day came to. */
export type AttendanceStatus =
  | 'PRESENT'
  | 'HALF_DAY'
  | 'ABSENT'
  | 'INCOMPLETE'
  | 'ON_LEAVE'
  | 'ON_DUTY'
  | 'HOLIDAY'
  | 'OFF'
  | 'NOT_EMPLOYED'
  | 'PENDING';

/** What discipline may see of a day; excuses, pending leave and unsettled terminals remove it. */
export type Signal = 'ABSENT' | 'LATE' | 'EARLY' | 'INCOMPLETE';

/** The judgement of one shift of one work date (or of a date without an owed shift: `shift` null). */
export interface AttendanceDay {
  readonly date: WorkDate;
  /** 1 for the first shift of the date, 2 for the second ... */
  readonly shiftNo: number;
  readonly shift: string | null;
  readonly status: AttendanceStatus;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly workedMinutes: number;
  readonly overtimeMinutes: number;
  readonly breakOverrunMinutes: number;
  readonly absentDays: number;
  readonly lateBand: string | null;
  readonly earlyBand: string | null;
  /** Sorted, without repeats. */
  readonly flags: readonly string[];
  readonly inAt: Instant | null;
  readonly outAt: Instant | null;
  /** False while the window is open or a terminal is awaited: shown, but it accuses nobody. */
  readonly settled: boolean;
  readonly signals: readonly Signal[];
  readonly explanation: readonly ExplanationStep[];
  /** sha256 hex over the canonical inputs, the outcome and the engine version. */
  readonly digest: string;
}
