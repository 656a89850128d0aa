import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { send } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { useWords } from '../../i18n/words';
import css from './FirstRun.module.css';
import { firstRunWords } from './first-run-words';

const zones = [
  { value: 'Asia/Jakarta', label: 'WIB (Asia/Jakarta)' },
  { value: 'Asia/Makassar', label: 'WITA (Asia/Makassar)' },
  { value: 'Asia/Jayapura', label: 'WIT (Asia/Jayapura)' },
];

/** The unit at the top and its zone. */
export function OfficeStep({ onDone }: { readonly onDone: () => void }): ReactNode {
  const say = useWords(firstRunWords);
  const [name, setName] = useState('');
  const [code, setCode] = useState('KOTA');
  const [zone, setZone] = useState('Asia/Jakarta');
  const save = useChange(['overview', 'units-all'], () => send('POST', '/api/v1/units', { code: code.trim(), name: name.trim(), zone, parent: null }), onDone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <h2>{say('step.office')}</h2>
      <p>{say('office.lead')}</p>
      <TextInput label={say('office.name')} required withAsterisk={false} autoFocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <div className={css['pair']}>
        <TextInput label={say('office.code')} required withAsterisk={false} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        <Select label={say('zone')} allowDeselect={false} value={zone} onChange={(next) => setZone(next ?? 'Asia/Jakarta')} data={zones} />
      </div>
      <Refused error={save.error} />
      <div className={css['buttons']}>
        <Button type="submit" loading={save.isPending}>{say('next')}</Button>
        <Button variant="subtle" onClick={onDone}>{say('later')}</Button>
      </div>
    </form>
  );
}
