import { wholeMinutes } from '../time/intervals';
import type { AttendanceStatus } from './attendance-day';
import type { AttendanceDraft } from './attendance-draft';
import { step } from './explanation-step';
import type { AttendancePolicy } from './policy';
import type { StintResult } from './stint-result';

/** A day of which nothing was owed (reconciliation.md rule 15). */
export function coveredStatus(results: readonly StintResult[]): AttendanceStatus {
  if (results.some((result) => result.covered === 'ON_DUTY')) return 'ON_DUTY';
  return results.some((result) => result.covered === 'ON_LEAVE') ? 'ON_LEAVE' : 'HOLIDAY';
}

/** Chooses the status of a day whose window has closed (rules 11, 12, 14, 17). */
export function closeDay(draft: AttendanceDraft, results: readonly StintResult[], policy: AttendancePolicy): void {
  const owed = results.filter((result) => result.covered === null);
  if (owed.every((result) => result.empty)) return setAbsent(draft, results, 'NO_PUNCH');
  noteMissing(draft, owed);
  const empty = owed.filter((result) => result.empty);
  if (empty.length > 0) return setSegmentAbsent(draft, empty);
  if (draft.flags.includes('MISSING_IN') || draft.flags.includes('MISSING_OUT')) {
    draft.status = 'INCOMPLETE';
    return;
  }
  applyThresholds(draft, results, policy);
}

function setAbsent(draft: AttendanceDraft, results: readonly StintResult[], flag: 'NO_PUNCH' | null): void {
  draft.status = 'ABSENT';
  draft.absentDays = results.some((result) => result.excusedMs > 0) ? 0.5 : 1;
  if (!flag) return;
  draft.flags.push(flag);
  draft.explanation.push(step('NO_PUNCH', {}));
}

function setSegmentAbsent(draft: AttendanceDraft, empty: readonly StintResult[]): void {
  draft.status = 'HALF_DAY';
  draft.absentDays = 0.5;
  draft.flags.push('SEGMENT_ABSENT');
  for (const { stint } of empty) {
    draft.explanation.push(step('SEGMENT_ABSENT', { startAt: stint.startsAt, endAt: stint.endsAt }));
  }
}

function noteMissing(draft: AttendanceDraft, owed: readonly StintResult[]): void {
  if (owed.some((result) => result.missingIn)) {
    draft.flags.push('MISSING_IN');
    draft.explanation.push(step('MISSING_IN', {}));
  }
  if (owed.some((result) => result.missingOut)) {
    draft.flags.push('MISSING_OUT');
    draft.explanation.push(step('MISSING_OUT', {}));
  }
}

/** Strictly less than; absent before half-day. Excused minutes count as if worked, so that no leave adds an absence. */
function applyThresholds(draft: AttendanceDraft, results: readonly StintResult[], policy: AttendancePolicy): void {
  draft.status = 'PRESENT';
  const { absentBelowMinutes, halfDayBelowMinutes } = policy;
  if (absentBelowMinutes <= 0 && halfDayBelowMinutes <= 0) return;
  const minutes = wholeMinutes(results.reduce((sum, result) => sum + result.creditedMs, 0));
  if (minutes < absentBelowMinutes) {
    draft.explanation.push(step('BELOW_ABSENT_THRESHOLD', { minutes, belowMinutes: absentBelowMinutes }));
    setAbsent(draft, results, null);
  } else if (minutes < halfDayBelowMinutes) {
    draft.explanation.push(step('BELOW_HALF_DAY_THRESHOLD', { minutes, belowMinutes: halfDayBelowMinutes }));
    draft.status = 'HALF_DAY';
    draft.absentDays = 0.5;
  }
}
