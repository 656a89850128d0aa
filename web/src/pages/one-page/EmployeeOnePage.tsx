import { Button } from '@mantine/core';
import { IconPrinter, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useMe } from '../../access/me';
import { answerOf, api } from '../../api/client';
import { useWords } from '../../i18n/words';
import { Page } from '../../shell/Page';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { OwnAppraisals } from '../appraisal/OwnAppraisals';
import { FigureCards } from './FigureCards';
import { MonthFields, useMonths } from './MonthFields';
import css from './OnePage.module.css';
import { performanceWords } from './performance-words';

/** One person on one page. */
export function EmployeeOnePage(): ReactNode {
  const say = useWords(performanceWords);
  const { employeeId = '' } = useParams({ strict: false });
  const page = useOnePage(employeeId);
  return (
    <Page
      title={page.data ? say('onePageOf', { name: page.data.name }) : say('openPage')}
      trail={page.data ? <Link to="/people/$employeeId" params={{ employeeId }}>{page.data.name}</Link> : null}
      subtitle={page.data ? [page.data.jobTitle, page.data.unitName, `NIP ${page.data.number}`].filter(Boolean).join(' · ') : null}
      actions={<Button variant="default" className="h-no-print" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>{say('print')}</Button>}
    >
      <Figures employeeId={employeeId} />
    </Page>
  );
}

/** One's own page. */
export function OwnPerformancePage(): ReactNode {
  const say = useWords(performanceWords);
  const { employeeId } = useMe();
  return <Page title={say('own')}>{employeeId ? <div className={css['own']}><OwnAppraisals employeeId={employeeId} /><Figures employeeId={employeeId} /></div> : <EmptyState icon={IconUserOff} title={say('own')} text={say('appraisalsNone')} />}</Page>;
}

function useOnePage(employeeId: string) {
  const query = useMonths();
  return useQuery({ queryKey: ['one-page', employeeId, query], queryFn: () => answerOf(api.GET('/api/v1/employees/{employeeId}/one-page', { params: { path: { employeeId }, query } })), retry: false });
}

function Figures({ employeeId }: { readonly employeeId: string }): ReactNode {
  const page = useOnePage(employeeId);
  return (
    <div className={css['own']}>
      <MonthFields months={page.data?.months} />
      {page.isPending ? <LoadingRows /> : page.isError ? <ErrorState error={page.error} onRetry={() => void page.refetch()} /> : <FigureCards figures={page.data} accounts={page.data.accounts} />}
    </div>
  );
}
