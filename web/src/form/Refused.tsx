import { Alert } from '@mantine/core';
import { type ReactNode } from 'react';
import { Problem } from '../api/problem';
import { id } from '../i18n/form.id';
import { type Say, useWords } from '../i18n/words';
import { formWords } from './form-words';

/** Says beside a form why something was not saved; what was typed stays. */
export function Refused({ error }: { readonly error: unknown }): ReactNode {
  const say = useWords(formWords);
  if (!error) return null;
  const reached = !(error instanceof Problem) || error.status !== 0;
  const detail = error instanceof Problem ? inWords(error, say) : String(error);
  return (
    <Alert role="alert" color="danger" variant="light" py={8}>
      {reached ? say('failed', { detail }) : say('unreachable')}
    </Alert>
  );
}

/** The reason in the language that is shown, where it has words of its own; else as the service said it. */
function inWords({ code, message, status }: Problem, say: Say<typeof id>): string {
  const key = `code.${code}`;
  return key in id ? say(key as 'code.bad-span') : message || code || String(status);
}
