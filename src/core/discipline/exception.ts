import type { CalendarDate } from '../calendar/day-number';

/** The ways in which a day can depart from the plan; none of them says who is to blame. */
export const EXCEPTION_KINDS = ['absence', 'late-arrival', 'early-leave', 'missing-in', 'missing-out'] as const;

/** One kind of departure from the plan. */
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** What the discipline rules need to know of an attendance day; the engine's AttendanceDay has all of it. */
export interface JudgedDay {
  readonly date: CalendarDate;
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
  readonly date: CalendarDate;
  readonly kind: ExceptionKind;
  readonly days: number;
  readonly minutes: number;
  readonly standing: ExceptionStanding;
  readonly evidence: readonly string[];
}

/** Statuses under which nothing was owed or nothing is known yet (reconciliation.md rules 13, 15, 16; no lateness on leave or duty). */
const NOTHING_OWED: ReadonlySet<string> = new Set(['ON_LEAVE', 'ON_DUTY', 'HOLIDAY', 'OFF', 'NOT_EMPLOYED', 'PENDING']);
/** Flags that say a fact is still on its way: a leave request, a silent terminal, a terminal with a fault (rules 13 and 14). */
const WAITING_FLAGS = ['LEAVE_PENDING', 'AWAITING_DEVICE_SYNC', 'DEVICE_FAULT', 'EXCUSE_PENDING'] as const;

/** Reads the departures from the plan out of one judged day; a day on which nothing was owed has none. */
export function exceptionsOf(day: JudgedDay): readonly AttendanceException[] {
  if (NOTHING_OWED.has(day.status)) return [];
  const standing = standingOf(day);
  const found: AttendanceException[] = [];
  if (day.absentDays > 0) found.push(exception(day, 'absence', standing, { days: day.absentDays }));
  if (day.absentDays >= 1) return found;
  if (day.lateMinutes > 0) found.push(exception(day, 'late-arrival', excused(day, 'LATE_EXCUSED', standing), { minutes: day.lateMinutes }));
  if (day.earlyLeaveMinutes > 0) found.push(exception(day, 'early-leave', excused(day, 'EARLY_EXCUSED', standing), { minutes: day.earlyLeaveMinutes }));
  if (day.flags.includes('MISSING_IN')) found.push(exception(day, 'missing-in', standing, {}));
  if (day.flags.includes('MISSING_OUT')) found.push(exception(day, 'missing-out', standing, {}));
  return found;
}

function standingOf(day: JudgedDay): ExceptionStanding {
  if (!day.settled || WAITING_FLAGS.some((flag) => day.flags.includes(flag))) return 'waiting';
  return 'stands';
}

function excused(day: JudgedDay, flag: string, otherwise: ExceptionStanding): ExceptionStanding {
  return day.flags.includes(flag) ? 'excused' : otherwise;
}

function exception(day: JudgedDay, kind: ExceptionKind, standing: ExceptionStanding, size: { days?: number; minutes?: number }): AttendanceException {
  return { date: day.date, kind, days: size.days ?? 0, minutes: size.minutes ?? 0, standing, evidence: day.flags };
}
