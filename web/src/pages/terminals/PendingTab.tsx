import { Button, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, answerOf } from '../../api/client';
import { addDays, dateTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { EmptyState } from '../../states/States';
import { useDeviceChange } from './change';
import { type Terminal } from './fleet';
import { useMayManage } from './may';
import { Refused } from '../../form/Refused';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';

/** Terminals that call and are not believed yet: name, first date, approve or refuse. */
export function PendingTab({ terminals, today }: { readonly terminals: readonly Terminal[]; readonly today: string }): ReactNode {
  const say = useWords(terminalWords);
  if (terminals.length === 0) return <EmptyState icon={IconShieldCheck} title={say('pending.none')} text={say('pending.noneText')} />;
  return (
    <div className={css['pending']}>
      <p>{say('pending.lead')}</p>
      {terminals.map((terminal, index) => (
        <Request key={terminal.serial} terminal={terminal} today={today} first={index === 0} />
      ))}
    </div>
  );
}

function Request({ terminal, today, first }: { readonly terminal: Terminal; readonly today: string; readonly first: boolean }): ReactNode {
  const say = useWords(terminalWords);
  const mayManage = useMayManage();
  const { serial, zone, firstSeenAt, health, address } = terminal;
  const [name, setName] = useState(terminal.name);
  const [from, setFrom] = useState(addDays(today || firstSeenAt.slice(0, 10), -366));
  const path = { path: { serial } };
  const approve = useDeviceChange(async () => {
    if (name.trim() && name.trim() !== terminal.name) await answerOf(api.PATCH('/api/v1/terminals/{serial}', { params: path, body: { name: name.trim() } }));
    return answerOf(api.POST('/api/v1/terminals/{serial}/approve', { params: path, body: { acceptFromDate: from } }));
  });
  const refuse = useDeviceChange(() => answerOf(api.POST('/api/v1/terminals/{serial}/retire', { params: path })));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    approve.mutate(undefined);
  };
  return (
    <form className={`h-card ${css['request']}`} onSubmit={submit} aria-label={serial}>
      <div>
        <b>{say('serial', { serial })}</b>
        <span className={css['quiet']}>{[health?.lastAddress ?? address ?? '', say('pending.first', { when: dateTime(firstSeenAt, zone) })].filter(Boolean).join(' · ')}</span>
      </div>
      <TextInput label={say('pending.name')} value={name} disabled={!mayManage} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput type="date" label={say('pending.from')} value={from} disabled={!mayManage} required withAsterisk={false} onChange={(event) => setFrom(event.currentTarget.value)} />
      <div>
        <Button type="submit" variant={first ? 'filled' : 'default'} disabled={!mayManage} loading={approve.isPending}>
          {say('pending.approve')}
        </Button>
        <Button variant="default" disabled={!mayManage} loading={refuse.isPending} onClick={() => refuse.mutate(undefined)}>
          {say('pending.refuse')}
        </Button>
      </div>
      <Refused error={approve.error ?? refuse.error} />
    </form>
  );
}
