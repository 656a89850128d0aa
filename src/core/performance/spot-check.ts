import type { Instant, WorkDate } from '../time/instant';
import type { PresentState } from './present-state';

/** What the checker saw; `elsewhere` = known to be at another place, which the checker names. */
export const checkMarks = ['seen', 'not-seen', 'elsewhere'] as const;
/** One of the marks. */
export type CheckMark = (typeof checkMarks)[number];

/** How what was seen and what is recorded differ. */
export const differenceKinds = ['recorded-not-seen', 'due-not-seen', 'elsewhere', 'seen-without-record', 'seen-after-out', 'seen-while-away'] as const;
/** One of the kinds. */
export type DifferenceKind = (typeof differenceKinds)[number];

const table: Readonly<Record<CheckMark, Readonly<Partial<Record<PresentState, DifferenceKind>>>>> = {
  seen: { out: 'seen-after-out', 'no-record': 'seen-without-record', leave: 'seen-while-away', duty: 'seen-while-away' },
  'not-seen': { in: 'recorded-not-seen', out: 'due-not-seen', 'no-record': 'due-not-seen', unknown: 'due-not-seen' },
  elsewhere: { in: 'elsewhere', out: 'elsewhere', 'no-record': 'elsewhere', unknown: 'elsewhere' },
};

/** How a mark differs from plan and ledger; null where they agree or nothing was owed. A difference is an observation that somebody may explain, never a violation. */
export const differenceOf = (state: PresentState, mark: CheckMark): DifferenceKind | null => table[mark][state] ?? null;

/** Steps of a difference; `answer` is the person's. */
export const differenceActs = ['ask', 'answer', 'close'] as const;
/** One of the steps. */
export type DifferenceAct = (typeof differenceActs)[number];

/** With what a difference is closed: explained by the person, a record that has to be corrected, a mistake of the roll call, or only noted. */
export const differenceOutcomes = ['explained', 'record-to-correct', 'check-mistaken', 'noted'] as const;
/** One of the outcomes. */
export type DifferenceOutcome = (typeof differenceOutcomes)[number];

/** What happened to a difference, only ever appended. */
export interface DifferenceEvent {
  readonly type: DifferenceAct;
  readonly at: Instant;
  readonly actor: string;
  /** Of `ask` the question, of `answer` the answer, of `close` why. */
  readonly text: string;
  /** Of `ask`: until when an answer is hoped for. */
  readonly dueDate?: WorkDate;
  readonly outcome?: DifferenceOutcome;
}

/** Where a difference stands. */
export const differenceStatuses = ['found', 'asked', 'answered', 'closed'] as const;
/** One of the statuses. */
export type DifferenceStatus = (typeof differenceStatuses)[number];

/** A difference as its events make it. */
export interface DifferenceState {
  readonly status: DifferenceStatus;
  readonly dueDate: WorkDate | null;
  readonly outcome: DifferenceOutcome | null;
}

/** The state after all events, oldest first. */
export function foldDifference(events: readonly DifferenceEvent[]): DifferenceState {
  let state: DifferenceState = { status: 'found', dueDate: null, outcome: null };
  for (const event of events) {
    if (event.type === 'ask') state = { ...state, status: 'asked', dueDate: event.dueDate ?? null };
    else if (event.type === 'answer') state = { ...state, status: 'answered' };
    else state = { ...state, status: 'closed', outcome: event.outcome ?? 'noted' };
  }
  return state;
}

const allowed: Readonly<Record<DifferenceStatus, readonly DifferenceAct[]>> = {
  found: ['ask', 'answer', 'close'],
  asked: ['answer', 'close'],
  answered: ['ask', 'answer', 'close'],
  closed: [],
};

/** The steps that are possible now. */
export const differenceActsOf = (state: DifferenceState): readonly DifferenceAct[] => allowed[state.status];

/** Why a step is not possible now; null when it is. What the person has not said cannot be called explained. */
export function differenceRefusal(events: readonly DifferenceEvent[], act: DifferenceAct, about: { readonly own: boolean; readonly outcome?: DifferenceOutcome | undefined }): string | null {
  const state = foldDifference(events);
  if (!differenceActsOf(state).includes(act)) return `a difference that is ${state.status} cannot take "${act}"`;
  if (about.own && act !== 'answer') return 'nobody asks about or closes a difference of their own';
  const answered = events.some(({ type }) => type === 'answer');
  return act === 'close' && about.outcome === 'explained' && !answered ? 'nobody has explained it yet; ask, or close it as noted' : null;
}
