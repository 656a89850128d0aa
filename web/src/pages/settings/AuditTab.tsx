import { Button, Select, TextInput } from '@mantine/core';
import { IconLink, IconLinkOff, IconListSearch, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
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
import { actions, actionText, actionWord, actorText, areaText, type AuditEntry, auditWords, refusalText, subjectDetail } from './audit-text';
import css from './Settings.module.css';
import { settingsWords } from './settings-words';

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
  const sayAudit = useWords(auditWords);
  const [search, change] = useUrlState();
  const page = Number(search['page'] ?? 1);
  const asked = new URLSearchParams({ page: String(page), pageSize: String(pageSize), sort: '-sequence', ...pick(search, ['action', 'from', 'to']), ...(search['actor'] ? { actor: search['actor'].includes(':') ? search['actor'] : `user:${search['actor']}` } : {}) });
  const { data, error, refetch } = useQuery({ queryKey: ['audit', asked.toString()], queryFn: () => send<AuditPage>('GET', `/api/v1/audit?${asked}`), placeholderData: keepPreviousData });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  const open = data.items.find(({ sequence }) => String(sequence) === search['open']);
  const actor = (value: string): void => change({ actor: value.trim() || undefined, page: undefined });
  return (
    <WithPanel label={say('tab.audit')} panel={open ? <EntryPanel entry={open} zone={zone} onClose={() => change({ open: undefined })} /> : null}>
      <Chain />
      <div className={css['filters']}>
        <TextInput aria-label={say('audit.find')} placeholder={say('audit.find')} leftSection={<IconSearch size={15} />} defaultValue={search['actor'] ?? ''} onBlur={(event) => actor(event.currentTarget.value)} onKeyDown={(event) => (event.key === 'Enter' ? actor(event.currentTarget.value) : undefined)} />
        <Select w={230} clearable aria-label={say('audit.action')} placeholder={sayAudit('anyAction')} data={actions.map((value) => ({ value, label: actionWord(value, sayAudit) }))} value={search['action'] ?? null} onChange={(value) => change({ action: value ?? undefined, page: undefined })} />
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
              { key: 'at', head: say('audit.when'), width: 170, cell: ({ sequence, occurredAt }) => <button type="button" className={clsx(css['name'], css['moment'])} onClick={() => change({ open: String(sequence) })}>{instantText(occurredAt, zone)}</button> },
              { key: 'actor', head: say('audit.actor'), cell: (entry) => <Two first={actorText(entry, sayAudit)} second={entry.actorName === null ? '' : entry.actor.replace(/^user:/, '')} /> },
              { key: 'action', head: say('audit.action'), cell: (entry) => <Two first={actionText(entry, sayAudit)} second={refusalText(entry, sayAudit)} /> },
              { key: 'subject', head: say('audit.subject'), cell: (entry) => <Two first={areaText(entry, sayAudit)} second={[entry.subjectName, subjectDetail(entry)].filter(Boolean).join(' · ')} /> },
            ]}
          />
          <Pager page={page} pageSize={pageSize} total={data.total} onPage={(next) => change({ page: String(next) })} />
        </div>
      )}
    </WithPanel>
  );
}

function Two({ first, second }: { readonly first: string; readonly second: string }): ReactNode {
  return (
    <>
      {first}
      {second ? <span className={css['small']}>{second}</span> : null}
    </>
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
  const sayAudit = useWords(auditWords);
  return (
    <Panel label={say('audit.entry', { number: entry.sequence })} head={say('audit.entry', { number: wholeNumber(entry.sequence) })} onClose={onClose}>
      <h2>{[actionText(entry, sayAudit), areaText(entry, sayAudit)].filter(Boolean).join(' · ')}</h2>
      <p>{[actorText(entry, sayAudit), instantText(entry.occurredAt, zone)].join(' · ')}</p>
      <p className="h-quiet">{[entry.address ? `${say('audit.from')} ${entry.address}` : '', refusalText(entry, sayAudit)].filter(Boolean).join(' · ')}</p>
      <h3>{say('audit.subject')}</h3>
      <p>{[entry.subjectName, entry.subjectKind, entry.subjectId].filter(Boolean).join(' · ') || '–'}</p>
      <h3>{say('audit.detail')}</h3>
      <pre className={css['detail']}>{JSON.stringify({ actor: entry.actor, action: entry.action, ...entry.detail }, null, 2)}</pre>
      <h3>{say('audit.hash')}</h3>
      <pre className={css['detail']}>{entry.hash}</pre>
    </Panel>
  );
}
