import { Button } from '@mantine/core';
import { IconMailForward, IconX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { api, answerOf, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { dateTime, mediumDate, shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { CorrectionsCard } from './CorrectionsCard';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';
import { type Definition, definitionsQuery, editionOf, type Run, runName } from './schedules';

const pageSize = 50;

/** What became of each scheduled report, whom it reached, and what can be put right. */
export function RunsTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const [search, change] = useUrlState();
  const page = Number(search['page'] ?? 1);
  const report = search['of'];
  const definitions = useQuery(definitionsQuery);
  const { data, error, refetch } = useQuery({ queryKey: ['report-runs', page, report], queryFn: () => answerOf(api.GET('/api/v1/reports/runs', { params: { query: { page, pageSize, ...(report ? { report } : {}) } } })), placeholderData: keepPreviousData, refetchInterval: 30_000 });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  return (
    <>
      <CorrectionsCard definitions={definitions.data} zone={zone} />
      {report ? (
        <div className={css['filters']}>
          <Button variant="default" size="xs" rightSection={<IconX size={13} aria-label={say('allRuns')} />} onClick={() => change({ of: undefined, page: undefined })}>
            {say('onlyOf', { name: runName(report, definitions.data) })}
          </Button>
        </div>
      ) : null}
      {data.total === 0 ? <EmptyState icon={IconMailForward} title={say('runsNone')} text={say('runsNoneText')} /> : <RunTable runs={data.items} definitions={definitions.data} zone={zone} />}
      {data.total > pageSize ? <Pager page={page} pageSize={pageSize} total={data.total} onPage={(next) => change({ page: String(next) })} /> : null}
    </>
  );
}

function RunTable({ runs, definitions, zone }: { readonly runs: readonly Run[]; readonly definitions: readonly Definition[] | undefined; readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const mayWrite = useMay('reports.write');
  const [told, setTold] = useState<string | null>(null);
  const tell = ({ made, deliveries }: Schema<'RetryAnswer'>): void => setTold(!made ? say('retriedNot') : deliveries > 0 ? say('retried', { count: deliveries }) : say('retriedMade'));
  const retry = useChange(['report-runs'], ({ report, date }: Run) => answerOf(api.POST('/api/v1/reports/runs/{report}/{date}/retry', { params: { path: { report, date } } })), tell);
  const canRetry = ({ state, deliveries }: Run): boolean => mayWrite && (state === 'failed' || deliveries.some((one) => one.state !== 'delivered'));
  return (
    <div className={css['list']}>
      <div className={css['told']}>
        {told ? <p role="status">{told}</p> : null}
        <Refused error={retry.error} />
      </div>
      <DataTable<Run>
        label={say('tab.runs')}
        rows={runs}
        rowKey={({ report, date }) => `${report} ${date}`}
        columns={[
          { key: 'report', head: say('report'), cell: ({ report, date }) => <RunHead report={report} date={date} definitions={definitions} /> },
          { key: 'state', head: say('state'), cell: (run) => <RunState run={run} /> },
          { key: 'to', head: say('delivered'), cell: ({ deliveries }) => deliveries.map((one) => <DeliveryLine key={`${one.channel} ${one.recipient}`} delivery={one} zone={zone} />) },
          { key: 'at', head: say('decided'), cell: ({ decidedAt }) => dateTime(decidedAt, zone) },
          {
            key: 'do',
            head: <span className="h-visually-hidden">{say('retry')}</span>,
            align: 'right',
            cell: (run) => (canRetry(run) ? <Button size="compact-xs" variant="default" loading={retry.isPending && retry.variables === run} aria-label={say('retryOf', { report: runName(run.report, definitions), date: shortDate(run.date) })} onClick={() => retry.mutate(run)}>{say('retry')}</Button> : null),
          },
        ]}
      />
    </div>
  );
}

function RunHead({ report, date, definitions }: { readonly report: string; readonly date: string; readonly definitions: readonly Definition[] | undefined }): ReactNode {
  const say = useWords(reportsWords);
  const { number } = editionOf(report);
  return (
    <>
      <b>{runName(report, definitions)}</b>
      <span className={css['small']}>{[mediumDate(date), number > 1 ? say('correctionNo', { number: number - 1 }) : null].filter(Boolean).join(' · ')}</span>
    </>
  );
}

/** A word and a mark; the reason beside it where there is one. */
function RunState({ run: { state, progress, reason } }: { readonly run: Run }): ReactNode {
  const say = useWords(reportsWords);
  return (
    <>
      <span className={css['progress']} data-progress={progress}>
        {say(state === 'made' ? `progress.${progress}` : `state.${state as 'failed'}`)}
      </span>
      {reason ? <span className={css['small']}>{reason}</span> : null}
    </>
  );
}

function DeliveryLine({ delivery: { recipient, state, attempts, reason, nextAttemptAt }, zone }: { readonly delivery: Schema<'DeliveryItem'>; readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const more = [attempts > 1 ? say('attempts', { count: attempts }) : null, state === 'waiting' && attempts > 0 && nextAttemptAt ? say('tryAgainAt', { when: dateTime(nextAttemptAt, zone) }) : null, reason].filter(Boolean).join('; ');
  return (
    <div className={css['delivery']}>
      {`${recipient}: ${say(`delivery.${state as 'waiting'}`)}`}
      {more ? <span className={css['small']}>{more}</span> : null}
    </div>
  );
}
