import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { accessWords } from '../../access/access-words';
import { meQuery } from '../../access/me';
import { answerOf, api, send } from '../../api/client';
import { Problem } from '../../api/problem';
import { changeLanguage, useLanguage, useWords } from '../../i18n/words';
import { type Language } from '../../i18n/language';
import css from './Access.module.css';

type Refusal = 'refused' | 'throttled' | 'unreachable';

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) return 'unreachable';
  return error.status === 429 ? 'throttled' : 'refused';
}

/** Signing in with a name and a password, or with the office's own accounts where these are set up. */
export function SignInPage(): ReactNode {
  const say = useWords(accessWords);
  const language = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { to, provider } = useSearch({ strict: false }) as { to?: string; provider?: string };
  const ways = useQuery({ queryKey: ['first-run'], queryFn: () => answerOf(api.GET('/api/v1/first-run')), retry: false });
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    document.title = `${say('signIn')} · Hadir`;
  }, [say]);
  const signIn = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      await send('POST', '/api/v1/session', { username: user.trim(), password });
      queries.removeQueries();
      const me = await queries.fetchQuery(meQuery);
      // Only a path of ours: an address from outside could lead somebody astray.
      await navigate({ to: me.mustChangePassword ? '/password' : to?.startsWith('/') && !to.startsWith('//') ? to : '/' });
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(false);
    }
  };
  return (
    <main className={css['page']}>
      <form className={css['box']} onSubmit={(event) => void signIn(event)}>
        <img src="/favicon.svg" width={36} height={36} alt="" />
        <h1>{say('title')}</h1>
        <p>{say('lead')}</p>
        <TextInput label={say('user')} autoComplete="username" autoFocus required withAsterisk={false} value={user} onChange={(event) => setUser(event.currentTarget.value)} size="md" />
        <PasswordInput label={say('password')} autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} size="md" />
        {provider && !refusal ? (
          <Alert role="alert" color="danger" variant="light" py={8}>
            {say(provider === 'no-such-user' ? 'provider.unknown' : 'provider.refused')}
          </Alert>
        ) : null}
        {refusal ? (
          <Alert role="alert" color="danger" variant="light" py={8}>
            {say(refusal)}
          </Alert>
        ) : null}
        <Button type="submit" size="md" loading={busy} fullWidth>
          {say('signIn')}
        </Button>
        {ways.data?.identityProvider ? (
          <Button component="a" href="/api/v1/oidc/start" variant="default" size="md" fullWidth>
            {say('openId')}
          </Button>
        ) : null}
        <p className="h-quiet">{say('forgot')}</p>
        <SegmentedControl size="xs" value={language} onChange={(next) => changeLanguage(next as Language)} aria-label="Bahasa / Language" data={[{ value: 'id', label: 'Bahasa Indonesia' }, { value: 'en', label: 'English' }]} />
      </form>
    </main>
  );
}
