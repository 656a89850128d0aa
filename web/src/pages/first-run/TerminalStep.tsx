import { Button, Loader, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, answerOf, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { wholeNumber } from '../../format/numbers';
import { useLanguage, useWords } from '../../i18n/words';
import css from './FirstRun.module.css';
import { firstRunWords } from './first-run-words';

type Terminal = Schema<'TerminalItem'>;

/** Polled terminals are asked every few seconds while the page waits; a pushing one appears when it calls. */
const lookEveryMs = 2_000;

/** The first terminal: one that calls is approved, one that is polled is added, and the page waits until it is heard. */
export function TerminalStep(): ReactNode {
  const say = useWords(firstRunWords);
  const { data } = useQuery({ queryKey: ['terminals', 'list'], queryFn: () => answerOf(api.GET('/api/v1/terminals')), refetchInterval: lookEveryMs });
  const [serial, setSerial] = useState('');
  const [address, setAddress] = useState('');
  const [name, setName] = useState('');
  const approve = useChange(['terminals', 'overview'], (of: string) => answerOf(api.POST('/api/v1/terminals/{serial}/approve', { params: { path: { serial: of } }, body: {} })));
  const add = useChange(['terminals', 'overview'], async () => {
    const polled = address.trim() !== '';
    await answerOf(api.POST('/api/v1/terminals', { body: { serial: serial.trim(), name: name.trim() || serial.trim(), speaks: polled ? 'zk-tcp' : 'push', ...(polled ? { address: address.trim() } : {}) } }));
    return answerOf(api.POST('/api/v1/terminals/{serial}/approve', { params: { path: { serial: serial.trim() } }, body: {} }));
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate(undefined);
  };
  const terminals = data ?? [];
  return (
    <form onSubmit={submit}>
      <h2>{say('step.terminal')}</h2>
      <p>{say('terminal.lead')}</p>
      <p className="h-quiet">{say('terminal.push', { host: window.location.hostname })}</p>
      {terminals.filter(({ status }) => status === 'pending').map((terminal) => (
        <div key={terminal.serial} className={css['call']}>
          <b>{say('terminal.calls', { serial: terminal.serial })}</b>
          <Button size="compact-sm" loading={approve.isPending} onClick={() => approve.mutate(terminal.serial)}>{say('terminal.approve')}</Button>
        </div>
      ))}
      {terminals.filter(({ status }) => status === 'approved').slice(0, 5).map((terminal) => <Heard key={terminal.serial} terminal={terminal} />)}
      <div className={css['pair']}>
        <TextInput label={say('serial')} required withAsterisk={false} value={serial} onChange={(event) => setSerial(event.currentTarget.value)} />
        <TextInput label={say('terminal.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      </div>
      <TextInput label={say('address')} description={say('addressHint')} value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
      <Refused error={add.error ?? approve.error} />
      <div className={css['buttons']}>
        <Button type="submit" variant="default" loading={add.isPending}>{say('terminal.add')}</Button>
        <Button renderRoot={(props) => <Link to="/" {...props} />}>{say('finish')}</Button>
      </div>
    </form>
  );
}

function Heard({ terminal }: { readonly terminal: Terminal }): ReactNode {
  const say = useWords(firstRunWords);
  const language = useLanguage();
  const { serial, health } = terminal;
  if (health?.errorTexts) return <p role="status">{say('terminal.error', { serial, text: (health.errorTexts as Record<'id' | 'en', string>)[language] })}</p>;
  if (health?.lastContactAt) return <p role="status"><b>{say('terminal.heard', { serial, offset: health.clockOffsetSeconds ?? 0, records: wholeNumber(health.storedRecords ?? 0) })}</b></p>;
  return <p role="status"><Loader size={12} /> {say('terminal.waits', { serial })}</p>;
}
