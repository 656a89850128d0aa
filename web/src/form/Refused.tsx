import { Alert } from '@mantine/core';
import { type ReactNode } from 'react';
import { Problem } from '../api/problem';
import { useWords } from '../i18n/words';
import { formWords } from './form-words';

/** Says beside a form why something was not saved; what was typed stays. */
export function Refused({ error }: { readonly error: unknown }): ReactNode {
  const say = useWords(formWords);
  if (!error) return null;
  const reached = !(error instanceof Problem) || error.status !== 0;
  const detail = error instanceof Problem ? error.message || error.code || String(error.status) : String(error);
  return (
    <Alert role="alert" color="danger" variant="light" py={8}>
      {reached ? say('failed', { detail }) : say('unreachable')}
    </Alert>
  );
}
