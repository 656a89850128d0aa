import type { WorkDate } from '../time/instant';

/** The ways in which a day can depart from the plan; none of them says who is to blame. */
export const EXCEPTION_KINDS = ['absence', 'late-arrival', 'early-leave', 'missing-in', 'missing-out'] as const;

/** One kind of departure from the plan. */
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** What the discipline rules need to know of an attendance day; the engine's AttendanceDay has all of it. */
export interface JudgedDay {
  readonly date: WorkDate;
  readonly status: string;
  readonly settled: boolean;
  readonly flags: readonly string[];
  readonly absentDays: number;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
}

/** Whether an exception stands, waits for a fact that may still undo it, or was excused with its minutes kept. */
export type ExceptionStanding = 'stands' | 'waiting' | 'excused';

/** A departure from the plan on one work date, measured in whole or half days or in minutes. */
export interface AttendanceException {
  readonly date: WorkDate;
  readonly kind: ExceptionKind;
  readonly days: number;
  readonly minutes: number;
  readonly standing: ExceptionStanding;
  readonly evidence: readonly string[];
}

/** Statuses under which nothing was owed or nothing is known yet (reconciliation.md rules 13, 15, 16; no lateness on leave or duty). */
const NOTHING_OWED: ReadonlySet<string> = new Set(['ON_LEAVE', 'ON_DUTY', 'HOLIDAY', 'OFF', 'NOT_EMPLOYED', 'PENDING']);
/** Flags that say a fact is still on its way: a leave request, a silent terminal, a terminal with a fault (rules 13 and 14). */
const WAITING_FLAGS = ['LEAVE_PENDING', 'AWAITING_DEVICE_SYNC', 'DEVICE_FAULT'] as const;

/** Reads the departures from the plan out of one judged day; a day on which nothing was owed has none. */
export function exceptionsOf(day: JudgedDay): readonly AttendanceException[] {
  if (NOTHING_OWED.has(day.status)) return [];
  const found: AttendanceException[] = [];
  if (day.absentDays > 0) found.push(exception(day, 'absence', 'ABSENT_EXCUSED', { days: day.absentDays }));
  if (day.absentDays >= 1) return found;
  if (day.lateMinutes > 0) found.push(exception(day, 'late-arrival', 'LATE_EXCUSED', { minutes: day.lateMinutes }));
  if (day.earlyLeaveMinutes > 0) {
    found.push(exception(day, 'early-leave', 'EARLY_EXCUSED', { minutes: day.earlyLeaveMinutes }));
  }
  if (day.flags.includes('MISSING_IN')) found.push(exception(day, 'missing-in', 'INCOMPLETE_EXCUSED', {}));
  if (day.flags.includes('MISSING_OUT')) found.push(exception(day, 'missing-out', 'INCOMPLETE_EXCUSED', {}));
  return found;
}

/** An approved excuse keeps the measure and takes the blame (reconciliation.md rule 20). */
function standingOf(day: JudgedDay, excuse: string): ExceptionStanding {
  if (day.flags.includes(excuse)) return 'excused';
  if (!day.settled || WAITING_FLAGS.some((flag) => day.flags.includes(flag))) return 'waiting';
  return 'stands';
}

function exception(
  day: JudgedDay,
  kind: ExceptionKind,
  excuse: string,
  size: { days?: number; minutes?: number },
): AttendanceException {
  return {
    ...{ date: day.date, kind, days: size.days ?? 0, minutes: size.minutes ?? 0 },
    ...{ standing: standingOf(day, excuse), evidence: day.flags },
  };
}
