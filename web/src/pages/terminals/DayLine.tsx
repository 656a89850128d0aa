import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { type Silence } from './fleet';
import css from './Terminals.module.css';
import { spanText, terminalWords } from './terminals-words';

const dayMs = 86_400_000;

/** The last 24 hours of a device: a line while it was heard, hatch where it was not. */
export function DayLine({ silences, now, known = true }: { readonly silences: readonly Silence[]; readonly now: number; readonly known?: boolean }): ReactNode {
  const say = useWords(terminalWords);
  const silent = silences.reduce((sum, { fromAt, toAt }) => sum + toAt - fromAt, 0);
  const words = silent > 0 ? say('line.silent', { hours: spanText(Math.min(silent, dayMs), say) }) : say('line.whole');
  if (!known) return <span className={css['dash']}>–</span>;
  return (
    <span className={css['line']} role="img" aria-label={words} title={words}>
      <i />
      {silences.map(({ fromAt, toAt }) => (
        <b key={fromAt} className="h-hatch" style={{ left: `${(100 * (fromAt - now + dayMs)) / dayMs}%`, width: `max(5px, ${(100 * (toAt - fromAt)) / dayMs}%)` }} />
      ))}
    </span>
  );
}
