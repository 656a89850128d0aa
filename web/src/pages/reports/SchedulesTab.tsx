import { Button } from '@mantine/core';
import { IconCalendarRepeat, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { dateTime } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { unitsQuery } from '../people/units';
import { DefinitionDialog } from './DefinitionDialog';
import { DefinitionPanel } from './DefinitionPanel';
import { MutesCard } from './MutesCard';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';
import { type Definition, definitionsQuery, emptyDraft, newId, rhythmText } from './schedules';

/** Reports that are made by themselves, and who is left out of them. */
export function SchedulesTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const language = useLanguage();
  const mayWrite = useMay('reports.write');
  const [search, change] = useUrlState();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(definitionsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  const open = data.find(({ id }) => id === search['open']);
  const panel = open ? <DefinitionPanel key={open.id} definition={open} zone={zone} onClose={() => change({ open: undefined })} /> : null;
  return (
    <WithPanel label={say('tab.schedules')} panel={panel}>
      <div className={css['filters']}>
        <p className={css['lead']}>{say('schedulesNote')}</p>
        {mayWrite ? (
          <Button variant="default" ml="auto" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {say('addSchedule')}
          </Button>
        ) : null}
      </div>
      {data.length === 0 ? <EmptyState icon={IconCalendarRepeat} title={say('runsNone')} text={say('schedulesNote')} /> : <DefinitionTable definitions={data} zone={zone} openKey={open?.id} onOpen={(id) => change({ open: id })} />}
      <MutesCard definitions={data} zone={zone} />
      {adding ? <DefinitionDialog draft={emptyDraft(language)} idFor={(name) => newId(name, data.map(({ id }) => id))} isDefault={false} onDone={({ id }) => (setAdding(false), change({ open: id }))} onClose={() => setAdding(false)} /> : null}
    </WithPanel>
  );
}

function DefinitionTable({ definitions, zone, openKey, onOpen }: { readonly definitions: readonly Definition[]; readonly zone: string; readonly openKey: string | undefined; readonly onOpen: (id: string) => void }): ReactNode {
  const say = useWords(reportsWords);
  const units = useQuery(unitsQuery);
  const unitName = (code: string | null | undefined): string => (code ? (units.data?.find((unit) => unit.code === code)?.name ?? code) : say('everyUnit'));
  return (
    <div className={css['list']}>
      <DataTable<Definition>
        label={say('tab.schedules')}
        rows={definitions}
        rowKey={({ id }) => id}
        openKey={openKey}
        onOpen={({ id }) => onOpen(id)}
        columns={[
          {
            key: 'name',
            head: say('name'),
            cell: ({ id, name, report, unit }) => (
              <>
                <button type="button" className={css['name']} onClick={() => onOpen(id)}>
                  {name}
                </button>
                <span className={css['small']}>{`${say(`kind.${report}`)} · ${unitName(unit)}`}</span>
              </>
            ),
          },
          { key: 'when', head: say('when'), cell: (one) => rhythmText(one, say) },
          { key: 'next', head: say('next'), cell: ({ nextAt }) => (nextAt === null ? <span className={css['quiet']}>{say('paused')}</span> : dateTime(nextAt, zone)) },
          { key: 'to', head: say('to'), cell: ({ recipients }) => (recipients.length === 0 ? <span className={css['quiet']}>{say('nobody')}</span> : recipients.length === 1 ? recipients[0]?.address : say('recipientsCount', { count: recipients.length })) },
        ]}
      />
    </div>
  );
}
