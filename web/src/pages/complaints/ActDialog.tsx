import { Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { addDays } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { deviceDate, useOverview } from '../../shell/overview';
import { unitsQuery } from '../people/units';
import { type Complaint, numberOf, peopleIn, type PlainAct, waiting } from './complaints';
import { complaintsWords } from './complaints-words';
import { EmployeeSelect } from './EmployeeSelect';

type Field = 'unit' | 'kind' | 'employee' | 'text' | 'dueDate' | 'helped';

/** What an act asks for; the service names what is missing. */
const fields: Readonly<Record<PlainAct, readonly Field[]>> = {
  verify: ['unit', 'kind', 'text'],
  reject: ['text'],
  'mark-duplicate': ['text'],
  route: ['unit', 'text'],
  'name-staff': ['employee', 'text'],
  'call-for-clarification': ['employee', 'text', 'dueDate'],
  'record-clarification': ['employee', 'text'],
  'agree-improvement': ['employee', 'text', 'dueDate'],
  'check-improvement': ['text', 'helped'],
  answer: ['text'],
  close: ['text'],
};
const optionalText: readonly PlainAct[] = ['verify', 'route', 'name-staff', 'close'];
const textNotes: Readonly<Partial<Record<PlainAct, 'noNames' | 'noReporter'>>> = { reject: 'noNames', answer: 'noNames', 'call-for-clarification': 'noReporter' };
const kinds = ['complaint', 'aspiration', 'information-request'] as const;

/** One act on a complaint. */
export function ActDialog({ complaint, act, onClose }: { readonly complaint: Complaint; readonly act: PlainAct; readonly onClose: () => void }): ReactNode {
  const say = useWords(complaintsWords);
  const units = useQuery({ ...unitsQuery, enabled: fields[act].includes('unit') }).data ?? [];
  const today = useOverview()?.today ?? deviceDate();
  const known = knownFor(act, complaint);
  const [form, setForm] = useState({ unit: complaint.unit ?? '', kind: complaint.kind as string, employee: firstOf(act, known), text: '', dueDate: addDays(today, act === 'call-for-clarification' ? 3 : 14), helped: 'yes' });
  const set = (change: Partial<typeof form>): void => setForm((before) => ({ ...before, ...change }));
  const asks = (field: Field): boolean => fields[act].includes(field);
  const body: Schema<'ComplaintActBody'> = {
    act,
    ...(asks('unit') ? { unit: form.unit } : {}),
    ...(asks('kind') && form.kind !== complaint.kind ? { kind: form.kind as 'complaint' } : {}),
    ...(asks('employee') && (form.employee !== '' || act !== 'agree-improvement') ? { employee: form.employee } : {}),
    ...(asks('text') && form.text.trim() !== '' ? { text: form.text.trim() } : {}),
    ...(asks('dueDate') ? { dueDate: form.dueDate } : {}),
    ...(asks('helped') ? { helped: form.helped === 'yes' } : {}),
  };
  const save = useChange(['complaints'], () => answerOf(api.POST('/api/v1/complaints/{id}/acts', { params: { path: { id: complaint.id } }, body })), onClose);
  const note = textNotes[act];
  return (
    <FormDialog title={say(`act.${act}`)} submit={say(`act.${act}`)} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      {asks('unit') ? <Select label={say('unit')} searchable required withAsterisk={false} value={form.unit || null} onChange={(unit) => set({ unit: unit ?? '' })} data={units.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))} /> : null}
      {asks('kind') ? <Select label={say('kind')} allowDeselect={false} value={form.kind} onChange={(kind) => set({ kind: kind ?? 'complaint' })} data={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))} /> : null}
      {asks('employee') ? <EmployeeField act={act} known={known} value={form.employee} onChange={(employee) => set({ employee })} /> : null}
      {asks('text') ? <Textarea label={say(optionalText.includes(act) ? 'text.note' : `text.${act as 'answer'}`)} {...(note ? { description: say(note) } : {})} required={!optionalText.includes(act)} withAsterisk={false} maxLength={5000} autosize minRows={3} maxRows={10} value={form.text} onChange={(event) => set({ text: event.currentTarget.value })} /> : null}
      {asks('dueDate') ? <TextInput type="date" label={say(act === 'call-for-clarification' ? 'talkDate' : 'doneDate')} required withAsterisk={false} value={form.dueDate} onChange={(event) => set({ dueDate: event.currentTarget.value })} /> : null}
      {asks('helped') ? (
        <Radio.Group aria-label={say('text.check-improvement')} value={form.helped} onChange={(helped) => set({ helped })}>
          <Stack gap={8}>
            <Radio value="yes" label={say('helped')} />
            <Radio value="no" label={say('notHelped')} />
          </Stack>
        </Radio.Group>
      ) : null}
    </FormDialog>
  );
}

/** From whom an act chooses; null = from everybody. An improvement is agreed with somebody who was heard, or with nobody in particular. */
function knownFor(act: PlainAct, complaint: Complaint): readonly string[] | null {
  if (act === 'record-clarification') return waiting(complaint);
  return act === 'agree-improvement' ? peopleIn(complaint, 'record-clarification') : null;
}

/** Who is chosen to begin with: the first who waits to be heard; for an improvement the one who was, if there was one. */
const firstOf = (act: PlainAct, known: readonly string[] | null): string => (act === 'agree-improvement' && known?.length !== 1 ? '' : numberOf(known?.[0] ?? null));

function EmployeeField({ act, known, value, onChange }: { readonly act: PlainAct; readonly known: readonly string[] | null; readonly value: string; readonly onChange: (employee: string) => void }): ReactNode {
  const say = useWords(complaintsWords);
  if (known === null) return <EmployeeSelect value={value} onChange={onChange} />;
  const optional = act === 'agree-improvement';
  if (optional && known.length === 0) return null;
  return <Select label={say(optional ? 'agreedWith' : 'employee')} {...(optional ? { clearable: true, placeholder: say('agreedWithNobody') } : { allowDeselect: false })} value={value || null} onChange={(employee) => onChange(employee ?? '')} data={known.map((person) => ({ value: numberOf(person), label: person }))} />;
}
