import { useEffect, useRef } from 'react';
import { useEscape } from '../../panel/useEscape';

/** What the keys of the list do. */
export interface ReviewKeys {
  readonly step: (by: 1 | -1) => void;
  readonly select: (range: boolean) => unknown;
  readonly open: () => unknown;
  readonly close: () => void;
  readonly verify: () => void;
  readonly accept: () => void;
  readonly ask: () => void;
  readonly undo: () => void;
  readonly help: () => void;
  /** True while a dialog is open. */
  readonly disabled: boolean;
}

const writes = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));
const presses = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches('button, a, [role=menuitem]');

/** `j k` move, `x` select, shift for a range, `1 2 3` decide, `z` undo, enter opens, escape closes, `?` helps. */
export function useReviewKeys(keys: ReviewKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEscape(keys.close);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const now = latest.current;
      if (now.disabled || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
      const act = actionOf(event, now);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function actionOf(event: KeyboardEvent, keys: ReviewKeys): (() => unknown) | undefined {
  switch (event.key.toLowerCase()) {
    case 'j':
    case 'arrowdown':
      return () => keys.step(1);
    case 'k':
    case 'arrowup':
      return () => keys.step(-1);
    case 'x':
      return () => keys.select(event.shiftKey);
    case 'enter':
      return presses(event.target) ? undefined : keys.open;
    case '1':
      return keys.verify;
    case '2':
      return keys.accept;
    case '3':
      return keys.ask;
    case 'z':
      return keys.undo;
    case '?':
      return keys.help;
    default:
      return undefined;
  }
}
