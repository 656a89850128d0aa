import { queryOptions } from '@tanstack/react-query';
import { send } from '../../api/client';
import { type StatusName } from '../../status/vocabulary';

/** One row of the table of thresholds against what has come together. */
export interface Threshold {
  readonly at: number;
  readonly sanction: string;
  readonly title: string;
  readonly article: string;
  readonly reached: boolean;
  readonly next: boolean;
  readonly possible: boolean;
}

/** One judged day of the year. */
export interface YearDay {
  readonly date: string;
  readonly status: string;
  readonly settled: boolean;
  readonly lateMinutes: number;
  readonly earlyLeaveMinutes: number;
  readonly absentDays: number;
  readonly flags: readonly string[];
}

/** One day of the account. */
export interface AccountDay {
  readonly date: string;
  readonly days: number;
  readonly standing: 'counted' | 'unverified' | 'sent-back' | 'waiting';
  readonly verifiedBy: string | null;
}

/** One person's year: what has come together, against what, and from which days. */
export interface EmployeeYear {
  readonly person: { readonly id: string; readonly number: string; readonly name: string; readonly category: string; readonly jobTitle: string | null; readonly rank: string | null; readonly grade: string | null; readonly unitName: string | null };
  readonly year: number;
  readonly asOfDate: string;
  readonly account: {
    readonly verifiedDays: number;
    readonly waitingDays: number;
    readonly cumulativeDays: number;
    readonly lateMinutes: number;
    readonly earlyLeaveMinutes: number;
    readonly run: { readonly length: number };
    readonly possibleRun: { readonly length: number };
    readonly runLimit: number | null;
    readonly daysToNext: number | null;
    readonly salaryStopMonth: string | null;
    readonly provisional: boolean;
    readonly noRule: string | null;
  };
  readonly thresholds: readonly Threshold[];
  readonly days: readonly AccountDay[];
  readonly months: readonly { readonly month: string; readonly days: readonly YearDay[] }[];
}

/** A person's year on one page. */
export const employeeYearQuery = (employeeId: string, year: number) => queryOptions({ queryKey: ['employee-year', employeeId, year], queryFn: () => send<EmployeeYear>('GET', `/api/v1/employees/${encodeURIComponent(employeeId)}/year/${year}`) });

/** What a day is called in the vocabulary; null for a day about which nothing is said. */
export function statusOfDay(day: YearDay, standing: AccountDay['standing'] | undefined, today: string): StatusName | null {
  if (day.status === 'NOT_EMPLOYED') return null;
  if (day.status === 'ON_LEAVE') return 'leave';
  if (day.status === 'ON_DUTY') return 'duty';
  if (day.status === 'HOLIDAY' || day.status === 'OFF') return 'off';
  if (!day.settled || day.status === 'PENDING') return day.date >= today ? null : 'waiting';
  if (day.status === 'ABSENT') return standing === undefined ? 'excused' : standing === 'counted' ? 'absent' : standing === 'waiting' ? 'waiting' : 'no-record';
  if (day.status === 'INCOMPLETE') return 'punch-missing';
  if (day.lateMinutes > 0) return 'late';
  return day.earlyLeaveMinutes > 0 ? 'early' : 'present';
}
