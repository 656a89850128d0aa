import type { WorkDate } from '../../../../src/core/time/instant';
import { datesBetween } from '../../../../src/core/time/calendar';
import { isWorkingDay, type WorkingCalendar } from '../../../../src/core/calendar/working-calendar';
import type { AccountInput, YearAccount } from '../../../../src/core/discipline/account';
import { assess } from '../../../../src/core/discipline/assess';
import { exceptionsOf, type JudgedDay } from '../../../../src/core/discipline/exception';
import type { Regulations } from '../../../../src/core/discipline/regulation';
import type { Verification, Violation } from '../../../../src/core/discipline/violation';
import { yearAccount } from '../../../../src/core/discipline/year-account';
import { shippedCalendar, shippedRegulations } from './shipped-regulations';

export const regulations = shippedRegulations();
export const calendar = shippedCalendar();

/** A judged day as the engine hands it over; an absent one unless told. */
export function day(date: WorkDate, change: Partial<JudgedDay> = {}): JudgedDay {
  const absent = { status: 'ABSENT', absentDays: 1, flags: ['NO_PUNCH'] };
  return { date, settled: true, lateMinutes: 0, earlyLeaveMinutes: 0, ...absent, ...change };
}

/** A present day with minutes. */
export function late(date: WorkDate, lateMinutes: number, earlyLeaveMinutes = 0): JudgedDay {
  return day(date, { status: 'PRESENT', absentDays: 0, flags: [], lateMinutes, earlyLeaveMinutes });
}

/** The first so many working days from a date on. */
export function workingDates(from: WorkDate, count: number, of: WorkingCalendar = calendar): WorkDate[] {
  const end = `${Number(from.slice(0, 4)) + 1}-12-31`;
  return datesBetween(from, end)
    .filter((date) => isWorkingDay(of, date))
    .slice(0, count);
}

/** So many working days of a year, never two on end. */
export function scattered(year: number, count: number, of: WorkingCalendar = calendar): WorkDate[] {
  return workingDates(`${year}-01-01`, count * 2, of).filter((_, index) => index % 2 === 0);
}

export interface AccountCase {
  readonly days: readonly JudgedDay[];
  readonly category?: string;
  readonly year?: number;
  readonly asOfDate?: WorkDate;
  readonly unverified?: readonly WorkDate[];
  readonly regulations?: Regulations;
  readonly calendar?: WorkingCalendar;
  readonly input?: Partial<AccountInput>;
}

export function violationsOf(days: readonly JudgedDay[], rules: Regulations, category: string): readonly Violation[] {
  return days.flatMap((each) => assess(exceptionsOf(each), rules, category, each.date));
}

export function verify(violations: readonly Violation[], except: readonly WorkDate[] = []): readonly Verification[] {
  return violations
    .filter(({ date }) => !except.includes(date))
    .map(({ date, exception }) => ({
      date,
      kind: exception.kind,
      verdict: 'verified',
      actor: 'officer',
      reason: 'checked',
      evidence: ['roll call'],
    }));
}

/** The account of judged days, all of them verified except the named ones. */
export function account(each: AccountCase): YearAccount {
  const category = each.category ?? 'PNS';
  const rules = each.regulations ?? regulations;
  const violations = violationsOf(each.days, rules, category);
  const year = each.year ?? 2026;
  const input: AccountInput = {
    category,
    year,
    violations,
    verifications: verify(violations, each.unverified),
    ...each.input,
  };
  return yearAccount(input, each.calendar ?? calendar, rules, each.asOfDate ?? `${year}-12-31`);
}

/** The account of whole absences on the given dates. */
export function absences(dates: readonly WorkDate[], each: Partial<AccountCase> = {}): YearAccount {
  return account({ ...each, days: dates.map((date) => day(date)) });
}
