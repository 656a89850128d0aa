import type { WorkDate } from '../time/instant';
import type { AttendanceDay, AttendanceStatus } from './attendance-day';

/** What the closed month says about one date; rows are kept when the service has them. */
export interface LockedDay {
  readonly date: WorkDate;
  readonly status: AttendanceStatus;
  readonly absentDays: number;
  /** The rows as they were when the month was closed. */
  readonly rows?: readonly AttendanceDay[];
}
