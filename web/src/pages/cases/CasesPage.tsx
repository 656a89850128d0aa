import { Button, Select, TextInput } from '@mantine/core';
import { IconFilterOff, IconGavel, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { answerOf, api } from '../../api/client';
import { shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { ExportMenu } from '../../list/ExportMenu';
import { useUrlState } from '../../list/url-state';
import { useOverview } from '../../shell/overview';
import { Page } from '../../shell/Page';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { isEnded, type ListedCase } from './case-model';
import css from './Cases.module.css';
import { casesWords, coded } from './cases-words';
import { Confidential } from './Confidential';
import { DaysLeft } from './DaysLeft';
import { sanctionName, sanctionWords } from './sanctions';

const tabs = ['open', 'review', 'ended'] as const;
/** The most cases of a year that are shown at once; a city has a few dozen. */
const most = 500;

/** What a tab asks the service for; an ended case asks nobody to look again. */
const filterOf = { open: { ended: false }, review: { reviewNeeded: true }, ended: { ended: true } } as const;
const dueDate = (one: ListedCase): string => one.deadline?.dueDate ?? '9999';

const casesQuery = (query: { readonly year: number; readonly unitId?: string; readonly text?: string; readonly ended?: boolean; readonly reviewNeeded?: boolean }, pageSize: number) =>
  queryOptions({ queryKey: ['cases', 'list', query, pageSize], queryFn: () => answerOf(api.GET('/api/v1/cases', { params: { query: { ...query, pageSize } } })), placeholderData: keepPreviousData });

/** Discipline cases by stage, within a stage by deadline. */
export function CasesPage(): ReactNode {
  const say = useWords(casesWords);
  const overview = useOverview();
  const [search, change] = useUrlState();
  const unitId = useUnitId();
  const thisYear = Number((overview?.today ?? '').slice(0, 4)) || new Date().getFullYear();
  const year = Number(search['year']) || thisYear;
  const tab = tabs.find((one) => one === search['tab']) ?? 'open';
  const text = search['text'] ?? '';
  const among = { year, ...(unitId ? { unitId } : {}), ...(text.trim() === '' ? {} : { text }) };
  const query = { ...among, ...filterOf[tab] };
  const cases = useQuery(casesQuery(query, most));
  const counts = useQueries({ queries: tabs.map((one) => casesQuery({ ...among, ...filterOf[one] }, one === tab ? most : 1)) }).map(({ data }) => data?.total);
  const shown: readonly ListedCase[] = cases.data?.items ?? [];
  return (
    <Page
      title={say('title')}
      actions={
        <>
          <ExportMenu lists={[{ path: '/api/v1/cases', query }]} />
          <Confidential />
        </>
      }
    >
      <div className={css['tabs']} role="group" aria-label={say('column.stage')}>
        {tabs.map((one, index) => (
          <button key={one} type="button" aria-pressed={one === tab} onClick={() => change({ tab: one === 'open' ? undefined : one })}>
            {say(`tab.${one}`)} <small>{counts[index]}</small>
          </button>
        ))}
      </div>
      <div className={css['filters']}>
        <TextInput data-page-search aria-label={say('search')} placeholder={say('search')} leftSection={<IconSearch size={15} />} value={text} onChange={(event) => change({ text: event.currentTarget.value || undefined })} />
        <Select aria-label={say('year')} data={[0, 1, 2, 3].map((back) => String(thisYear - back))} value={String(year)} onChange={(value) => change({ year: value === String(thisYear) ? undefined : (value ?? undefined) })} allowDeselect={false} w={96} />
        {cases.data && cases.data.total > shown.length ? <span className="h-quiet">{say('shown', { count: shown.length, total: cases.data.total })}</span> : null}
      </div>
      <div className="h-card">
        {cases.isPending ? <LoadingRows /> : null}
        {cases.isError ? <ErrorState error={cases.error} onRetry={() => void cases.refetch()} /> : null}
        {cases.data && shown.length === 0 ? <NoCases text={text} among={{ year, ...(unitId ? { unitId } : {}) }} onClear={() => change({ text: undefined, tab: undefined })} /> : null}
        {shown.length > 0 ? <Stages cases={shown} /> : null}
      </div>
    </Page>
  );
}

interface NoCasesProps {
  readonly text: string;
  readonly among: { readonly year: number; readonly unitId?: string };
  readonly onClear: () => void;
}

function NoCases({ text, among, onClear }: NoCasesProps): ReactNode {
  const say = useWords(casesWords);
  const outside = useQuery({ ...casesQuery(among, 1), enabled: text !== '' }).data?.total ?? 0;
  if (text === '') return <EmptyState icon={IconGavel} title={say('empty.title')} text={say('empty.text')} />;
  return (
    <EmptyState icon={IconFilterOff} title={say('empty.filtered')} text={say('empty.filteredText', { count: outside })}>
      <Button variant="default" onClick={onClear}>
        {say('empty.clear')}
      </Button>
    </EmptyState>
  );
}

const order = ['opened', 'missed-first', 'missed-second', 'summoned', 'summoned-again', 'absent-twice', 'examined', 'decided', 'delivered', 'under-objection', 'under-appeal', 'in-force', 'closed', 'withdrawn'];

function Stages({ cases }: { readonly cases: readonly ListedCase[] }): ReactNode {
  const say = useWords(casesWords);
  const stages = order.filter((stage) => cases.some(({ state }) => state === stage));
  return stages.map((stage) => {
    const ofStage = cases.filter(({ state }) => state === stage).sort((a, b) => (dueDate(a) < dueDate(b) ? -1 : 1));
    return (
      <section key={stage} className={css['group']} aria-label={coded(say, 'stage', stage)}>
        <header>
          <h2>{coded(say, 'stage', stage)}</h2>
          <span className="h-quiet">{say('group.count', { count: ofStage.length })}</span>
        </header>
        <ul>
          {ofStage.map((one) => (
            <CaseRow key={one.caseId} item={one} />
          ))}
        </ul>
      </section>
    );
  });
}

function CaseRow({ item }: { readonly item: ListedCase }): ReactNode {
  const say = useWords(casesWords);
  const saySanction = useWords(sanctionWords);
  const { deadline } = item;
  return (
    <li className={css['row']}>
      <Link to="/cases/$caseId" params={{ caseId: item.caseId }} className={css['rowLink']}>
        <span>
          <b>{item.name}</b>
          <small>{item.number}</small>
        </span>
      </Link>
      <span className={css['proposal']}>
        <span>{sanctionName(saySanction, item.level)}</span>
        <small>{item.basis === 'conduct' ? say('conduct') : say('days', { count: item.countedDays })}</small>
      </span>
      <span className={css['due']}>
        {deadline ? (
          <>
            <span>
              {shortDate(deadline.dueDate)} · {coded(say, 'deadline', deadline.code)}
            </span>
            <small>
              <DaysLeft deadline={deadline} />
            </small>
          </>
        ) : (
          <small>{isEnded(item.state) ? coded(say, 'stage', item.state) : say('noDeadline')}</small>
        )}
      </span>
    </li>
  );
}
