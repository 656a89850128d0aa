import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { send } from '../../api/client';
import { FormDialog } from '../../form/FormDialog';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { addDays } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Panel } from '../../panel/Panel';
import { type AskedRole, instantText, isHeld, roleSpan, roleText, type User, type UserWithPassword } from './access';
import { RoleFields } from './RoleFields';
import css from './Settings.module.css';
import { settingsWords } from './settings-words';

interface UserPanelProps {
  readonly user: User;
  readonly today: string;
  readonly zone: string;
  readonly onSecret: (user: UserWithPassword) => void;
  readonly onClose: () => void;
}

/** One user: the roles with their dates, and what an administrator can do. */
export function UserPanel({ user, today, zone, onSecret, onClose }: UserPanelProps): ReactNode {
  const say = useWords(settingsWords);
  const mayWrite = useMay('users.write');
  const [dialog, setDialog] = useState<'grant' | 'reset' | 'disable' | null>(null);
  const end = useChange(['users'], (grantId: string) => send('POST', `/api/v1/users/${user.id}/roles/${grantId}/end`, { toDate: addDays(today, -1) }));
  const enable = useChange(['users'], () => send('PATCH', `/api/v1/users/${user.id}`, { disabled: false }));
  const foot = mayWrite ? (
    <div>
      <Button variant="default" flex={1} onClick={() => setDialog('grant')}>
        {say('grant')}
      </Button>
      <Menu position="top-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={say('more')}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDialog('reset')}>{say('reset')}</Menu.Item>
          {user.disabledAt === null ? <Menu.Item onClick={() => setDialog('disable')}>{say('disable')}</Menu.Item> : <Menu.Item onClick={() => enable.mutate(undefined)}>{say('enable')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </div>
  ) : null;
  return (
    <Panel label={user.name} head={user.username} foot={foot} onClose={onClose}>
      <h2>{user.name}</h2>
      <p className="h-quiet">{[user.email, say('created', { when: instantText(user.createdAt, zone) })].filter(Boolean).join(' · ')}</p>
      <h3>{say('roles')}</h3>
      {user.roles.length === 0 ? <p className="h-quiet">{say('noRoles')}</p> : null}
      <ul className={css['roles']}>
        {user.roles.map((role) => (
          <li key={role.id} data-over={role.toDate !== null && role.toDate < today}>
            <span>
              {roleText(role, say)}
              <span className={css['small']}>{roleSpan(role, say)}</span>
            </span>
            {mayWrite && isHeld(role, today) ? (
              <Button size="compact-xs" variant="default" loading={end.isPending && end.variables === role.id} onClick={() => end.mutate(role.id)}>
                {say('endRole')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Refused error={end.error ?? enable.error} />
      {dialog === 'grant' ? <GrantDialog user={user} today={today} onClose={() => setDialog(null)} /> : null}
      {dialog === 'reset' ? <ResetDialog user={user} onSecret={onSecret} onClose={() => setDialog(null)} /> : null}
      {dialog === 'disable' ? <DisableDialog user={user} onClose={() => setDialog(null)} /> : null}
    </Panel>
  );
}

function GrantDialog({ user, today, onClose }: { readonly user: User; readonly today: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(settingsWords);
  const [role, setRole] = useState<AskedRole>({ role: 'unit-admin', unitId: null, fromDate: today, toDate: null });
  const grant = useChange(['users'], () => send('POST', `/api/v1/users/${user.id}/roles`, role), onClose);
  return (
    <FormDialog title={`${say('grant').replace('…', '')} · ${user.name}`} busy={grant.isPending} error={grant.error} onSubmit={() => grant.mutate(undefined)} onClose={onClose}>
      <RoleFields value={role} onChange={setRole} />
    </FormDialog>
  );
}

function ResetDialog({ user, onSecret, onClose }: { readonly user: User; readonly onSecret: (user: UserWithPassword) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(settingsWords);
  const reset = useChange(['users', 'sessions'], () => send<UserWithPassword>('POST', `/api/v1/users/${user.id}/password-reset`, {}), (made) => (onClose(), onSecret(made)));
  return <FormDialog title={say('reset').replace('…', '')} lead={say('resetAsk', { name: user.name })} submit={say('reset').replace('…', '')} busy={reset.isPending} error={reset.error} onSubmit={() => reset.mutate(undefined)} onClose={onClose} />;
}

function DisableDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }): ReactNode {
  const say = useWords(settingsWords);
  const disable = useChange(['users', 'sessions'], () => send('PATCH', `/api/v1/users/${user.id}`, { disabled: true }), onClose);
  return <FormDialog title={say('disableDo')} lead={say('disableAsk', { name: user.name })} submit={say('disableDo')} danger busy={disable.isPending} error={disable.error} onSubmit={() => disable.mutate(undefined)} onClose={onClose} />;
}
