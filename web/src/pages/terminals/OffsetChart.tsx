import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { api, answerOf } from '../../api/client';
import { dayMonth, wallClock } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { clockOffSeconds } from './condition';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';

const [width, height, left, spanMs] = [360, 84, 34, 30 * 86_400_000];
/** Seconds by which a clock moves when somebody or a command sets it; drift is slower. */
const setAgainSeconds = 5;

/** Thirty days of a clock's offset in seconds; a ring where it was set again. */
export function OffsetChart({ serial, zone, now }: { readonly serial: string; readonly zone: string; readonly now: number }): ReactNode {
  const say = useWords(terminalWords);
  const { data } = useQuery({ queryKey: ['terminals', 'clock', serial], queryFn: () => answerOf(api.GET('/api/v1/terminals/{serial}/clock', { params: { path: { serial } } })) });
  const points = [...(data ?? [])].reverse().map(({ measuredAt, offsetSeconds }) => ({ at: Date.parse(measuredAt), seconds: offsetSeconds })).filter(({ at }) => at > now - spanMs);
  if (points.length === 0) return <p className="h-quiet">{say('clockNone')}</p>;
  const [least, most] = [Math.min(...points.map(({ seconds }) => seconds)), Math.max(...points.map(({ seconds }) => seconds))];
  const reach = Math.max(clockOffSeconds * 1.25, Math.abs(least), Math.abs(most));
  const x = (at: number): number => left + ((width - left) * (at - now + spanMs)) / spanMs;
  const y = (seconds: number): number => 30 - (26 * seconds) / reach;
  const resets = points.filter(({ seconds }, index) => index > 0 && Math.abs(seconds - (points[index - 1]?.seconds ?? seconds)) >= setAgainSeconds);
  const last = points.at(-1);
  const path = points.map(({ at, seconds }, index) => `${index === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(seconds).toFixed(1)}`).join('');
  return (
    <svg className={css['chart']} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say('clockText', { count: points.length, least, most })}>
      <rect x={left} y={y(clockOffSeconds)} width={width - left} height={y(-clockOffSeconds) - y(clockOffSeconds)} fill="var(--h-neutral-fill)" />
      {[clockOffSeconds, 0, -clockOffSeconds].map((seconds) => (
        <text key={seconds} x={left - 6} y={y(seconds) + 4} textAnchor="end">
          {seconds > 0 ? `+${seconds}` : seconds < 0 ? `−${-seconds}` : '0'}
        </text>
      ))}
      <path d={`${path}${last ? `L${width - 2} ${y(last.seconds).toFixed(1)}` : ''}`} fill="none" stroke="var(--h-accent)" strokeWidth={1.6} />
      {resets.map(({ at, seconds }) => (
        <circle key={at} cx={x(at)} cy={y(seconds)} r={3.2} fill="var(--h-surface)" stroke="var(--h-accent)" strokeWidth={1.6} />
      ))}
      <text x={left} y={height - 4}>{dayMonth(wallClock(now - spanMs, zone).date)}</text>
      <text x={width} y={height - 4} textAnchor="end">{dayMonth(wallClock(now, zone).date)}</text>
    </svg>
  );
}
