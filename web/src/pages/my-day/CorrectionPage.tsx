import { NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../access/me';
import { send } from '../../api/client';
import { clockTime, longDate } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import { LoadingRows } from '../../states/States';
import { StatusMark } from '../../status/Status';
import { owedSpan } from '../../strip/strip-day';
import { stripOfDay } from '../../strip/strip-of-day';
import { requestProblem, requestWords } from '../requests/request-words';
import { FormFrame, Sent } from './FormFrame';
import css from './MyDay.module.css';
import { type Day, daySentence, headline, myDaysQuery, myStatus } from './my-day';
import { myDayWords } from './my-day-words';
import { PaperField } from './PaperField';
import { useToday } from './today';

const reasons = ['finger', 'forgot', 'terminal', 'away'] as const;

/** The employee asks for a punch that was not recorded. */
export function CorrectionPage(): ReactNode {
  const { date = '' } = useParams({ strict: false });
  const { employeeId } = useMe();
  const language = useLanguage();
  const days = useQuery({ ...myDaysQuery(employeeId ?? '', useToday(), language), enabled: Boolean(employeeId) });
  if (days.isPending) return <LoadingRows rows={3} />;
  return <CorrectionForm date={date} employeeId={employeeId ?? ''} day={days.data?.find(({ workDate }) => workDate === date)} />;
}

function CorrectionForm({ date, employeeId, day }: { readonly date: string; readonly employeeId: string; readonly day: Day | undefined }): ReactNode {
  const say = useWords(myDayWords);
  const sayRequest = useWords(requestWords);
  const queries = useQueryClient();
  const missingIn = day !== undefined && day.inAt === null;
  const [direction, setDirection] = useState(missingIn ? 'in' : 'out');
  const owed = day ? owedSpan(stripOfDay(day)) : null;
  const [time, setTime] = useState(owed && day ? clockTime(missingIn ? owed.startAt : owed.endAt, day.zone) : '');
  const [why, setWhy] = useState<string>(reasons[0]);
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const ask = useMutation({
    mutationFn: async () => {
      const reason = [say(`correct.${why as 'finger'}`), note.trim()].filter(Boolean).join(': ');
      const request = await send<{ id: string }>('POST', '/api/v1/requests', { kind: 'correction', employeeId, fromDate: date, direction, wallClock: `${date} ${time}:00`, reason });
      // The request stands even where the paper does not come through; it can be added later.
      return { paper: file === null || (await attach(request.id, file)) };
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  if (ask.isSuccess) return <Sent title={say('correct.sent')} text={say(ask.data.paper ? 'requests.waiting' : 'correct.paperLater')} back="/my-requests" />;
  return (
    <FormFrame title={say('correct')} subtitle={longDate(date)} send={say('correct.send')} busy={ask.isPending} refusal={ask.isError ? requestProblem(ask.error, sayRequest) : null} onSend={() => ask.mutate()}>
      {day ? <WhatIsMissing day={day} /> : null}
      <div className={css['field']} role="group" aria-label={say('correct.which')}>
        <p className={css['label']}>{say('correct.which')}</p>
        <SegmentedControl size="md" fullWidth aria-label={say('correct.which')} value={direction} onChange={setDirection} data={[{ value: 'in', label: say('correct.in') }, { value: 'out', label: say('correct.out') }]} />
      </div>
      <TextInput size="md" type="time" label={say('correct.time')} required withAsterisk={false} value={time} onChange={(event) => setTime(event.currentTarget.value)} classNames={{ label: css['label'] }} />
      <NativeSelect size="md" label={say('correct.why')} data={reasons.map((value) => ({ value, label: say(`correct.${value}`) }))} value={why} onChange={(event) => setWhy(event.currentTarget.value)} classNames={{ label: css['label'] }} />
      <Textarea size="md" label={say('correct.note')} placeholder={say('correct.noteHint')} autosize minRows={2} maxLength={900} value={note} onChange={(event) => setNote(event.currentTarget.value)} classNames={{ label: css['label'] }} />
      <PaperField file={file} onChange={setFile} />
      <p className={css['info']}>
        <IconInfoCircle size={17} stroke={1.7} aria-hidden />
        {say('correct.info')}
      </p>
    </FormFrame>
  );
}

async function attach(requestId: string, file: File): Promise<boolean> {
  const form = new FormData();
  form.append('file', file);
  return send('POST', `/api/v1/requests/${requestId}/attachments`, form).then(
    () => true,
    () => false,
  );
}

function WhatIsMissing({ day }: { readonly day: Day }): ReactNode {
  const say = useWords(myDayWords);
  const status = myStatus(day, [], '9999');
  if (status !== 'punch-missing') return null;
  return (
    <div className={css['missing']}>
      <StatusMark status="punch-missing" decorative />
      <span>
        <b>{headline(day, status, say)}</b>
        <small>{daySentence(day, say)}</small>
      </span>
    </div>
  );
}
