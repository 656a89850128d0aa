import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { answerOf, api } from '../../api/client';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { appraisalTone, appraisalWords } from './appraisal-words';
import css from './Appraisal.module.css';

/** One's own appraisals; those that wait for a word of one's own are opened from here. */
export function OwnAppraisals({ employeeId }: { readonly employeeId: string }): ReactNode {
  const say = useWords(appraisalWords);
  const list = useQuery({ queryKey: ['appraisals', 'own', employeeId], queryFn: () => answerOf(api.GET('/api/v1/appraisals', { params: { query: { pageSize: 100 } } })) });
  const rows = list.data?.items.filter((row) => row.employeeId === employeeId) ?? [];
  return (
    <Card title={say('own')}>
      {list.isPending ? <LoadingRows rows={2} /> : list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : rows.length === 0 ? <p className="h-quiet">{say('none')}</p> : (
        <ul className={css['ownList']}>
          {rows.map((row) => (
            <li key={row.id}>
              <Link to="/my-performance/$appraisalId" params={{ appraisalId: row.id }}>{row.period}</Link>
              <Tag tone={appraisalTone[row.status]}>{say(`status.${row.status}`)}</Tag>
              <span>{row.predicate ?? ''}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
