import type { Instant, WorkDate } from '../time/instant';

/** What a superior notes about somebody's work. */
export const noteKinds = ['coaching', 'praise', 'observation'] as const;
/** One of the kinds. */
export type NoteKind = (typeof noteKinds)[number];

/** Who may read a note beside its author and the inspector, from the fewest to the most: nobody, the superiors of the person, the person as well. */
export const noteVisibilities = ['author', 'superiors', 'shared'] as const;
/** One of the visibilities. */
export type NoteVisibility = (typeof noteVisibilities)[number];

/** Steps of a note; `reply` is the person's. */
export const noteActs = ['write', 'change', 'share', 'withdraw', 'reply'] as const;
/** One of the steps. */
export type NoteAct = (typeof noteActs)[number];

/** What happened to a note, only ever appended: a changed note keeps what it said before. */
export interface NoteEvent {
  readonly type: NoteAct;
  readonly at: Instant;
  readonly actor: string;
  /** What the note says from now on, the reason of a withdrawal, or the reply. */
  readonly text: string;
  readonly kind?: NoteKind;
  /** The date that the note is about. */
  readonly aboutDate?: WorkDate;
  readonly visibility?: NoteVisibility;
}

/** A note as its events make it. */
export interface NoteState {
  readonly text: string;
  readonly kind: NoteKind;
  readonly aboutDate: WorkDate;
  readonly visibility: NoteVisibility;
  readonly withdrawn: boolean;
}

/** How somebody stands to a note. */
export type NoteReader = 'author' | 'superior' | 'person' | 'inspector';

const width = (visibility: NoteVisibility): number => noteVisibilities.indexOf(visibility);

/** The state after all events, oldest first; the first one writes the note. */
export function foldNote(events: readonly NoteEvent[]): NoteState {
  let state: NoteState = { text: '', kind: 'observation', aboutDate: '', visibility: 'author', withdrawn: false };
  for (const event of events) {
    if (event.type === 'withdraw') state = { ...state, withdrawn: true };
    else if (event.type !== 'reply') {
      state = { text: event.text === '' ? state.text : event.text, kind: event.kind ?? state.kind, aboutDate: event.aboutDate ?? state.aboutDate, visibility: event.visibility ?? state.visibility, withdrawn: state.withdrawn };
    }
  }
  return state;
}

/** Whether somebody may read what has this visibility. */
export function mayReadNote(visibility: NoteVisibility, reader: NoteReader): boolean {
  if (reader === 'author' || reader === 'inspector') return true;
  return reader === 'superior' ? visibility !== 'author' : visibility === 'shared';
}

/** The story of a note as somebody may read it: what it said while it was not for their eyes is left out, also later; sharing shows what it says at that moment. */
export function readableEvents(events: readonly NoteEvent[], reader: NoteReader): NoteEvent[] {
  const readable: NoteEvent[] = [];
  events.forEach((event, index) => {
    const state = foldNote(events.slice(0, index + 1));
    if (!mayReadNote(state.visibility, reader)) return;
    // A step that only widens says nothing of its own: to whom it opens the note, it opens what the note says.
    readable.push(event.type === 'share' ? { ...event, text: state.text, kind: state.kind, aboutDate: state.aboutDate } : event);
  });
  return readable;
}

/** Why a step is not possible; null when it is. A note that was opened to somebody is not taken from their eyes again: it can be changed or withdrawn, visibly. */
export function noteRefusal(state: NoteState, act: NoteAct, about: { readonly reader: NoteReader; readonly visibility?: NoteVisibility }): string | null {
  if (state.withdrawn) return 'the note was withdrawn';
  if (act === 'write') return 'the note is written already';
  if (act === 'reply') return about.reader === 'person' && state.visibility === 'shared' ? null : 'the person replies to a note that was shared with them';
  if (about.reader !== 'author') return 'only the author changes, shares or withdraws a note';
  if (about.visibility !== undefined && width(about.visibility) < width(state.visibility)) return `the note is open to "${state.visibility}" already and stays open to them`;
  return act === 'share' && about.visibility !== undefined && width(about.visibility) === width(state.visibility) ? `the note is open to "${state.visibility}" already` : null;
}
