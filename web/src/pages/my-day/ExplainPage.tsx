import { Radio, Textarea } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../access/me';
import { send } from '../../api/client';
import { longDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { requestProblem, requestWords } from '../requests/request-words';
import { FormFrame, Sent } from './FormFrame';
import css from './MyDay.module.css';
import { myViolationsQuery } from './my-day';
import { myDayWords } from './my-day-words';
import { PaperField } from './PaperField';
import { useToday } from './today';

const causes = ['way', 'duty', 'sick', 'family', 'terminal', 'other'] as const;

/** The employee tells what happened on a day, with a photo or a letter. */
export function ExplainPage(): ReactNode {
  const say = useWords(myDayWords);
  const sayRequest = useWords(requestWords);
  const { date = '' } = useParams({ strict: false });
  const { employeeId } = useMe();
  const queries = useQueryClient();
  const violations = useQuery({ ...myViolationsQuery(employeeId ?? '', useToday()), enabled: Boolean(employeeId) });
  const [cause, setCause] = useState<string>(causes[0]);
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const open = (violations.data ?? []).filter((one) => one.workDate === date && ['unverified', 'sent-back'].includes(one.state));
  const explain = useMutation({
    mutationFn: async () => {
      const papers: string[] = [];
      if (file) {
        const form = new FormData();
        form.append('file', file);
        papers.push((await send<{ id: string }>('POST', '/api/v1/discipline/papers', form)).id);
      }
      const words = [say(`explain.${cause as 'way'}`), text.trim()].filter(Boolean).join(': ');
      const kinds = [...new Set(open.map(({ kind }) => kind))];
      return send('POST', `/api/v1/employees/${employeeId}/explanations`, { explanations: kinds.map((kind) => ({ workDate: date, kind, words })), papers });
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  if (violations.isPending) return <LoadingRows rows={3} />;
  if (violations.isError) return <ErrorState error={violations.error} onRetry={() => void violations.refetch()} />;
  if (explain.isSuccess) return <Sent title={say('sent')} text={say('sentText')} />;
  if (open.length === 0) return <EmptyState icon={IconCircleCheck} title={longDate(date)} text={say('explain.nothing')} />;
  return (
    <FormFrame title={say('explain')} subtitle={longDate(date)} send={say('send')} busy={explain.isPending} refusal={explain.isError ? requestProblem(explain.error, sayRequest) : null} onSend={() => explain.mutate()}>
      <Radio.Group label={say('explain.what')} value={cause} onChange={setCause} classNames={{ label: css['label'] }}>
        <div className={css['choices']}>
          {causes.map((one) => (
            <Radio.Card key={one} value={one} className={css['choice']}>
              <Radio.Indicator size="sm" />
              <span>{say(`explain.${one}`)}</span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <Textarea size="md" label={say('explain.tell')} placeholder={say('explain.tellHint')} autosize minRows={3} maxLength={1500} required={cause === 'other'} withAsterisk={false} value={text} onChange={(event) => setText(event.currentTarget.value)} classNames={{ label: css['label'] }} />
      <PaperField file={file} onChange={setFile} />
    </FormFrame>
  );
}
