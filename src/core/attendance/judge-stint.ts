import { totalMs } from '../time/intervals';
import { excusedMs, NOTHING_EXCUSED, stillOwed } from './excused-time';
import { step, type ExplanationStep } from './explanation-step';
import { flexibleSpan, type OwedSpan } from './flexible-hours';
import { pairStint, type Handover } from './handover';
import { breakOverrunMinutes, creditedMs, earlyLeaveMinutes, lateMinutes, overtimeMinutes, workedMs } from './measure';
import type { Pairing } from './pair-punches';
import { excusedSteps, punchSteps } from './punch-steps';
import type { SpanFacts } from './span-facts';
import type { Stint } from './stint';
import type { Covered, StintResult } from './stint-result';

/** Judges one stint: who came, when, and what of the owed time was worked (reconciliation.md rules 7 to 10, 15, 19). */
export function judgeStint(stint: Stint, facts: SpanFacts, handover: Handover | undefined): StintResult {
  if (stint.remaining.length === 0) return coveredResult(stint);
  const flags = partialFlags(stint);
  const steps = excusedSteps(stint);
  const pairing = pairStint(stint, dutyAt(stint, 'end'));
  steps.push(...punchSteps(stint.punches, pairing.pairs), ...pairing.steps);
  flags.push(...pairing.flags, ...punchFlags(stint));
  fillMissingSides(stint, pairing, handover, flags, steps);
  return measured(stint, facts, pairing, flags, steps);
}

function measured(
  stint: Stint,
  facts: SpanFacts,
  { pairs }: Pairing,
  flags: string[],
  steps: ExplanationStep[],
): StintResult {
  const firstIn = pairs[0]?.inPunch ? pairs[0].inAt : null;
  const lastPair = pairs[pairs.length - 1];
  const lastOut = lastPair?.outPunch ? lastPair.outAt : null;
  const span = flexibleSpan(stint, firstIn);
  noteFlex(span, flags, steps);
  const worked = workedMs(pairs, span);
  return {
    stint,
    pairs,
    flags,
    steps,
    covered: null,
    empty: pairs.length === 0,
    lateMinutes: firstIn === null ? 0 : lateMinutes(stint, span, firstIn, steps),
    earlyLeaveMinutes: lastOut === null ? 0 : earlyLeaveMinutes(stint, span, lastOut, steps),
    workedMs: worked,
    creditedMs: stint.excused === NOTHING_EXCUSED ? worked : creditedMs(stint, pairs, firstIn),
    overtimeMinutes: overtimeMinutes(pairs, facts.overtimeOrders, stint.shift.endsAt + span.endMovedMs),
    breakOverrunMinutes: breakOverrunMinutes(pairs, span),
    missingIn: pairs.some((pair) => pair.inAt === null),
    missingOut: pairs.some((pair) => pair.outAt === null),
    excusedMs: excusedMs(stint.owed, stint.excused),
  };
}

function noteFlex(span: OwedSpan, flags: string[], steps: ExplanationStep[]): void {
  if (!span.shifted) return;
  flags.push('FLEX_SHIFTED');
  steps.push(step('FLEX_SHIFTED', { startAt: span.startAt, endAt: span.endAt }));
}

/** A duty at the end stands for the OUT, one at the start for the IN; a handover likewise. */
function fillMissingSides(
  stint: Stint,
  { pairs }: Pairing,
  handover: Handover | undefined,
  flags: string[],
  steps: ExplanationStep[],
): void {
  const [first, last] = [pairs[0], pairs[pairs.length - 1]];
  if (!first || !last) return;
  if (handover?.stands) {
    flags.push('HANDOVER_IMPUTED');
    steps.push(step('HANDOVER_IMPUTED', { at: handover.stands === 'in' ? stint.startsAt : stint.endsAt }));
    if (handover.stands === 'in') first.inAt ??= stint.startsAt;
    else last.outAt ??= stint.endsAt;
  }
  if (first.inAt === null && dutyAt(stint, 'start')) {
    first.inAt = stint.startsAt;
    steps.push(step('DUTY_STANDS_FOR_IN', {}));
  }
  if (last.outAt === null && dutyAt(stint, 'end')) {
    last.outAt = stint.endsAt;
    steps.push(step('DUTY_STANDS_FOR_OUT', {}));
  }
}

function dutyAt({ excused, owed }: Stint, side: 'start' | 'end'): boolean {
  const { duty } = excused;
  if (duty.length === 0) return false;
  if (side === 'start') return duty[0]?.startAt === owed[0]?.startAt;
  return duty[duty.length - 1]?.endAt === owed[owed.length - 1]?.endAt;
}

function partialFlags({ excused }: Stint): string[] {
  const flags: string[] = [];
  if (excused.leave.length > 0) flags.push('PARTIAL_LEAVE');
  if (excused.duty.length > 0) flags.push('PARTIAL_DUTY');
  return flags;
}

function punchFlags({ punches }: Stint): string[] {
  const flags: string[] = [];
  if (punches.some((punch) => punch.driftSeconds !== 0)) flags.push('CLOCK_DRIFT_CORRECTED');
  if (punches.some((punch) => punch.correction !== null)) flags.push('CORRECTED');
  return flags;
}

/** Nothing is owed: leave first, then duty; where only both together cover it, the person was on duty. */
function coveredResult(stint: Stint): StintResult {
  const { owed, excused } = stint;
  const none = { ...excused, leave: [], duty: [], holiday: [] };
  const covers = (part: Partial<typeof excused>) => stillOwed(owed, { ...none, ...part }).length === 0;
  const { leave, duty, holiday } = excused;
  const covered: Covered = covers({ holiday }) ? 'HOLIDAY' : covers({ holiday, leave }) ? 'ON_LEAVE' : 'ON_DUTY';
  const both = covered === 'ON_DUTY' && !covers({ holiday, duty });
  const onLeave = covered === 'ON_LEAVE' && stint.punches.length > 0;
  const flags = [...(both ? partialFlags(stint) : []), ...(onLeave ? ['PUNCH_ON_LEAVE'] : [])];
  const steps = [...excusedSteps(stint), ...punchSteps(stint.punches, [])];
  if (onLeave) steps.push(step('PUNCH_DURING_LEAVE', {}));
  return {
    ...{ stint, pairs: [], flags, steps, covered, empty: false, missingIn: false, missingOut: false },
    ...{
      lateMinutes: 0,
      earlyLeaveMinutes: 0,
      workedMs: 0,
      creditedMs: totalMs(owed),
      overtimeMinutes: 0,
      breakOverrunMinutes: 0,
    },
    excusedMs: totalMs(owed),
  };
}
