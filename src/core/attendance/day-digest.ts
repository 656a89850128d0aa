import { hash } from 'node:crypto';
import type { KeptPunch } from '../punch/kept-punch';
import type { PlanDay } from '../schedule/planned-day';
import type { AttendanceDay } from './attendance-day';
import { sortedFlags, type AttendanceDraft } from './attendance-draft';
import type { AttendancePolicy } from './policy';
import type { SpanFacts } from './span-facts';
import type { Stint } from './stint';

/** Raised whenever a rule changes its outcome: days judged by another engine are written anew. */
export const ENGINE_VERSION = '1';

const policyDigests = new WeakMap<AttendancePolicy, string>();

/** What a day rested on, besides the facts of its employee. */
export interface DayInputs {
  readonly day: PlanDay;
  readonly stints: readonly Stint[];
  readonly loose: readonly KeptPunch[];
}

/**
 * The finished day. Its digest covers the plan, the policy, the punches and requests that touched it, the outcome and
 * the explanation; `asOf` itself is not in it, so a day that stays as it is keeps its digest.
 */
export function sealDay(draft: AttendanceDraft, inputs: DayInputs, facts: SpanFacts): AttendanceDay {
  const flags = sortedFlags(draft.flags);
  draft.flags = flags;
  draft.digest = hash('sha256', canonicalText(draft, flags, inputs, facts), 'hex');
  return draft;
}

function canonicalText(draft: AttendanceDraft, flags: readonly string[], inputs: DayInputs, facts: SpanFacts): string {
  const { day, stints, loose } = inputs;
  let text = `${ENGINE_VERSION}|${facts.employeeId}|${day.date}|${draft.shiftNo}|${day.zone}|${day.unitId}|${policyDigest(day.policy)}`;
  for (const stint of stints) {
    if (stint.punches.length > 0 || stint === stints[0]) text += `|${stint.shift.signature}`;
    text += `|${stint.closesAt}`;
    for (const punch of stint.punches) text += punchText(punch);
  }
  for (const punch of loose) text += punchText(punch);
  return text + outcomeText(draft, flags) + stepsText(draft);
}

function punchText({ at, direction, terminal, ref, driftSeconds, duplicates }: KeptPunch): string {
  const repeats = duplicates ? duplicates.map((repeat) => repeat.ref).join() : '';
  return `|${at},${direction},${terminal},${ref},${driftSeconds},${repeats}`;
}

function outcomeText(draft: AttendanceDraft, flags: readonly string[]): string {
  return (
    `|${draft.status},${draft.lateMinutes},${draft.earlyLeaveMinutes},${draft.workedMinutes},${draft.overtimeMinutes}` +
    `,${draft.breakOverrunMinutes},${draft.absentDays},${draft.lateBand},${draft.earlyBand},${draft.settled}` +
    `|${flags.join()}|${draft.signals.join()}`
  );
}

/** Leave, duty, corrections, excuses, holidays and terminals enter through the steps they caused. */
function stepsText({ explanation }: AttendanceDraft): string {
  let text = '';
  for (const { code, params } of explanation) {
    text += `|${code}`;
    for (const name in params) text += `,${params[name]}`;
  }
  return text;
}

function policyDigest(policy: AttendancePolicy): string {
  let digest = policyDigests.get(policy);
  if (digest === undefined) policyDigests.set(policy, (digest = hash('sha256', JSON.stringify(policy), 'hex')));
  return digest;
}
