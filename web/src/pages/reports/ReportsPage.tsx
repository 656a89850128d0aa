import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { Tabs } from '../../panel/Tabs';
import { useOverview } from '../../shell/overview';
import { Page } from '../../shell/Page';
import { shellWords } from '../../shell/shell-words';
import { LoadingRows } from '../../states/States';
import { ArchiveTab } from './ArchiveTab';
import { LetterheadTab } from './LetterheadTab';
import { MakeTab } from './MakeTab';
import { RecapCodesTab } from './RecapCodesTab';
import { RunsTab } from './RunsTab';
import { SchedulesTab } from './SchedulesTab';
import { reportsWords } from './reports-words';

const tabs = ['make', 'schedules', 'runs', 'archive', 'letterhead', 'codes'] as const;

/** Reports: made on request, sent by themselves, and the papers that were issued. */
export function ReportsPage(): ReactNode {
  const say = useWords(reportsWords);
  const shell = useWords(shellWords);
  const [search, change] = useUrlState();
  const overview = useOverview();
  const tab = tabs.find((each) => each === search['tab']) ?? 'make';
  return (
    <Page title={shell('reports')} flush>
      <Tabs label={say('tabs')} value={tab} tabs={tabs.map((key) => ({ key, name: say(`tab.${key}`) }))} onTab={(next) => change({ tab: next === 'make' ? undefined : next, page: undefined, open: undefined, of: undefined })} />
      {!overview ? <LoadingRows /> : tab === 'schedules' ? <SchedulesTab zone={overview.zone} /> : <WithPanel label={say(`tab.${tab}`)} panel={null}>{tab === 'make' ? <MakeTab today={overview.today} /> : tab === 'runs' ? <RunsTab zone={overview.zone} /> : tab === 'archive' ? <ArchiveTab zone={overview.zone} /> : tab === 'codes' ? <RecapCodesTab /> : <LetterheadTab />}</WithPanel>}
    </Page>
  );
}
