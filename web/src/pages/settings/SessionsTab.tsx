import { Button } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { useMay } from '../../access/me';
import { send } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { WithPanel } from '../../panel/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { instantText, type Session, sessionsQuery } from './access';
import css from './Settings.module.css';
import { settingsWords } from './settings-words';

/** `Chrome · Windows`: enough to know one's own devices by. */
function deviceOf(userAgent: string): string {
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((name) => userAgent.includes(name)) ?? '';
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find((name) => userAgent.includes(name)) ?? '';
  return [browser.replace('Edg', 'Edge').replace('OPR', 'Opera'), system].filter(Boolean).join(' · ') || userAgent.slice(0, 40);
}

/** Sessions that go on, and a way to end each. */
export function SessionsTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(settingsWords);
  const mayWrite = useMay('users.write');
  const { data, error, refetch } = useQuery(sessionsQuery);
  const end = useChange(['sessions'], (id: string) => send('DELETE', `/api/v1/sessions/${id}`));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  if (data.length === 0) return <EmptyState icon={IconDeviceLaptop} title={say('noSessions')} text={say('noSessionsText')} />;
  return (
    <WithPanel label={say('tab.sessions')} panel={null}>
      <Refused error={end.error} />
      <div className={css['list']}>
        <DataTable<Session>
          label={say('tab.sessions')}
          rows={[...data].sort((a, b) => b.seenAt.localeCompare(a.seenAt))}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', head: say('name'), cell: ({ name, username }) => <><b>{name}</b><span className={css['small']}>{username}</span></> },
            { key: 'seen', head: say('seen'), cell: ({ seenAt }) => instantText(seenAt, zone) },
            { key: 'in', head: say('signedIn'), cell: ({ createdAt }) => instantText(createdAt, zone) },
            { key: 'address', head: say('address'), cell: ({ address }) => address },
            { key: 'device', head: say('device'), cell: ({ userAgent }) => deviceOf(userAgent) },
            { key: 'do', head: <span className="h-visually-hidden">{say('end')}</span>, align: 'right', cell: ({ id, name }) => (mayWrite ? <Button size="compact-xs" variant="default" aria-label={`${say('end')}: ${name}`} onClick={() => end.mutate(id)}>{say('end')}</Button> : null) },
          ]}
        />
      </div>
    </WithPanel>
  );
}
