import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, answerOf, type Schema } from '../../api/client';
import { nearTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { type Overview } from '../../shell/overview';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { useDeviceChange } from './change';
import { hexDump } from './hex-dump';
import { Panel } from '../../panel/Panel';
import { Refused } from '../../form/Refused';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';

type Rejected = Schema<'RejectedItem'>;
type State = 'open' | 'replayed' | 'discarded';

/** Lines that could not be read: why, their raw bytes, and a way to read them again. */
export function RejectedTab({ overview }: { readonly overview: Overview | undefined }): ReactNode {
  const say = useWords(terminalWords);
  const [search, change] = useUrlState();
  const status = (['replayed', 'discarded'].includes(search['status'] ?? '') ? search['status'] : 'open') as State;
  const page = Number(search['page'] ?? 1);
  const sort = search['sort'] ?? '-receivedAt';
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['terminals', 'rejected', status, search['terminal'], page, sort],
    queryFn: () => answerOf(api.GET('/api/v1/rejected-records', { params: { query: { status, page, pageSize: 50, sort, ...(search['terminal'] ? { terminal: search['terminal'] } : {}) } } })),
    placeholderData: keepPreviousData,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const zone = overview?.zone ?? 'Asia/Jakarta';
  const open = data?.items.find(({ id }) => id === search['open']);
  return (
    <div className={css['body']}>
      <div className={css['main']} tabIndex={0} role="region" aria-label={say('rejected.title')}>
        <div className={css['filters']}>
          <SegmentedControl size="xs" aria-label={say('rejected.state')} value={status} onChange={(next) => change({ status: next, page: undefined, open: undefined })} data={(['open', 'replayed', 'discarded'] as const).map((value) => ({ value, label: say(`rejected.${value}`) }))} w="auto" />
          {search['terminal'] ? <Button size="compact-sm" variant="default" onClick={() => change({ terminal: undefined })}>{search['terminal']} ×</Button> : null}
        </div>
        {isPending ? <LoadingRows /> : data && data.total > 0 ? (
          <>
            <DataTable<Rejected>
              label={say('rejected.title')}
              rows={data.items}
              rowKey={({ id }) => id}
              openKey={open?.id}
              sort={sort}
              onSort={(next) => change({ sort: next, page: undefined })}
              onOpen={({ id }) => change({ open: id })}
              columns={[
                { key: 'at', head: say('rejected.received'), sortBy: 'receivedAt', width: 130, cell: ({ id, receivedAt }) => <Button variant="transparent" size="compact-sm" p={0} onClick={() => change({ open: id })}>{nearTime(receivedAt, zone, overview?.today ?? '')}</Button> },
                { key: 'terminal', head: say('rejected.terminal'), sortBy: 'terminal', cell: ({ terminal }) => terminal },
                { key: 'reason', head: say('rejected.reason'), cell: ({ reason }) => reason },
                { key: 'text', head: say('rejected.text'), cell: ({ text }) => <span className={css['mono']}>{text.slice(0, 60)}</span> },
              ]}
            />
            <Pager page={page} pageSize={50} total={data.total} onPage={(next) => change({ page: String(next) })} />
          </>
        ) : <EmptyState icon={IconChecks} title={say('rejected.none')} text={say('rejected.noneText')} />}
      </div>
      {open ? <RejectedPanel key={open.id} record={open} onClose={() => change({ open: undefined })} /> : null}
    </div>
  );
}

function RejectedPanel({ record, onClose }: { readonly record: Rejected; readonly onClose: () => void }): ReactNode {
  const say = useWords(terminalWords);
  const [text, setText] = useState(record.text);
  const path = { path: { id: record.id } };
  const replay = useDeviceChange(() => answerOf(api.POST('/api/v1/rejected-records/{id}/replay', { params: path, body: text === record.text ? {} : { text } })), onClose);
  const discard = useDeviceChange(() => answerOf(api.POST('/api/v1/rejected-records/{id}/discard', { params: path })), onClose);
  const bytes = Uint8Array.from(atob(record.raw), (character) => character.charCodeAt(0));
  const foot = record.status === 'replayed' ? null : (
    <div>
      <Button loading={replay.isPending} onClick={() => replay.mutate(undefined)}>{say('rejected.replay')}</Button>
      {record.status === 'open' ? <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate(undefined)}>{say('rejected.discard')}</Button> : null}
    </div>
  );
  return (
    <Panel label={say('rejected.title')} head={say('serial', { serial: record.terminal })} foot={foot} onClose={onClose}>
      <h2>{record.reason}</h2>
      <h3>
        {say('rejected.raw')} <span>{say('rejected.bytes', { count: bytes.length })}</span>
      </h3>
      <pre className={css['hex']}>{hexDump(bytes)}</pre>
      {record.status === 'replayed' ? null : <Textarea mt={16} label={say('rejected.should')} description={say('rejected.shouldHint')} autosize minRows={2} maxLength={2000} classNames={{ input: css['mono'] ?? '' }} value={text} onChange={(event) => setText(event.currentTarget.value)} />}
      <Refused error={replay.error ?? discard.error} />
    </Panel>
  );
}
