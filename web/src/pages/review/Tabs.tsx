import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, answerOf, type Schema } from '../../api/client';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { parseSearch, stringifySearch, type UrlSearch } from '../../list/url-state';
import css from './Review.module.css';
import { tabOf } from './review-data';
import { reviewWords } from './review-words';

interface TabsProps {
  readonly search: UrlSearch;
  readonly counts: Schema<'ReviewCounts'> | undefined;
  readonly change: (next: UrlSearch) => void;
}

const tabs = ['review', 'waiting', 'explanation', 'done'] as const;
const saved = ['tab', 'kind', 'cat', 'q', 'sort', 'unit'];

/** The four tabs with their counts, then the views that one keeps, then the plus that keeps another. */
export function Tabs({ search, counts, change }: TabsProps): ReactNode {
  const say = useWords(reviewWords);
  const queries = useQueryClient();
  const views = useQuery({ queryKey: ['review-views'], queryFn: () => answerOf(api.GET('/api/v1/review/views')), staleTime: 60_000 });
  const remove = useMutation({ mutationFn: (id: string) => answerOf(api.DELETE('/api/v1/review/views/{id}', { params: { path: { id } } })), onSuccess: () => queries.invalidateQueries({ queryKey: ['review-views'] }) });
  const now = queryOf(search);
  const view = views.data?.find(({ query }) => query === now);
  return (
    <div className={css['tabs']}>
      {tabs.map((tab) => (
        <button key={tab} type="button" className={css['tab']} data-on={!view && tabOf(search) === tab} aria-pressed={tabOf(search) === tab} onClick={() => change({ tab: tab === 'review' ? undefined : tab, page: undefined, open: undefined })}>
          {say(`tab.${tab}`)} <span>{counts ? wholeNumber(counts[tab]) : ''}</span>
        </button>
      ))}
      {views.data?.map((one) => (
        <span key={one.id} className={css['view']}>
          <button type="button" className={css['tab']} data-on={one.id === view?.id} onClick={() => change({ ...Object.fromEntries(saved.map((key) => [key, undefined])), ...parseSearch(one.query), page: undefined, open: undefined })}>
            {one.name}
          </button>
          {one.id === view?.id ? (
            <ActionIcon variant="subtle" color="gray" size={24} onClick={() => remove.mutate(one.id)} aria-label={say('removeView', { name: one.name })}>
              <IconX size={13} />
            </ActionIcon>
          ) : null}
        </span>
      ))}
      <SaveView query={now} />
    </div>
  );
}

const queryOf = (search: UrlSearch): string => stringifySearch(Object.fromEntries(saved.map((key) => [key, search[key]]))).slice(1);

function SaveView({ query }: { readonly query: string }): ReactNode {
  const say = useWords(reviewWords);
  const queries = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await answerOf(api.POST('/api/v1/review/views', { body: { name: name.trim(), query } }));
    setOpened(false);
    setName('');
    await queries.invalidateQueries({ queryKey: ['review-views'] });
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={28} onClick={() => setOpened(!opened)} aria-label={say('saveView')}>
          <IconPlus size={17} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={css['saveView']} onSubmit={(event) => void save(event)}>
          <TextInput label={say('viewName')} value={name} onChange={(event) => setName(event.currentTarget.value)} required withAsterisk={false} maxLength={60} data-autofocus />
          <Button type="submit">{say('save')}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
