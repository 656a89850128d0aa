import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../access/me';
import { answerOf, api, send } from '../../api/client';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { requestProblem, requestTitle, requestWords } from '../requests/request-words';
import { FormFrame, Sent } from './FormFrame';
import css from './MyDay.module.css';
import { myDayWords } from './my-day-words';
import { PaperField } from './PaperField';
import { useToday } from './today';

/** The employee asks for leave, or hands in a sick letter from the camera. */
export function LeavePage(): ReactNode {
  const say = useWords(myDayWords);
  const sayRequest = useWords(requestWords);
  const today = useToday();
  const { employeeId } = useMe();
  const queries = useQueryClient();
  const types = useQuery({ queryKey: ['leave-types'], queryFn: () => answerOf(api.GET('/api/v1/requests/leave-types')), staleTime: 3_600_000 }).data ?? [];
  const [values, setValues] = useState({ type: 'sick', fromDate: today, toDate: today, letter: '', reason: '' });
  const [file, setFile] = useState<File | null>(null);
  const set = (change: Partial<typeof values>): void => setValues((before) => ({ ...before, ...change }));
  const ask = useMutation({
    mutationFn: async () => {
      const { letter, reason, ...terms } = values;
      const request = await send<{ id: string }>('POST', '/api/v1/requests', { kind: 'leave', employeeId, ...terms, ...(letter.trim() ? { letter: letter.trim() } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) });
      if (!file) return true;
      const form = new FormData();
      form.append('file', file);
      return send('POST', `/api/v1/requests/${request.id}/attachments`, form).then(
        () => true,
        () => false,
      );
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  if (ask.isSuccess) return <Sent title={say('correct.sent')} text={say(ask.data ? 'requests.waiting' : 'correct.paperLater')} back="/my-requests" />;
  const label = { classNames: { label: css['label'] }, size: 'md', withAsterisk: false } as const;
  return (
    <FormFrame title={say('leave.title')} subtitle={mediumDate(values.fromDate)} send={say('leave.send')} busy={ask.isPending} refusal={ask.isError ? requestProblem(ask.error, sayRequest) : null} onSend={() => ask.mutate()} back="/my-requests">
      <NativeSelect {...label} label={say('leave.type')} data={types.filter(({ code }) => code !== 'collective').map(({ code, term }) => ({ value: code, label: requestTitle({ kind: 'leave', type: code, term }, sayRequest) }))} value={values.type} onChange={(event) => set({ type: event.currentTarget.value })} />
      <div className={css['pair']}>
        <TextInput {...label} type="date" label={say('leave.from')} required value={values.fromDate} onChange={(event) => set({ fromDate: event.currentTarget.value, ...(values.toDate < event.currentTarget.value ? { toDate: event.currentTarget.value } : {}) })} />
        <TextInput {...label} type="date" label={say('leave.to')} required min={values.fromDate} value={values.toDate} onChange={(event) => set({ toDate: event.currentTarget.value })} />
      </div>
      <TextInput {...label} label={say('leave.letter')} maxLength={200} value={values.letter} onChange={(event) => set({ letter: event.currentTarget.value })} />
      <Textarea {...label} label={say('leave.reason')} autosize minRows={2} maxLength={1000} value={values.reason} onChange={(event) => set({ reason: event.currentTarget.value })} />
      <PaperField file={file} onChange={setFile} />
    </FormFrame>
  );
}
