import { Button } from '@mantine/core';
import { IconFilterOff, IconMessageCheck, IconPencilPlus, IconUpload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { shortDate, wallClock } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { type Column, DataTable } from '../../list/DataTable';
import { ExportMenu } from '../../list/ExportMenu';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { Tabs } from '../../panel/Tabs';
import { Page } from '../../shell/Page';
import { useOverview } from '../../shell/overview';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { useUnitCode } from '../people/units';
import css from '../services/Service.module.css';
import { ComplaintDue } from './ComplaintDue';
import { complaintTone, type ListedComplaint } from './complaints';
import { complaintsWords } from './complaints-words';
import { EntryDialog } from './EntryDialog';

const tabs = ['open', 'answered', 'closed', 'all'] as const;
const filters = { open: { open: true }, answered: { status: 'answered' }, closed: { status: 'closed' }, all: {} } as const;
const pageSize = 50;

/** The inbox of complaints with their deadlines. */
export function ComplaintsPage(): ReactNode {
  const say = useWords(complaintsWords);
  const [search, change] = useUrlState();
  const unitId = useUnitId();
  const unit = useUnitCode(unitId);
  const [entering, setEntering] = useState(false);
  const tab = tabs.find((each) => each === search['tab']) ?? 'open';
  const page = Number(search['page']) || 1;
  const service = search['service'];
  const query = { page, pageSize, sort: search['sort'] ?? '-receivedAt', ...filters[tab], ...(unit ? { unit } : {}), ...(service ? { service } : {}) };
  const complaints = useQuery({ queryKey: ['complaints', query], queryFn: () => answerOf(api.GET('/api/v1/complaints', { params: { query } })), placeholderData: keepPreviousData, enabled: unitId === undefined || unit !== undefined });
  const actions = (
    <>
      <ExportMenu lists={[{ path: '/api/v1/complaints', query }]} />
      <Button variant="default" leftSection={<IconUpload size={16} />} renderRoot={(props) => <Link to="/complaints/import" {...props} />}>{say('import')}</Button>
      <Button leftSection={<IconPencilPlus size={16} />} onClick={() => setEntering(true)}>{say('enter')}</Button>
    </>
  );
  return (
    <Page title={say('title')} flush actions={actions}>
      <Tabs label={say('tabs')} value={tab} tabs={tabs.map((key) => ({ key, name: say(`tab.${key}`), ...(key === tab && complaints.data ? { count: complaints.data.total } : {}) }))} onTab={(next) => change({ tab: next === 'open' ? undefined : next, page: undefined })} />
      <div className={css['pad']}>
        {service ? (
          <div className={css['bar']}>
            <span>{say('serviceFilter', { service })}</span>
            <Button size="xs" variant="subtle" leftSection={<IconFilterOff size={14} />} onClick={() => change({ service: undefined, page: undefined })}>{say('clearFilter')}</Button>
          </div>
        ) : null}
        <div className="h-card">
          {complaints.isError ? <ErrorState error={complaints.error} onRetry={() => void complaints.refetch()} /> : !complaints.data ? <LoadingRows /> : complaints.data.total === 0 ? (
            <EmptyState icon={IconMessageCheck} title={say('none')} text={say('noneText')} />
          ) : (
            <>
              <ComplaintTable rows={complaints.data.items} sort={query.sort} onSort={(sort) => change({ sort, page: undefined })} />
              <Pager page={page} pageSize={pageSize} total={complaints.data.total} onPage={(next) => change({ page: String(next) }, { push: true })} />
            </>
          )}
        </div>
      </div>
      {entering ? <EntryDialog onClose={() => setEntering(false)} /> : null}
    </Page>
  );
}

function ComplaintTable({ rows, sort, onSort }: { readonly rows: readonly ListedComplaint[]; readonly sort: string; readonly onSort: (sort: string) => void }): ReactNode {
  const say = useWords(complaintsWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const columns: readonly Column<ListedComplaint>[] = [
    {
      key: 'what',
      head: say('what'),
      sortBy: 'kind',
      cell: (row) => (
        <Link to="/complaints/$complaintId" params={{ complaintId: row.id }} className={css['open']}>
          <b>{say(`kind.${row.kind}`)}</b>
          <small>{row.service ?? say('noService')}</small>
        </Link>
      ),
    },
    { key: 'received', head: say('received'), sortBy: 'receivedAt', cell: (row) => <>{shortDate(wallClock(row.receivedAt, zone).date)} <span className={css['usual']}>{say(`channel.${row.channel}`)}</span></> },
    { key: 'unit', head: say('where'), cell: (row) => row.unit ?? <span className="h-quiet">{say('unrouted')}</span> },
    { key: 'due', head: say('due'), cell: (row) => <ComplaintDue complaint={row} /> },
    { key: 'status', head: say('status'), sortBy: 'status', cell: (row) => <><Tag tone={complaintTone[row.status]}>{say(`status.${row.status}`)}</Tag> {row.suspicious ? <Tag tone="machine">{say('suspicious')}</Tag> : null}</> },
  ];
  return <DataTable label={say('title')} columns={columns} rows={rows} rowKey={({ id }) => id} sort={sort} onSort={onSort} />;
}
