import type { PlanDay, PlannedShift } from '../schedule/planned-day';
import type { Interval } from '../time/instant';
import { intersect, subtract, totalMs, union, type Intervals } from '../time/intervals';
import type { DutyFact, LeaveFact, SpanFacts } from './span-facts';

/** The part of a stretch of owed time that is not owed after all (reconciliation.md rule 8). */
export interface ExcusedTime {
  readonly leaves: readonly LeaveFact[];
  readonly duties: readonly DutyFact[];
  readonly leave: Intervals;
  readonly duty: Intervals;
  readonly holiday: Intervals;
}

/** Nothing is excused. */
export const NOTHING_EXCUSED: ExcusedTime = { leaves: [], duties: [], leave: [], duty: [], holiday: [] };

/** Approved leave, approved duty and half holidays inside the owed time. */
export function excusedTime(facts: SpanFacts, day: PlanDay, shift: PlannedShift, owed: Intervals): ExcusedTime {
  const halves = day.owedOnHoliday ? null : (day.holiday?.intervals ?? null);
  if (facts.leaves.length === 0 && facts.duties.length === 0 && halves === null) return NOTHING_EXCUSED;
  const touches = (request: LeaveFact | DutyFact) =>
    isApproved(request) && within(request, day, shift, owed).length > 0;
  const leaves = facts.leaves.filter(touches);
  const duties = facts.duties.filter(touches);
  if (leaves.length === 0 && duties.length === 0 && halves === null) return NOTHING_EXCUSED;
  const time = (requests: readonly (LeaveFact | DutyFact)[]) =>
    union(requests.flatMap((request) => within(request, day, shift, owed)));
  return { leaves, duties, leave: time(leaves), duty: time(duties), holiday: halves ? intersect(owed, halves) : [] };
}

/** The owed time a request covers; a request for whole dates covers the shifts of those work dates, and only those. */
export function within(request: LeaveFact | DutyFact, day: PlanDay, shift: PlannedShift, owed: Intervals): Interval[] {
  if (request.wholeDates) {
    const covered = request.wholeDates.fromDate <= day.date && day.date < request.wholeDates.toDate;
    return covered ? intersect(owed, [{ startAt: shift.startsAt, endAt: shift.endsAt }]) : [];
  }
  return intersect(owed, [{ startAt: request.fromAt, endAt: request.toAt }]);
}

/** What stays owed. */
export function stillOwed(owed: Intervals, excused: ExcusedTime): Intervals {
  if (excused === NOTHING_EXCUSED) return owed;
  return subtract(subtract(subtract(owed, excused.holiday), excused.leave), excused.duty);
}

/** Milliseconds of owed time that are excused, counted once where leave, duty and holiday overlap. */
export function excusedMs(owed: Intervals, excused: ExcusedTime): number {
  return excused === NOTHING_EXCUSED ? 0 : totalMs(owed) - totalMs(stillOwed(owed, excused));
}

function isApproved(request: LeaveFact | DutyFact): boolean {
  return request.status === 'approved';
}
