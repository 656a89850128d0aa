import { useEffect } from 'react';
import { useStable } from '../list/useStable';

/** What lies over a page while it is open, and takes Escape for itself. */
const above = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

const isAbove = (): boolean => [...document.querySelectorAll(above)].some((element) => element.checkVisibility());
const writes = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));

/** Does something on Escape, unless a dialog, a menu or a list of choices is open over the page or somebody writes: only the topmost thing closes. */
export function useEscape(onEscape: () => void): void {
  const act = useStable(onEscape);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !writes(event.target) && !isAbove()) act();
    };
    // On its way down, before a dialog has answered and gone: afterwards nobody could tell that it was there.
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [act]);
}
