import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../access/me';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { type AwayForm, fileAway, isDuty, useAwayKinds } from '../requests/away';
import { requestProblem, requestWords } from '../requests/request-words';
import { FormFrame, Sent } from './FormFrame';
import css from './MyDay.module.css';
import { myDayWords } from './my-day-words';
import { PaperField } from './PaperField';
import { useToday } from './today';

/** The employee asks for leave or duty, or hands in a sick letter from the camera. */
export function LeavePage(): ReactNode {
  const say = useWords(myDayWords);
  const sayRequest = useWords(requestWords);
  const today = useToday();
  const { employeeId } = useMe();
  const queries = useQueryClient();
  const kinds = useAwayKinds();
  const [values, setValues] = useState<AwayForm>({ what: 'leave:sick', fromDate: today, toDate: today, letter: '', reason: '' });
  const [file, setFile] = useState<File | null>(null);
  const set = (change: Partial<AwayForm>): void => setValues((before) => ({ ...before, ...change }));
  const ask = useMutation({ mutationFn: () => fileAway({ employeeId: employeeId ?? '' }, values, file), onSuccess: () => queries.invalidateQueries() });
  if (ask.isSuccess) return <Sent title={say('correct.sent')} text={say(ask.data.paper ? 'requests.waiting' : 'correct.paperLater')} back="/my-requests" />;
  const label = { classNames: { label: css['label'] }, size: 'md', withAsterisk: false } as const;
  return (
    <FormFrame title={say('leave.title')} subtitle={mediumDate(values.fromDate)} send={say('leave.send')} busy={ask.isPending} refusal={ask.isError ? requestProblem(ask.error, sayRequest) : null} onSend={() => ask.mutate()} back="/my-requests">
      <NativeSelect {...label} label={say('leave.type')} data={kinds} value={values.what} onChange={(event) => set({ what: event.currentTarget.value })} />
      <div className={css['pair']}>
        <TextInput {...label} type="date" label={say('leave.from')} required value={values.fromDate} onChange={(event) => set({ fromDate: event.currentTarget.value, ...(values.toDate < event.currentTarget.value ? { toDate: event.currentTarget.value } : {}) })} />
        <TextInput {...label} type="date" label={say('leave.to')} required min={values.fromDate} value={values.toDate} onChange={(event) => set({ toDate: event.currentTarget.value })} />
      </div>
      <TextInput {...label} label={say(isDuty(values) ? 'leave.order' : 'leave.letter')} required={isDuty(values)} maxLength={200} value={values.letter} onChange={(event) => set({ letter: event.currentTarget.value })} />
      <Textarea {...label} label={say('leave.reason')} autosize minRows={2} maxLength={1000} value={values.reason} onChange={(event) => set({ reason: event.currentTarget.value })} />
      <PaperField file={file} onChange={setFile} />
    </FormFrame>
  );
}
