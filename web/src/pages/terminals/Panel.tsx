import { CloseButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';

interface PanelProps {
  readonly label: string;
  readonly head: ReactNode;
  readonly foot?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is known of the open row, beside the list; over it on narrow screens. Escape closes it. */
export function Panel({ label, head, foot, onClose, children }: PanelProps): ReactNode {
  const say = useWords(terminalWords);
  useHotkeys([['Escape', onClose]]);
  return (
    <aside className={css['panel']} aria-label={label}>
      <header className={css['panelHead']}>
        <span>{head}</span>
        <CloseButton onClick={onClose} aria-label={say('close')} />
      </header>
      <div className={css['panelBody']} tabIndex={0} role="region" aria-label={label}>
        {children}
      </div>
      {foot ? <footer className={css['panelFoot']}>{foot}</footer> : null}
    </aside>
  );
}
