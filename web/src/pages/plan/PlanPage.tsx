import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { Tabs } from '../../panel/Tabs';
import { useOverview } from '../../shell/overview';
import { Page } from '../../shell/Page';
import { shellWords } from '../../shell/shell-words';
import { LoadingRows } from '../../states/States';
import { AssignmentsTab } from './AssignmentsTab';
import { HolidaysTab } from './HolidaysTab';
import { PeriodsTab } from './PeriodsTab';
import { planWords } from './plan-words';
import { RosterTab } from './RosterTab';
import { SchedulesTab } from './SchedulesTab';
import { ShiftsTab } from './ShiftsTab';

const tabs = ['roster', 'shifts', 'schedules', 'assignments', 'holidays', 'periods'] as const;
type Tab = (typeof tabs)[number];

/** Who should be where and when: the roster and everything it is laid over. */
export function PlanPage(): ReactNode {
  const say = useWords(planWords);
  const shell = useWords(shellWords);
  const [search, change] = useUrlState();
  const today = useOverview()?.today;
  const tab: Tab = tabs.find((each) => each === search['tab']) ?? 'roster';
  return (
    <Page title={shell('plan')} flush>
      <Tabs label={say('tabs')} value={tab} tabs={tabs.map((key) => ({ key, name: say(`tab.${key}`) }))} onTab={(next) => change({ tab: next === 'roster' ? undefined : next, page: undefined, from: undefined, span: undefined, year: undefined, text: undefined, of: undefined, schedule: undefined })} />
      {!today ? <LoadingRows /> : tab === 'roster' ? <RosterTab today={today} /> : <WithPanel label={say(`tab.${tab}`)} panel={null}><PlanTab tab={tab} today={today} /></WithPanel>}
    </Page>
  );
}

function PlanTab({ tab, today }: { readonly tab: Exclude<Tab, 'roster'>; readonly today: string }): ReactNode {
  switch (tab) {
    case 'shifts':
      return <ShiftsTab />;
    case 'schedules':
      return <SchedulesTab />;
    case 'assignments':
      return <AssignmentsTab today={today} />;
    case 'holidays':
      return <HolidaysTab today={today} />;
    case 'periods':
      return <PeriodsTab today={today} />;
  }
}
