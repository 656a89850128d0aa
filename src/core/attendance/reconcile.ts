import type { KeptPunch } from '../punch/kept-punch';
import type { PlanDay } from '../schedule/planned-day';
import { assignPunches, type LoosePunches } from './assign-punches';
import type { AttendanceDay } from './attendance-day';
import type { AttendanceDraft } from './attendance-draft';
import { keepClosedRecord } from './closed-record';
import { sealDay } from './day-digest';
import { findHandovers, type Handover } from './handover';
import { judgeFreeDay } from './judge-free-day';
import { judgeShift } from './judge-shift';
import { keepPunches } from './keep-punches';
import type { SpanFacts } from './span-facts';
import { planStints, type Stint } from './stint';

/** The span's punches laid over its plan. */
interface LaidOut {
  readonly byDay: ReadonlyMap<number, readonly Stint[]>;
  readonly handovers: ReadonlyMap<Stint, Handover>;
  readonly loose: LoosePunches;
}

const NO_STINTS: readonly Stint[] = [];
const NO_PUNCHES: readonly KeptPunch[] = [];

/**
 * Judges every date from `facts.from` to `facts.to`: one row for each owed shift, or one row without a shift. Pure; the
 * same facts give the same rows in any order of arrival, and a span gives what its days give alone.
 */
export function reconcile(facts: SpanFacts): AttendanceDay[] {
  const laid = layOut(facts);
  const rows: AttendanceDay[] = [];
  facts.plan.forEach((day, dayIndex) => {
    if (day.date >= facts.from && day.date <= facts.to) rows.push(...judgeDate(day, dayIndex, laid, facts));
  });
  return rows;
}

function layOut(facts: SpanFacts): LaidOut {
  const stints = planStints(facts);
  const loose = assignPunches(facts.plan, stints, keepPunches(facts));
  const byDay = new Map<number, Stint[]>();
  for (const stint of stints) {
    const list = byDay.get(stint.dayIndex);
    if (list) list.push(stint);
    else byDay.set(stint.dayIndex, [stint]);
  }
  return { byDay, handovers: findHandovers(stints), loose };
}

function judgeDate(day: PlanDay, dayIndex: number, laid: LaidOut, facts: SpanFacts): AttendanceDay[] {
  const stints = laid.byDay.get(dayIndex) ?? NO_STINTS;
  const loose = laid.loose.get(dayIndex) ?? NO_PUNCHES;
  const owed = stints.filter((stint) => !stint.exempt);
  const drafts = owed.length > 0 ? judgeShifts(owed, loose, laid, facts) : [judgeFree(day, stints, loose, facts)];
  const kept = keepClosedRecord(drafts, facts.locked.get(day.date));
  return kept.map((draft) => sealDay(draft, { day, stints: ofShift(stints, draft), loose }, facts));
}

function judgeShifts(owed: readonly Stint[], loose: readonly KeptPunch[], laid: LaidOut, facts: SpanFacts) {
  const shiftNos = owed.length === 1 ? [(owed[0] as Stint).shiftNo] : [...new Set(owed.map((stint) => stint.shiftNo))];
  return shiftNos.map((shiftNo, index) => {
    const stints = owed.length === 1 ? owed : owed.filter((stint) => stint.shiftNo === shiftNo);
    return judgeShift({ stints, handovers: laid.handovers, loose: index === 0 ? loose : NO_PUNCHES }, facts);
  });
}

/** Punches made in the window of a shift that a holiday took away belong to the holiday. */
function judgeFree(day: PlanDay, exempt: readonly Stint[], loose: readonly KeptPunch[], facts: SpanFacts) {
  const punches = exempt.length === 0 ? loose : [...exempt.flatMap((stint) => stint.punches), ...loose];
  return judgeFreeDay(day, punches.length > 1 ? [...punches].sort((a, b) => a.at - b.at) : punches, facts);
}

function ofShift(stints: readonly Stint[], draft: AttendanceDraft): readonly Stint[] {
  if (draft.shift === null || stints.length <= 1) return stints;
  return stints.filter((stint) => stint.shiftNo === draft.shiftNo);
}
