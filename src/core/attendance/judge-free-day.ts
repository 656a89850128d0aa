import type { KeptPunch } from '../punch/kept-punch';
import type { PlanDay } from '../schedule/planned-day';
import { wholeMinutes } from '../time/intervals';
import { newDraft, type AttendanceDraft } from './attendance-draft';
import { step } from './explanation-step';
import { overtimeMinutes } from './measure';
import { pairPunches, type Pair } from './pair-punches';
import { outsideSteps, punchSteps } from './punch-steps';
import type { SpanFacts } from './span-facts';

/** A date on which nothing is owed: outside employment, a holiday, or a day off (reconciliation.md rule 16). */
export function judgeFreeDay(day: PlanDay, punches: readonly KeptPunch[], facts: SpanFacts): AttendanceDraft {
  if (!day.employed) return judgeNotEmployed(day, punches);
  const { holiday } = day;
  const isHoliday = holiday !== null && holiday.intervals === null && !day.owedOnHoliday;
  const draft = newDraft(day.date, 1, null, isHoliday ? 'HOLIDAY' : 'OFF');
  draft.explanation.push(isHoliday ? step('HOLIDAY', { name: holiday.name }) : step('DAY_OFF', {}));
  if (punches.length > 0) addWork(draft, day, punches, facts);
  return draft;
}

function judgeNotEmployed(day: PlanDay, punches: readonly KeptPunch[]): AttendanceDraft {
  const draft = newDraft(day.date, 1, null, 'NOT_EMPLOYED');
  draft.explanation.push(step('NOT_EMPLOYED', {}), ...outsideSteps(punches));
  if (punches.length > 0) draft.flags.push('OUTSIDE_WINDOW');
  return draft;
}

function addWork(draft: AttendanceDraft, day: PlanDay, punches: readonly KeptPunch[], facts: SpanFacts): void {
  const frame = { policy: day.policy, startAt: day.startsAt, endAt: day.endsAt, outStands: false };
  const { pairs, flags, steps } = pairPunches(punches, frame);
  draft.workedMinutes = rawMinutes(pairs);
  draft.overtimeMinutes = overtimeMinutes(pairs, facts.overtimeOrders, day.startsAt);
  draft.inAt = pairs.find((pair) => pair.inAt !== null)?.inAt ?? null;
  draft.outAt = pairs.findLast((pair) => pair.outAt !== null)?.outAt ?? null;
  draft.flags.push(draft.status === 'HOLIDAY' ? 'HOLIDAY_WORK' : 'OFFDAY_WORK', ...flags, ...readingFlags(punches));
  draft.explanation.push(...punchSteps(punches, pairs), ...steps);
  const code = draft.status === 'HOLIDAY' ? 'HOLIDAY_WORK' : 'OFFDAY_WORK';
  draft.explanation.push(step(code, { minutes: draft.workedMinutes }));
  if (draft.overtimeMinutes > 0) draft.explanation.push(step('OVERTIME', { minutes: draft.overtimeMinutes }));
}

function rawMinutes(pairs: readonly Pair[]): number {
  let ms = 0;
  for (const { inAt, outAt } of pairs) if (inAt !== null && outAt !== null) ms += outAt - inAt;
  return wholeMinutes(ms);
}

function readingFlags(punches: readonly KeptPunch[]): string[] {
  const flags: string[] = [];
  if (punches.some((punch) => punch.driftSeconds !== 0)) flags.push('CLOCK_DRIFT_CORRECTED');
  if (punches.some((punch) => punch.correction !== null)) flags.push('CORRECTED');
  return flags;
}
