import type { Instant, WorkDate } from '../time/instant';

/** How work results or behaviour compare with what was expected. */
export const appraisalLevels = ['below', 'as-expected', 'above'] as const;
/** One of the levels. */
export type AppraisalLevel = (typeof appraisalLevels)[number];

/** The outcome of an evaluation, best first. */
export const predicates = ['Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang/misconduct', 'Sangat Kurang'] as const;
/** One of the outcomes (predikat kinerja). */
export type Predicate = (typeof predicates)[number];

/** The seven values of the civil service (BerAKHLAK) by which behaviour is looked at. */
export const behaviourValues = ['berorientasi-pelayanan', 'akuntabel', 'kompeten', 'harmonis', 'loyal', 'adaptif', 'kolaboratif'] as const;
/** One of the values. */
export type BehaviourValue = (typeof behaviourValues)[number];

/** The outcome by behaviour (first key) and work result (second key); attendance is no part of it. */
export type Quadrant = Readonly<Record<AppraisalLevel, Readonly<Record<AppraisalLevel, Predicate>>>>;

/** A planned result with the indicators by which it is seen. */
export interface PlannedResult {
  readonly text: string;
  readonly indicators: readonly { readonly text: string; readonly target: string }[];
}

/** Steps of an appraisal; `agree` and `object` are the employee's. */
export const appraisalActs = ['plan', 'agree', 'dialogue', 'evaluate', 'object', 'answer-objection', 'close'] as const;
/** One of the steps. */
export type AppraisalAct = (typeof appraisalActs)[number];

/** What happened to an appraisal, only ever appended. */
export interface AppraisalEvent {
  readonly type: AppraisalAct;
  readonly at: Instant;
  readonly date: WorkDate;
  readonly actor: string;
  readonly text: string | null;
  readonly results?: readonly PlannedResult[];
  readonly work?: AppraisalLevel;
  readonly behaviour?: AppraisalLevel;
  /** Of an evaluation: the outcome by the quadrant of its day. */
  readonly predicate?: Predicate;
  readonly values?: Readonly<Partial<Record<BehaviourValue, AppraisalLevel>>>;
}

/** Where an appraisal stands. */
export type AppraisalStatus = 'new' | 'planned' | 'agreed' | 'evaluated' | 'objected' | 'closed';

/** An appraisal as its events make it. */
export interface AppraisalState {
  readonly status: AppraisalStatus;
  readonly results: readonly PlannedResult[];
  readonly work: AppraisalLevel | null;
  readonly behaviour: AppraisalLevel | null;
  readonly predicate: Predicate | null;
}

/** The state after all events, oldest first. An evaluation has the outcome that it was recorded with: no later table changes it. */
export function foldAppraisal(events: readonly AppraisalEvent[]): AppraisalState {
  let state: AppraisalState = { status: 'new', results: [], work: null, behaviour: null, predicate: null };
  for (const event of events) state = after(state, event);
  return state;
}

function after(state: AppraisalState, event: AppraisalEvent): AppraisalState {
  switch (event.type) {
    // A plan that is changed has to be agreed to again.
    case 'plan': return { ...state, status: 'planned', results: event.results ?? [] };
    case 'agree': return { ...state, status: 'agreed' };
    case 'evaluate': return event.work && event.behaviour ? { ...state, status: 'evaluated', work: event.work, behaviour: event.behaviour, predicate: event.predicate ?? null } : state;
    case 'object': return { ...state, status: 'objected' };
    case 'answer-objection': return { ...state, status: 'evaluated' };
    case 'close': return { ...state, status: 'closed' };
    case 'dialogue': return state;
  }
}

const allowed: Readonly<Record<AppraisalStatus, readonly AppraisalAct[]>> = {
  new: ['plan'],
  planned: ['plan', 'agree', 'dialogue'],
  agreed: ['plan', 'dialogue', 'evaluate'],
  evaluated: ['evaluate', 'dialogue', 'object', 'close'],
  objected: ['evaluate', 'dialogue', 'answer-objection'],
  closed: [],
};

/** The steps that are possible now. */
export const appraisalActsOf = (state: AppraisalState): readonly AppraisalAct[] => allowed[state.status];

/** Why a step is not possible now; null when it is. An evaluation before the period is over would judge what has not happened. */
export function appraisalRefusal(state: AppraisalState, act: AppraisalAct, about: { readonly own: boolean; readonly today: WorkDate; readonly periodEndDate: WorkDate }): string | null {
  if (!appraisalActsOf(state).includes(act)) return `an appraisal that is ${state.status} cannot take "${act}"`;
  if (about.own && act !== 'agree' && act !== 'object' && act !== 'dialogue') return 'nobody plans, evaluates or closes the own appraisal';
  return act === 'evaluate' && about.today < about.periodEndDate ? `the period ends on ${about.periodEndDate}; it is evaluated from that day on` : null;
}

/** What an act lacks, in sentences. */
export function appraisalProblems(event: Pick<AppraisalEvent, 'type' | 'text' | 'results' | 'work' | 'behaviour'>): string[] {
  if (event.type === 'plan') return event.results?.length && event.results.every(({ indicators }) => indicators.length > 0) ? [] : ['a plan has at least one result, and each result an indicator'];
  if (event.type === 'evaluate') return event.work && event.behaviour && event.text ? [] : ['an evaluation says work, behaviour and the reason'];
  return ['dialogue', 'object', 'answer-objection'].includes(event.type) && !event.text ? [`"${event.type}" needs a text`] : [];
}

/** How often each outcome came, best first; a distribution to look at, held against no pattern. */
export const distributionOf = (found: readonly Predicate[]): readonly { readonly predicate: Predicate; readonly count: number }[] => predicates.map((predicate) => ({ predicate, count: found.filter((each) => each === predicate).length }));
