import type { PlannedShift } from '../schedule/planned-day';
import type { Instant } from '../time/instant';
import type { AttendanceDraft } from './attendance-draft';
import { step, type ExplanationStep } from './explanation-step';
import type { AttendancePolicy } from './policy';
import type { SpanFacts } from './span-facts';
import type { StintResult } from './stint-result';

/** Why a day is still not judged although its window has closed, or why the lateness of an open day is not yet said (reconciliation.md rule 13). */
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
  results: readonly StintResult[],
  policy: AttendancePolicy,
  facts: SpanFacts,
): Unsettled | null {
  if (facts.terminals.size === 0 || !asksSomething(draft)) return null;
  const { shift } = (results[0] as StintResult).stint;
  const faults = faultSteps(draft, results, facts);
  if (faults.length > 0) return { flag: 'DEVICE_FAULT', steps: faults };
  const silent = policy.awaitDeviceSync ? silenceSteps(draft, shift, facts) : [];
  return silent.length > 0 ? { flag: 'AWAITING_DEVICE_SYNC', steps: silent } : null;
}

/** A recorded fault matters when it covers the moment whose record is lacking: an owed start, an owed end, or either. */
function faultSteps(draft: AttendanceDraft, results: readonly StintResult[], facts: SpanFacts): ExplanationStep[] {
  const moments = results.flatMap((result) => momentsOf(result, draft));
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

/**
 * The start and end of a stint as far as the day asks about them: as planned, and as owed after leave, duty and half holidays. The planned ones
 * stay, so that no leave moves a day out of a fault and adds an absence.
 */
function momentsOf({ stint, ...result }: StintResult, draft: AttendanceDraft): Instant[] {
  const { remaining, startsAt, endsAt } = stint;
  const [first, last] = [remaining[0], remaining[remaining.length - 1]];
  if (!first || !last) return [];
  const { flags, absentDays, earlyLeaveMinutes } = draft;
  // An absence asks about every stint: one punch more in one of them must not settle the others. An open day asks about lateness alone.
  const both = absentDays > 0;
  const start = both || result.lateMinutes > 0 || (result.missingIn && flags.includes('MISSING_IN'));
  const end = both || (result.earlyLeaveMinutes > 0 && earlyLeaveMinutes > 0) || (result.missingOut && flags.includes('MISSING_OUT'));
  return [...(start ? [startsAt, first.startAt] : []), ...(end ? [last.endAt, endsAt] : [])];
}
