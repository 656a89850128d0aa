import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { type Silence } from './fleet';
import css from './Terminals.module.css';
import { spanText, terminalWords } from './terminals-words';

const dayMs = 86_400_000;

interface DayLineProps {
  readonly silences: readonly Silence[];
  readonly now: number;
  /** Epoch ms from which the service knows the device at all; nothing is said of the time before. */
  readonly sinceAt?: number | null;
  readonly known?: boolean;
}

/** The last 24 hours of a device: a line while it was heard, hatch where it was not, dots before anybody listened. */
export function DayLine({ silences, now, sinceAt = null, known = true }: DayLineProps): ReactNode {
  const say = useWords(terminalWords);
  const silent = silences.reduce((sum, { fromAt, toAt }) => sum + toAt - fromAt, 0);
  const unknown = sinceAt === null ? 0 : Math.min(dayMs, Math.max(0, sinceAt - now + dayMs));
  const heard = silent > 0 ? say('line.silent', { hours: spanText(Math.min(silent, dayMs), say) }) : unknown > 0 ? say('line.since', { hours: spanText(dayMs - unknown, say) }) : say('line.whole');
  const words = unknown > 0 && silent > 0 ? `${heard}. ${say('line.unknown', { hours: spanText(dayMs - unknown, say) })}` : heard;
  if (!known) return <span className={css['dash']}>–</span>;
  return (
    <span className={css['line']} role="img" aria-label={words} title={words}>
      <i style={{ left: `${(100 * unknown) / dayMs}%` }} />
      {unknown > 0 ? <u style={{ width: `${(100 * unknown) / dayMs}%` }} /> : null}
      {silences.map(({ fromAt, toAt }) => (
        <b key={fromAt} className="h-hatch" style={{ left: `${(100 * (fromAt - now + dayMs)) / dayMs}%`, width: `max(5px, ${(100 * (toAt - fromAt)) / dayMs}%)` }} />
      ))}
    </span>
  );
}
