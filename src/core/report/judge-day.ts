import { exceptionsOf, type AttendanceException, type ExceptionKind } from '../discipline/exception';
import type { ReportDay, ReportReview } from './report-input';

/** The lists of a report in which a departure from the plan can stand. */
export type EventKind = 'late' | 'earlyLeave' | 'missingPunch' | 'halfDay' | 'noRecord' | 'absentVerified';

/** What a day waits for before it can be judged: a terminal's records, the end of the shift, or somebody's decision on a request. */
export type WaitingFor = 'terminal' | 'shift' | 'decision';

/** Where a person's day stands; everything but `off` and `notEmployed` was due. */
export type Place =
  'absentVerified' | 'noRecord' | WaitingFor | 'present' | 'excused' | 'leaveOrDuty' | 'off' | 'notEmployed';

/** How far an event has been looked at: nobody has, it was sent back for an explanation, or an officer verified it. */
export type ReviewState = 'to-review' | 'sent-back' | 'verified';

/** One departure from the plan that stands; the end of the shift that lacks its punch is told for `missingPunch`. */
export interface DayEvent {
  readonly kind: EventKind;
  readonly minutes: number;
  readonly days: number;
  readonly missing: 'in' | 'out' | null;
  readonly review: ReviewState;
}

/** One attendance day as a report sees it. */
export interface SeenDay {
  readonly place: Place;
  readonly events: readonly DayEvent[];
  /** Departures whose reason an officer or an approved request accepted; counted, never listed. */
  readonly excusedCount: number;
}

/** Finds what officers said of one exception of one day. */
export type ReviewLookup = (day: ReportDay, kind: ExceptionKind) => string | undefined;

const notEvents: Readonly<Record<string, Place>> = {
  OFF: 'off',
  HOLIDAY: 'off',
  NOT_EMPLOYED: 'notEmployed',
  ON_LEAVE: 'leaveOrDuty',
  ON_DUTY: 'leaveOrDuty',
};

/** Prepares the look-up of reviews by person, date, shift and kind. */
export function reviewLookup(reviews: readonly ReportReview[]): ReviewLookup {
  const key = (one: { employeeId: string; workDate: string; shiftNo: number }, kind: string): string =>
    `${one.employeeId} ${one.workDate} ${one.shiftNo} ${kind}`;
  const states = new Map(reviews.map((review) => [key(review, review.kind), review.state]));
  return (day, kind) => states.get(key(day, kind));
}

/** Places one attendance day and names its events; a day that waits for anything has none, so that it accuses nobody (reconciliation.md rule 13). */
export function judgeDay(day: ReportDay, reviewOf: ReviewLookup, generatedAt: number): SeenDay {
  const fixed = notEvents[day.status];
  if (fixed) return { place: fixed, events: [], excusedCount: 0 };
  const exceptions = exceptionsOf({ ...day, date: day.workDate });
  if (!day.settled || day.status === 'PENDING' || exceptions.some((one) => one.standing === 'waiting')) {
    return { place: waitsFor(day, generatedAt), events: [], excusedCount: 0 };
  }
  const excused = exceptions.filter((one) => isExcused(one, reviewOf(day, one.kind)));
  const events = exceptions
    .filter((one) => !excused.includes(one))
    .map((one) => eventOf(day, one, reviewOf(day, one.kind)));
  return { place: placeOf(day, events), events, excusedCount: excused.length };
}

function waitsFor(day: ReportDay, generatedAt: number): WaitingFor {
  if (day.flags.includes('AWAITING_DEVICE_SYNC') || day.flags.includes('DEVICE_FAULT')) return 'terminal';
  if (day.flags.includes('LEAVE_PENDING')) return 'decision';
  return day.closesAt !== null && day.closesAt > generatedAt ? 'shift' : 'terminal';
}

const isExcused = (exception: AttendanceException, state: string | undefined): boolean =>
  exception.standing === 'excused' || state === 'excused';

function eventOf(day: ReportDay, exception: AttendanceException, state: string | undefined): DayEvent {
  const review: ReviewState = state === 'verified' ? 'verified' : state === 'sent-back' ? 'sent-back' : 'to-review';
  return {
    kind: kindOf(day, exception.kind, review),
    minutes: exception.minutes,
    days: exception.days,
    missing: exception.kind === 'missing-in' ? 'in' : exception.kind === 'missing-out' ? 'out' : null,
    review,
  };
}

function kindOf(day: ReportDay, kind: ExceptionKind, review: ReviewState): EventKind {
  if (kind === 'late-arrival') return 'late';
  if (kind === 'early-leave') return 'earlyLeave';
  if (kind !== 'absence') return 'missingPunch';
  if (day.status !== 'ABSENT') return 'halfDay';
  return review === 'verified' ? 'absentVerified' : 'noRecord';
}

function placeOf(day: ReportDay, events: readonly DayEvent[]): Place {
  if (day.status !== 'ABSENT') return 'present';
  if (events.some((event) => event.kind === 'absentVerified')) return 'absentVerified';
  return events.some((event) => event.kind === 'noRecord') ? 'noRecord' : 'excused';
}
