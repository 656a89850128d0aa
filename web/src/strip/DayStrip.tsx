import clsx from 'clsx';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useRef } from 'react';
import { clockTime, dayMonth, wallClock } from '../format/dates';
import { type Say, useWords } from '../i18n/words';
import { type id } from '../i18n/strip.id';
import css from './DayStrip.module.css';
import { breaksOf, dayScale, owedSpan, type StripDay, type StripPunch, StripScale, type StripSpan } from './strip-day';
import { punchWords, silenceWords, stripSentence, stripWords } from './strip-words';

interface DayStripProps {
  readonly day: StripDay;
  /** Midnight that begins the work date, epoch ms. */
  readonly midnightAt: number;
  /** Phone form: no lanes of doors and machines. */
  readonly compact?: boolean;
}

interface LaneProps {
  readonly day: StripDay;
  readonly scale: StripScale;
  readonly say: Say<typeof id>;
}

const place = (span: { left: number; width: number }): CSSProperties => ({ left: `${span.left}%`, width: `${span.width}%` });

/** The signature of the product: plan, punches, doors and machines of one day on one scale. Arrow keys walk its marks. */
export function DayStrip({ day, midnightAt, compact = false }: DayStripProps): ReactNode {
  const say = useWords(stripWords);
  const root = useRef<HTMLDivElement>(null);
  const scale = dayScale(day, midnightAt);
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || !root.current) return;
    const marks = [...root.current.querySelectorAll<HTMLElement>('[data-mark]')].sort((a, b) => Number(a.dataset['mark']) - Number(b.dataset['mark']));
    const at = marks.indexOf(document.activeElement as HTMLElement);
    const next = marks[at === -1 ? (step === 1 ? 0 : marks.length - 1) : at + step];
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
  };
  return (
    <div ref={root} className={clsx(css['strip'], compact && css['compact'])} role="group" tabIndex={0} aria-label={`${stripSentence(day, say)} ${say('keys')}`} onKeyDown={walk}>
      <Axis day={day} scale={scale} say={say} />
      <div className={css['lanes']}>
        <Silences day={day} scale={scale} say={say} />
        <PlanLane day={day} scale={scale} say={say} />
        <PunchLane day={day} scale={scale} say={say} />
        {compact ? null : <DoorLane day={day} scale={scale} say={say} />}
        {compact ? null : <MachineLane day={day} scale={scale} say={say} />}
      </div>
    </div>
  );
}

/** A mark that the keyboard can walk to; it says itself. */
function Mark({ at, label, className, style, children }: { readonly at: number; readonly label: string; readonly className?: string; readonly style: CSSProperties; readonly children?: ReactNode }): ReactNode {
  return (
    <span role="img" aria-label={label} title={label} tabIndex={-1} data-mark={at} className={className} style={style}>
      {children}
    </span>
  );
}

function Axis({ day, scale }: LaneProps): ReactNode {
  const marks = Array.from({ length: 9 }, (_, index) => scale.fromAt + index * 3 * 3_600_000);
  return (
    <div className={css['axis']} aria-hidden>
      {marks.map((at, index) => {
        const { date, time } = wallClock(at, day.zone);
        const newDate = index > 0 && index < 8 && time === '00:00' && date !== wallClock(scale.fromAt, day.zone).date;
        return (
          <span key={at} style={{ left: `${scale.at(at)}%` }}>
            {index === 8 && time === '00:00' ? '24' : time.slice(0, 2)}
            {newDate ? <em>{dayMonth(date)}</em> : null}
          </span>
        );
      })}
    </div>
  );
}

function PlanLane({ day, scale, say }: LaneProps): ReactNode {
  const owed = owedSpan(day);
  const time = (at: number): string => clockTime(at, day.zone);
  const whole = owed && scale.span({ fromAt: owed.startAt, toAt: owed.endAt });
  const window = day.window && scale.span(day.window);
  return (
    <div className={css['plan']}>
      <b>{say('plan')}</b>
      <div>
        {owed && whole ? (
          <Mark at={owed.startAt} label={say(day.noRecord ? 'mark.noRecord' : 'mark.shift', { from: time(owed.startAt), to: time(owed.endAt) })} className={clsx(css['band'], day.noRecord && css['noRecord'])} style={place(whole)} />
        ) : null}
        {breaksOf(day).map((one) => (
          <Gap key={one.fromAt} span={one} scale={scale} label={say('mark.break', { from: time(one.fromAt), to: time(one.toAt ?? one.fromAt) })} />
        ))}
        {day.leaves.map((leave) => {
          const span = scale.span(leave);
          return span ? <Mark key={leave.fromAt} at={leave.fromAt} label={say(`mark.${leave.kind}`, { from: time(leave.fromAt), to: time(leave.toAt ?? scale.toAt) })} className={css['leave']} style={place(span)} /> : null;
        })}
        <Lateness day={day} scale={scale} say={say} />
        {window ? <span className={css['window']} style={place(window)} aria-hidden /> : null}
      </div>
    </div>
  );
}

function Gap({ span, scale, label }: { readonly span: StripSpan; readonly scale: StripScale; readonly label: string }): ReactNode {
  const placed = scale.span(span);
  return placed ? <Mark at={span.fromAt} label={label} className={css['gap']} style={place(placed)} /> : null;
}

