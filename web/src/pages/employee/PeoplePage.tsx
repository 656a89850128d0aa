import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterOff, IconSearch, IconUpload, IconUsersGroup } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { useWords } from '../../i18n/words';
import { type Column, DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { Page } from '../../shell/Page';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { PeopleTabs } from '../people/PeopleTabs';
import { PersonButton } from '../people/PersonDialog';
import css from './Employee.module.css';
import { employeeWords } from './employee-words';

type Person = Schema<'EmployeeItem'>;
const pageSize = 50;
const categories = ['PNS', 'CPNS', 'PPPK', 'PPPK-PW', 'contract'] as const;

/** The list names a unit by its code; the rail's switcher knows its id. */
function useUnitCode(unitId: string | undefined): string | undefined {
  const units = useQuery({ queryKey: ['units'], queryFn: () => answerOf(api.GET('/api/v1/units', { params: { query: { pageSize: 500 } } as never })), enabled: unitId !== undefined, staleTime: 5 * 60_000 }).data as unknown as { items?: readonly { id: string; code: string }[] } | readonly { id: string; code: string }[] | undefined;
  const all = units === undefined ? [] : 'items' in units ? (units.items ?? []) : (units as readonly { id: string; code: string }[]);
  return all.find(({ id }) => id === unitId)?.code;
}

/** The people of the reach, with search and unit. */
export function PeoplePage(): ReactNode {
  const say = useWords(employeeWords);
  const navigate = useNavigate();
  const [search, change] = useUrlState();
  const unitId = useUnitId();
  const unit = useUnitCode(unitId);
  const [typed, setTyped] = useState(search['text'] ?? '');
  const text = search['text'] ?? '';
  const page = Number(search['page']) || 1;
  const find = useDebouncedCallback((next: string) => change({ text: next || undefined, page: undefined }), 250);
  const query = { page, pageSize, sort: search['sort'] ?? 'name', ...(text ? { text } : {}), ...(unit ? { unit } : {}), ...(search['category'] ? { category: search['category'] as 'PNS' } : {}) };
  const people = useQuery({ queryKey: ['people', query], queryFn: () => answerOf(api.GET('/api/v1/employees', { params: { query } })), placeholderData: keepPreviousData, enabled: unitId === undefined || unit !== undefined });
  const filtered = text !== '' || unitId !== undefined || search['category'] !== undefined;
  const columns: readonly Column<Person>[] = [
    { key: 'name', head: say('column.name'), sortBy: 'name', cell: (person) => <Link to="/people/$employeeId" params={{ employeeId: person.id }} className={css['name']}>{person.name}</Link> },
    { key: 'number', head: say('column.number'), sortBy: 'number', cell: (person) => person.number },
    { key: 'job', head: say('column.job'), cell: (person) => person.jobTitle ?? '' },
    { key: 'unit', head: say('column.unit'), cell: (person) => person.unitName ?? '' },
    { key: 'category', head: say('column.category'), sortBy: 'category', cell: (person) => person.category },
  ];
  const clear = (): void => {
    setTyped('');
    change({ text: undefined, category: undefined, page: undefined });
  };
  return (
    <Page title={say('people')} actions={<><Button variant="default" leftSection={<IconUpload size={16} />} renderRoot={(props) => <Link to="/people/import" {...props} />}>{say('import')}</Button><PersonButton /></>}>
      <PeopleTabs />
      <div className={css['filters']}>
        <TextInput data-page-search aria-label={say('search')} placeholder={say('search')} leftSection={<IconSearch size={15} />} value={typed} onChange={(event) => {
            setTyped(event.currentTarget.value);
            find(event.currentTarget.value.trim());
          }}
          w={260} />
        <Select aria-label={say('category')} placeholder={say('allCategories')} data={[...categories]} value={search['category'] ?? null} onChange={(value) => change({ category: value ?? undefined, page: undefined })} clearable w={190} />
      </div>
      <div className="h-card">
        {people.isPending ? <LoadingRows rows={8} /> : null}
        {people.isError ? <ErrorState error={people.error} onRetry={() => void people.refetch()} /> : null}
        {people.data?.total === 0 ? <Nobody filtered={filtered} onClear={clear} /> : null}
        {people.data && people.data.total > 0 ? (
          <>
            <DataTable label={say('people')} columns={columns} rows={people.data.items} rowKey={({ id }) => id} sort={query.sort} onSort={(sort) => change({ sort, page: undefined })} onOpen={({ id }) => void navigate({ to: '/people/$employeeId', params: { employeeId: id } })} />
            <Pager page={page} pageSize={pageSize} total={people.data.total} onPage={(next) => change({ page: String(next) }, { push: true })} />
          </>
        ) : null}
      </div>
    </Page>
  );
}

function Nobody({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }): ReactNode {
  const say = useWords(employeeWords);
  if (filtered) {
    return (
      <EmptyState icon={IconFilterOff} title={say('none.title')} text={say('none.text')}>
        <Button variant="default" onClick={onClear}>
          {say('none.clear')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconUsersGroup} title={say('first.title')} text={say('first.text')}>
      <Button leftSection={<IconUpload size={16} />} renderRoot={(props) => <Link to="/people/import" {...props} />}>
        {say('first.import')}
      </Button>
    </EmptyState>
  );
}
