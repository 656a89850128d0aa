import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { useWords } from '../../i18n/words';
import css from './Today.module.css';
import { todayWords } from './today-words';

const parts = ['onTime', 'late', 'leave', 'notYet', 'waiting'] as const;

/** One stacked bar: in, late, away with leave, not recorded yet, waiting for a machine. */
export function PresenceBar({ counts, size }: { readonly counts: Schema<'PresenceCounts'>; readonly size: 'large' | 'small' }): ReactNode {
  const say = useWords(todayWords);
  const words = parts.map((part) => `${say(part)} ${counts[part]}`).join(', ');
  return (
    <div className={css['bar']} data-size={size} role="img" aria-label={words}>
      {parts.map((part) => (counts[part] > 0 ? <i key={part} data-part={part} className={part === 'waiting' ? 'h-hatch' : undefined} style={{ flexGrow: counts[part] }} title={`${say(part)} ${counts[part]}`} /> : null))}
    </div>
  );
}
