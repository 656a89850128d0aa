import { useState } from 'react';
import { useMay } from '../../access/me';
import { type Problem } from '../../api/problem';
import { useWords } from '../../i18n/words';
import { type UrlSearch, useUrlState } from '../../list/url-state';
import { useStable } from '../../list/useStable';
import { pageSize, useCounts, useLastWorkDate, useRows } from './review-data';
import { canVerify, keyOf, type ReviewItem } from './review-row';
import { reviewWords } from './review-words';
import { type Grounds, useDecisions } from './useDecisions';
import { useDryRun } from './useDryRun';
import { useFresh } from './useFresh';
import { useReviewKeys } from './useReviewKeys';
import { useSelection } from './useSelection';

const none: readonly ReviewItem[] = [];
const decidable = (rows: readonly ReviewItem[]): ReviewItem[] => rows.filter(({ kind }) => kind !== 'waiting');

/** What is listed: the page of the tab with its counts, under the filters of the address. */
function useListed() {
  const [search, change] = useUrlState();
  const lastDate = useLastWorkDate(search['unit']);
  const date = search['date'] ?? lastDate.data;
  const counts = useCounts(search, date);
  const rows = useRows(search, date);
  const problem = (rows.error ?? lastDate.error) as Problem | null;
  return { search, change, date, counts, rows, items: rows.data?.items ?? none, problem };
}

/** The row that the keys act on, and the way from one to the next. */
function useCursor(items: readonly ReviewItem[], open: string | undefined, change: (next: UrlSearch) => void) {
  const [cursor, setCursor] = useState<string | null>(null);
  const current = open ?? cursor;
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
  const openRow = useStable((key: string): void => {
    setCursor(key);
    change({ open: key });
  });
  return { current, step, openRow };
}

/** Everything that happens on the page of the review. */
export function useReview() {
  const say = useWords(reviewWords);
  const listed = useListed();
  const { search, change, counts, rows, items } = listed;
  const decisions = useDecisions();
  const selection = useSelection(items);
  const mayDecide = useMay('violations.decide');
  const [grounds, setGrounds] = useState<'excused' | 'sent-back' | null>(null);
  const [helping, setHelping] = useState(false);
  const fresh = useFresh(listed.date, rows.dataUpdatedAt);
  const open = search['open'];
  const { current, step, openRow } = useCursor(items, open, change);
  const chosen = selection.rows.length > 0 ? selection.rows : items.filter((row) => keyOf(row) === current);
  const dryRun = useDryRun(mayDecide ? selection.rows : none);

  const after = (said: readonly ReviewItem[]): void => {
    selection.clear();
    if (said.length === 1 && open !== undefined) step(1);
  };
  const verify = (): void => {
    const able = chosen.filter(canVerify);
    if (mayDecide && able.length > 0) void decisions.decide('verified', able).then((done) => done && after(able));
  };
  const ask = (word: 'excused' | 'sent-back'): void => {
    if (mayDecide && decidable(chosen).length > 0) setGrounds(word);
  };
  const decide = (given: Grounds): void => {
    if (grounds === null) return;
    const about = decidable(chosen);
    void decisions.decide(grounds, about, given).then((done) => {
      setGrounds(null);
      if (done) after(about);
    });
  };
  const undo = (): void => void decisions.undo(say('undoReason'));
  const takeBack = (): void => {
    const row = items.find((one) => keyOf(one) === open);
    if (mayDecide && row) void decisions.decide('withdrawn', [row], { reason: say('undoReason') });
  };
  const filter = useStable((next: UrlSearch): void => {
    decisions.forget();
    selection.clear();
    change(next);
  });
  const reload = useStable((): void => {
    decisions.forget();
    fresh.clear();
    void rows.refetch();
    void counts.refetch();
  });
  const showHelp = useStable((): void => setHelping(true));
  const accept = (): void => ask('excused');
  const askWhy = (): void => ask('sent-back');
  useReviewKeys({
    ...{ step, verify, accept, ask: askWhy, undo },
    select: (range) => current !== null && selection.toggle(current, range),
    open: () => current !== null && change({ open: current }),
    close: () => {
      if (selection.rows.length > 0) selection.clear();
      else if (open !== undefined) change({ open: undefined });
    },
    help: () => setHelping(true),
    disabled: grounds !== null || helping,
  });
  const at = open === undefined ? -1 : items.findIndex((row) => keyOf(row) === open);
  return {
    ...listed,
    ...{ decisions, selection, dryRun, mayDecide, fresh, open, current, step, openRow, verify, accept, ask: askWhy, undo, takeBack, filter, reload },
    reportAt: counts.data?.reportAt ?? null,
    /** Place of the open row in the whole list; 0 where it is not on this page. */
    place: at === -1 ? 0 : (Number(search['page'] ?? 1) - 1) * pageSize + at + 1,
    grounds: { asked: grounds, count: decidable(chosen).length, decide, close: () => setGrounds(null) },
    help: { shown: helping, show: showHelp, close: () => setHelping(false) },
  };
}
