import { CloseButton } from '@mantine/core';
import { type ReactNode } from 'react';
import { formWords } from '../form/form-words';
import { useWords } from '../i18n/words';
import css from './Panel.module.css';
import { useEscape } from './useEscape';

interface PanelProps {
  readonly label: string;
  readonly head: ReactNode;
  readonly foot?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is known of the open row, beside the list; over it on narrow screens. Escape closes it. */
export function Panel({ label, head, foot, onClose, children }: PanelProps): ReactNode {
  const say = useWords(formWords);
  useEscape(onClose);
  return (
    <aside className={css['panel']} aria-label={label}>
      <div className={css['head']}>
        <span>{head}</span>
        <CloseButton onClick={onClose} aria-label={say('close')} />
      </div>
      <div className={css['body']} tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
      {foot ? <div className={css['foot']}>{foot}</div> : null}
    </aside>
  );
}

/** A page of a list and, where a row is open, its panel. */
export function WithPanel({ label, panel, children }: { readonly label: string; readonly panel: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <div className={css['split']}>
      <div className={css['main']} tabIndex={0} role="group" aria-label={label}>
        {children}
      </div>
      {panel}
    </div>
  );
}
