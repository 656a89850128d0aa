import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { ShownOnce } from '../../form/ShownOnce';
import { useWords } from '../../i18n/words';
import { unitsQuery } from '../people/units';
import { useServices } from '../services/services';
import { inLanguage } from '../services/services-words';
import { complaintsWords } from './complaints-words';

const kinds = ['complaint', 'aspiration', 'information-request'] as const;

/** A complaint that came by letter, telephone or in person; the code to follow it is shown once. */
export function EntryDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useWords(complaintsWords);
  const services = useServices().data ?? [];
  const units = useQuery(unitsQuery).data ?? [];
  const [form, setForm] = useState({ kind: 'complaint' as (typeof kinds)[number], words: '', service: '', unit: '', reporterName: '', reporterContact: '' });
  const set = (change: Partial<typeof form>): void => setForm((before) => ({ ...before, ...change }));
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== '')) as Schema<'ComplaintBody'>;
  const save = useChange(['complaints'], () => answerOf(api.POST('/api/v1/complaints', { body: given })));
  if (save.data) return <ShownOnce title={say('entry.code')} lead={say('entry.codeLead')} secret={save.data.code} onClose={onClose} />;
  return (
    <FormDialog title={say('enter')} size={560} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      <Select label={say('kind')} allowDeselect={false} value={form.kind} onChange={(kind) => set({ kind: kinds.find((each) => each === kind) ?? 'complaint' })} data={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
      <Textarea label={say('entry.words')} required withAsterisk={false} minLength={10} maxLength={5000} autosize minRows={4} maxRows={10} data-autofocus value={form.words} onChange={(event) => set({ words: event.currentTarget.value })} />
      <Select label={say('entry.service')} searchable clearable value={form.service || null} onChange={(service) => set({ service: service ?? '', unit: '' })} data={services.map((each) => ({ value: each.code, label: inLanguage(each.name) }))} />
      {form.service ? null : <Select label={say('entry.unit')} searchable clearable value={form.unit || null} onChange={(unit) => set({ unit: unit ?? '' })} data={units.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))} />}
      <TextInput label={say('entry.name')} maxLength={200} value={form.reporterName} onChange={(event) => set({ reporterName: event.currentTarget.value })} />
      <TextInput label={say('entry.contact')} maxLength={200} value={form.reporterContact} onChange={(event) => set({ reporterContact: event.currentTarget.value })} />
    </FormDialog>
  );
}
