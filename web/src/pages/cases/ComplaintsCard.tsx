import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api } from '../../api/client';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import { type CaseView } from './case-model';
import css from './Cases.module.css';
import { casesWords } from './cases-words';

/** The complaints behind a case about conduct, without their reporters. */
export function ComplaintsCard({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords(casesWords);
  const { caseId } = view.item;
  const evidence = useQuery({ queryKey: ['cases', 'complaints', caseId], queryFn: () => answerOf(api.GET('/api/v1/cases/{caseId}/complaints', { params: { path: { caseId } } })) });
  return (
    <Card title={say('complaints.title')} note={say('complaints.note')}>
      {evidence.isError ? <ErrorState error={evidence.error} onRetry={() => void evidence.refetch()} /> : !evidence.data ? <LoadingRows rows={2} /> : null}
      {(evidence.data ?? []).map((one) => (
        <div key={one.complaintId} className={css['complaint']}>
          <h3>{say('complaints.alleged')}</h3>
          <p>{one.alleged}</p>
          <h3>{say('complaints.words', { date: mediumDate(one.receivedDate) })}</h3>
          <p>{one.words}</p>
          {one.photos > 0 ? <p className="h-quiet">{say('complaints.photos', { count: one.photos })}</p> : null}
          <h3>{say('complaints.heard')}</h3>
          {one.heard.length === 0 ? <p className="h-quiet">{say('complaints.unheard')}</p> : one.heard.map(({ date, text }) => <p key={date + (text ?? '')}>{mediumDate(date)}: {text}</p>)}
        </div>
      ))}
    </Card>
  );
}
