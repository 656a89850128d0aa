import type { Instant } from '../time/instant';
import { MINUTE_MS } from '../time/instant';
import { intersect, overlapMs, totalMs, union, wholeMinutes } from '../time/intervals';
import { step, type ExplanationStep } from './explanation-step';
import { flexibleSpan, type OwedSpan } from './flexible-hours';
import type { Pair } from './pair-punches';
import type { AttendancePolicy } from './policy';
import type { OvertimeOrderFact } from './span-facts';
import type { Stint } from './stint';

/** Minutes of lateness after grace (reconciliation.md rules 8 and 9); excused time before the IN is not lateness. */
export function lateMinutes(stint: Stint, span: OwedSpan, inAt: Instant, steps: ExplanationStep[]): number {
  if (inAt <= span.startAt) return 0;
  const excusedMs = excusedBetween(stint, span.startAt, inAt);
  const late = startedMinutes(inAt - span.startAt - excusedMs);
  steps.push(step('LATE', { minutes: startedMinutes(inAt - span.startAt), owedAt: span.startAt, at: inAt }));
  if (excusedMs > 0) steps.push(step('LATE_EXCUSED_PART', { minutes: wholeMinutes(excusedMs) }));
  return afterGrace(late, stint.day.policy, steps);
}

/** Minutes between the OUT and the last owed end, less what is excused of them. */
export function earlyLeaveMinutes(stint: Stint, span: OwedSpan, outAt: Instant, steps: ExplanationStep[]): number {
  if (outAt >= span.endAt) return 0;
  const minutes = startedMinutes(span.endAt - outAt - excusedBetween(stint, outAt, span.endAt));
  steps.push(step('EARLY_LEAVE', { minutes, owedAt: span.endAt, at: outAt }));
  return minutes;
}

/** Milliseconds of complete pairs inside the owed time (rule 10). */
export function workedMs(pairs: readonly Pair[], span: OwedSpan): number {
  let worked = 0;
  for (const { inAt, outAt } of pairs) {
    if (inAt !== null && outAt !== null) worked += overlapMs(span.owed, inAt, outAt);
  }
  return worked;
}

/**
 * What the thresholds look at: punched or excused time of the stint's own owed span, each moment once. Flexible hours
 * move the span here as if nothing were excused, so that no leave can lower it.
 */
export function creditedMs(stint: Stint, pairs: readonly Pair[], firstIn: Instant | null): number {
  const whole = flexibleSpan({ ...stint, remaining: stint.owed }, firstIn);
  const present = pairs.flatMap(({ inAt, outAt }) =>
    inAt !== null && outAt !== null ? intersect(whole.owed, [{ startAt: inAt, endAt: outAt }]) : [],
  );
  const { leave, duty, holiday } = stint.excused;
  return totalMs(union([...present, ...leave, ...duty, ...holiday]));
}

/** Owed minutes between two complete pairs: a break that began early or ended late, an errand. */
export function breakOverrunMinutes(pairs: readonly Pair[], span: OwedSpan): number {
  if (pairs.length < 2) return 0;
  const complete = pairs.filter((pair) => pair.inAt !== null && pair.outAt !== null);
  let away = 0;
  for (let index = 1; index < complete.length; index++) {
    away += overlapMs(span.owed, complete[index - 1]?.outAt ?? 0, complete[index]?.inAt ?? 0);
  }
  return wholeMinutes(away);
}

/** Minutes of complete pairs inside approved overtime orders and after the shift's end (rule 10). */
export function overtimeMinutes(pairs: readonly Pair[], orders: readonly OvertimeOrderFact[], fromAt: Instant): number {
  const approved = orders.filter((order) => order.status === 'approved');
  if (approved.length === 0) return 0;
  const ordered = union(approved.map((order) => ({ startAt: Math.max(order.fromAt, fromAt), endAt: order.toAt })));
  let ms = 0;
  for (const { inAt, outAt } of pairs) if (inAt !== null && outAt !== null) ms += overlapMs(ordered, inAt, outAt);
  return wholeMinutes(ms);
}

/** Worked minutes in the units the policy rounds to. */
export function roundWorked(minutes: number, policy: AttendancePolicy, steps: ExplanationStep[]): number {
  const rounding = policy.workedRounding;
  if (!rounding || rounding.unit <= 1) return minutes;
  const round = { down: Math.floor, up: Math.ceil, nearest: Math.round }[rounding.mode];
  const rounded = round(minutes / rounding.unit) * rounding.unit;
  steps.push(step('WORKED_ROUNDED', { minutes: rounded, unitMinutes: rounding.unit }));
  return rounded;
}

function afterGrace(late: number, policy: AttendancePolicy, steps: ExplanationStep[]): number {
  const graceMinutes = policy.lateGraceMinutes;
  if (graceMinutes === 0) return late;
  if (late <= graceMinutes) {
    steps.push(step('WITHIN_GRACE', { minutes: late, graceMinutes }));
    return 0;
  }
  if (policy.graceMode === 'threshold') return late;
  steps.push(step('GRACE_DEDUCTED', { minutes: late - graceMinutes, graceMinutes }));
  return late - graceMinutes;
}

function excusedBetween({ excused }: Stint, fromAt: Instant, toAt: Instant): number {
  const { leave, duty, holiday } = excused;
  if (leave.length === 0 && duty.length === 0 && holiday.length === 0) return 0;
  return overlapMs(union([...leave, ...duty, ...holiday]), fromAt, toAt);
}

/** A started minute counts: seconds only remain here when the policy keeps them. */
function startedMinutes(ms: number): number {
  return Math.ceil(ms / MINUTE_MS);
}
