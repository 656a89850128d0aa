import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { IconDots, IconHierarchy, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { api, answerOf } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { formWords } from '../../form/form-words';
import { zoneName } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { Page } from '../../shell/Page';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { PeopleTabs } from './PeopleTabs';
import css from './People.module.css';
import { peopleWords } from './people-words';
import { UnitDialog } from './UnitDialog';
import { type Unit, unitRows, unitsQuery } from './units';

type Open = { readonly kind: 'add' } | { readonly kind: 'change' | 'remove'; readonly unit: Unit };

/** The organisation as a tree. */
export function UnitsPage(): ReactNode {
  const say = useWords(peopleWords);
  const form = useWords(formWords);
  const mayWrite = useMay('people.write');
  const [search, change] = useUrlState();
  const [open, setOpen] = useState<Open | null>(null);
  const { data, error, refetch } = useQuery(unitsQuery);
  const text = (search['text'] ?? '').toLowerCase();
  const rows = unitRows(data ?? []).filter(({ unit }) => `${unit.name} ${unit.code}`.toLowerCase().includes(text));
  const importLink = <Button variant="default" leftSection={<IconUpload size={16} />} renderRoot={(props) => <Link to="/people/import" search={{ kind: 'units' } as never} {...props} />}>{say('import')}</Button>;
  return (
    <Page title={say('title')} actions={mayWrite ? <>{importLink}<Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen({ kind: 'add' })}>{say('addUnit')}</Button></> : null}>
      <PeopleTabs />
      <div className={css['filters']}>
        <TextInput data-page-search w={240} aria-label={say('findUnit')} placeholder={say('findUnit')} leftSection={<IconSearch size={15} />} value={search['text'] ?? ''} onChange={(event) => change({ text: event.currentTarget.value || undefined })} />
      </div>
      <div className="h-card">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingRows /> : rows.length === 0 ? <EmptyState icon={IconHierarchy} title={say('unitsNone')} text={say('unitsNoneText')} /> : (
          <DataTable
            label={say('tab.units')}
            rows={rows}
            rowKey={({ unit }) => unit.id}
            columns={[
              { key: 'name', head: say('unit'), cell: ({ unit, depth }) => <span className={css['tree']} style={{ paddingLeft: text === '' ? depth * 18 : 0 }}>{depth === 0 ? <b>{unit.name}</b> : unit.name} <span className={css['code']}>{unit.code}</span></span> },
              { key: 'zone', head: say('zone'), cell: ({ unit }) => zoneName(unit.zone) },
              { key: 'people', head: <span className="h-visually-hidden">{say('tab.people')}</span>, align: 'right', cell: ({ unit }) => <Link to="/people" search={{ unit: unit.id } as never}>{say('tab.people')}</Link> },
              {
                key: 'do',
                head: <span className="h-visually-hidden">{say('change').replace('…', '')}</span>,
                align: 'right',
                width: 60,
                cell: ({ unit }) => (mayWrite ? (
                  <Menu position="bottom-end" shadow="md">
                    <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={`${say('change')} ${unit.name}`}><IconDots size={16} /></ActionIcon></Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item onClick={() => setOpen({ kind: 'change', unit })}>{say('change')}</Menu.Item>
                      <Menu.Item onClick={() => setOpen({ kind: 'remove', unit })}>{form('remove')}</Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                ) : null),
              },
            ]}
          />
        )}
      </div>
      {open?.kind === 'add' ? <UnitDialog units={data ?? []} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'change' ? <UnitDialog unit={open.unit} units={data ?? []} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'remove' ? <RemoveUnit unit={open.unit} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}

function RemoveUnit({ unit, onClose }: { readonly unit: Unit; readonly onClose: () => void }): ReactNode {
  const say = useWords(peopleWords);
  const form = useWords(formWords);
  const remove = useChange(['units-all', 'units', 'overview'], () => answerOf(api.DELETE('/api/v1/units/{code}', { params: { path: { code: unit.code } } })), onClose);
  return <FormDialog title={form('remove')} lead={say('unitRemoveAsk', { name: unit.name })} submit={form('remove')} danger busy={remove.isPending} error={remove.error} onSubmit={() => remove.mutate(undefined)} onClose={onClose} />;
}
