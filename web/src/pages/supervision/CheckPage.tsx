import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { clockTime, dateTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Page } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { recorderName } from '../cases/case-model';
import { stateText, supervisionWords } from './supervision-words';

type Person = Schema<'CheckedPerson'>;

/** One roll call: what plan and records said of each person, and what was seen. */
export function CheckPage(): ReactNode {
  const say = useWords(supervisionWords);
  const { checkId = '' } = useParams({ strict: false });
  const check = useQuery({ queryKey: ['spot-checks', 'one', checkId], queryFn: () => answerOf(api.GET('/api/v1/spot-checks/{id}', { params: { path: { id: checkId } } })), retry: false });
  const trail = <Link to="/supervision" search={{ tab: 'checks' } as never}>{say('tab.checks')}</Link>;
  if (!check.data) return <Page title={say('rollTitle')} trail={trail}><div className="h-card">{check.isError ? <ErrorState error={check.error} onRetry={() => void check.refetch()} /> : <LoadingRows />}</div></Page>;
  const { unitName, zone, startedAt, startedBy, submittedAt, marked, people, list, remark } = check.data;
  const seen = (row: Person): string => (row.mark === null ? '' : [say(`mark.${row.mark}`), row.markedAt ? clockTime(row.markedAt, zone) : '', row.note].filter(Boolean).join(' · '));
  return (
    <Page title={say('checkOf', { unit: unitName })} trail={trail} subtitle={[dateTime(startedAt, zone), recorderName(startedBy), submittedAt ? say('progress', { marked, people }) : say('notHandedIn')].join(' · ')}>
      {remark ? <p>{remark}</p> : null}
      <div className="h-card">
        <DataTable<Person>
          label={say('checkOf', { unit: unitName })}
          rows={list}
          rowKey={({ employeeId }) => employeeId}
          columns={[
            { key: 'person', head: say('person'), cell: (row) => row.name },
            { key: 'unit', head: say('unit'), cell: (row) => row.unitName ?? '' },
            { key: 'state', head: say('saidThen'), cell: (row) => stateText(say, row.state, row.stateAt, zone) },
            { key: 'mark', head: say('marked'), cell: seen },
            { key: 'difference', head: say('what'), cell: (row) => (row.difference ? <Tag tone="late">{say(`kind.${row.difference}`)}</Tag> : '') },
          ]}
        />
      </div>
    </Page>
  );
}
