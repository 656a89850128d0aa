import type { WorkDate } from '../time/instant';
import {
  addWorkingDays,
  workingDaysBetween,
  type CountedDate,
  type WorkingCalendar,
} from '../calendar/working-calendar';
import type { CaseRound } from './case-state';
import { valueOn, type Dated, type Source } from './dated';
import type { ProcedureProvision } from './regulation';

/** What a deadline is about. */
export type DeadlineCode =
  | 'superior-summons'
  | 'examination'
  | 'second-summons'
  | 'delivery'
  | 'sending'
  | 'objection-filing'
  | 'appeal-filing'
  | 'objection-answer'
  | 'appeal-answer'
  | 'appeal-decision'
  | 'in-force';

/** A deadline of a case in working days; provisional where a year it crosses has no decreed calendar, met when the step was taken. */
export interface CaseDeadline {
  readonly code: DeadlineCode;
  readonly dueDate: WorkDate;
  readonly provisional: boolean;
  readonly met: boolean;
  readonly overdue: boolean;
  readonly source: Source;
}

/** The date that lies as many working days after another as a parameter says, with its source; undefined when no value is in force. */
export function dueAfter(
  calendar: WorkingCalendar,
  parameter: Dated<number>,
  from: WorkDate,
): (CountedDate & { readonly source: Source }) | undefined {
  const days = valueOn(parameter, from);
  return days === undefined ? undefined : { ...addWorkingDays(calendar, from, days.value), source: days.source };
}

/** The examination date that satisfies both readings of the gap between the summons and the examination (PP 94/2021 Ps 26). */
export function examinationDateFor(
  letterDate: WorkDate,
  calendar: WorkingCalendar,
  procedure: ProcedureProvision,
): CountedDate | undefined {
  return dueAfter(calendar, procedure.parameters.summonsGap, letterDate);
}

/** The day on which a delivered decision comes into force; undefined without a receipt date (PerBKN 6/2022 Ps 50(1)). */
export function inForceDateOf(
  round: CaseRound,
  calendar: WorkingCalendar,
  procedure: ProcedureProvision,
): CountedDate | undefined {
  const { receivedDate } = round.delivery;
  const counted =
    receivedDate === null ? undefined : dueAfter(calendar, procedure.parameters.inForceOnWorkingDay, receivedDate);
  const settled = round.recourse?.outcome === 'upheld' ? round.recourse.settledDate : null;
  // An objection that was turned down cannot put the sanction in force before it was turned down.
  return counted !== undefined && settled !== null && settled > counted.date ? { ...counted, date: settled } : counted;
}

/** The date by which an officer has to verify an unexplained absence of a work date. */
export function verificationDueDate(
  workDate: WorkDate,
  calendar: WorkingCalendar,
  procedure: ProcedureProvision,
): CountedDate | undefined {
  return dueAfter(calendar, procedure.parameters.verificationWithin, workDate);
}

/** Every deadline of a round that still runs or has been met, computed with the calendar as it is decreed now; none once it has ended. */
export function deadlinesOf(
  round: CaseRound,
  calendar: WorkingCalendar,
  procedure: ProcedureProvision,
  asOfDate: WorkDate,
): readonly CaseDeadline[] {
  if (round.stage === 'closed' || round.stage === 'withdrawn') return [];
  return termsOf(round, procedure).flatMap(({ code, parameter, from, met }) => {
    const due =
      from === null
        ? undefined
        : code === 'in-force'
          ? effectOf(round, calendar, procedure, from)
          : dueAfter(calendar, parameter, from);
    if (due === undefined) return [];
    return [
      {
        code,
        dueDate: due.date,
        provisional: due.provisional,
        met,
        overdue: !met && asOfDate > due.date && code !== 'in-force',
        source: due.source,
      },
    ];
  });
}

/** Tells how far a gap between two dates is from the number of working days a parameter asks for; 0 is exact, undefined is no rule. */
export function gapFrom(
  parameter: Dated<number>,
  calendar: WorkingCalendar,
  from: WorkDate,
  to: WorkDate,
): number | undefined {
  const asked = valueOn(parameter, from)?.value;
  return asked === undefined ? undefined : workingDaysBetween(calendar, from, to) - asked;
}

