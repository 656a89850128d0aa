import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { meQuery } from '../../access/me';
import { send } from '../../api/client';
import { Refused } from '../../form/Refused';
import { useWords } from '../../i18n/words';
import { firstRunWords } from './first-run-words';

/** The first administrator; whoever makes it is signed in. */
export function AccountStep({ codeNeeded, onDone }: { readonly codeNeeded: boolean; readonly onDone: () => void }): ReactNode {
  const say = useWords(firstRunWords);
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [username, setUsername] = useState('admin');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [code, setCode] = useState('');
  const different = again !== '' && again !== password;
  const make = useMutation({
    mutationFn: async () => {
      await send('POST', '/api/v1/first-run', { name: name.trim(), username: username.trim(), password, ...(codeNeeded ? { code: code.trim() } : {}) });
      queries.removeQueries();
      return queries.fetchQuery(meQuery);
    },
    onSuccess: onDone,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (again === password) make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <h2>{say('step.account')}</h2>
      <p>{say('account.lead')}</p>
      <TextInput label={say('name')} autoComplete="name" required withAsterisk={false} autoFocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label={say('username')} autoComplete="username" required withAsterisk={false} value={username} onChange={(event) => setUsername(event.currentTarget.value.toLowerCase())} />
      <PasswordInput label={say('password')} description={say('passwordHint')} autoComplete="new-password" minLength={10} required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
      <PasswordInput label={say('repeat')} autoComplete="new-password" required withAsterisk={false} error={different ? say('different') : undefined} value={again} onChange={(event) => setAgain(event.currentTarget.value)} />
      {codeNeeded ? <TextInput label={say('code')} description={say('codeHint')} required withAsterisk={false} autoComplete="off" value={code} onChange={(event) => setCode(event.currentTarget.value)} /> : null}
      <Refused error={make.error} />
      <Button type="submit" loading={make.isPending} w="fit-content">
        {say('make')}
      </Button>
    </form>
  );
}
