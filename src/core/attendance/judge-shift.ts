import type { KeptPunch } from '../punch/kept-punch';
import type { Instant } from '../time/instant';
import { wholeMinutes } from '../time/intervals';
import { fillBands } from './allowance-bands';
import { newDraft, type AttendanceDraft } from './attendance-draft';
import { closeDay, coveredStatus } from './day-status';
import { within } from './excused-time';
import { step } from './explanation-step';
import type { Handover } from './handover';
import { judgeStint } from './judge-stint';
import { roundWorked } from './measure';
import { planSteps } from './plan-steps';
import { leaveStep, outsideSteps } from './punch-steps';
import { fillSignals } from './signals';
import type { SpanFacts } from './span-facts';
import type { Stint } from './stint';
import type { StintResult } from './stint-result';
import { asksSomething, findUnsettled } from './unsettled';

/** The stints of one shift of one date, in order, and what their neighbours mean for them. */
export interface ShiftStints {
  readonly stints: readonly Stint[];
  readonly handovers: ReadonlyMap<Stint, Handover>;
  /** Punches of the date in no window. */
  readonly loose: readonly KeptPunch[];
}

/** Judges one shift of one date: its stints, then its status, then what is still open. */
export function judgeShift({ stints, handovers, loose }: ShiftStints, facts: SpanFacts): AttendanceDraft {
  const first = stints[0] as Stint;
  const results = stints.map((stint) => judgeStint(stint, facts, handovers.get(stint)));
  const closesAt = Math.max(...stints.map((stint) => stint.closesAt));
  const draft = newDraft(first.day.date, first.shiftNo, first.shift.code, 'PRESENT');
  draft.explanation.push(...planSteps(first.day, first.shift, first.opensAt, closesAt));
  addUp(draft, results);
  noteLoose(draft, loose);
  decide(draft, results, waitUntil(stints, handovers, closesAt), facts);
  fillBands(draft, first.day.policy.bands);
  notePendingLeave(draft, stints, facts);
  fillSignals(draft, facts);
  return draft;
}

function addUp(draft: AttendanceDraft, results: readonly StintResult[]): void {
  let worked = 0;
  for (const result of results) {
    if (results.length > 1) noteSegment(draft, result);
    draft.flags.push(...result.flags);
    draft.explanation.push(...result.steps);
    draft.lateMinutes += result.lateMinutes;
    draft.earlyLeaveMinutes += result.earlyLeaveMinutes;
    draft.overtimeMinutes += result.overtimeMinutes;
    draft.breakOverrunMinutes += result.breakOverrunMinutes;
    worked += result.workedMs;
  }
  draft.workedMinutes = wholeMinutes(worked);
  noteTimes(draft, results);
}

function noteSegment(draft: AttendanceDraft, { stint }: StintResult): void {
  draft.explanation.push(step('SEGMENT', { startAt: stint.startsAt, endAt: stint.endsAt }));
}

/** The IN and OUT of the day as recorded, never as imputed. */
function noteTimes(draft: AttendanceDraft, results: readonly StintResult[]): void {
  for (const { pairs } of results) {
    for (const pair of pairs) {
      if (pair.inPunch) draft.inAt ??= pair.inAt;
      if (pair.outPunch) draft.outAt = pair.outAt;
    }
  }
}

function noteLoose(draft: AttendanceDraft, loose: readonly KeptPunch[]): void {
  if (loose.length === 0) return;
  draft.flags.push('OUTSIDE_WINDOW');
  draft.explanation.push(...outsideSteps(loose));
}

function waitUntil(stints: readonly Stint[], handovers: ReadonlyMap<Stint, Handover>, closesAt: Instant): Instant {
  if (handovers.size === 0) return closesAt;
  return Math.max(closesAt, ...stints.map((stint) => handovers.get(stint)?.awaitUntilAt ?? closesAt));
}

