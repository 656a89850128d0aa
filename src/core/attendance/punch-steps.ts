import type { KeptPunch } from '../punch/kept-punch';
import { SECOND_MS } from '../time/instant';
import { intersect } from '../time/intervals';
import { step, type ExplanationStep } from './explanation-step';
import type { Pair } from './pair-punches';
import type { DutyFact, LeaveFact } from './span-facts';
import type { Stint } from './stint';

const NO_TERMINAL = '-';

/** Each punch: what it was used for, what it repeated, how its clock was read. */
export function punchSteps(punches: readonly KeptPunch[], pairs: readonly Pair[]): ExplanationStep[] {
  const steps: ExplanationStep[] = [];
  for (const punch of punches) {
    noteReading(punch, steps);
    if (pairs.some((pair) => pair.inPunch === punch)) steps.push(step('PUNCH_AS_IN', place(punch)));
    else if (pairs.some((pair) => pair.outPunch === punch)) steps.push(step('PUNCH_AS_OUT', place(punch)));
    else steps.push(step('PUNCH_BETWEEN', place(punch)));
  }
  return steps;
}

/** The steps for punches that lie in no window of a day with owed shifts, with what repeated them. */
export function outsideSteps(punches: readonly KeptPunch[]): ExplanationStep[] {
  const steps: ExplanationStep[] = [];
  for (const punch of punches) {
    noteReading(punch, steps);
    steps.push(step('PUNCH_OUTSIDE_WINDOW', place(punch)));
  }
  return steps;
}

/** Leave, duty and half holidays that counted. */
export function excusedSteps({ day, excused }: Stint): ExplanationStep[] {
  const { leaves, duties, holiday } = excused;
  const steps: ExplanationStep[] = [];
  for (const half of day.holiday?.intervals ?? []) {
    const counted = intersect(holiday, [half]);
    const [first, last] = [counted[0], counted[counted.length - 1]];
    if (!day.holiday || !first || !last) continue;
    steps.push(step('HALF_HOLIDAY', { name: day.holiday.name, fromAt: first.startAt, toAt: last.endAt }));
  }
  for (const leave of leaves) steps.push(leaveStep('LEAVE', leave));
  for (const duty of duties) steps.push(dutyStep(duty));
  return steps;
}

/** The step of a leave, counted or waiting. */
export function leaveStep(code: 'LEAVE' | 'LEAVE_WAITS', { id, type, fromAt, toAt }: LeaveFact): ExplanationStep {
  return step(code, { id, type, fromAt, toAt });
}

function dutyStep({ id, letter, fromAt, toAt }: DutyFact): ExplanationStep {
  return step('DUTY', { letter: letter ?? id, fromAt, toAt });
}

function noteReading(punch: KeptPunch, steps: ExplanationStep[]): void {
  const { at, terminal, driftSeconds, correction, direction, duplicates } = punch;
  if (driftSeconds !== 0) {
    const recordedAt = at + driftSeconds * SECOND_MS;
    steps.push(step('DRIFT_CORRECTED', { recordedAt, at, seconds: driftSeconds, terminal: terminal ?? NO_TERMINAL }));
  }
  if (correction) steps.push(step(direction === 'in' ? 'CORRECTION_IN' : 'CORRECTION_OUT', { at, id: correction.id }));
  for (const repeat of duplicates ?? []) steps.push(step('PUNCH_DUPLICATE', { at: repeat.at, keptAt: at }));
}

function place({ at, terminal }: KeptPunch) {
  return { at, terminal: terminal ?? NO_TERMINAL };
}
