import { useReducer } from 'react';

/** What a cell is to become: codes of shifts, none = a day off, null = what the schedule says. */
export type CellChange = readonly string[] | null;

/** Changes that are not saved, by `employeeId|date`. */
export type RosterChanges = ReadonlyMap<string, CellChange>;

interface History {
  readonly past: readonly RosterChanges[];
  readonly now: RosterChanges;
  readonly future: readonly RosterChanges[];
}

type Step = { readonly kind: 'put'; readonly cells: ReadonlyMap<string, CellChange | undefined>; readonly joined: boolean } | { readonly kind: 'undo' | 'redo' | 'clear' };

/** The key of a cell. */
export const cellKey = (employeeId: string, date: string): string => `${employeeId}|${date}`;

function put(now: RosterChanges, cells: ReadonlyMap<string, CellChange | undefined>): RosterChanges {
  const next = new Map(now);
  for (const [key, change] of cells) {
    if (change === undefined) next.delete(key);
    else next.set(key, change);
  }
  return next;
}

function reduce({ past, now, future }: History, step: Step): History {
  if (step.kind === 'put') {
    // The cells of one stroke of the brush are taken back together.
    return { past: step.joined ? past : [...past, now], now: put(now, step.cells), future: [] };
  }
  if (step.kind === 'clear') return { past: [], now: new Map(), future: [] };
  if (step.kind === 'undo') return past.length === 0 ? { past, now, future } : { past: past.slice(0, -1), now: past.at(-1) ?? new Map(), future: [now, ...future] };
  return future.length === 0 ? { past, now, future } : { past: [...past, now], now: future[0] ?? new Map(), future: future.slice(1) };
}

/** Changes of a roster with undo and redo. */
export function useRosterChanges() {
  const [history, take] = useReducer(reduce, { past: [], now: new Map(), future: [] });
  return { changes: history.now, canUndo: history.past.length > 0, canRedo: history.future.length > 0, put: (cells: ReadonlyMap<string, CellChange | undefined>, joined = false) => take({ kind: 'put', cells, joined }), undo: () => take({ kind: 'undo' }), redo: () => take({ kind: 'redo' }), clear: () => take({ kind: 'clear' }) };
}
