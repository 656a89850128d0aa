import { useElementSize } from '@mantine/hooks';
import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { clockTime, weekdayOf } from '../../format/dates';
import { percent } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import css from './Today.module.css';
import { todayWords } from './today-words';

const height = 296;
const margin = { left: 42, right: 8, top: 26, bottom: 26 };
const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The arrivals of today over the range of the last same weekdays, with the start of work. */
export function ArrivalsCard({ today }: { readonly today: Schema<'TodayAnswer'> }): ReactNode {
  const say = useWords(todayWords);
  const { ref, width } = useElementSize();
  const { arrivals } = today;
  return (
    <Card title={say('arrivals.title')} note={say('arrivals.note')}>
      <div ref={ref} className={css['chart']}>
        {arrivals.startMinute === null || arrivals.points.length === 0 ? <p className="h-quiet">{say('arrivals.none')}</p> : width > 0 ? <Curve today={today} startMinute={arrivals.startMinute} width={width} /> : null}
      </div>
    </Card>
  );
}

function Curve({ today, startMinute, width }: { readonly today: Schema<'TodayAnswer'>; readonly startMinute: number; readonly width: number }): ReactNode {
  const say = useWords(todayWords);
  const { points, weekdays } = today.arrivals;
  const first = points[0]?.minute ?? 0;
  const last = points.at(-1)?.minute ?? 1;
  const x = (minute: number): number => margin.left + ((minute - first) / (last - first)) * (width - margin.left - margin.right);
  const y = (share: number): number => margin.top + (1 - share) * (height - margin.top - margin.bottom);
  const known = points.filter((point) => point.share !== null);
  const end = known.at(-1);
  const range = points.filter((point) => point.low !== null && point.high !== null);
  const band = range.length > 0 ? `M${range.map((point) => `${x(point.minute)},${y(point.high ?? 0)}`).join('L')}L${[...range].reverse().map((point) => `${x(point.minute)},${y(point.low ?? 0)}`).join('L')}Z` : '';
  const share = percent(end?.share ?? 0);
  const hours = Array.from({ length: 9 }, (_, index) => (Math.ceil(first / 30) + index) * 30).filter((minute) => minute >= first + 10 && minute <= last - 10);
  const labelAt = range[Math.floor(range.length * 0.42)];
  return (
    <svg width={width} height={height} role="img" aria-label={say('arrivals.text', { share, time: clockTime(today.at, today.zone), start: clock(startMinute) })}>
      {[0, 0.25, 0.5, 0.75, 1].map((line) => (
        <g key={line}>
          <path d={`M${margin.left} ${y(line)}H${width - margin.right}`} className={css['rule']} />
          <text x={margin.left - 8} y={y(line) + 4} textAnchor="end">
            {percent(line, 0)}
          </text>
        </g>
      ))}
      {hours.map((minute) => (
        <text key={minute} x={x(minute)} y={height - 6} textAnchor="middle">
          {clock(minute)}
        </text>
      ))}
      {band ? <path d={band} className={css['range']} /> : null}
      {labelAt && width > 420 ? (
        <g>
          <path d={`M${x(labelAt.minute) - 62} ${y(0.45)}H${x(labelAt.minute) - 8}`} className={css['lead']} />
          <text x={x(labelAt.minute) - 68} y={y(0.45) + 4} textAnchor="end">
            {say('arrivals.range', { count: weekdays, weekday: weekdayOf(today.date) })}
          </text>
        </g>
      ) : null}
      <path d={`M${x(startMinute)} ${margin.top - 10}V${height - margin.bottom}`} className={css['startLine']} />
      <text x={x(startMinute) + 7} y={margin.top - 2} className={css['startText']}>
        {say('arrivals.start', { time: clock(startMinute) })}
      </text>
      {end ? (
        <>
          <path d={`M${known.map((point) => `${x(point.minute)},${y(point.share ?? 0)}`).join('L')}`} className={css['curve']} />
          <circle cx={x(end.minute)} cy={y(end.share ?? 0)} r={4} className={css['dot']} />
          <text x={Math.min(width - margin.right, x(end.minute) + 2)} y={y(end.share ?? 0) + (y(end.share ?? 0) + 20 > height - margin.bottom ? -10 : 20)} textAnchor={x(end.minute) < margin.left + 90 ? 'start' : 'end'} className={css['todayText']}>
            {say('arrivals.today', { share })}
          </text>
        </>
      ) : null}
    </svg>
  );
}