interface Term {
  readonly code: DeadlineCode;
  readonly parameter: Dated<number>;
  readonly from: WorkDate | null;
  readonly met: boolean;
}

function termsOf(round: CaseRound, procedure: ProcedureProvision): readonly Term[] {
  return [...beforeDecision(round, procedure), ...afterDecision(round, procedure), ...ofRecourse(round, procedure)];
}

function beforeDecision(round: CaseRound, { parameters }: ProcedureProvision): readonly Term[] {
  const [first, second] = round.summonses;
  const missed = first?.missed === true ? first : null;
  const fromFirst =
    missed !== null && valueOn(parameters.secondSummonsCountedFrom, missed.letterDate)?.value === 'first-summons';
  const last = round.summonses.at(-1);
  return [
    {
      code: 'superior-summons',
      parameter: parameters.superiorActsWithin,
      from: round.openedDate,
      met: first !== undefined,
    },
    {
      code: 'examination',
      parameter: parameters.summonsGap,
      from: last?.missed === false ? last.letterDate : null,
      met: round.examination !== null,
    },
    {
      ...{ code: 'second-summons', parameter: parameters.secondSummonsWithin },
      ...{
        from: missed === null ? null : fromFirst ? missed.letterDate : missed.examinationDate,
        met: second !== undefined,
      },
    },
  ];
}

function afterDecision(round: CaseRound, { parameters }: ProcedureProvision): readonly Term[] {
  const { decision, delivery, recourse } = round;
  const appealable = isAppealable(round, parameters.appealableSanctions);
  const imposed = decision?.imposed ? decision : null;
  return [
    {
      code: 'delivery',
      parameter: parameters.deliverWithin,
      from: imposed?.date ?? null,
      met: delivery.receivedDate !== null || delivery.sentDate !== null,
    },
    {
      code: 'sending',
      parameter: parameters.sendIfNotPresentWithin,
      from: delivery.absentDate,
      met: delivery.sentDate !== null,
    },
    {
      code: 'in-force',
      parameter: parameters.inForceOnWorkingDay,
      from: delivery.receivedDate,
      met: round.inForceDate !== null,
    },
    {
      ...{
        code: appealable ? 'appeal-filing' : 'objection-filing',
        parameter: appealable ? parameters.appealWithin : parameters.objectionWithin,
      },
      ...{ from: delivery.receivedDate, met: recourse !== null },
    },
  ];
}

function ofRecourse(round: CaseRound, { parameters }: ProcedureProvision): readonly Term[] {
  const { recourse } = round;
  if (recourse === null) return [];
  const term = { from: recourse.filedDate, met: recourse.outcome !== null };
  if (recourse.kind === 'objection')
    return [{ code: 'objection-answer', parameter: parameters.objectionAnsweredWithin, ...term }];
  return [
    { code: 'appeal-answer', parameter: parameters.appealAnsweredWithin, ...term },
    { code: 'appeal-decision', parameter: parameters.appealDecidedWithin, ...term },
  ];
}

/** Tells whether the decided sanction is appealed against rather than objected to (PP 79/2021). */
export function isAppealable(round: CaseRound, appealable: Dated<string[]>): boolean {
  const { decision } = round;
  if (!decision?.imposed) return false;
  return valueOn(appealable, decision.date)?.value.includes(decision.imposed.sanction) === true;
}

function effectOf(round: CaseRound, calendar: WorkingCalendar, procedure: ProcedureProvision, from: WorkDate) {
  // While an objection or appeal suspends the decision there is no day on which it comes into force.
  if (round.stage === 'under-objection' || round.stage === 'under-appeal') return undefined;
  const counted = dueAfter(calendar, procedure.parameters.inForceOnWorkingDay, from);
  const effective = inForceDateOf(round, calendar, procedure);
  return counted === undefined || effective === undefined ? undefined : { ...effective, source: counted.source };
}
