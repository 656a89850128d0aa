import { Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { wallClock } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { absenceLadder, sanctionName, sanctionWords } from '../cases/sanctions';
import { type Complaint, numberOf, peopleIn } from './complaints';
import { complaintsWords } from './complaints-words';

/** Opens a discipline case about conduct, with the complaint as its evidence. */
export function ReferDialog({ complaint, onClose }: { readonly complaint: Complaint; readonly onClose: () => void }): ReactNode {
  const say = useWords(complaintsWords);
  const saySanction = useWords(sanctionWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const people = peopleIn(complaint, 'name-staff', 'call-for-clarification');
  const [form, setForm] = useState({ employee: numberOf(people[0] ?? null), breachDate: wallClock(complaint.receivedAt, zone).date, sanction: absenceLadder[0]?.sanction ?? '', article: 'PP 94/2021 Pasal ', text: '' });
  const set = (change: Partial<typeof form>): void => setForm((before) => ({ ...before, ...change }));
  const save = useChange(['complaints', 'cases', 'overview'], () => answerOf(api.POST('/api/v1/complaints/{id}/referrals', { params: { path: { id: complaint.id } }, body: { ...form, article: form.article.trim(), text: form.text.trim() } })), onClose);
  return (
    <FormDialog title={say('act.refer-to-discipline')} lead={say('refer.lead')} submit={say('act.refer-to-discipline')} size={560} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      <Select label={say('employee')} allowDeselect={false} value={form.employee} onChange={(employee) => set({ employee: employee ?? '' })} data={people.map((person) => ({ value: numberOf(person), label: person }))} />
      <TextInput type="date" label={say('refer.date')} required withAsterisk={false} value={form.breachDate} onChange={(event) => set({ breachDate: event.currentTarget.value })} />
      <TextInput label={say('refer.article')} description={say('refer.articleHint')} required withAsterisk={false} maxLength={200} value={form.article} onChange={(event) => set({ article: event.currentTarget.value })} />
      <Select label={say('refer.sanction')} description={say('refer.sanctionHint')} allowDeselect={false} value={form.sanction} onChange={(sanction) => set({ sanction: sanction ?? '' })} data={absenceLadder.map(({ sanction }) => ({ value: sanction, label: sanctionName(saySanction, sanction) }))} />
      <Textarea label={say('text.refer-to-discipline')} description={say('noReporter')} required withAsterisk={false} minLength={10} maxLength={5000} autosize minRows={3} maxRows={10} value={form.text} onChange={(event) => set({ text: event.currentTarget.value })} />
    </FormDialog>
  );
}
