import { Button } from '@mantine/core';
import { IconInboxOff, IconSun, IconX } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { weekdayDate } from '../../format/dates';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { type UrlSearch } from '../../list/url-state';
import { EmptyState } from '../../states/States';
import { tabOf, useCounts } from './review-data';
import { reviewWords } from './review-words';

interface EmptyProps {
  readonly search: UrlSearch;
  readonly date: string | undefined;
  readonly counts: Schema<'ReviewCounts'> | undefined;
  readonly change: (next: UrlSearch) => void;
}

const filters = ['q', 'kind', 'cat'];

/** No rows: because everything is reviewed, because of the filter, or because nothing is on this tab. */
export function EmptyReview({ search, date, counts, change }: EmptyProps): ReactNode {
  const say = useWords(reviewWords);
  const filtered = filters.some((key) => search[key] !== undefined);
  const outside = useCounts({ unit: search['unit'] }, filtered ? date : undefined).data;
  if (filtered) {
    return (
      <EmptyState icon={IconX} title={say('empty.filter')} text={say('empty.filterText', { count: outside?.[tabOf(search)] ?? 0 })}>
        <Button variant="default" onClick={() => change({ ...Object.fromEntries(filters.map((key) => [key, undefined])), page: undefined })}>
          {say('empty.clear')}
        </Button>
      </EmptyState>
    );
  }
  if (tabOf(search) !== 'review' || !counts) return <EmptyState icon={IconInboxOff} title={say('empty.tab')} text={say('empty.tabText')} />;
  const waiting = counts.waitingPeople > 0 ? ` ${say('empty.waitingText', { count: counts.waitingPeople })}` : '';
  return (
    <EmptyState icon={IconSun} title={say('empty.done')} text={`${say('empty.doneText', { count: wholeNumber(counts.done) as never, date: date === 'all' || !date ? say('allDays') : weekdayDate(date) })}${waiting}`}>
      {counts.waitingPeople > 0 ? (
        <Button variant="default" onClick={() => change({ tab: 'waiting' })}>
          {say('empty.seeWaiting')}
        </Button>
      ) : null}
    </EmptyState>
  );
}
