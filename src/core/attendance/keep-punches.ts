import { driftSecondsOf } from '../punch/clock-drift';
import { byTime, foldInto, isDuplicate } from '../punch/duplicates';
import type { KeptPunch } from '../punch/kept-punch';
import type { PunchFact } from '../punch/punch-fact';
import type { PlanDay } from '../schedule/planned-day';
import { SECOND_MS, wholeMinute, type Instant } from '../time/instant';
import { defaultPolicy, type AttendancePolicy } from './policy';
import type { CorrectionFact, SpanFacts } from './span-facts';

interface Candidate {
  readonly kept: KeptPunch;
  readonly fact: PunchFact;
  readonly dedupeSeconds: number;
}

/** The punches that count, ascending: drift taken off (rule 4), repeats folded in (rule 5), corrections added (rule 20). */
export function keepPunches(facts: SpanFacts): KeptPunch[] {
  const corrections = facts.corrections.filter((one) => one.status === 'approved').map(fromCorrection);
  const kept: KeptPunch[] = [];
  for (const { kept: punch, fact, dedupeSeconds } of candidates(facts)) {
    const last = kept[kept.length - 1];
    const corrected = corrections.find((one) => isDuplicate(punch, one, dedupeSeconds));
    if (corrected) foldInto(corrected, fact);
    else if (last && isDuplicate(punch, last, dedupeSeconds)) foldInto(last, fact);
    else kept.push(punch);
  }
  return corrections.length === 0 ? kept : [...kept, ...corrections].sort(byTime);
}

function candidates(facts: SpanFacts): Candidate[] {
  const all: Candidate[] = [];
  const only = onlyPolicy(facts.plan);
  let ascending = true;
  for (const fact of facts.punches) {
    const policy = only ?? policyAt(facts.plan, fact.at);
    const health = fact.terminal === null ? undefined : facts.terminals.get(fact.terminal);
    const kept = fromFact(fact, driftSecondsOf(health, fact.at, policy));
    const before = all[all.length - 1];
    if (before && byTime(before.kept, kept) > 0) ascending = false;
    all.push({ kept, fact, dedupeSeconds: policy.dedupeSeconds });
  }
  return ascending ? all : all.sort((a, b) => byTime(a.kept, b.kept));
}

function policyAt(plan: readonly PlanDay[], at: Instant): AttendancePolicy {
  const day = plan.find((one) => at < one.endsAt) ?? plan[plan.length - 1];
  return day?.policy ?? defaultPolicy;
}

function onlyPolicy(plan: readonly PlanDay[]): AttendancePolicy | null {
  const policy = plan[0]?.policy ?? defaultPolicy;
  for (const day of plan) if (day.policy !== policy) return null;
  return policy;
}

function fromFact(fact: PunchFact, driftSeconds: number): KeptPunch {
  const at = fact.at - driftSeconds * SECOND_MS;
  const { direction, terminal, ref } = fact;
  return { at, minuteAt: wholeMinute(at), direction, terminal, ref, driftSeconds, correction: null, duplicates: null };
}

function fromCorrection({ id, at, kind, date }: CorrectionFact): KeptPunch {
  return {
    ...{ at, minuteAt: wholeMinute(at), direction: kind, terminal: null, ref: `correction:${id}` },
    ...{ driftSeconds: 0, correction: { id, date }, duplicates: null },
  };
}
