import { IconGavel, IconMessage2, IconPaperclip } from '@tabler/icons-react';
import clsx from 'clsx';
import { memo, type ReactNode } from 'react';
import { clockTime, shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Tick } from '../../list/Tick';
import { CertaintyTag, StatusMark } from '../../status/Status';
import { MiniStrip } from '../../strip/MiniStrip';
import css from './Review.module.css';
import { certaintyOf, type Decision, eventWords, keyOf, noteOf, type ReviewItem, statusOf } from './review-row';
import { reviewWords, type SayReview } from './review-words';

interface RowProps {
  readonly row: ReviewItem;
  readonly wide: boolean;
  readonly withDate: boolean;
  readonly selected: boolean;
  readonly current: boolean;
  /** What was said of it a moment ago. */
  readonly said: Decision | undefined;
  readonly onSelect: (key: string, range: boolean) => void;
  readonly onOpen: (key: string) => void;
}

// The click says whether shift was held; the change would not.
const nothing = (): void => undefined;

/** One row of 44 px: person, event, times, strip, explanation. */
export const ReviewRow = memo(function ReviewRow({ selected, onSelect, ...rest }: RowProps): ReactNode {
  const say = useWords(reviewWords);
  const { row, current, said } = rest;
  const key = keyOf(row);
  const state = stateOf(row, said);
  return (
    <li className={clsx(css['row'], selected && css['rowSelected'], current && css['rowCurrent'], said !== undefined && said !== 'withdrawn' && css['rowSaid'])} data-key={key} data-state={state}>
      <Tick checked={selected} onChange={nothing} onClick={(event) => onSelect(key, event.shiftKey)} aria-label={say('select', { name: row.name })} className={css['check']} />
      <RowBody {...rest} state={state} />
    </li>
  );
});

const stateOf = (row: ReviewItem, said: Decision | undefined): string => (said === undefined ? row.state : said === 'withdrawn' ? 'unverified' : said);

/** All but the box: it is not drawn again when a hundred rows are selected at once. */
const RowBody = memo(function RowBody({ row, wide, withDate, current, said, state, onOpen }: Omit<RowProps, 'selected' | 'onSelect'> & { readonly state: string }): ReactNode {
  const say = useWords(reviewWords);
  const status = statusOf(row.kind, state);
  const note = noteOf(row, say);
  return (
    <>
      <StatusMark status={status} certainty={certaintyOf(state)} />
      <div className={css['person']}>
        <button type="button" className={css['open']} onClick={() => onOpen(keyOf(row))} aria-current={current ? 'true' : undefined}>
          {row.name}
        </button>
        <span>{row.jobTitle ?? row.number}</span>
      </div>
      <div className={css['event']}>
        <b>
          {eventWords({ ...row, state }, say)}
          {withDate ? <span className="h-quiet"> · {shortDate(row.workDate)}</span> : null}
        </b>
        {said !== undefined && said !== 'withdrawn' ? <CertaintyTag status={status} certainty={certaintyOf(said)} /> : note ? <span className={clsx(note.weighty && css['weighty'])}>{note.text}</span> : null}
      </div>
      {wide ? <Times row={row} say={say} /> : null}
      <div className={css['strip']}>
        <MiniStrip day={{ ...row.strip, knownUntilAt: null }} midnightAt={row.midnightAt} width={wide ? 170 : 104} />
      </div>
      {wide ? <span className={css['explained']}>{row.papers > 0 ? say('explainedPaper') : row.explained ? say('explained') : ''}</span> : null}
      <Signs row={row} say={say} />
    </>
  );
});

function Times({ row, say }: { readonly row: ReviewItem; readonly say: SayReview }): ReactNode {
  const punches = row.strip.punches;
  const first = punches.find(({ role }) => role === 'in');
  const last = punches.findLast(({ role }) => role === 'out');
  const time = (at: number): string => clockTime(at, row.strip.zone);
  if (!first && !last && row.kind !== 'waiting') return <span className={css['times']}>{say('none')}</span>;
  return (
    <span className={css['times']}>
      {first ? time(first.at) : '?'} – {last ? time(last.at) : row.awaitsMachine || row.kind === 'waiting' ? <i className="h-hatch" role="img" aria-label={say('note.outWaits')} /> : '?'}
    </span>
  );
}

function Signs({ row, say }: { readonly row: ReviewItem; readonly say: SayReview }): ReactNode {
  if (row.caseOpen) return <IconGavel size={16} stroke={1.6} className={clsx(css['sign'], css['weighty'])} aria-label={say('caseOpen')} role="img" />;
  if (row.papers > 0) return <IconPaperclip size={16} stroke={1.6} className={css['sign']} aria-label={say('explainedPaper')} role="img" />;
  if (row.explained) return <IconMessage2 size={16} stroke={1.6} className={css['sign']} aria-label={say('explained')} role="img" />;
  return <span className={css['sign']} />;
}
