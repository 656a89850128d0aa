import { Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { supervisionWords } from './supervision-words';

const kinds = ['coaching', 'praise', 'observation'] as const;
const visibilities = ['author', 'superiors', 'shared'] as const;

/** Writes a note; without a person given one is looked for first. */
export function NoteDialog({ employeeId, onClose }: { readonly employeeId?: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(supervisionWords);
  const today = useOverview()?.today;
  const [person, setPerson] = useState<string | null>(employeeId ?? null);
  const [kind, setKind] = useState<(typeof kinds)[number]>('coaching');
  const [visibility, setVisibility] = useState<(typeof visibilities)[number]>('superiors');
  const [text, setText] = useState('');
  const [aboutDate, setAboutDate] = useState('');
  const save = useChange(['notes'], () => answerOf(api.POST('/api/v1/employees/{employeeId}/supervision-notes', { params: { path: { employeeId: person ?? '' } }, body: { kind, text, visibility, ...(aboutDate ? { aboutDate } : {}) } })), onClose);
  return (
    <FormDialog title={say('write')} lead={say('visibilityHint')} busy={save.isPending} error={save.error} onSubmit={() => person && save.mutate(undefined)} onClose={onClose}>
      {employeeId ? null : <PersonField value={person} onChange={setPerson} />}
      <Select label={say('noteKind')} allowDeselect={false} value={kind} onChange={(next) => setKind((next ?? 'coaching') as typeof kind)} data={kinds.map((value) => ({ value, label: say(`noteKind.${value}`) }))} />
      <Textarea label={say('noteText')} autosize minRows={3} maxLength={10_000} required withAsterisk={false} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <TextInput type="date" label={say('aboutDate')} max={today} value={aboutDate || (today ?? '')} onChange={(event) => setAboutDate(event.currentTarget.value)} />
      <Select label={say('visibility')} allowDeselect={false} value={visibility} onChange={(next) => setVisibility((next ?? 'superiors') as typeof visibility)} data={visibilities.map((value) => ({ value, label: say(`visibility.${value}`) }))} />
    </FormDialog>
  );
}

/** A field that finds a person of one's reach by name or number. */
export function PersonField({ value, onChange }: { readonly value: string | null; readonly onChange: (id: string | null) => void }): ReactNode {
  const say = useWords(supervisionWords);
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, 200);
  const people = useQuery({ queryKey: ['people', 'find', asked], queryFn: () => answerOf(api.GET('/api/v1/employees', { params: { query: { pageSize: 20, ...(asked ? { text: asked } : {}) } } })), placeholderData: keepPreviousData });
  return <Select label={say('noteAbout')} placeholder={say('findPerson')} searchable required withAsterisk={false} value={value} onChange={onChange} onSearchChange={setText} filter={({ options }) => options} data={(people.data?.items ?? []).map(({ id, name, number }) => ({ value: id, label: `${name} (${number})` }))} />;
}
