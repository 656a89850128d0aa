import type { ActName, ActorRole, CaseAct, Stage } from './case-event';
import type { CaseRound } from './case-state';
import type { StepFacts } from './case-guards';
import * as guard from './case-guards';

/** One row of the procedure: what may be done from which stages, by whom, under which conditions, and where it leads. */
export interface Transition<A extends ActName = ActName> {
  readonly act: A;
  readonly from: readonly Stage[];
  readonly actors: readonly ActorRole[];
  /** The procedure parameters (and so the articles) this step rests on. */
  readonly restsOn: readonly string[];
  readonly guards: readonly guard.Guard<A>[];
  readonly to: (facts: StepFacts<A>) => Stage;
}

type Table = { readonly [A in ActName]: Transition<A> };

const stay = ({ round }: { round: CaseRound }): Stage => round.stage;
const always = (stage: Stage) => (): Stage => stage;

const UNEXAMINED: readonly Stage[] = ['opened', 'summoned', 'missed-first', 'summoned-again', 'missed-second'];
const SUMMONERS: readonly ActorRole[] = ['direct-superior', 'higher-superior', 'examining-team'];
const OFFICE: readonly ActorRole[] = ['staffing-officer', 'deciding-official'];
const MOVING: readonly Stage[] = [
  ...UNEXAMINED,
  'absent-twice',
  'examined',
  'decided',
  'delivered',
  'under-objection',
  'under-appeal',
  'in-force',
];

