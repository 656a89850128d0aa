import { Alert } from '@mantine/core';
import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { detailOf } from './change';
import { terminalWords } from './terminals-words';

/** Says beside the form why something was not saved; what was typed stays. */
export function Refused({ error }: { readonly error: unknown }): ReactNode {
  const say = useWords(terminalWords);
  if (!error) return null;
  return (
    <Alert role="alert" color="danger" variant="light" py={8}>
      {say('failed', { detail: detailOf(error) })}
    </Alert>
  );
}
