import { IconHierarchy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { useMay } from '../../access/me';
import { answerOf, api } from '../../api/client';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { Tabs } from '../../panel/Tabs';
import { Page } from '../../shell/Page';
import { useOverview } from '../../shell/overview';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows, NoPermission } from '../../states/States';
import { AppraisalsTab } from '../appraisal/AppraisalsTab';
import { ComparisonTab } from './ComparisonTab';
import { FigureCards } from './FigureCards';
import { MonthFields, useMonths } from './MonthFields';
import css from './OnePage.module.css';
import { performanceWords } from './performance-words';

/** Performance: a unit on one page, units beside each other, and appraisals. */
export function PerformancePage(): ReactNode {
  const say = useWords(performanceWords);
  const [search, change] = useUrlState();
  const [reads, appraises] = [useMay('reports.read'), useMay('appraisals.read')];
  const tabs = [...(reads ? (['unit', 'comparison'] as const) : []), ...(appraises ? (['appraisals'] as const) : [])];
  const tab = tabs.find((each) => each === search['tab']) ?? tabs[0];
  if (tab === undefined) return <Page title={say('title')}><div className="h-card"><NoPermission /></div></Page>;
  return (
    <Page title={say('title')} flush>
      <Tabs label={say('tabs')} value={tab} tabs={tabs.map((key) => ({ key, name: say(`tab.${key}`) }))} onTab={(next) => change({ tab: next === tabs[0] ? undefined : next, page: undefined })} />
      {tab === 'unit' ? <UnitTab /> : tab === 'comparison' ? <ComparisonTab /> : <AppraisalsTab />}
    </Page>
  );
}

function UnitTab(): ReactNode {
  const say = useWords(performanceWords);
  const units = useOverview()?.units;
  const top = units?.filter(({ depth }) => depth === 0);
  const unitId = useUnitId() ?? (top?.length === 1 ? top[0]?.id : undefined);
  const query = { ...useMonths(), unitId: unitId ?? '' };
  const page = useQuery({ queryKey: ['unit-page', query], queryFn: () => answerOf(api.GET('/api/v1/unit-page', { params: { query } })), enabled: unitId !== undefined });
  if (!units) return <LoadingRows />;
  return (
    <WithPanel label={say('tab.unit')} panel={null}>
      {unitId === undefined ? <EmptyState icon={IconHierarchy} title={say('chooseUnitTitle')} text={say('chooseUnit')} /> : (
        <div className={css['page']}>
          <MonthFields months={page.data?.months} />
          {page.isPending ? <LoadingRows /> : page.isError ? <ErrorState error={page.error} onRetry={() => void page.refetch()} /> : <><h2 className={css['name']}>{page.data.name}</h2><FigureCards figures={page.data} /></>}
        </div>
      )}
    </WithPanel>
  );
}
