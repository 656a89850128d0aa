import type { WorkDate } from '../time/instant';
import { isWorkingDay, type WorkingCalendar } from '../calendar/working-calendar';
import { dueAfter, inForceDateOf, isAppealable } from './case-deadlines';
import type { ActName, Actor, CaseAct } from './case-event';
import { punishedDates, type CaseRound, type CaseState } from './case-state';
import { valueOn } from './dated';
import type { ProcedureProvision, Regulations } from './regulation';
import { sanctionOn } from './rules-in-force';

/** The act of a name. */
export type ActOf<A extends ActName> = Extract<CaseAct, { act: A }>;

/** Everything a step is judged by. */
export interface StepFacts<A extends ActName> {
  readonly state: CaseState;
  readonly round: CaseRound;
  readonly act: ActOf<A>;
  readonly actor: Actor;
  readonly actDate: WorkDate;
  readonly calendar: WorkingCalendar;
  readonly procedure: ProcedureProvision;
  readonly regulations: Regulations;
  /** A number of the procedure in force on the day of the act. */
  readonly needed: (name: 'decideWithoutExaminationAfterSummons') => number;
  /** A switch of the procedure in force on the day of the act. */
  readonly holds: (name: 'objectionSuspends' | 'appealSuspends') => boolean;
}

/** A condition of a step: null when it holds, else why the step is refused. */
export type Guard<A extends ActName> = (facts: StepFacts<A>) => string | null;

type Any = StepFacts<ActName>;
const unless = (holds: boolean, why: string): string | null => (holds ? null : why);

/** PerBKN 6/2022 Ps 29(6): a superior who is involved or examined himself is replaced by the next one up. */
export const superiorNotInvolved = ({ round, actor }: Pick<Any, 'round' | 'actor'>): string | null =>
  unless(
    round.superiorReplaced === null || actor.role !== 'direct-superior',
    `the direct superior is ${round.superiorReplaced}; the next superior up acts`,
  );

/** A summons and its examination are dated on working days, the examination later (PP 94/2021 Ps 26). */
export const summonsOnWorkingDays: Guard<'summon'> = ({ act, calendar }) => {
  const off = [act.letterDate, act.examinationDate].find((date) => !isWorkingDay(calendar, date));
  if (off !== undefined) return `${off} is no working day`;
  return unless(act.examinationDate > act.letterDate, 'the examination must lie after the letter');
};

/** Nobody has missed an examination before its day. */
export const notBeforeExamination: Guard<'record-no-show'> = ({ round, actDate }) => {
  const date = round.summonses.at(-1)?.examinationDate;
  return unless(date !== undefined && actDate >= date, `the examination is on ${date}; nobody has missed it yet`);
};

/** An examination needs a summons before it. */
export const notBeforeSummons: Guard<'examine'> = ({ round, actDate }) => {
  const date = round.summonses.at(-1)?.letterDate;
  return unless(
    date !== undefined && actDate > date,
    `the summons is dated ${date}; the examination must lie after it`,
  );
};

/** Who must examine a tier (PP 94/2021 Ps 27 and 29). */
function examinerOf({ procedure, round, actDate }: Pick<Any, 'procedure' | 'round' | 'actDate'>): string | undefined {
  return valueOn(procedure.parameters.examiners, actDate)?.value[round.proposal.level.tier];
}

/** A heavy case is examined by a team; a light one by the superior (PP 94/2021 Ps 29). */
export const teamWhereRequired: Guard<'examine'> = (facts) => {
  const examiner = examinerOf(facts);
  const { round, actor } = facts;
  if (examiner === undefined) return `the procedure names no examiner for the tier ${round.proposal.level.tier}`;
  if (actor.role === 'examining-team') return unless(round.team.length > 0, 'no examining team has been formed');
  return unless(examiner !== 'team-required', `the tier ${round.proposal.level.tier} must be examined by a team`);
};

