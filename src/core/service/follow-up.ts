import type { Instant, WorkDate } from '../time/instant';

/** What is done about a signal: somebody takes it on, says that it is done with proof, and somebody else looks whether it helped. */
export type FollowUpAct = 'take-on' | 'finish' | 'verify';

/** A step of a follow-up, only ever appended. */
export interface FollowUpEvent {
  readonly type: FollowUpAct;
  readonly at: Instant;
  readonly actor: string;
  /** Of `take-on`: the cause; of `finish`: the proof; of `verify`: what was seen. */
  readonly text: string;
  readonly owner?: string;
  readonly measure?: string;
  readonly dueDate?: WorkDate;
  readonly helped?: boolean;
}

/** Where a follow-up stands; it is shown until it is `verified`. */
export type FollowUpStatus = 'open' | 'in-work' | 'finished' | 'verified';

/** A follow-up as its events make it. */
export interface FollowUpState {
  readonly status: FollowUpStatus;
  readonly owner: string | null;
  readonly dueDate: WorkDate | null;
  /** Who had a hand in it since it was last opened, and so cannot verify it. */
  readonly hands: readonly string[];
}

/** The state after all events, oldest first; what did not help is open again. */
export function foldFollowUp(events: readonly FollowUpEvent[]): FollowUpState {
  let state: FollowUpState = { status: 'open', owner: null, dueDate: null, hands: [] };
  for (const event of events) {
    if (event.type === 'take-on') state = { status: 'in-work', owner: event.owner ?? null, dueDate: event.dueDate ?? null, hands: [event.actor, event.owner ?? ''] };
    else if (event.type === 'finish') state = { ...state, status: 'finished', hands: [...state.hands, event.actor] };
    else state = event.helped ? { ...state, status: 'verified' } : { status: 'open', owner: null, dueDate: null, hands: [] };
  }
  return state;
}

const from: Readonly<Record<FollowUpAct, FollowUpStatus>> = { 'take-on': 'open', finish: 'in-work', verify: 'finished' };

/** Why a step is not possible now; null when it is. */
export function followUpRefusal(state: FollowUpState, act: FollowUpAct, actor: string): string | null {
  if (state.status !== from[act]) return `a follow-up that is ${state.status} cannot take "${act}"`;
  return act === 'verify' && state.hands.includes(actor) ? 'who worked on it cannot verify it; somebody else looks' : null;
}
