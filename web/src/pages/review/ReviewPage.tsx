import { useMediaQuery } from '@mantine/hooks';
import { IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { type Schema } from '../../api/client';
import { wholeNumber } from '../../format/numbers';
import { Rich } from '../../i18n/Rich';
import { useWords } from '../../i18n/words';
import { Pager } from '../../list/Pager';
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
        <Head review={review} />
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

function Head({ review }: { readonly review: Review }): ReactNode {
  const say = useWords(reviewWords);
  const { search, date, counts, rows, fresh, filter } = review;
  const tab = tabOf(search);
  const added = fresh.added(counts.data?.[tab], rows.data?.total);
  return (
    <>
      <header className={css['head']}>
        <h1>{say('title')}</h1>
        {date && counts.data ? <DateSwitch date={date} today={counts.data.today} onDate={(next) => filter({ date: next, page: undefined, open: undefined })} /> : null}
        {counts.data ? <Progress counts={counts.data} /> : null}
      </header>
      <Tabs search={search} counts={counts.data} change={filter} />
      <Toolbar search={search} date={date} change={filter} onHelp={review.help.show} />
      {counts.data && counts.data.waitingPeople > 0 && tab !== 'waiting' ? <WaitingBanner counts={counts.data} onSee={() => filter({ tab: 'waiting', page: undefined, open: undefined })} /> : null}
      {fresh.count > 0 ? (
        <button type="button" className={css['fresh']} onClick={review.reload}>
          <IconArrowUp size={15} aria-hidden /> {added > 0 ? say('fresh', { count: added }) : say('changed')}
        </button>
      ) : null}
    </>
  );
}

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
