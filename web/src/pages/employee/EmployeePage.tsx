import { ActionIcon, Button } from '@mantine/core';
import { IconArrowRight, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { dayMonth, mediumDate } from '../../format/dates';
import { Problem } from '../../api/problem';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { useOverview } from '../../shell/overview';
import { Page } from '../../shell/Page';
import { ErrorState, LoadingRows, NoPermission } from '../../states/States';
import { isEnded, personQuery } from '../cases/case-model';
import { DaysTab } from './DaysTab';
import css from './Employee.module.css';
import { employeeWords } from './employee-words';
import { employeeYearQuery } from './employee-year';
import { CasesTab, DataTab, LeaveTab } from './OtherTabs';
import { YearTab } from './YearTab';

const tabs = ['year', 'days', 'leave', 'cases', 'data'] as const;

// What is out of reach is not told apart from what is not there.
const hidden = (error: unknown): boolean => error instanceof Problem && error.status === 404;

/** One person: the year, days, leave, cases and data. */
export function EmployeePage(): ReactNode {
  const say = useWords(employeeWords);
  const { employeeId = '' } = useParams({ strict: false });
  const person = useQuery(personQuery(employeeId));
  const [search, change] = useUrlState();
  const today = useOverview()?.today ?? new Date().toISOString().slice(0, 10);
  const tab = tabs.find((one) => one === search['tab']) ?? 'year';
  const year = Number(search['year']) || Number(today.slice(0, 4));
  if (person.isPending || person.isError) {
    return (
      <Page title={say('people')} trail={<Link to="/people">{say('people')}</Link>}>
        <div className="h-card">{hidden(person.error) ? <NoPermission detail={say('hidden')} /> : person.isError ? <ErrorState error={person.error} onRetry={() => void person.refetch()} /> : <LoadingRows />}</div>
      </Page>
    );
  }
  return (
    <Page title={person.data.name} trail={<Trail person={person.data} />} aside={<OpenCase employeeId={employeeId} />} subtitle={<Subtitle person={person.data} />} actions={<Actions employeeId={employeeId} year={year} />}>
      <div className={css['tabs']} role="group" aria-label={say('tabs.label')}>
        {tabs.map((one) => (
          <button key={one} type="button" aria-pressed={one === tab} onClick={() => change({ tab: one === 'year' ? undefined : one, day: undefined })}>
            {say(`tab.${one}`)}
          </button>
        ))}
      </div>
      {tab === 'year' ? <YearTab employeeId={employeeId} year={year} today={today} /> : null}
      {tab === 'days' ? <DaysTab employeeId={employeeId} today={today} /> : null}
      {tab === 'leave' ? <LeaveTab employeeId={employeeId} /> : null}
      {tab === 'cases' ? <CasesTab employeeId={employeeId} /> : null}
      {tab === 'data' ? <DataTab person={person.data} today={today} /> : null}
    </Page>
  );
}

function Trail({ person }: { readonly person: Schema<'EmployeeDetail'> }): ReactNode {
  const say = useWords(employeeWords);
  return (
    <>
      <Link to="/people">{say('people')}</Link>
      {person.unitName ? ` › ${person.unitName}` : ''}
    </>
  );
}

function Subtitle({ person }: { readonly person: Schema<'EmployeeDetail'> }): ReactNode {
  const say = useWords(employeeWords);
  const left = person.leftDate ? say('left', { date: mediumDate(person.leftDate) }) : null;
  return [[person.jobTitle, person.unitName].filter(Boolean).join(', '), `NIP ${person.number}`, person.category, left].filter(Boolean).join(' · ');
}

function OpenCase({ employeeId }: { readonly employeeId: string }): ReactNode {
  const say = useWords(employeeWords);
  const cases = useQuery({ queryKey: ['cases', 'of', employeeId], queryFn: () => answerOf(api.GET('/api/v1/cases', { params: { query: { employeeId, pageSize: 50, sort: '-year' } } })), retry: false });
  const open = cases.data?.items.find(({ state }) => !isEnded(state));
  return open ? (
    <Link to="/cases/$caseId" params={{ caseId: open.caseId }} className={css['caseTag']}>
      {say('caseRunning', { year: String(open.year) })}
    </Link>
  ) : null;
}

/** The page's one filled button: the day of this person that nobody has looked at yet. */
function Actions({ employeeId, year }: { readonly employeeId: string; readonly year: number }): ReactNode {
  const say = useWords(employeeWords);
  const days = useQuery(employeeYearQuery(employeeId, year)).data?.days ?? [];
  const waiting = days.find(({ standing }) => standing === 'unverified');
  return (
    <>
      <Button variant="default" className="h-no-print" renderRoot={(props) => <Link to="/people/$employeeId/one-page" params={{ employeeId }} {...props} />}>
        {say('onePage')}
      </Button>
      <ActionIcon variant="default" size={32} className="h-no-print" aria-label={say('print')} onClick={() => window.print()}>
        <IconPrinter size={17} stroke={1.7} />
      </ActionIcon>
      {waiting ? (
        <Button rightSection={<IconArrowRight size={16} />} className="h-no-print" renderRoot={(props) => <Link to="/review" search={{ from: waiting.date, to: waiting.date, employee: employeeId } as never} {...props} />}>
          {say('reviewDay', { date: dayMonth(waiting.date) })}
        </Button>
      ) : null}
    </>
  );
}
