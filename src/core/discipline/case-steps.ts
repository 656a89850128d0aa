import type { WorkDate } from '../time/instant';
import type { WorkingCalendar } from '../calendar/working-calendar';
import type { ActName, Actor, ActorRole, Stage } from './case-event';
import * as guard from './case-guards';
import type { CaseRound, CaseState } from './case-state';
import { TRANSITIONS } from './case-transitions';
import { valueOn } from './dated';
import type { ProcedureProvision, Regulations } from './regulation';

/** A step of the procedure: open now, or locked with the reason; what an open step says in its own fields may still be refused. */
export interface CaseStepState {
  readonly act: ActName;
  readonly actors: readonly ActorRole[];
  readonly open: boolean;
  /** `stage`: it belongs to other stages; `condition`: something in the case or the calendar holds it back; null when open. */
  readonly lock: 'stage' | 'condition' | null;
  readonly reason: string | null;
  /** The stages from which it may be taken. */
  readonly stages: readonly Stage[];
}

/** What steps are looked at against. */
export interface StepRules {
  readonly regulations: Regulations;
  readonly procedure: ProcedureProvision | undefined;
  readonly calendar: WorkingCalendar;
  readonly today: WorkDate;
}

type Standing = Pick<guard.StepFacts<ActName>, 'state' | 'round' | 'actor' | 'actDate' | 'calendar' | 'regulations'> & { readonly procedure: ProcedureProvision };
type StandingGuard = (facts: Standing) => string | null;

/** The conditions that need no word of the act: they can be told before anybody writes it. */
const STANDING: Readonly<Partial<Record<ActName, readonly StandingGuard[]>>> = {
  'record-no-show': [standing(guard.notBeforeExamination)],
  'form-team': [teamTier],
  'release-temporarily': [standing(guard.releaseAllowed), ({ round }) => (round.temporarilyReleased ? 'the person is released from duties already' : null)],
  'replace-superior': [({ round }) => (round.superiorReplaced === null ? null : 'the direct superior has been replaced already')],
  examine: [teamFormed],
  decide: [standing(guard.noReviewOpen)],
  deliver: [guard.somethingImposed],
  'record-absent-at-delivery': [guard.somethingImposed],
  send: [standing(guard.absentAtDelivery)],
  'take-effect': [standing(guard.effectReached), standing(guard.notAnnulled)],
  object: [guard.noRecourseYet, standing(guard.objectionIsTheWay), standing(guard.objectionInTime)],
  appeal: [guard.noRecourseYet, standing(guard.appealIsTheWay), standing(guard.appealInTime)],
  'settle-objection': [guard.recourseRuns('objection')],
  'settle-appeal': [guard.recourseRuns('appeal')],
  'resolve-review': [standing(guard.reviewOpen)],
  'dispose-salary-stop': [standing(guard.salaryStopProposed)],
  close: [standing(guard.closable)],
};

/** Every step of the procedure with whether it can be taken today, and if not, why not. */
export function caseSteps(state: CaseState, round: CaseRound, rules: StepRules): CaseStepState[] {
  return Object.values(TRANSITIONS).map(({ act, actors, from, restsOn }) => {
    const row = { act, actors, stages: from };
    if (!from.includes(round.stage)) return { ...row, open: false, lock: 'stage', reason: `possible in ${from.join(', ')}; the case is in ${round.stage}` };
    const reason = conditionOf(act, restsOn, state, round, rules);
    return reason === null ? { ...row, open: true, lock: null, reason } : { ...row, open: false, lock: 'condition', reason };
  });
}

function conditionOf(act: ActName, restsOn: readonly string[], state: CaseState, round: CaseRound, { regulations, procedure, calendar, today }: StepRules): string | null {
  if (procedure === undefined) return 'no procedure in use rules this category';
  const unruled = restsOn.find((name) => valueOn(procedure.parameters[name as keyof ProcedureProvision['parameters']] as never, today) === undefined);
  if (unruled !== undefined) return `the procedure has no value for ${unruled} on ${today}`;
  // Whether the direct superior may act depends on who acts; it is told when somebody does.
  const actor: Actor = { role: 'higher-superior', name: '' };
  for (const condition of STANDING[act] ?? []) {
    const reason = condition({ state, round, actor, actDate: today, calendar, procedure, regulations });
    if (reason !== null) return reason;
  }
  return null;
}

/** A guard of an act of which it reads nothing but the case and the calendar. */
function standing<A extends ActName>(check: guard.Guard<A>): StandingGuard {
  return (facts) => check(facts as unknown as guard.StepFacts<A>);
}

const examinerOf = ({ procedure, round, actDate }: Standing): string | undefined => valueOn(procedure.parameters.examiners, actDate)?.value[round.proposal.level.tier];

function teamTier(facts: Standing): string | null {
  const examiner = examinerOf(facts);
  return examiner === undefined || examiner === 'direct-superior' ? `the tier ${facts.round.proposal.level.tier} is examined by the direct superior, not by a team` : null;
}

function teamFormed(facts: Standing): string | null {
  return examinerOf(facts) === 'team-required' && facts.round.team.length === 0 ? `the tier ${facts.round.proposal.level.tier} must be examined by a team, and none has been formed` : null;
}
