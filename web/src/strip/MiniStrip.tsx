import { memo, type ReactNode, useId } from 'react';
import { useWords } from '../i18n/words';
import { breaksOf, owedSpan, rowScale, type StripDay } from './strip-day';
import { stripSentence, stripWords } from './strip-words';
import css from './MiniStrip.module.css';

interface MiniStripProps {
  readonly day: StripDay;
  /** Midnight that begins the work date, epoch ms. */
  readonly midnightAt: number;
  readonly width?: number;
}

const height = 22;
const middle = height / 2;

/** The small form of the day strip for a row of a list: band, punches, hatch. */
export const MiniStrip = memo(function MiniStrip({ day, midnightAt, width = 104 }: MiniStripProps): ReactNode {
  const say = useWords(stripWords);
  const hatch = useId();
  const scale = rowScale(day, midnightAt);
  const x = (at: number): number => (scale.at(at) / 100) * width;
  const owed = owedSpan(day);
  const breaks = new Set(breaksOf(day));
  const lateEnd = owed && day.lateMinutes > 0 ? owed.startAt + day.lateMinutes * 60_000 : null;
  const earlyStart = owed && day.earlyLeaveMinutes > 0 ? owed.endAt - day.earlyLeaveMinutes * 60_000 : null;
  return (
    <svg className={css['strip']} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={stripSentence(day, say)}>
      <defs>
        <pattern id={hatch} width="4.2" height="4.2" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V4.2" className={css['hatchLine']} />
        </pattern>
      </defs>
      <path d={`M0 ${middle}H${width}`} className={css['axis']} />
      {owed ? day.noRecord ? <rect x={x(owed.startAt)} y={middle - 3.5} width={Math.max(4, x(owed.endAt) - x(owed.startAt))} height={7} rx={2.5} className={css['noRecord']} /> : <rect x={x(owed.startAt)} y={middle - 4} width={Math.max(4, x(owed.endAt) - x(owed.startAt))} height={8} rx={1.5} className={css['band']} /> : null}
      {width > 150 ? [...breaks].map((one) => <rect key={one.fromAt} x={x(one.fromAt)} y={middle - 4} width={x(one.toAt ?? one.fromAt) - x(one.fromAt)} height={8} className={css['gap']} />) : null}
      {day.leaves.map((leave) => (
        <rect key={leave.fromAt} x={x(leave.fromAt)} y={middle - 4} width={Math.max(3, x(leave.toAt ?? scale.toAt) - x(leave.fromAt))} height={8} rx={2} className={css['leave']} />
      ))}
      {owed && lateEnd !== null ? <rect x={x(owed.startAt)} y={middle - 4} width={Math.max(3, x(lateEnd) - x(owed.startAt))} height={8} rx={1.5} className={css['late']} /> : null}
      {owed && earlyStart !== null ? <rect x={Math.min(x(earlyStart), x(owed.endAt) - 3)} y={middle - 4} width={Math.max(3, x(owed.endAt) - x(earlyStart))} height={8} rx={1.5} className={css['late']} /> : null}
      {day.silences.map((silence) => {
        const left = x(silence.fromAt);
        return <rect key={silence.fromAt} x={left} y={2} width={Math.max(3, x(silence.toAt ?? scale.toAt) - left)} height={height - 4} fill={`url(#${hatch})`} />;
      })}
      {day.punches
        .filter((punch) => punch.role !== 'dropped' && scale.holds(punch.at))
        .map((punch) => (
          <path key={`${punch.at}${punch.role}`} d={`M${x(punch.at)} 3V${height - 3}`} className={css['punch']} strokeDasharray={punch.correction ? '2.5 2' : undefined} />
        ))}
      {owed && day.missing ? <circle cx={x(day.missing === 'in' ? owed.startAt : owed.endAt)} cy={middle} r={4} className={css['missing']} /> : null}
    </svg>
  );
});
