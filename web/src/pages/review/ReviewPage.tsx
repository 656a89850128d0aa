import { useMediaQuery } from '@mantine/hooks';
import { IconArrowUp } from '@tabler/icons-react';
import { memo, type ReactNode, useEffect } from 'react';
import { type Schema } from '../../api/client';
import { wholeNumber } from '../../format/numbers';
import { Rich } from '../../i18n/Rich';
import { useWords } from '../../i18n/words';
import { Pager } from '../../list/Pager';
import { type UrlSearch } from '../../list/url-state';
import { ErrorState, LoadingRows } from '../../states/States';
import { DoneBar, ProblemBar, SelectionBar } from './Bars';
import { DateSwitch } from './DateSwitch';
import { DayPanel } from './DayPanel';
import { GroundsDialog, KeysDialog } from './Dialogs';
import { EmptyReview } from './EmptyReview';
import css from './Review.module.css';
import { pageSize, tabOf } from './review-data';
import { reviewWords } from './review-words';
import { ReviewRows } from './ReviewRows';
import { Tabs } from './Tabs';
import { Toolbar } from './Toolbar';
import { useReview } from './useReview';

type Review = ReturnType<typeof useReview>;

/** The list that an officer opens every morning: why each day came out as it did, and what to say of it. */
export function ReviewPage(): ReactNode {
  const say = useWords(reviewWords);
  const review = useReview();
  const { open, counts, change, grounds, help, decisions } = review;
  useEffect(() => {
    document.title = `${say('title')} · Hadir`;
  }, [say]);
  return (
    <div className={css['split']} data-open={open !== undefined}>
      <div className={css['list']}>
        <Head search={review.search} date={review.date} counts={counts.data} total={review.rows.data?.total} changed={review.fresh.count > 0} filter={review.filter} onReload={review.reload} onHelp={help.show} />
        <List review={review} />
        <Bar review={review} />
      </div>
      {open !== undefined ? (
        <DayPanel openKey={open} at={review.place} total={review.rows.data?.total ?? 0} mayDecide={review.mayDecide} reportAt={review.reportAt} onStep={review.step} onClose={() => change({ open: undefined })} onVerify={review.verify} onAccept={review.accept} onAsk={review.ask} onTakeBack={review.takeBack} />
      ) : null}
      {grounds.asked && counts.data ? <GroundsDialog decision={grounds.asked} count={grounds.count} busy={decisions.busy} onClose={grounds.close} onDecide={grounds.decide} /> : null}
      {help.shown ? <KeysDialog onClose={help.close} /> : null}
    </div>
  );
}

interface HeadProps {
  readonly search: UrlSearch;
  readonly date: string | undefined;
  readonly counts: Schema<'ReviewCounts'> | undefined;
  readonly total: number | undefined;
  /** Something happened since the list was read. */
  readonly changed: boolean;
  readonly filter: (next: UrlSearch) => void;
  readonly onReload: () => void;
  readonly onHelp: () => void;
}

/** Above the list; it is not drawn again while one moves through the rows. */
const Head = memo(function Head({ search, date, counts, total, changed, filter, onReload, onHelp }: HeadProps): ReactNode {
  const say = useWords(reviewWords);
  const tab = tabOf(search);
  const added = Math.max(0, (counts?.[tab] ?? 0) - (total ?? 0));
  return (
    <>
      <header className={css['head']}>
        <h1>{say('title')}</h1>
        {date && counts ? <DateSwitch date={date} today={counts.today} onDate={(next) => filter({ date: next, page: undefined, open: undefined })} /> : null}
        {counts ? <Progress counts={counts} /> : null}
      </header>
      <Tabs search={search} counts={counts} change={filter} />
      <Toolbar search={search} date={date} change={filter} onHelp={onHelp} />
      {counts && counts.waitingPeople > 0 && tab !== 'waiting' ? <WaitingBanner counts={counts} onSee={() => filter({ tab: 'waiting', page: undefined, open: undefined })} /> : null}
      {changed ? (
        <button type="button" className={css['fresh']} onClick={onReload}>
          <IconArrowUp size={15} aria-hidden /> {added > 0 ? say('fresh', { count: added }) : say('changed')}
        </button>
      ) : null}
    </>
  );
});

function List({ review }: { readonly review: Review }): ReactNode {
  const say = useWords(reviewWords);
  const narrow = useMediaQuery('(max-width: 1100px)') ?? false;
  const { search, date, counts, rows, items, selection, filter } = review;
  const page = rows.data;
  return (
    <div className={css['scroll']} role="region" tabIndex={0} aria-label={say('title')}>
      {review.problem ? (
        <ErrorState error={review.problem} onRetry={() => void rows.refetch()} />
      ) : !page ? (
        <LoadingRows rows={10} />
      ) : items.length === 0 ? (
        <EmptyReview search={search} date={date} counts={counts.data} change={filter} />
      ) : (
        <ReviewRows
          page={page}
          wide={review.open === undefined && !narrow}
          grouped={!search['sort'] || search['sort'] === 'unit'}
          withDate={date === 'all'}
          today={counts.data?.today ?? ''}
          selected={selection.keys}
          current={review.current}
          said={review.decisions.said}
          onSelect={selection.toggle}
          onSelectMany={selection.set}
          onOpen={review.openRow}
        />
      )}
      {page && page.total > pageSize ? <Pager page={page.page} pageSize={pageSize} total={page.total} onPage={(next) => filter({ page: next === 1 ? undefined : String(next), open: undefined })} /> : null}
    </div>
  );
}

/** Under the list: what went wrong, or what is selected, or what was done last. */
function Bar({ review }: { readonly review: Review }): ReactNode {
  const { decisions, selection } = review;
  if (decisions.problem) return <ProblemBar problem={decisions.problem} onDismiss={decisions.dismissProblem} />;
  if (selection.rows.length > 0) return <SelectionBar rows={selection.rows} dryRun={review.dryRun} busy={decisions.busy} mayDecide={review.mayDecide} onVerify={review.verify} onAccept={review.accept} onAsk={review.ask} onClear={selection.clear} />;
  return decisions.last ? <DoneBar last={decisions.last} reportAt={review.reportAt} onUndo={review.undo} onDismiss={decisions.dismiss} /> : null;
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