/** A team is for the tiers that have one; its members stand no lower than the examinee, and all three elements sit in it (PP 94/2021 Ps 29). */
export const teamFits: Guard<'form-team'> = (facts) => {
  const { act, round } = facts;
  const examiner = examinerOf(facts);
  if (examiner === undefined || examiner === 'direct-superior')
    return `the tier ${round.proposal.level.tier} is examined by the direct superior, not by a team`;
  const missing = (['superior', 'oversight', 'staffing'] as const).filter(
    (element) => !act.members.some((member) => member.element === element),
  );
  if (missing.length > 0) return `the team lacks: ${missing.join(', ')}`;
  const lower = act.members.find((member) => member.rank < act.examineeRank);
  return unless(lower === undefined, `${lower?.name} stands lower than the examinee`);
};

/** Temporary release is for the tiers the procedure names (PP 94/2021 Ps 31). */
export const releaseAllowed: Guard<'release-temporarily'> = ({ procedure, round, actDate }) =>
  unless(
    valueOn(procedure.parameters.temporaryReleaseTiers, actDate)?.value.includes(round.proposal.level.tier) === true,
    `a temporary release is not for the tier ${round.proposal.level.tier}`,
  );

/** Minutes without the examinee's signature say so (PP 94/2021 Ps 30). */
export const refusalRecorded: Guard<'examine'> = ({ act }) =>
  unless(
    act.signedByExaminee || (act.refusalNote ?? '').trim() !== '',
    'the examinee did not sign: the minutes must record the refusal',
  );

/** Nobody decides on facts that are in question. */
export const noReviewOpen: Guard<'decide'> = ({ round }) =>
  unless(round.review === null, `the facts have changed (${round.review?.reason}); the review comes first`);

/** A sanction must be in force on the day it is imposed, or on the day the row was reached. */
export const sanctionKnown: Guard<'decide'> = ({ act, round, regulations }) => {
  if (act.sanction === null) return null;
  return unless(
    sanctionOn(regulations, act.sanction, round.proposal.level.reachedDate) !== undefined,
    `no sanction '${act.sanction}' was in force on ${round.proposal.level.reachedDate}`,
  );
};

/** The row reached is the most that the facts carry; an official may be milder. */
export const notHeavierThanReached: Guard<'decide'> = ({ act, round, regulations }) => {
  if (act.sanction === null) return null;
  const { level } = round.proposal;
  const severity = sanctionOn(regulations, act.sanction, level.reachedDate)?.severity ?? 0;
  return unless(severity <= level.severity, `'${act.sanction}' is heavier than the row reached, '${level.sanction}'`);
};

/** One decision punishes days of its own proposal, and none that a decision has punished before (PP 94/2021 Ps 35(3)). */
export const punishesOnce: Guard<'decide'> = ({ act, round, state }) => {
  const twice = act.punishes.filter((date) => punishedDates(state).has(date));
  if (twice.length > 0) return `already punished: ${twice.join(', ')}`;
  const foreign = act.punishes.filter((date) => !round.proposal.level.dates.includes(date));
  if (foreign.length > 0) return `not among the days of the case: ${foreign.join(', ')}`;
  return unless(act.sanction === null || act.punishes.length > 0, 'a sanction must name the days it punishes');
};

/** Only a sanction is delivered. */
export const somethingImposed = ({ round }: Pick<Any, 'round'>): string | null =>
  unless(round.decision?.imposed != null, 'the decision imposes nothing; the case is closed');

/** A decision cannot be received before it exists, nor in the future. */
export const receivedAfterDecision: Guard<'deliver'> = ({ act, round, actDate }) => {
  const decided = round.decision?.date ?? '';
  return unless(
    act.receivedDate >= decided && act.receivedDate <= actDate,
    `a receipt date lies between the decision (${decided}) and today (${actDate})`,
  );
};

/** A decision is sent after the person did not come to receive it (PerBKN 6/2022 Ps 49(8)). */
export const absentAtDelivery: Guard<'send'> = ({ round }) =>
  unless(round.delivery.absentDate !== null, 'the person has not been recorded absent at the delivery');

