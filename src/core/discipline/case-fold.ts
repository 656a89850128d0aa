import type { ActEvent, CaseEvent, FactEvent, Proposal } from './case-event';
import { factsKey } from './case-facts';
import { NO_CASE, type CaseRound, type CaseState } from './case-state';

/** Folds the events of one case, oldest first, into its state; an empty history is no case. */
export function foldCase(events: readonly CaseEvent[], from: CaseState = NO_CASE): CaseState {
  const folded = events.reduce(applied, from);
  return { ...folded, history: [...from.history, ...events] };
}

function applied(state: CaseState, event: CaseEvent): CaseState {
  if (event.kind === 'act-recorded') return withAct(state, event);
  switch (event.kind) {
    case 'salary-stop-proposed':
      return {
        ...state,
        salaryStop: { month: event.salaryStop.month, standing: 'proposed', reviewNeeded: false, handledBy: null },
      };
    case 'salary-stop-withdrawn':
      return { ...state, salaryStop: state.salaryStop && { ...state.salaryStop, standing: 'withdrawn' } };
    case 'salary-stop-review-needed':
      return { ...state, salaryStop: state.salaryStop && { ...state.salaryStop, reviewNeeded: true } };
    default:
      return withRound(state, event);
  }
}

type RoundEvent = Extract<FactEvent, { round: number }> & { readonly asOfDate: string };

function withRound(state: CaseState, event: RoundEvent): CaseState {
  const known = state.rounds.some((round) => round.number === event.round);
  if (!known && 'proposal' in event && event.proposal !== null)
    return { ...state, rounds: [...state.rounds, newRound(event.round, event.proposal, event.asOfDate)] };
  return onRound(state, event.round, (round) => roundAfter(round, event));
}

function roundAfter(round: CaseRound, event: RoundEvent): CaseRound {
  switch (event.kind) {
    case 'case-withdrawn':
      return { ...round, stage: 'withdrawn' };
    case 'review-needed':
      return { ...round, review: { reason: event.reason, proposal: event.proposal } };
    case 'review-cleared':
      return { ...round, review: null, settledFacts: null };
    default:
      return { ...round, proposal: event.proposal };
  }
}

function newRound(number: number, proposal: Proposal, openedDate: string): CaseRound {
  return {
    ...{ number, stage: 'opened', proposal, openedDate, acted: false, review: null, settledFacts: null, summonses: [] },
    ...{
      superiorReplaced: null,
      superior: null,
      team: [],
      temporarilyReleased: false,
      examination: null,
      decision: null,
    },
    ...{ delivery: { receivedDate: null, absentDate: null, sentDate: null }, recourse: null, inForceDate: null },
  };
}

function onRound(state: CaseState, number: number, change: (round: CaseRound) => CaseRound): CaseState {
  return { ...state, rounds: state.rounds.map((round) => (round.number === number ? change(round) : round)) };
}

function withAct(state: CaseState, event: ActEvent): CaseState {
  if (event.act.act === 'dispose-salary-stop') {
    const standing = event.act.outcome;
    return {
      ...state,
      salaryStop: state.salaryStop && { ...state.salaryStop, standing, reviewNeeded: false, handledBy: event.actor },
    };
  }
  return onRound(state, event.round, (round) => ({ ...actedOn(round, event), stage: event.to, acted: true }));
}

function actedOn(round: CaseRound, event: ActEvent): CaseRound {
  const { act, actDate } = event;
  switch (act.act) {
    case 'summon':
      return {
        ...round,
        summonses: [
          ...round.summonses,
          {
            letterNumber: act.letterNumber,
            letterDate: act.letterDate,
            examinationDate: act.examinationDate,
            missed: false,
          },
        ],
      };
    case 'record-no-show':
      return {
        ...round,
        summonses: round.summonses.map((each, index, all) =>
          index === all.length - 1 ? { ...each, missed: true } : each,
        ),
      };
    case 'form-team':
      return { ...round, team: act.members };
    case 'replace-superior':
      return { ...round, superiorReplaced: act.why };
    case 'change-superior':
      return { ...round, superior: act.superior };
    case 'release-temporarily':
      return { ...round, temporarilyReleased: true };
    case 'examine':
      return {
        ...round,
        examination: {
          minutesNumber: act.minutesNumber,
          date: actDate,
          held: true,
          signedByExaminee: act.signedByExaminee,
        },
      };
    case 'record-absent-twice':
      return {
        ...round,
        examination: { minutesNumber: act.minutesNumber, date: actDate, held: false, signedByExaminee: false },
      };
    default:
      return afterDecision(round, event);
  }
}

function afterDecision(round: CaseRound, event: ActEvent): CaseRound {
  const { act, actDate } = event;
  switch (act.act) {
    case 'decide':
      return {
        ...round,
        decision: {
          ...{
            decisionNumber: act.decisionNumber,
            date: actDate,
            official: event.actor.name,
            imposed: event.imposed ?? null,
          },
          ...{ punishes: act.punishes, proposedSeverity: round.proposal.level.severity, annulled: false },
        },
      };
    case 'deliver':
      return { ...round, delivery: { ...round.delivery, receivedDate: act.receivedDate } };
    case 'record-absent-at-delivery':
      return { ...round, delivery: { ...round.delivery, absentDate: actDate } };
    case 'send':
      return { ...round, delivery: { ...round.delivery, sentDate: act.sentDate } };
    case 'take-effect':
      return { ...round, inForceDate: actDate };
    case 'object':
    case 'appeal':
      return {
        ...round,
        recourse: {
          kind: act.act === 'object' ? 'objection' : 'appeal',
          filedDate: actDate,
          settledDate: null,
          outcome: null,
        },
      };
    case 'settle-objection':
    case 'settle-appeal':
      return annulledIf(act.outcome === 'annulled', {
        ...round,
        recourse: round.recourse && { ...round.recourse, settledDate: actDate, outcome: act.outcome },
      });
    case 'resolve-review':
      return reviewed(round, act.outcome);
    default:
      return round;
  }
}

function reviewed(round: CaseRound, outcome: 'adopt' | 'keep' | 'withdraw'): CaseRound {
  const settled = { ...round, review: null, settledFacts: factsKey(round.review?.proposal ?? null) };
  if (outcome === 'adopt')
    return { ...settled, proposal: round.review?.proposal ?? round.proposal, settledFacts: null };
  return annulledIf(outcome === 'withdraw', settled);
}

function annulledIf(annulled: boolean, round: CaseRound): CaseRound {
  return annulled && round.decision !== null ? { ...round, decision: { ...round.decision, annulled: true } } : round;
}
