import { type StoredDay } from '../attendance/attendance-day-store';
import { type AttendanceDay } from '../core/attendance/attendance-day';
import { reconcile } from '../core/attendance/reconcile';
import { type SpanFacts } from '../core/attendance/span-facts';
import { assess } from '../core/discipline/assess';
import { exceptionsOf } from '../core/discipline/exception';
import { type Regulations } from '../core/discipline/regulation';
import { type Verification } from '../core/discipline/violation';
import { type PlanDay } from '../core/schedule/planned-day';
import { type StoredViolation, violationState } from '../discipline/violation-store';
import { type PlannedEmployee } from '../plan/reading/plan-book';
import { type FactBook, spanFacts } from './day-facts';

/** A stretch of dates of one person, both ends included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** How a span came out. */
export interface JudgedSpan {
  readonly days: readonly StoredDay[];
  /** For closed dates, what would come out if they were not closed: a matter for an officer. */
  readonly proposals: readonly StoredDay[];
}

/** The whole way from facts to judged days, for one person and one span. Dates before joining and after leaving have no row. */
export function judgeSpan(person: PlannedEmployee, span: Span, book: FactBook, asOf: number): JudgedSpan {
  const facts = spanFacts(person, span.from, span.to, book, asOf);
  const days = storedDays(person, facts);
  if (facts.locked.size === 0) return { days, proposals: [] };
  const open = storedDays(person, { ...facts, locked: new Map() });
  return { days, proposals: open.filter(({ day }) => facts.locked.has(day.date)) };
}

function storedDays(person: PlannedEmployee, facts: SpanFacts): StoredDay[] {
  const plan = new Map(facts.plan.map((day) => [day.date, day]));
  return reconcile(facts)
    .filter((day) => day.status !== 'NOT_EMPLOYED')
    .map((day) => storedDay(person, day, plan.get(day.date)));
}

function storedDay(person: PlannedEmployee, day: AttendanceDay, plan: PlanDay | undefined): StoredDay {
  return { employeeId: person.employee.id, unitId: plan?.unitId ?? null, zone: plan?.zone ?? 'UTC', day, closesAt: closesAt(day) };
}

/**
 * When an open day has to be looked at although nothing arrives: absence is made by nothing happening. The judgement itself says until when it
 * waits, which may be longer than the shift's own window: for an overtime order, or for the OUT of the shift after it.
 */
function closesAt(day: AttendanceDay): number | null {
  const open = day.settled ? undefined : day.explanation.findLast(({ code }) => code === 'WINDOW_OPEN');
  return open === undefined ? null : Number(open.params['at']);
}

/** Exceptions of judged days held against the provisions in force on their dates, with what the officer said of them. */
export function violationsOf(person: PlannedEmployee, days: readonly StoredDay[], regulations: Regulations, verifications: readonly Verification[]): StoredViolation[] {
  const verdicts = new Map(verifications.map((word) => [`${word.date} ${word.kind}`, word.verdict]));
  return days.flatMap(({ day, unitId }) =>
    assess(exceptionsOf(day), regulations, person.employee.category, day.date).map((violation) => ({
      employeeId: person.employee.id,
      unitId,
      shiftNo: day.shiftNo,
      violation,
      state: violationState(violation, verdicts.get(`${violation.date} ${violation.exception.kind}`)),
    })),
  );
}

/** Joins ascending dates to spans; a gap of a few days is cheaper to judge along than to read around. */
export function spansOf(dates: readonly string[], toDayNumber: (date: string) => number, bridgedDays = 4): Span[] {
  const spans: { from: string; to: string }[] = [];
  for (const date of dates) {
    const last = spans.at(-1);
    if (last && toDayNumber(date) - toDayNumber(last.to) <= bridgedDays) last.to = date;
    else spans.push({ from: date, to: date });
  }
  return spans;
}
