import { FileInput, Select, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { useWords } from '../../i18n/words';
import { EmployeeSelect } from '../complaints/EmployeeSelect';
import { type AwayForm, fileAway, isDuty, useAwayKinds } from './away';
import css from './Requests.module.css';
import { requestWords } from './request-words';

/** Records the leave or duty of somebody who handed in a paper. */
export function FileRequestDialog({ today, onFiled, onClose }: { readonly today: string; readonly onFiled: (id: string) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(requestWords);
  const kinds = useAwayKinds();
  const [number, setNumber] = useState('');
  const [values, setValues] = useState<AwayForm>({ what: 'leave:sick', fromDate: today, toDate: today, letter: '', reason: '' });
  const [file, setFile] = useState<File | null>(null);
  const set = (change: Partial<AwayForm>): void => setValues((before) => ({ ...before, ...change }));
  const record = useChange(['requests'], () => fileAway({ employeeNumber: number }, values, file), ({ id }) => onFiled(id));
  const field = { required: true, withAsterisk: false } as const;
  return (
    <FormDialog title={say('file')} lead={say('file.lead')} busy={record.isPending} error={record.error} onSubmit={() => record.mutate(undefined)} onClose={onClose}>
      <EmployeeSelect value={number} onChange={setNumber} />
      <Select label={say('file.what')} allowDeselect={false} data={kinds} value={values.what} onChange={(what) => what !== null && set({ what })} />
      <div className={css['pair']}>
        <TextInput {...field} type="date" label={say('file.from')} value={values.fromDate} onChange={(event) => set({ fromDate: event.currentTarget.value, ...(values.toDate < event.currentTarget.value ? { toDate: event.currentTarget.value } : {}) })} />
        <TextInput {...field} type="date" label={say('file.to')} min={values.fromDate} value={values.toDate} onChange={(event) => set({ toDate: event.currentTarget.value })} />
      </div>
      <TextInput label={say('file.letter')} {...field} required={isDuty(values)} maxLength={200} value={values.letter} onChange={(event) => set({ letter: event.currentTarget.value })} />
      <Textarea label={say('detail.reason')} autosize minRows={2} maxLength={1000} value={values.reason} onChange={(event) => set({ reason: event.currentTarget.value })} />
      <FileInput label={say('file.paper')} accept="application/pdf,image/jpeg,image/png" clearable value={file} onChange={setFile} />
    </FormDialog>
  );
}
