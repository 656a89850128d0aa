import { type StoredDay } from '../../attendance/attendance-day-store';
import { type AttendanceDay } from '../../core/attendance/attendance-day';
import { type Verification } from '../../core/discipline/violation';
import { datesBetween } from '../../core/time/calendar';
import { type StoredViolation } from '../../discipline/violation-store';
import { type PlannedEmployee } from '../../plan/reading/plan-book';
import { type BoundedSpan } from '../../plan/writing/touched-days';
import { type FactBook } from '../day-facts';
import { type DisciplineBasis, type JudgedPerson } from '../discipline-step';
import { judgeSpan, violationsOf } from '../judge';

/** One person's days judged by the plan as it stands and by the plan as it would be, from what befell. */
export interface JudgedTwice {
  readonly before: Judged;
  readonly after: Judged;
  /** Days of closed months that would come out differently: they stay as they are, and an officer is asked. */
  readonly closedChanges: number;
}

/** One of the two judgements. */
export interface Judged extends Pick<JudgedPerson, 'person' | 'dates'> {
  readonly days: readonly StoredDay[];
  readonly violations: readonly StoredViolation[];
}

/** What befell, as the plan assigns it to people as it stands and as it would be. */
export interface FactsOfBoth {
  readonly before: FactBook;
  readonly after: FactBook;
}

/** A date whose verdict would be another. */
export interface ChangedVerdict {
  readonly date: string;
  readonly before: readonly AttendanceDay[];
  readonly after: readonly AttendanceDay[];
}

/** Judges the spans of one person twice. */
export function judgeTwice(plans: { readonly before: PlannedEmployee | undefined; readonly after: PlannedEmployee }, spans: readonly BoundedSpan[], facts: FactsOfBoth, words: readonly Verification[], basis: DisciplineBasis, asOf: number): JudgedTwice {
  const dates = spans.flatMap(({ fromDate, toDate }) => datesBetween(fromDate, toDate));
  const judge = (person: PlannedEmployee, book: FactBook) => {
    const judged = spans.map(({ fromDate, toDate }) => judgeSpan(person, { from: fromDate, to: toDate }, book, asOf));
    const days = judged.flatMap((span) => span.days);
    return { judged: { person, dates, days, violations: violationsOf(person, days, basis.regulations, words) }, proposals: judged.flatMap((span) => span.proposals) };
  };
  const after = judge(plans.after, facts.after);
  if (!plans.before) return { before: { person: plans.after, dates, days: [], violations: [] }, after: after.judged, closedChanges: 0 };
  const before = judge(plans.before, facts.before);
  return { before: before.judged, after: after.judged, closedChanges: changedVerdicts(before.proposals, after.proposals).length };
}

/** The dates that come out differently, oldest first; the digest tells inputs apart, the verdict is what people see. */
export function changedVerdicts(before: readonly StoredDay[], after: readonly StoredDay[]): ChangedVerdict[] {
  const [old, fresh] = [byDate(before), byDate(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .sort()
    .map((date) => ({ date, before: old.get(date) ?? [], after: fresh.get(date) ?? [] }))
    .filter((each) => verdictOf(each.before) !== verdictOf(each.after));
}

function byDate(days: readonly StoredDay[]): Map<string, AttendanceDay[]> {
  const found = new Map<string, AttendanceDay[]>();
  for (const { day } of days) found.set(day.date, [...(found.get(day.date) ?? []), day]);
  return found;
}

const verdictOf = (days: readonly AttendanceDay[]): string =>
  days.map((day) => [day.shift, day.status, day.settled, day.lateMinutes, day.earlyLeaveMinutes, day.absentDays, day.overtimeMinutes, day.breakOverrunMinutes, day.flags.join(' ')].join('|')).join('\n');

/** Violations that are in one list and not in the other, told apart by date, shift and kind. */
export function violationsBeyond(list: readonly StoredViolation[], other: readonly StoredViolation[]): StoredViolation[] {
  const known = new Set(other.map(keyOf));
  return list.filter((violation) => !known.has(keyOf(violation)));
}

const keyOf = ({ shiftNo, violation }: StoredViolation): string => `${violation.date} ${shiftNo} ${violation.exception.kind}`;
