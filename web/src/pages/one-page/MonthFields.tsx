import { TextInput } from '@mantine/core';
import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import css from './OnePage.module.css';
import { performanceWords } from './performance-words';

const month = /^\d{4}-\d{2}$/;

/** The months of the address, as the API takes them. */
export function useMonths(): { readonly from?: string; readonly to?: string } {
  const [search] = useUrlState();
  const [from, to] = [search['from'], search['to']];
  return { ...(from && month.test(from) ? { from } : {}), ...(to && month.test(to) ? { to } : {}) };
}

/** The first and the last month. */
export function MonthFields({ months }: { readonly months: readonly string[] | undefined }): ReactNode {
  const say = useWords(performanceWords);
  const [search, change] = useUrlState();
  return (
    <div className={`${css['months']} h-no-print`}>
      <TextInput type="month" label={say('from')} value={search['from'] ?? months?.[0] ?? ''} onChange={(event) => change({ from: event.currentTarget.value || undefined })} />
      <TextInput type="month" label={say('to')} value={search['to'] ?? months?.at(-1) ?? ''} onChange={(event) => change({ to: event.currentTarget.value || undefined })} />
    </div>
  );
}
