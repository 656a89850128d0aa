import { useMediaQuery } from '@mantine/hooks';
import { IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useMay } from '../../access/me';
import { useLive } from '../../api/live';
import { type Schema } from '../../api/client';
import { wholeNumber } from '../../format/numbers';
import { Rich } from '../../i18n/Rich';
import { useWords } from '../../i18n/words';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { ErrorState, LoadingRows } from '../../states/States';
import { DoneBar, ProblemBar, SelectionBar } from './Bars';
import { DateSwitch } from './DateSwitch';
import { DayPanel } from './DayPanel';
import { GroundsDialog, KeysDialog } from './Dialogs';
import { EmptyReview } from './EmptyReview';
import css from './Review.module.css';
import { pageSize, tabOf, useCounts, useLastWorkDate, useRows } from './review-data';
import { canVerify, keyOf, type ReviewItem } from './review-row';
import { reviewWords } from './review-words';
import { ReviewRows } from './ReviewRows';
import { Tabs } from './Tabs';
import { Toolbar } from './Toolbar';
import { useDecisions } from './useDecisions';
import { useReviewKeys } from './useReviewKeys';
import { useSelection } from './useSelection';

const none: readonly ReviewItem[] = [];

/** The list that an officer opens every morning: why each day came out as it did, and what to say of it. */
export function ReviewPage(): ReactNode {
  const say = useWords(reviewWords);
  const [search, change] = useUrlState();
  const lastDate = useLastWorkDate(search['unit']);
  const date = search['date'] ?? lastDate.data;
  const counts = useCounts(search, date);
  const rows = useRows(search, date);
  const items = rows.data?.items ?? none;
  const decisions = useDecisions();
  const selection = useSelection(items);
  const mayDecide = useMay('violations.decide');
  const [grounds, setGrounds] = useState<'excused' | 'sent-back' | null>(null);
  const [helping, setHelping] = useState(false);
  const fresh = useFresh(date, rows.dataUpdatedAt);
  const narrow = useMediaQuery('(max-width: 1100px)') ?? false;
  const open = search['open'];
  const at = open === undefined ? -1 : items.findIndex((row) => keyOf(row) === open);
  const [cursor, setCursor] = useState<string | null>(null);
  const current = open ?? cursor;
  const chosen = selection.rows.length > 0 ? selection.rows : items.filter((row) => keyOf(row) === current);

  useEffect(() => {
    document.title = `${say('title')} · Hadir`;
  }, [say]);
  const moveTo = (key: string): void => {
    setCursor(key);
    if (open !== undefined) change({ open: key });
    const row = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] button`);
    row?.focus({ preventScroll: true });
    row?.closest('li')?.scrollIntoView({ block: 'nearest' });
  };
  const step = (by: 1 | -1): void => {
    const from = items.findIndex((row) => keyOf(row) === current);
    const next = items[from === -1 ? 0 : Math.max(0, Math.min(items.length - 1, from + by))];
    if (next) moveTo(keyOf(next));
  };
  const after = (rowsSaid: readonly ReviewItem[]): void => {
    selection.clear();
    if (rowsSaid.length === 1 && open !== undefined) step(1);
  };
  const verify = (): void => {
    const able = chosen.filter(canVerify);
    if (mayDecide && able.length > 0) void decisions.decide('verified', able).then((done) => done && after(able));
  };
  const ask = (word: 'excused' | 'sent-back'): void => {
    if (mayDecide && chosen.some(({ kind }) => kind !== 'waiting')) setGrounds(word);
  };
  const close = (): void => {
    if (selection.rows.length > 0) selection.clear();
    else if (open !== undefined) change({ open: undefined });
  };
  useReviewKeys({
    step,
    select: (range) => current !== null && current !== undefined && selection.toggle(current, range),
    open: () => current && change({ open: current }),
    close,
    verify,
    accept: () => ask('excused'),
    ask: () => ask('sent-back'),
    undo: () => void decisions.undo(say('undoReason')),
    help: () => setHelping(true),
    disabled: grounds !== null || helping,
  });
  const reload = (): void => {
    decisions.forget();
    fresh.clear();
    void rows.refetch();
    void counts.refetch();
  };
  const narrowed = { ...search };
  const filter = (next: Readonly<Record<string, string | undefined>>): void => {
    decisions.forget();
    selection.clear();
    change(next);
  };
  return (
    <div className={css['split']} data-open={open !== undefined}>
      <div className={css['list']}>
        <header className={css['head']}>
          <h1>{say('title')}</h1>
          {date && counts.data ? <DateSwitch date={date} today={counts.data.today} onDate={(next) => filter({ date: next, page: undefined, open: undefined })} /> : null}
          {counts.data ? <Progress counts={counts.data} /> : null}
        </header>
        <Tabs search={narrowed} counts={counts.data} change={filter} />
        <Toolbar search={search} date={date} change={filter} onHelp={() => setHelping(true)} />
        {counts.data && counts.data.waitingPeople > 0 && tabOf(search) !== 'waiting' ? <WaitingBanner counts={counts.data} onSee={() => filter({ tab: 'waiting', page: undefined, open: undefined })} /> : null}
        {fresh.count > 0 ? (
          <button type="button" className={css['fresh']} onClick={reload}>
            <IconArrowUp size={15} aria-hidden /> {fresh.added(counts.data?.[tabOf(search)], rows.data?.total) > 0 ? say('fresh', { count: fresh.added(counts.data?.[tabOf(search)], rows.data?.total) }) : say('changed')}
          </button>
        ) : null}
        <div className={css['scroll']} role="region" tabIndex={0} aria-label={say('title')}>
          {rows.error || lastDate.error ? (
            <ErrorState error={rows.error ?? lastDate.error} onRetry={() => void rows.refetch()} />
          ) : !rows.data ? (
            <LoadingRows rows={10} />
          ) : items.length === 0 ? (
            <EmptyReview search={search} date={date} counts={counts.data} change={filter} />
          ) : (
            <ReviewRows page={rows.data} wide={open === undefined && !narrow} grouped={!search['sort'] || search['sort'] === 'unit'} withDate={date === 'all'} today={counts.data?.today ?? ''} selected={selection.keys} current={current ?? null} said={decisions.said} onSelect={selection.toggle} onSelectMany={selection.set} onOpen={(key) => { setCursor(key); change({ open: key }); }} />
          )}
          {rows.data && rows.data.total > pageSize ? <Pager page={rows.data.page} pageSize={pageSize} total={rows.data.total} onPage={(page) => filter({ page: page === 1 ? undefined : String(page), open: undefined })} /> : null}
        </div>
        {decisions.problem ? (
          <ProblemBar problem={decisions.problem} onDismiss={decisions.dismissProblem} />
        ) : selection.rows.length > 0 ? (
          <SelectionBar rows={selection.rows} busy={decisions.busy} mayDecide={mayDecide} onVerify={verify} onAccept={() => ask('excused')} onAsk={() => ask('sent-back')} onClear={selection.clear} />
        ) : decisions.last ? (
          <DoneBar last={decisions.last} reportAt={counts.data?.reportAt ?? ''} onUndo={() => void decisions.undo(say('undoReason'))} onDismiss={decisions.dismiss} />
        ) : null}
      </div>
      {open !== undefined ? (
        <DayPanel openKey={open} at={at === -1 ? 0 : (Number(search['page'] ?? 1) - 1) * pageSize + at + 1} total={rows.data?.total ?? 0} mayDecide={mayDecide} reportAt={counts.data?.reportAt ?? ''} onStep={step} onClose={() => change({ open: undefined })} onVerify={verify} onAccept={() => ask('excused')} onAsk={() => ask('sent-back')} />
      ) : null}
      {grounds ? (
        <GroundsDialog
          decision={grounds}
          count={chosen.filter(({ kind }) => kind !== 'waiting').length}
          busy={decisions.busy}
          onClose={() => setGrounds(null)}
          onDecide={(given) => {
            const about = chosen.filter(({ kind }) => kind !== 'waiting');
            void decisions.decide(grounds, about, given).then((done) => {
              setGrounds(null);
              if (done) after(about);
            });
          }}
        />
      ) : null}
      {helping ? <KeysDialog onClose={() => setHelping(false)} /> : null}
    </div>
  );
}

function Progress({ counts }: { readonly counts: Schema<'ReviewCounts'> }): ReactNode {
  const say = useWords(reviewWords);
  const all = counts.review + counts.explanation + counts.done;
  if (all === 0) return null;
  return (
    <div className={css['progress']}>
      <i aria-hidden>
        <b style={{ width: `${(counts.done / all) * 100}%` }} />
      </i>
      {say('progress', { done: wholeNumber(counts.done), all: wholeNumber(all) })}
    </div>
  );
}

function WaitingBanner({ counts, onSee }: { readonly counts: Schema<'ReviewCounts'>; readonly onSee: () => void }): ReactNode {
  const say = useWords(reviewWords);
  return (
    <div className={css['banner']}>
      <i className="h-hatch" aria-hidden />
      <p>
        <Rich text={say('waitingBanner', { people: wholeNumber(counts.waitingPeople), terminals: counts.waitingTerminals, count: counts.waitingTerminals } as never)} />
      </p>
      <button type="button" onClick={onSee}>
        {say('see')}
      </button>
    </div>
  );
}

/** Counts changes of the date that arrived after the list was read; they come in when somebody asks for them. */
function useFresh(date: string | undefined, readAt: number) {
  const [count, setCount] = useState(0);
  const counts = useRef(readAt);
  useEffect(() => {
    counts.current = readAt;
    setCount(0);
  }, [readAt]);
  useLive((message) => {
    if (message.topic !== 'attendance' || (date !== 'all' && message.workDate !== date)) return;
    setCount((before) => before + message.changed);
  });
  return useMemo(() => ({ count, clear: () => setCount(0), added: (now: number | undefined, shown: number | undefined) => Math.max(0, (now ?? 0) - (shown ?? 0)) }), [count]);
}