/** The procedure of PP 94/2021 Ps 26-38 and PP 79/2021 as a table; every number it needs comes from the regulation file. */
export const TRANSITIONS: Table = {
  summon: {
    ...{
      act: 'summon',
      from: ['opened', 'missed-first'],
      actors: SUMMONERS,
      restsOn: ['summonsGap', 'secondSummonsWithin'],
    },
    guards: [guard.superiorNotInvolved, guard.summonsOnWorkingDays],
    to: ({ round }) => (round.summonses.length === 0 ? 'summoned' : 'summoned-again'),
  },
  'record-no-show': {
    ...{
      act: 'record-no-show',
      from: ['summoned', 'summoned-again'],
      actors: [...SUMMONERS, 'staffing-officer'],
      restsOn: ['decideWithoutExaminationAfterSummons'],
    },
    guards: [guard.notBeforeExamination],
    to: ({ round, needed }) =>
      round.summonses.length >= needed('decideWithoutExaminationAfterSummons') ? 'missed-second' : 'missed-first',
  },
  'record-absent-twice': {
    ...{
      act: 'record-absent-twice',
      from: ['missed-second'],
      actors: SUMMONERS,
      restsOn: ['decideWithoutExaminationAfterSummons'],
    },
    ...{ guards: [guard.superiorNotInvolved], to: always('absent-twice') },
  },
  'form-team': {
    ...{
      act: 'form-team',
      from: UNEXAMINED,
      actors: [...OFFICE, 'higher-superior'],
      restsOn: ['examiners'],
      guards: [guard.teamFits],
      to: stay,
    },
  },
  'replace-superior': {
    ...{
      act: 'replace-superior',
      from: UNEXAMINED,
      actors: [...OFFICE, 'higher-superior'],
      restsOn: ['examiners'],
      guards: [],
      to: stay,
    },
  },
  'change-superior': {
    ...{ act: 'change-superior', from: UNEXAMINED, actors: OFFICE, restsOn: [], guards: [], to: stay },
  },
  'release-temporarily': {
    ...{
      act: 'release-temporarily',
      from: [...UNEXAMINED, 'absent-twice', 'examined'],
      actors: [...OFFICE, 'direct-superior', 'higher-superior'],
    },
    ...{ restsOn: ['temporaryReleaseTiers'], guards: [guard.releaseAllowed], to: stay },
  },
  examine: {
    ...{ act: 'examine', from: ['summoned', 'summoned-again'], actors: SUMMONERS, restsOn: ['examiners'] },
    guards: [guard.superiorNotInvolved, guard.notBeforeSummons, guard.teamWhereRequired, guard.refusalRecorded],
    to: always('examined'),
  },
  decide: {
    ...{
      act: 'decide',
      from: ['examined', 'absent-twice'],
      actors: ['deciding-official'],
      restsOn: ['decideWithoutExaminationAfterSummons'],
    },
    guards: [guard.noReviewOpen, guard.sanctionKnown, guard.notHeavierThanReached, guard.punishesOnce],
    to: always('decided'),
  },
  deliver: {
    ...{
      act: 'deliver',
      from: ['decided'],
      actors: [...OFFICE, 'direct-superior', 'higher-superior'],
      restsOn: ['deliverWithin'],
    },
    ...{ guards: [guard.somethingImposed, guard.receivedAfterDecision], to: always('delivered') },
  },
  'record-absent-at-delivery': {
    ...{
      act: 'record-absent-at-delivery',
      from: ['decided'],
      actors: [...OFFICE, 'direct-superior', 'higher-superior'],
      restsOn: ['sendIfNotPresentWithin'],
    },
    ...{ guards: [guard.somethingImposed], to: stay },
  },
  send: {
    ...{
      act: 'send',
      from: ['decided'],
      actors: OFFICE,
      restsOn: ['sendIfNotPresentWithin'],
      guards: [guard.absentAtDelivery],
      to: stay,
    },
  },
  'take-effect': {
    ...{
      act: 'take-effect',
      from: ['delivered'],
      actors: ['clock', 'staffing-officer'],
      restsOn: ['inForceOnWorkingDay'],
    },
    ...{ guards: [guard.effectReached, guard.notAnnulled], to: always('in-force') },
  },
  object: {
    ...{
      act: 'object',
      from: ['delivered', 'in-force'],
      actors: ['employee'],
      restsOn: ['objectionWithin', 'objectionSuspends'],
    },
    guards: [guard.noRecourseYet, guard.objectionIsTheWay, guard.objectionInTime],
    to: ({ round, holds }) => (holds('objectionSuspends') ? 'under-objection' : round.stage),
  },
  appeal: {
    ...{
      act: 'appeal',
      from: ['delivered', 'in-force'],
      actors: ['employee'],
      restsOn: ['appealWithin', 'appealSuspends', 'appealableSanctions'],
    },
    guards: [guard.noRecourseYet, guard.appealIsTheWay, guard.appealInTime],
    to: ({ round, holds }) => (holds('appealSuspends') ? 'under-appeal' : round.stage),
  },
  'settle-objection': {
    ...{
      act: 'settle-objection',
      from: ['under-objection', 'delivered', 'in-force'],
      actors: ['higher-superior', 'deciding-official', 'appeal-body'],
    },
    ...{ restsOn: ['objectionAnsweredWithin'], guards: [guard.recourseRuns('objection')], to: settled },
  },
  'settle-appeal': {
    ...{ act: 'settle-appeal', from: ['under-appeal', 'delivered', 'in-force'], actors: ['appeal-body'] },
    ...{ restsOn: ['appealDecidedWithin'], guards: [guard.recourseRuns('appeal')], to: settled },
  },
  'resolve-review': {
    ...{
      act: 'resolve-review',
      from: [...MOVING, 'closed'],
      actors: OFFICE,
      restsOn: [],
      guards: [guard.reviewOpen, guard.decisionNotRewritten],
    },
    to: ({ round, act }) =>
      act.outcome === 'withdraw' ? (round.decision === null ? 'withdrawn' : 'closed') : round.stage,
  },
  'dispose-salary-stop': {
    ...{
      act: 'dispose-salary-stop',
      from: [...MOVING, 'closed', 'withdrawn'],
      actors: OFFICE,
      restsOn: [],
      guards: [guard.salaryStopProposed],
      to: stay,
    },
  },
  close: {
    ...{
      act: 'close',
      from: ['decided', 'in-force'],
      actors: OFFICE,
      restsOn: [],
      guards: [guard.closable],
      to: always('closed'),
    },
  },
};

/** A decision that stands goes back to where it was, to take effect in its time; one that is annulled ends the round. */
function settled({ round, act }: StepFacts<'settle-objection'> | StepFacts<'settle-appeal'>): Stage {
  if (act.outcome === 'annulled') return 'closed';
  return round.stage === 'in-force' ? 'in-force' : round.inForceDate === null ? 'delivered' : 'in-force';
}

/** The acts that a stage admits at all, by whom; conditions may still refuse one. */
export function allowedActs(stage: Stage): readonly { readonly act: ActName; readonly actors: readonly ActorRole[] }[] {
  return Object.values(TRANSITIONS)
    .filter((transition) => transition.from.includes(stage))
    .map(({ act, actors }) => ({ act, actors }));
}

/** The row of the table for an act. */
export function transitionOf<A extends CaseAct['act']>(act: A): Transition<A> {
  return TRANSITIONS[act];
}
