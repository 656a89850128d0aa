import { IconFileCertificate, IconMailForward } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { send } from '../../api/client';
import { dateTime, mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { type IssuedPaper, type ReportRun } from './reports';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';

const pageSize = 50;

function useList<T>(path: string) {
  const [search, change] = useUrlState();
  const page = Number(search['page'] ?? 1);
  const query = useQuery({ queryKey: ['report-list', path, page], queryFn: () => send<{ items: readonly T[]; total: number }>('GET', `/api/v1/reports/${path}?page=${page}&pageSize=${pageSize}`), placeholderData: keepPreviousData });
  return { ...query, pager: (query.data?.total ?? 0) > pageSize ? <Pager page={page} pageSize={pageSize} total={query.data?.total ?? 0} onPage={(next) => change({ page: String(next) })} /> : null };
}

/** What became of each scheduled report, and whom it reached. */
export function RunsTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const { data, error, refetch, pager } = useList<ReportRun>('runs');
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  if (data.total === 0) return <EmptyState icon={IconMailForward} title={say('runsNone')} text={say('runsNoneText')} />;
  return (
    <>
      <DataTable<ReportRun>
        label={say('tab.runs')}
        rows={data.items}
        rowKey={({ report, date }) => `${report}${date}`}
        columns={[
          { key: 'date', head: say('date1'), cell: ({ date }) => <b>{mediumDate(date)}</b> },
          { key: 'state', head: say('state'), cell: ({ state, reason }) => <>{say(`state.${state}`)} <span className={css['quiet']}>{reason}</span></> },
          { key: 'at', head: say('decided'), cell: ({ decidedAt }) => dateTime(decidedAt, zone) },
          { key: 'to', head: say('delivered'), cell: ({ deliveries }) => deliveries.map(({ channel, recipient, state, reason }) => <div key={`${channel}${recipient}`}>{`${recipient}: ${say(`delivery.${state}`)}`} <span className={css['quiet']}>{reason}</span></div>) },
        ]}
      />
      {pager}
    </>
  );
}

/** Papers that were issued, each with the code that is printed on it. */
export function ArchiveTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const { data, error, refetch, pager } = useList<IssuedPaper>('papers');
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  if (data.total === 0) return <EmptyState icon={IconFileCertificate} title={say('archiveNone')} text={say('archiveNoneText')} />;
  return (
    <>
      <DataTable<IssuedPaper>
        label={say('tab.archive')}
        rows={data.items}
        rowKey={({ code }) => code}
        columns={[
          { key: 'title', head: say('paper'), cell: ({ title, signed }) => <><b>{title}</b> {signed ? <span className={css['quiet']}>{say('signed')}</span> : null}</> },
          { key: 'edition', head: say('edition'), align: 'right', cell: ({ edition }) => String(edition) },
          { key: 'code', head: say('code'), cell: ({ code }) => <a href={`/verify/${code}`}>{code}</a> },
          { key: 'issued', head: say('issued'), cell: ({ issuedAt }) => dateTime(issuedAt, zone) },
          { key: 'by', head: say('by'), cell: ({ issuedBy }) => issuedBy.replace(/^user:/, '') },
        ]}
      />
      {pager}
    </>
  );
}
