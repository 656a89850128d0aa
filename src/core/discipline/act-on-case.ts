import type { WorkDate } from '../time/instant';
import type { WorkingCalendar } from '../calendar/working-calendar';
import { gapFrom, dueAfter, inForceDateOf } from './case-deadlines';
import type { ActEvent, ActName, Actor, ActorRole, CaseAct, CaseEvent, ImposedSanction } from './case-event';
import type { StepFacts } from './case-guards';
import { currentRound, type CaseRound, type CaseState } from './case-state';
import { allowedActs, transitionOf, type Transition } from './case-transitions';
import { valueOn } from './dated';
import type { ProcedureProvision, Regulations } from './regulation';
import { interimOn, procedureFor, sanctionOn } from './rules-in-force';

/** Who does what, on which day, in which round; without a round the one that still moves. */
export interface ActRequest {
  readonly act: CaseAct;
  readonly actor: Actor;
  readonly actDate: WorkDate;
  readonly round?: number;
}

/** What a step is judged against. */
export interface CaseRules {
  readonly category: string;
  readonly regulations: Regulations;
  readonly calendar: WorkingCalendar;
}

/** The event to append with warnings for a person, or a refusal that says what is allowed instead. */
export type ActOutcome =
  | { readonly outcome: 'recorded'; readonly event: CaseEvent; readonly warnings: readonly string[] }
  | {
      readonly outcome: 'refused';
      readonly reason: string;
      readonly allowed: readonly { readonly act: ActName; readonly actors: readonly ActorRole[] }[];
    };

/** Judges one step of the procedure against the transition table and its guards; nothing is changed, the caller appends the event. */
export function actOnCase(state: CaseState, request: ActRequest, rules: CaseRules): ActOutcome {
  const round =
    request.round === undefined ? currentRound(state) : state.rounds.find((each) => each.number === request.round);
  if (round === undefined) return { outcome: 'refused', reason: 'there is no case', allowed: [] };
  const refuse = (reason: string): ActOutcome => ({ outcome: 'refused', reason, allowed: allowedActs(round.stage) });
  const procedure = procedureFor(rules.regulations, rules.category);
  if (procedure === undefined) return refuse(`no procedure in use rules ${rules.category}`);
  return judged(state, round, request, { ...rules, procedure }, refuse);
}

type Judging = CaseRules & { readonly procedure: ProcedureProvision };

function judged<A extends ActName>(
  state: CaseState,
  round: CaseRound,
  request: ActRequest,
  rules: Judging,
  refuse: (reason: string) => ActOutcome,
): ActOutcome {
  const transition = transitionOf(request.act.act as A);
  const unruled = transition.restsOn.find(
    (name) =>
      valueOn(rules.procedure.parameters[name as keyof ProcedureProvision['parameters']] as never, request.actDate) ===
      undefined,
  );
  if (!transition.from.includes(round.stage))
    return refuse(`'${request.act.act}' is not possible in the stage '${round.stage}'`);
  if (!transition.actors.includes(request.actor.role))
    return refuse(`'${request.act.act}' is for ${transition.actors.join(' or ')}, not for ${request.actor.role}`);
  if (unruled !== undefined) return refuse(`the procedure has no value for ${unruled} on ${request.actDate}`);
  const facts = factsOf<A>(state, round, request, rules);
  const objection = transition.guards.map((guard) => guard(facts)).find((reason) => reason !== null);
  if (objection != null) return refuse(objection);
  return { outcome: 'recorded', event: eventOf(transition, facts), warnings: warningsOf(request.act, facts) };
}

function factsOf<A extends ActName>(
  state: CaseState,
  round: CaseRound,
  request: ActRequest,
  rules: Judging,
): StepFacts<A> {
  const { parameters } = rules.procedure;
  return {
    ...{ state, round, act: request.act as StepFacts<A>['act'], actor: request.actor, actDate: request.actDate },
    ...{ calendar: rules.calendar, procedure: rules.procedure, regulations: rules.regulations },
    needed: (name) => valueOn(parameters[name], request.actDate)?.value ?? Infinity,
    holds: (name) => valueOn(parameters[name], request.actDate)?.value === true,
  };
}

function eventOf<A extends ActName>(transition: Transition<A>, facts: StepFacts<A>): CaseEvent {
  const { round, actor, actDate } = facts;
  const act: CaseAct = facts.act;
  const event: ActEvent = {
    kind: 'act-recorded',
    round: round.number,
    from: round.stage,
    to: transition.to(facts),
    actor,
    actDate,
    act,
  };
  return act.act === 'decide'
    ? { ...event, imposed: imposedBy(act.sanction, facts), asOfDate: actDate }
    : { ...event, asOfDate: actDate };
}

/** Freezes the sanction as it stands on the day of the decision: the catalogue of the day the row was reached, the substitute of the day it is issued. */
function imposedBy(
  sanction: string | null,
  { regulations, round, actDate }: Pick<StepFacts<ActName>, 'regulations' | 'round' | 'actDate'>,
): ImposedSanction | null {
  const found = sanction === null ? undefined : sanctionOn(regulations, sanction, round.proposal.level.reachedDate);
  if (found === undefined) return null;
  const interim = interimOn(regulations, found.code, actDate);
  return {
    ...{ sanction: found.code, title: found.title, tier: found.tier, severity: found.severity },
    interim: interim === undefined ? null : { sanction: interim.code, title: interim.title },
  };
}

function warningsOf(
  act: CaseAct,
  { round, calendar, procedure, actDate }: Pick<StepFacts<ActName>, 'round' | 'calendar' | 'procedure' | 'actDate'>,
): readonly string[] {
  if (act.act === 'summon') return summonsWarnings(act, round, calendar, procedure);
  if (act.act === 'deliver')
    return lateness(
      'the delivery',
      act.receivedDate,
      round.decision && dueAfter(calendar, procedure.parameters.deliverWithin, round.decision.date)?.date,
    );
  if (act.act === 'send')
    return lateness(
      'the sending',
      act.sentDate,
      round.delivery.absentDate &&
        dueAfter(calendar, procedure.parameters.sendIfNotPresentWithin, round.delivery.absentDate)?.date,
    );
  if (act.act === 'take-effect' && inForceDateOf(round, calendar, procedure)?.provisional === true)
    return [`the calendar of a year up to ${actDate} is not decreed`];
  return [];
}

function summonsWarnings(
  act: Extract<CaseAct, { act: 'summon' }>,
  round: CaseRound,
  calendar: WorkingCalendar,
  procedure: ProcedureProvision,
): readonly string[] {
  const gap = gapFrom(procedure.parameters.summonsGap, calendar, act.letterDate, act.examinationDate);
  const asked = valueOn(procedure.parameters.summonsGap, act.letterDate)?.value;
  const gapWarning =
    gap === undefined || gap === 0
      ? []
      : [
          `the examination lies ${(asked ?? 0) + gap} working days after the letter; exactly ${asked} satisfies every reading`,
        ];
  const first = round.summonses[0];
  if (first === undefined) return gapWarning;
  const fromFirst = valueOn(procedure.parameters.secondSummonsCountedFrom, act.letterDate)?.value === 'first-summons';
  const due = dueAfter(
    calendar,
    procedure.parameters.secondSummonsWithin,
    fromFirst ? first.letterDate : first.examinationDate,
  );
  return [...gapWarning, ...lateness('the second summons', act.letterDate, due?.date)];
}

function lateness(what: string, date: WorkDate, dueDate: WorkDate | null | undefined): readonly string[] {
  return dueDate != null && date > dueDate ? [`${what} was due by ${dueDate}`] : [];
}