/** A sanction comes into force on its working day, never earlier and never without a receipt (PerBKN 6/2022 Ps 50(1)). */
export const effectReached: Guard<'take-effect'> = ({ round, calendar, procedure, actDate }) => {
  const date = inForceDateOf(round, calendar, procedure)?.date;
  if (date === undefined) return 'without a receipt date the decision never comes into force';
  return unless(actDate >= date, `the decision comes into force on ${date}`);
};

/** An annulled decision has no effect. */
export const notAnnulled: Guard<'take-effect'> = ({ round }) =>
  unless(round.decision?.annulled !== true, 'the decision has been annulled');

/** One objection or appeal per decision. */
export const noRecourseYet = ({ round }: Pick<Any, 'round'>): string | null =>
  unless(round.recourse === null, `an ${round.recourse?.kind} has been filed already`);

/** Everything but what is appealed against is objected to (PP 79/2021). */
export const objectionIsTheWay: Guard<'object'> = ({ round, procedure }) =>
  unless(
    !isAppealable(round, procedure.parameters.appealableSanctions),
    'this sanction is appealed against, not objected to',
  );

/** Dismissal is appealed against (PP 79/2021). */
export const appealIsTheWay: Guard<'appeal'> = ({ round, procedure }) =>
  unless(
    isAppealable(round, procedure.parameters.appealableSanctions),
    'this sanction is objected to, not appealed against',
  );

/** An objection comes within its working days of the receipt (PP 79/2021). */
export const objectionInTime: Guard<'object'> = (facts) => inTime(facts, 'objectionWithin');

/** An appeal comes within its working days of the receipt (PP 79/2021). */
export const appealInTime: Guard<'appeal'> = (facts) => inTime(facts, 'appealWithin');

function inTime(
  { round, calendar, procedure, actDate }: Pick<Any, 'round' | 'calendar' | 'procedure' | 'actDate'>,
  term: 'objectionWithin' | 'appealWithin',
): string | null {
  const received = round.delivery.receivedDate;
  const due = received === null ? undefined : dueAfter(calendar, procedure.parameters[term], received);
  return unless(due !== undefined && actDate <= due.date, `it had to be filed by ${due?.date}`);
}

/** The objection or appeal that is settled must be running. */
export const recourseRuns =
  (kind: 'objection' | 'appeal') =>
  ({ round }: Pick<Any, 'round'>): string | null =>
    unless(round.recourse?.kind === kind && round.recourse.outcome === null, `no ${kind} is running`);

/** A review is resolved when one is asked for. */
export const reviewOpen: Guard<'resolve-review'> = ({ round }) =>
  unless(round.review !== null, 'no review is asked for');

/** A decision is kept or withdrawn as a whole; the software does not rewrite it. */
export const decisionNotRewritten: Guard<'resolve-review'> = ({ act, round }) => {
  if (act.outcome !== 'adopt') return null;
  if (round.decision !== null) return 'an issued decision is not rewritten: keep it or withdraw it';
  return unless(round.review?.proposal != null, 'the facts propose nothing any more: keep the case or withdraw it');
};

/** A stop of pay is forwarded or refused once it has been proposed. */
export const salaryStopProposed: Guard<'dispose-salary-stop'> = ({ state }) =>
  unless(
    state.salaryStop !== null && (state.salaryStop.standing === 'proposed' || state.salaryStop.reviewNeeded),
    'no stop of pay is proposed',
  );

/** A case ends when its sanction is in force, or when the decision imposed none; not while a recourse or a review runs. */
export const closable: Guard<'close'> = ({ round }) => {
  if (round.review !== null) return 'a review is asked for; it comes first';
  if (round.recourse !== null && round.recourse.outcome === null) return `the ${round.recourse.kind} still runs`;
  return unless(
    round.stage === 'in-force' || round.decision?.imposed == null,
    'the decision has not been delivered and come into force',
  );
};
