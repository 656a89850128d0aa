import { Alert, Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { accessWords } from '../../access/access-words';
import { meQuery, useMe } from '../../access/me';
import { send } from '../../api/client';
import { Problem } from '../../api/problem';
import { useWords } from '../../i18n/words';
import css from '../sign-in/Access.module.css';

/** Shortest password that the service takes. */
const shortest = 10;

/** Changing one's password; forced after the first sign-in with a temporary one. */
export function PasswordPage(): ReactNode {
  const say = useWords(accessWords);
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    document.title = `${say('change.title')} · Hadir`;
  }, [say]);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (next.length < shortest) return setRefusal(say('change.short'));
    if (next !== again) return setRefusal(say('change.different'));
    setBusy(true);
    setRefusal(null);
    try {
      await send('POST', '/api/v1/me/password', { current, next });
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      await navigate({ to: '/' });
    } catch (error) {
      setRefusal(error instanceof Problem && error.status !== 0 ? error.message : say('unreachable'));
      setBusy(false);
    }
  };
  return (
    <main className={css['page']}>
      <form className={css['box']} onSubmit={(event) => void save(event)}>
        <h1>{say('change.title')}</h1>
        {me.mustChangePassword ? <p>{say('change.first')}</p> : <p>{me.name}</p>}
        <PasswordInput label={say('change.current')} autoComplete="current-password" required withAsterisk={false} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} size="md" />
        <PasswordInput label={say('change.next')} description={say('change.hint')} autoComplete="new-password" required withAsterisk={false} value={next} onChange={(event) => setNext(event.currentTarget.value)} size="md" />
        <PasswordInput label={say('change.repeat')} autoComplete="new-password" required withAsterisk={false} value={again} onChange={(event) => setAgain(event.currentTarget.value)} size="md" />
        {refusal ? (
          <Alert role="alert" color="danger" variant="light" py={8}>
            {refusal}
          </Alert>
        ) : null}
        <Button type="submit" size="md" loading={busy} fullWidth>
          {say('change.save')}
        </Button>
        {me.mustChangePassword ? null : (
          <Button variant="subtle" onClick={() => void navigate({ to: '/' })}>
            {say('back')}
          </Button>
        )}
      </form>
    </main>
  );
}
