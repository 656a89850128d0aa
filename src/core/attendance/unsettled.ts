import type { PlannedShift } from '../schedule/planned-day';
import type { Instant } from '../time/instant';
import type { AttendanceDraft } from './attendance-draft';
import { step, type ExplanationStep } from './explanation-step';
import type { AttendancePolicy } from './policy';
import type { SpanFacts } from './span-facts';

/** Why a day whose window has closed is still not judged (reconciliation.md rule 13). */
export interface Unsettled {
  readonly flag: 'AWAITING_DEVICE_SYNC' | 'DEVICE_FAULT';
  readonly steps: readonly ExplanationStep[];
}

/** Whether the day says anything that somebody may have to answer for. */
export function asksSomething(draft: AttendanceDraft): boolean {
  return draft.absentDays > 0 || draft.lateMinutes > 0 || draft.earlyLeaveMinutes > 0 || isMissing(draft);
}

/** A silent or broken terminal that could change what the day says; null = the day may be judged. */
export function findUnsettled(
  draft: AttendanceDraft,
  shift: PlannedShift,
  policy: AttendancePolicy,
  facts: SpanFacts,
): Unsettled | null {
  if (facts.terminals.size === 0 || !asksSomething(draft)) return null;
  const faults = faultSteps(draft, shift, facts);
  if (faults.length > 0) return { flag: 'DEVICE_FAULT', steps: faults };
  const silent = policy.awaitDeviceSync ? silenceSteps(draft, shift, facts) : [];
  return silent.length > 0 ? { flag: 'AWAITING_DEVICE_SYNC', steps: silent } : null;
}

/** A recorded fault matters when it covers the moment whose record is lacking: the start, the end, or either. */
function faultSteps(draft: AttendanceDraft, shift: PlannedShift, facts: SpanFacts): ExplanationStep[] {
  const moments = [...(asksAboutStart(draft) ? [shift.startsAt] : []), ...(asksAboutEnd(draft) ? [shift.endsAt] : [])];
  const steps: ExplanationStep[] = [];
  for (const [terminal, health] of facts.terminals) {
    for (const { startAt, endAt } of health.clockFaults) {
      if (!moments.some((at) => startAt <= at && at < endAt)) continue;
      steps.push(faultStep(terminal, startAt, endAt));
    }
  }
  return steps;
}

/** A fault without an end goes on; `asOf` stays out of the steps, so that time passing changes no digest. */
function faultStep(terminal: string, fromAt: Instant, endAt: Instant): ExplanationStep {
  if (!Number.isFinite(endAt)) return step('TERMINAL_FAULT_GOES_ON', { terminal, fromAt });
  return step('TERMINAL_FAULT', { terminal, fromAt, toAt: endAt });
}

/** A terminal not heard from since before the shift's end may still hold the lacking record. */
function silenceSteps(draft: AttendanceDraft, shift: PlannedShift, facts: SpanFacts): ExplanationStep[] {
  const neededUntilAt = onlyLate(draft) ? Math.min(draft.inAt ?? shift.endsAt, shift.endsAt) : shift.endsAt;
  const steps: ExplanationStep[] = [];
  for (const [terminal, { lastSyncAt }] of facts.terminals) {
    if (lastSyncAt === null) steps.push(step('TERMINAL_NEVER_HEARD', { terminal }));
    else if (isSilent(lastSyncAt, neededUntilAt))
      steps.push(step('TERMINAL_SILENT', { terminal, sinceAt: lastSyncAt }));
  }
  return steps;
}

function isSilent(lastSyncAt: Instant | undefined, untilAt: Instant): lastSyncAt is Instant {
  return lastSyncAt !== undefined && lastSyncAt < untilAt;
}

/** Lateness alone: only a record from before the IN could change it. */
function onlyLate(draft: AttendanceDraft): boolean {
  return draft.absentDays === 0 && draft.earlyLeaveMinutes === 0 && !isMissing(draft);
}

function isMissing({ flags }: AttendanceDraft): boolean {
  return flags.includes('MISSING_IN') || flags.includes('MISSING_OUT');
}

function asksAboutStart(draft: AttendanceDraft): boolean {
  return draft.absentDays > 0 || draft.lateMinutes > 0 || draft.flags.includes('MISSING_IN');
}

function asksAboutEnd(draft: AttendanceDraft): boolean {
  return draft.absentDays > 0 || draft.earlyLeaveMinutes > 0 || draft.flags.includes('MISSING_OUT');
}
