import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { api, answerOf } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { dateTime, mediumDate, shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { ErrorState } from '../../states/States';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';
import { type Correction, correctionsQuery, type Definition, runName } from './schedules';

/** Reports whose figures have changed since they were sent; a person decides whether a correction goes out. */
export function CorrectionsCard({ definitions, zone }: { readonly definitions: readonly Definition[] | undefined; readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const mayWrite = useMay('reports.write');
  const [asked, setAsked] = useState<Correction | null>(null);
  const [told, setTold] = useState<number | null>(null);
  const { data, error, refetch } = useQuery(correctionsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (told === null && (!data || data.length === 0)) return null;
  return (
    <div className={css['page']}>
      <Card title={say('corrections')} note={say('correctionsNote')}>
        {told === null ? null : <p role="status">{say('corrected', { count: told })}</p>}
        <ul className={css['places']}>
          {(data ?? []).map((offer) => (
            <li key={`${offer.report} ${offer.date}`}>
              <span>
                <b>{runName(offer.report, definitions)}</b>, {mediumDate(offer.date)}
                <span className={css['small']}>{`${say('correctionLine', { then: offer.unsettledThen, now: offer.unsettledNow })} ${dateTime(offer.sentAt, zone)}`}</span>
              </span>
              {mayWrite ? <Button size="xs" variant="default" aria-label={say('correctOf', { report: runName(offer.report, definitions), date: shortDate(offer.date) })} onClick={() => setAsked(offer)}>{say('correct')}</Button> : null}
            </li>
          ))}
        </ul>
      </Card>
      {asked ? <CorrectDialog offer={asked} name={runName(asked.report, definitions)} onDone={(count) => (setAsked(null), setTold(count))} onClose={() => setAsked(null)} /> : null}
    </div>
  );
}

function CorrectDialog({ offer: { report, date }, name, onDone, onClose }: { readonly offer: Correction; readonly name: string; readonly onDone: (deliveries: number) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(reportsWords);
  const send = useChange(['report-corrections', 'report-runs'], () => answerOf(api.POST('/api/v1/reports/runs/{report}/{date}/correction', { params: { path: { report, date } } })), ({ deliveries }) => onDone(deliveries));
  return <FormDialog title={say('correctDo')} lead={say('correctAsk', { report: name, date: mediumDate(date) })} submit={say('correctDo')} busy={send.isPending} error={send.error} onSubmit={() => send.mutate(undefined)} onClose={onClose} />;
}
