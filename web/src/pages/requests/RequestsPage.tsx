import { Button, Select } from '@mantine/core';
import { IconFilterOff, IconInbox, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { type ReactNode, useState } from 'react';
import { may, useMe } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { mediumDate, shortDate } from '../../format/dates';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { type Column, DataTable } from '../../list/DataTable';
import { ExportMenu } from '../../list/ExportMenu';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { useOverview } from '../../shell/overview';
import { Page } from '../../shell/Page';
import { isOnlyEmployee } from '../../shell/sections';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { FileRequestDialog } from './FileRequestDialog';
import { RequestDetail } from './RequestDetail';
import css from './Requests.module.css';
import { requestTitle, requestWords } from './request-words';

type Request = Schema<'RequestItem'>;
const tabs = ['waiting', 'approved', 'rejected', 'all'] as const;
const kinds = ['leave', 'duty', 'permission', 'correction', 'excuse', 'overtime-order'] as const;
const pageSize = 50;
const stateOf = { waiting: 'requested', approved: 'approved', rejected: 'rejected', all: undefined } as const;

/** Corrections, leave and other requests, with their approval. */
export function RequestsPage(): ReactNode {
  const say = useWords(requestWords);
  const [search, change] = useUrlState();
  const unitId = useUnitId();
  const tab = tabs.find((one) => one === search['tab']) ?? 'waiting';
  const page = Number(search['page']) || 1;
  const kind = kinds.find((one) => one === search['kind']);
  const state = stateOf[tab];
  const query = { page, pageSize, sort: search['sort'] ?? (tab === 'waiting' ? 'filedAt' : '-filedAt'), ...(state ? { state } : {}), ...(kind ? { kind } : {}), ...(unitId ? { unitId } : {}) };
  const requests = useQuery({ queryKey: ['requests', query], queryFn: () => answerOf(api.GET('/api/v1/requests', { params: { query } })), placeholderData: keepPreviousData });
  const open = search['open'];
  const name = (one: (typeof tabs)[number]): string => (one === 'waiting' ? say('tab.waiting') : one === 'all' ? say('tab.all') : say(`state.${one}`));
  return (
    <Page title={say('title')} actions={<Actions query={query} onFiled={(id) => change({ open: id, tab: undefined, kind: undefined, page: undefined })} />}>
      <div className={css['tabs']} role="group" aria-label={say('column.state')}>
        {tabs.map((one) => (
          <button key={one} type="button" aria-pressed={one === tab} onClick={() => change({ tab: one === 'waiting' ? undefined : one, page: undefined, open: undefined })}>
            {name(one)} {one === tab && requests.data ? <small>{wholeNumber(requests.data.total)}</small> : null}
          </button>
        ))}
        <Select className={css['kind']} size="xs" aria-label={say('kind')} placeholder={say('allKinds')} data={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))} value={kind ?? null} onChange={(value) => change({ kind: value ?? undefined, page: undefined })} clearable />
      </div>
      <div className={clsx(css['split'], open && css['opened'])}>
        <div className="h-card">
          {requests.isPending ? <LoadingRows rows={8} /> : null}
          {requests.isError ? <ErrorState error={requests.error} onRetry={() => void requests.refetch()} /> : null}
          {requests.data?.total === 0 ? <NoRequests waiting={tab === 'waiting' && !kind} onClear={() => change({ tab: 'all', kind: undefined, page: undefined })} /> : null}
          {requests.data && requests.data.total > 0 ? (
            <>
              <RequestTable rows={requests.data.items} open={open} narrow={open !== undefined} sort={query.sort} onSort={(sort) => change({ sort, page: undefined })} onOpen={(one) => change({ open: one })} />
              <Pager page={page} pageSize={pageSize} total={requests.data.total} onPage={(next) => change({ page: String(next) }, { push: true })} />
            </>
          ) : null}
        </div>
        {open ? <RequestDetail key={open} id={open} onClose={() => change({ open: undefined })} /> : null}
      </div>
    </Page>
  );
}

function Actions({ query, onFiled }: { readonly query: Readonly<Record<string, string | number>>; readonly onFiled: (id: string) => void }): ReactNode {
  const say = useWords(requestWords);
  const me = useMe();
  const today = useOverview()?.today;
  const [filing, setFiling] = useState(false);
  return (
    <>
      <ExportMenu lists={[{ path: '/api/v1/requests', query }]} />
      {may(me, 'requests.file') && !isOnlyEmployee(me) ? (
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setFiling(true)}>
          {say('file')}
        </Button>
      ) : null}
      {filing && today ? <FileRequestDialog today={today} onFiled={(id) => (setFiling(false), onFiled(id))} onClose={() => setFiling(false)} /> : null}
    </>
  );
}

interface TableProps {
  readonly rows: readonly Request[];
  readonly open: string | undefined;
  readonly narrow: boolean;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly onOpen: (id: string) => void;
}

const tone = { requested: 'accent', approved: 'present', rejected: 'absent', cancelled: 'machine', revoked: 'machine' } as const;

function RequestTable({ rows, open, narrow, sort, onSort, onOpen }: TableProps): ReactNode {
  const say = useWords(requestWords);
  const person: Column<Request> = {
    key: 'person',
    head: say('column.person'),
    sortBy: 'employeeName',
    cell: (row) => (
      <button type="button" className={css['person']} onClick={() => onOpen(row.id)}>
        <b>{row.employeeName}</b>
        {narrow ? <small>{requestTitle(row, say)}</small> : null}
      </button>
    ),
  };
  const when: Column<Request> = { key: 'when', head: say('column.when'), sortBy: 'fromDate', cell: (row) => (row.fromDate === row.toDate ? mediumDate(row.fromDate) : `${shortDate(row.fromDate)} – ${mediumDate(row.toDate)}`) };
  const state: Column<Request> = { key: 'state', head: say('column.state'), cell: (row) => <Tag tone={tone[row.state]}>{say(`state.${row.state}`)}</Tag> };
  const wide: readonly Column<Request>[] = [
    person,
    { key: 'what', head: say('column.what'), cell: (row) => requestTitle(row, say) },
    when,
    { key: 'filed', head: say('column.filed'), sortBy: 'filedAt', cell: (row) => [shortDate(row.filedDate), row.filedLate ? say('late', { count: row.lateDays }) : ''].filter(Boolean).join(' · ') },
    state,
  ];
  return <DataTable label={say('title')} columns={narrow ? [person, when, state] : wide} rows={rows} rowKey={({ id }) => id} openKey={open} onOpen={({ id }) => onOpen(id)} sort={sort} onSort={onSort} />;
}

function NoRequests({ waiting, onClear }: { readonly waiting: boolean; readonly onClear: () => void }): ReactNode {
  const say = useWords(requestWords);
  if (waiting) return <EmptyState icon={IconInbox} title={say('empty.waiting')} text={say('empty.waitingText')} />;
  return (
    <EmptyState icon={IconFilterOff} title={say('empty.other')} text={say('empty.otherText')}>
      <Button variant="default" onClick={onClear}>
        {say('empty.clear')}
      </Button>
    </EmptyState>
  );
}
