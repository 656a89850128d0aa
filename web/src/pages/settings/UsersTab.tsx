import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { ShownOnce } from '../../form/ShownOnce';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { isHeld, roleText, type User, usersQuery, type UserWithPassword } from './access';
import css from './Settings.module.css';
import { settingsWords } from './settings-words';
import { UserDialog } from './UserDialog';
import { UserPanel } from './UserPanel';

/** Who may sign in, with which roles. */
export function UsersTab({ today, zone }: { readonly today: string; readonly zone: string }): ReactNode {
  const say = useWords(settingsWords);
  const mayWrite = useMay('users.write');
  const [search, change] = useUrlState();
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<UserWithPassword | null>(null);
  const { data, error, refetch } = useQuery(usersQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  const text = (search['text'] ?? '').toLowerCase();
  const shown = data.filter(({ name, username }) => `${name} ${username}`.toLowerCase().includes(text)).sort((a, b) => Number(a.disabledAt !== null) - Number(b.disabledAt !== null) || a.name.localeCompare(b.name));
  const open = data.find(({ id }) => id === search['open']);
  const panel = open ? <UserPanel key={open.id} user={open} today={today} zone={zone} onSecret={setSecret} onClose={() => change({ open: undefined })} /> : null;
  return (
    <WithPanel label={say('tab.users')} panel={panel}>
      <div className={css['filters']}>
        <TextInput data-page-search placeholder={say('find')} aria-label={say('find')} leftSection={<IconSearch size={15} />} value={search['text'] ?? ''} onChange={(event) => change({ text: event.currentTarget.value || undefined })} />
        {mayWrite ? (
          <Button variant="default" ml="auto" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {say('addUser')}
          </Button>
        ) : null}
      </div>
      {shown.length === 0 ? <EmptyState icon={IconUsers} title={say('empty.users')} text={say('empty.usersText')} /> : <UserTable users={shown} today={today} openKey={open?.id} onOpen={(id) => change({ open: id })} />}
      {adding ? <UserDialog today={today} onMade={(made) => (setAdding(false), setSecret(made))} onClose={() => setAdding(false)} /> : null}
      {secret?.temporaryPassword ? <ShownOnce title={say('once.password', { name: secret.name })} lead={say('once.passwordLead')} secret={secret.temporaryPassword} onClose={() => setSecret(null)} /> : null}
    </WithPanel>
  );
}

function UserTable({ users, today, openKey, onOpen }: { readonly users: readonly User[]; readonly today: string; readonly openKey: string | undefined; readonly onOpen: (id: string) => void }): ReactNode {
  const say = useWords(settingsWords);
  const state = ({ disabledAt, mustChangePassword }: User): string => say(disabledAt !== null ? 'state.disabled' : mustChangePassword ? 'state.temporary' : 'state.active');
  return (
    <div className={css['list']}>
      <DataTable<User>
        label={say('tab.users')}
        rows={users}
        rowKey={({ id }) => id}
        openKey={openKey}
        onOpen={({ id }) => onOpen(id)}
        columns={[
          {
            key: 'name',
            head: say('name'),
            cell: ({ id, name, username }) => (
              <>
                <button type="button" className={css['name']} onClick={() => onOpen(id)}>
                  {name}
                </button>
                <span className={css['small']}>{username}</span>
              </>
            ),
          },
          { key: 'roles', head: say('roles'), cell: ({ roles }) => roles.filter((role) => isHeld(role, today)).map((role) => <span key={role.id} style={{ display: 'block' }}>{roleText(role, say)}</span>) },
          { key: 'state', head: say('state'), cell: (user) => <span className={user.disabledAt === null ? undefined : css['quiet']}>{state(user)}</span> },
        ]}
      />
    </div>
  );
}
