import { Select } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { dateTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { DifferencePanel } from './DifferencePanel';
import css from './Supervision.module.css';
import { supervisionWords } from './supervision-words';

type Difference = Schema<'DifferenceItem'>;
const statuses = ['open', 'found', 'asked', 'answered', 'closed', 'all'] as const;
const pageSize = 50;

/** How each status is coloured; the word stands in it. */
export const differenceTone = { found: 'late', asked: 'accent', answered: 'punch', closed: 'machine' } as const;

/** Why somebody who was asked has not been told by mail; null where they were, or where nobody waits for them. */
export const untold = ({ status, mail }: Pick<Difference, 'status' | 'mail'>): 'no-address' | 'no-server' | 'refused' | 'failed' | null =>
  status === 'asked' && (mail === 'no-address' || mail === 'no-server' || mail === 'refused' || mail === 'failed') ? mail : null;

/** What roll calls found, open ones first. */
export function DifferencesTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(supervisionWords);
  const [search, change] = useUrlState();
  const unitId = useUnitId();
  const status = statuses.find((one) => one === search['status']) ?? 'open';
  const page = Number(search['page']) || 1;
  const query = { page, pageSize, ...(status === 'all' ? {} : { status }), ...(unitId ? { unitId } : {}), ...(search['check'] ? { checkId: search['check'] } : {}) };
  const list = useQuery({ queryKey: ['differences', query], queryFn: () => answerOf(api.GET('/api/v1/spot-check-differences', { params: { query } })), placeholderData: keepPreviousData });
  const open = search['open'];
  return (
    <WithPanel label={say('tab.differences')} panel={open ? <DifferencePanel key={open} id={open} onClose={() => change({ open: undefined })} /> : null}>
      <div className={css['filters']}>
        <Select w={190} aria-label={say('status')} allowDeselect={false} value={status} onChange={(next) => change({ status: next === 'open' ? undefined : (next ?? undefined), page: undefined })} data={statuses.map((value) => ({ value, label: value === 'all' ? say('allStatuses') : say(`status.${value}`) }))} />
        <p>{say('observation')}</p>
      </div>
      {list.isPending ? <LoadingRows /> : list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : list.data.total === 0 ? <EmptyState icon={IconChecks} title={say('differencesNone')} text={say('differencesNoneText')} /> : (
        <>
          <DataTable<Difference>
            label={say('tab.differences')}
            rows={list.data.items}
            rowKey={({ id }) => id}
            openKey={open}
            onOpen={({ id }) => change({ open: id })}
            columns={[
              { key: 'person', head: say('person'), cell: (row) => <button type="button" className={css['name']} onClick={() => change({ open: row.id })}>{row.name}</button> },
              { key: 'what', head: say('what'), cell: (row) => say(`kind.${row.kind}`) },
              { key: 'unit', head: say('unit'), cell: (row) => row.unitName ?? '' },
              { key: 'when', head: say('when'), cell: (row) => dateTime(row.seenAt, row.zone || zone) },
              { key: 'status', head: say('status'), cell: (row) => <><Tag tone={differenceTone[row.status]}>{say(`status.${row.status}`)}</Tag>{untold(row) ? <small className={css['untold']}>{say(`mail.${untold(row) ?? 'failed'}`)}</small> : null}</> },
            ]}
          />
          <Pager page={page} pageSize={pageSize} total={list.data.total} onPage={(next) => change({ page: String(next) }, { push: true })} />
        </>
      )}
    </WithPanel>
  );
}
