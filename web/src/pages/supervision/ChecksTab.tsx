import { IconClipboardCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { dateTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { recorderName } from '../cases/case-model';
import { supervisionWords } from './supervision-words';

type Check = Schema<'SpotCheckItem'>;
const pageSize = 50;

/** Roll calls that were held, newest first. */
export function ChecksTab(): ReactNode {
  const say = useWords(supervisionWords);
  const [search, change] = useUrlState();
  const unitId = useUnitId();
  const page = Number(search['page']) || 1;
  const query = { page, pageSize, ...(unitId ? { unitId } : {}) };
  const list = useQuery({ queryKey: ['spot-checks', query], queryFn: () => answerOf(api.GET('/api/v1/spot-checks', { params: { query } })) });
  return (
    <WithPanel label={say('tab.checks')} panel={null}>
      {list.isPending ? <LoadingRows /> : list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : list.data.total === 0 ? <EmptyState icon={IconClipboardCheck} title={say('checksNone')} text={say('checksNoneText')} /> : (
        <>
          <DataTable<Check>
            label={say('tab.checks')}
            rows={list.data.items}
            rowKey={({ id }) => id}
            columns={[
              { key: 'when', head: say('when'), cell: (row) => <Link to="/supervision/$checkId" params={{ checkId: row.id }}>{dateTime(row.startedAt, row.zone)}</Link> },
              { key: 'unit', head: say('unit'), cell: (row) => row.unitName },
              { key: 'by', head: say('checker'), cell: (row) => recorderName(row.startedBy) },
              { key: 'marked', head: say('marked'), align: 'right', cell: (row) => (row.submittedAt ? say('markedOf', { marked: row.marked, people: row.people }) : say('notHandedIn')) },
              { key: 'differences', head: say('tab.differences'), align: 'right', cell: (row) => row.differences },
            ]}
          />
          <Pager page={page} pageSize={pageSize} total={list.data.total} onPage={(next) => change({ page: String(next) }, { push: true })} />
        </>
      )}
    </WithPanel>
  );
}
