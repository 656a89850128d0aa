import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { api, answerOf } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { peopleWords } from './people-words';
import { unitRows, unitsQuery } from './units';

const categories = ['PNS', 'CPNS', 'PPPK', 'PPPK-PW', 'contract'];

/** The button that adds one person, for whoever may. */
export function PersonButton(): ReactNode {
  const say = useWords(peopleWords);
  const today = useOverview()?.today ?? '';
  const mayWrite = useMay('people.write');
  const [open, setOpen] = useState(false);
  if (!mayWrite) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen(true)}>
        {say('addPerson')}
      </Button>
      {open ? <PersonDialog today={today} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Adds one person; many come by file. */
function PersonDialog({ today, onClose }: { readonly today: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(peopleWords);
  const units = unitRows(useQuery(unitsQuery).data ?? []);
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const [category, setCategory] = useState('PNS');
  const [unit, setUnit] = useState<string | null>(null);
  const [joinedDate, setJoined] = useState(today);
  const [jobTitle, setJobTitle] = useState('');
  const [email, setEmail] = useState('');
  const body = { number: number.trim(), name: name.trim(), category, unit, joinedDate, jobTitle: jobTitle.trim() || null, email: email.trim() || null };
  const save = useChange(['people'], () => answerOf(api.POST('/api/v1/employees', { body: body as never })), onClose);
  return (
    <FormDialog title={say('addPerson')} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      <TextInput label={say('number')} required withAsterisk={false} inputMode="numeric" data-autofocus value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
      <TextInput label={say('name')} required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={say('category')} allowDeselect={false} value={category} onChange={(next) => setCategory(next ?? 'PNS')} data={categories} />
      <Select label={say('unit')} required withAsterisk={false} searchable value={unit} onChange={setUnit} data={units.map((row) => ({ value: row.unit.code, label: row.unit.name }))} />
      <TextInput type="date" label={say('joined')} required withAsterisk={false} value={joinedDate} onChange={(event) => setJoined(event.currentTarget.value)} />
      <TextInput label={say('jobTitle')} value={jobTitle} onChange={(event) => setJobTitle(event.currentTarget.value)} />
      <TextInput type="email" label={say('email')} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
    </FormDialog>
  );
}
