import { Button, TextInput } from '@mantine/core';
import { IconLink, IconLinkOff, IconListSearch, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { send } from '../../api/client';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { Panel, WithPanel } from '../../panel/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { instantText } from './access';
import css from './Settings.module.css';
import { settingsWords } from './settings-words';

interface AuditEntry {
  readonly sequence: number;
  readonly occurredAt: string;
  readonly actor: string;
  readonly address: string;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly detail: unknown;
  readonly hash: string;
}

interface AuditPage {
  readonly items: readonly AuditEntry[];
  readonly total: number;
}

/** What checking the chain found. */
interface ChainState {
  readonly intact: boolean;
  readonly entries: number;
  readonly brokenAt?: number | null;
}

const pageSize = 50;

/** Who did what, newest first, and whether the chain of entries is intact. */
export function AuditTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(settingsWords);
  const [search, change] = useUrlState();
  const page = Number(search['page'] ?? 1);
  const asked = new URLSearchParams({ page: String(page), pageSize: String(pageSize), sort: '-sequence', ...pick(search, ['action', 'from', 'to']), ...(search['actor'] ? { actor: search['actor'].includes(':') ? search['actor'] : `user:${search['actor']}` } : {}) });
  const { data, error, refetch } = useQuery({ queryKey: ['audit', asked.toString()], queryFn: () => send<AuditPage>('GET', `/api/v1/audit?${asked}`), placeholderData: keepPreviousData });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  const open = data.items.find(({ sequence }) => String(sequence) === search['open']);
  const field = (key: 'actor' | 'action'): ReactNode => (
    <TextInput aria-label={say(`audit.${key}`)} placeholder={say(`audit.${key}`)} leftSection={<IconSearch size={15} />} defaultValue={search[key] ?? ''} onBlur={(event) => change({ [key]: event.currentTarget.value.trim() || undefined, page: undefined })} onKeyDown={(event) => (event.key === 'Enter' ? change({ [key]: event.currentTarget.value.trim() || undefined, page: undefined }) : undefined)} />
  );
  return (
    <WithPanel label={say('tab.audit')} panel={open ? <EntryPanel entry={open} zone={zone} onClose={() => change({ open: undefined })} /> : null}>
      <Chain />
      <div className={css['filters']}>
        {field('actor')}
        {field('action')}
        <TextInput type="date" aria-label={say('from')} value={search['from'] ?? ''} onChange={(event) => change({ from: event.currentTarget.value || undefined, page: undefined })} />
        <TextInput type="date" aria-label={say('to')} value={search['to'] ?? ''} onChange={(event) => change({ to: event.currentTarget.value || undefined, page: undefined })} />
      </div>
      {data.total === 0 ? <EmptyState icon={IconListSearch} title={say('audit.none')} text={say('audit.noneText')} /> : (
        <div className={css['list']}>
          <DataTable<AuditEntry>
            label={say('tab.audit')}
            rows={data.items}
            rowKey={({ sequence }) => String(sequence)}
            openKey={search['open']}
            onOpen={({ sequence }) => change({ open: String(sequence) })}
            columns={[
              { key: 'at', head: say('audit.when'), width: 150, cell: ({ sequence, occurredAt }) => <button type="button" className={css['name']} onClick={() => change({ open: String(sequence) })}>{instantText(occurredAt, zone)}</button> },
              { key: 'actor', head: say('audit.actor'), cell: ({ actor }) => actor },
              { key: 'action', head: say('audit.action'), cell: ({ action }) => action },
              { key: 'subject', head: say('audit.subject'), cell: ({ subjectKind, subjectId }) => [subjectKind, subjectId].filter(Boolean).join(' ') },
            ]}
          />
          <Pager page={page} pageSize={pageSize} total={data.total} onPage={(next) => change({ page: String(next) })} />
        </div>
      )}
    </WithPanel>
  );
}

const pick = (search: Readonly<Record<string, string | undefined>>, keys: readonly string[]): Record<string, string> => Object.fromEntries(keys.flatMap((key) => (search[key] ? [[key, search[key]]] : [])));

function Chain(): ReactNode {
  const say = useWords(settingsWords);
  const { data, isFetching, refetch } = useQuery({ queryKey: ['audit-chain'], queryFn: () => send<ChainState>('GET', '/api/v1/audit/verification'), enabled: false });
  const words = !data ? say('audit.unknown') : data.intact ? say('audit.intact', { count: wholeNumber(data.entries) }) : say('audit.broken', { at: data.brokenAt ?? '?' });
  const Shape = data && !data.intact ? IconLinkOff : IconLink;
  return (
    <div className={css['chain']}>
      <span>{say('audit.lead')}</span>
      <span role="status" style={{ display: 'inline-flex', gap: 6, alignItems: 'center', color: data ? (data.intact ? 'var(--h-present)' : 'var(--h-absent)') : undefined }}>
        <Shape size={16} aria-hidden />
        {words}
      </span>
      <Button size="compact-sm" variant="default" loading={isFetching} onClick={() => void refetch()}>
        {say('audit.check')}
      </Button>
    </div>
  );
}

function EntryPanel({ entry, zone, onClose }: { readonly entry: AuditEntry; readonly zone: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(settingsWords);
  return (
    <Panel label={say('audit.entry', { number: entry.sequence })} head={say('audit.entry', { number: wholeNumber(entry.sequence) })} onClose={onClose}>
      <h2>{entry.action}</h2>
      <p>{[entry.actor, instantText(entry.occurredAt, zone)].join(' · ')}</p>
      <p className="h-quiet">{`${say('audit.from')} ${entry.address}`}</p>
      <h3>{say('audit.subject')}</h3>
      <p>{[entry.subjectKind, entry.subjectId].filter(Boolean).join(' ') || '–'}</p>
      <h3>{say('audit.detail')}</h3>
      <pre className={css['detail']}>{typeof entry.detail === 'string' ? entry.detail : JSON.stringify(entry.detail, null, 2)}</pre>
      <h3>{say('audit.hash')}</h3>
      <pre className={css['detail']}>{entry.hash}</pre>
    </Panel>
  );
}
