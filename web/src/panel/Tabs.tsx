import { type ReactNode } from 'react';
import { wholeNumber } from '../format/numbers';
import css from './Tabs.module.css';

interface TabsProps<Key extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly key: Key; readonly name: string; readonly count?: number | undefined }[];
  readonly value: Key;
  readonly onTab: (key: Key) => void;
}

/** The parts of a page, each with the number of what is in it; arrows walk them. */
export function Tabs<Key extends string>({ label, tabs, value, onTab }: TabsProps<Key>): ReactNode {
  const at = tabs.findIndex(({ key }) => key === value);
  const step = (by: number): void => {
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next) onTab(next.key);
  };
  return (
    <div className={css['tabs']} role="tablist" aria-label={label} onKeyDown={({ key }) => (key === 'ArrowRight' ? step(1) : key === 'ArrowLeft' ? step(-1) : undefined)}>
      {tabs.map(({ key, name, count }) => (
        <button key={key} type="button" role="tab" aria-selected={key === value} tabIndex={key === value ? 0 : -1} onClick={() => onTab(key)} ref={(button) => void (key === value && document.activeElement?.getAttribute('role') === 'tab' && button?.focus())}>
          {name} {count === undefined ? null : <small>{wholeNumber(count)}</small>}
        </button>
      ))}
    </div>
  );
}