function Lateness({ day, scale, say }: LaneProps): ReactNode {
  const owed = owedSpan(day);
  if (!owed) return null;
  const late = day.lateMinutes > 0 ? scale.span({ fromAt: owed.startAt, toAt: owed.startAt + day.lateMinutes * 60_000 }) : null;
  const early = day.earlyLeaveMinutes > 0 ? scale.span({ fromAt: owed.endAt - day.earlyLeaveMinutes * 60_000, toAt: owed.endAt }) : null;
  return (
    <>
      {late ? (
        <Mark at={owed.startAt + 1} label={say('mark.late', { count: day.lateMinutes })} className={css['late']} style={place(late)}>
          <i>{say('minutes', { count: day.lateMinutes })}</i>
        </Mark>
      ) : null}
      {early ? (
        <Mark at={owed.endAt - 1} label={say('mark.early', { count: day.earlyLeaveMinutes })} className={clsx(css['late'], css['early'])} style={place(early)}>
          <i>{say('minutes', { count: day.earlyLeaveMinutes })}</i>
        </Mark>
      ) : null}
    </>
  );
}

function PunchLane({ day, scale, say }: LaneProps): ReactNode {
  const owed = owedSpan(day);
  return (
    <div className={css['punches']}>
      <b>{say('punches')}</b>
      <div>
        {day.punches
          .filter((punch) => scale.holds(punch.at))
          .map((punch) => (punch.role === 'in' || punch.role === 'out' ? <UsedPunch key={`${punch.at}${punch.role}`} punch={punch} zone={day.zone} scale={scale} say={say} /> : <Mark key={`${punch.at}${punch.role}`} at={punch.at} label={punchWords(punch, day.zone, say)} className={clsx(css['tick'], css[punch.role])} style={{ left: `${scale.at(punch.at)}%` }} />))}
        {owed && day.missing ? <Mark at={day.missing === 'in' ? owed.startAt + 2 : owed.endAt + 2} label={say(day.missing === 'in' ? 'mark.missingIn' : 'mark.missingOut')} className={css['missing']} style={{ left: `${scale.at(day.missing === 'in' ? owed.startAt : owed.endAt)}%` }} /> : null}
      </div>
    </div>
  );
}

function UsedPunch({ punch, zone, scale, say }: { readonly punch: StripPunch; readonly zone: string; readonly scale: StripScale; readonly say: Say<typeof id> }): ReactNode {
  const left = scale.at(punch.at);
  const inward = punch.role === 'in';
  // Near the right edge the words stand on the left of their mark.
  const flipped = inward ? left > 82 : left < 88 ? false : true;
  return (
    <Mark at={punch.at} label={punchWords(punch, zone, say)} className={clsx(css['used'], punch.correction && css['correction'], flipped && css['flipped'])} style={{ left: `${left}%` }}>
      <svg width="9" height="12" viewBox="0 0 9 12" className={inward ? css['in'] : css['out']} aria-hidden>
        <path d={inward ? 'M.6 .8L8.4 6L.6 11.2Z' : 'M8.4 .8L.6 6L8.4 11.2Z'} />
      </svg>
      <i>
        <strong>{clockTime(punch.at, zone)}</strong>
        {(punch.times ?? 1) > 1 ? ` ×${punch.times}` : ''}
        {punch.correction ? ` ${say('correction')}` : ''}
      </i>
    </Mark>
  );
}

function DoorLane({ day, scale, say }: LaneProps): ReactNode {
  return (
    <div className={css['doors']}>
      <b>{say('doors')}</b>
      <div>
        {day.doors
          .filter((at) => scale.holds(at))
          .map((at) => (
            <Mark key={at} at={at} label={say('mark.door', { time: clockTime(at, day.zone) })} className={css['door']} style={{ left: `${scale.at(at)}%` }} />
          ))}
      </div>
    </div>
  );
}

function MachineLane({ day, scale, say }: LaneProps): ReactNode {
  const until = day.knownUntilAt === null ? scale.toAt : Math.min(scale.toAt, day.knownUntilAt);
  const heard = scale.span({ fromAt: scale.fromAt, toAt: Math.max(scale.fromAt + 1, until) });
  return (
    <div className={css['machines']}>
      <b>{say('machines')}</b>
      <div>
        {heard ? <span className={css['heard']} style={place(heard)} aria-hidden /> : null}
        {day.silences.map((silence) => {
          const span = scale.span(silence);
          return span ? <span key={silence.fromAt} className={css['unheard']} style={place(span)} aria-hidden /> : null;
        })}
      </div>
    </div>
  );
}

function Silences({ day, scale, say }: LaneProps): ReactNode {
  return (
    <div className={css['silences']}>
      {day.silences.map((silence) => {
        const span = scale.span(silence);
        if (!span) return null;
        const from = clockTime(silence.fromAt, day.zone);
        const words = silence.toAt === null ? say('silent', { time: from }) : say('silentUntil', { from, to: clockTime(silence.toAt, day.zone) });
        return (
          <Mark key={silence.fromAt} at={silence.fromAt} label={silenceWords(silence, day.zone, say)} className={clsx(css['silence'], 'h-hatch')} style={place(span)}>
            <i className={clsx(span.left > 72 && css['leftward'])}>{words}</i>
          </Mark>
        );
      })}
    </div>
  );
}