function decide(draft: AttendanceDraft, results: readonly StintResult[], closesAt: Instant, facts: SpanFacts): void {
  const { day } = (results[0] as StintResult).stint;
  if (results.every((result) => result.covered !== null)) return setCovered(draft, results);
  notePartial(draft, results);
  if (facts.asOf < closesAt) return leaveOpen(draft, results, closesAt, facts);
  const [flags, steps] = [draft.flags.length, draft.explanation.length];
  countMinutes(draft, results);
  closeDay(draft, results, day.policy);
  const unsettled = findUnsettled(draft, results, day.policy, facts);
  if (!unsettled) return;
  // What closing added is taken back: nothing is said of a day that a terminal may still change.
  draft.flags.length = flags;
  draft.explanation.length = steps;
  setUnsettled(draft, unsettled.flag);
  draft.explanation.push(...unsettled.steps);
}

function countMinutes(draft: AttendanceDraft, results: readonly StintResult[]): void {
  const { overtimeMinutes, breakOverrunMinutes, explanation, workedMinutes } = draft;
  if (!results.every((result) => result.empty)) explanation.push(step('WORKED', { minutes: workedMinutes }));
  draft.workedMinutes = roundWorked(workedMinutes, (results[0] as StintResult).stint.day.policy, explanation);
  if (breakOverrunMinutes > 0) explanation.push(step('BREAK_OVERRUN', { minutes: breakOverrunMinutes }));
  if (overtimeMinutes > 0) explanation.push(step('OVERTIME', { minutes: overtimeMinutes }));
}

function setCovered(draft: AttendanceDraft, results: readonly StintResult[]): void {
  draft.status = coveredStatus(results);
  if (draft.status !== 'ON_LEAVE') draft.flags = draft.flags.filter((flag) => flag !== 'PUNCH_ON_LEAVE');
}

/** A whole part of a split shift on leave or duty makes the day one of partial leave or duty. */
function notePartial(draft: AttendanceDraft, results: readonly StintResult[]): void {
  if (results.length === 1) return;
  draft.flags = draft.flags.filter((flag) => flag !== 'PUNCH_ON_LEAVE');
  if (results.some((result) => result.covered === 'ON_LEAVE')) draft.flags.push('PARTIAL_LEAVE');
  if (results.some((result) => result.covered === 'ON_DUTY')) draft.flags.push('PARTIAL_DUTY');
}

function leaveOpen(draft: AttendanceDraft, results: readonly StintResult[], closesAt: Instant, facts: SpanFacts): void {
  draft.status = 'PENDING';
  draft.settled = false;
  draft.earlyLeaveMinutes = 0;
  if (draft.inAt !== null) draft.flags.push('OPEN');
  draft.explanation.push(step('WINDOW_OPEN', { at: closesAt }));
  const { policy } = (results[0] as StintResult).stint.day;
  const unsettled = findUnsettled(draft, results, policy, facts);
  if (!unsettled) return;
  draft.flags.push(unsettled.flag);
  draft.explanation.push(...unsettled.steps);
}

function setUnsettled(draft: AttendanceDraft, flag: string): void {
  draft.status = 'PENDING';
  draft.settled = false;
  draft.absentDays = 0;
  draft.earlyLeaveMinutes = 0;
  draft.flags.push(flag);
}

/** A leave that waits for a decision withholds the day from discipline where it could change what the day says. */
function notePendingLeave(draft: AttendanceDraft, stints: readonly Stint[], facts: SpanFacts): void {
  if (facts.leaves.length === 0 || !asksSomething(draft)) return;
  const waiting = facts.leaves.filter(
    (leave) =>
      leave.status === 'pending' &&
      stints.some((stint) => within(leave, stint.day, stint.shift, stint.remaining).length > 0),
  );
  if (waiting.length === 0) return;
  draft.flags.push('LEAVE_PENDING');
  draft.explanation.push(...waiting.map((leave) => leaveStep('LEAVE_WAITS', leave)));
}
