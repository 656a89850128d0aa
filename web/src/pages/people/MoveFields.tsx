import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { peopleWords } from './people-words';

/** How the API is told that a unit has always stood where it is said to stand. */
export const alwaysSo = '*';

/** Since when a unit stands under another one: a date, or that it has always been so. */
export function MoveFields({ since, today, onChange }: { readonly since: string; readonly today: string; readonly onChange: (since: string) => void }): ReactNode {
  const say = useWords(peopleWords);
  return (
    <>
      {since === alwaysSo ? null : <TextInput type="date" label={say('movesFrom')} description={say('movesFromHint')} required withAsterisk={false} value={since} onChange={(event) => onChange(event.currentTarget.value)} />}
      <Checkbox label={say('movesEver')} checked={since === alwaysSo} onChange={(event) => onChange(event.currentTarget.checked ? alwaysSo : today)} />
    </>
  );
}
