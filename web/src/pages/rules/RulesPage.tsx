import { type ReactNode } from 'react';
import { useMay } from '../../access/me';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { Tabs } from '../../panel/Tabs';
import { useOverview } from '../../shell/overview';
import { Page } from '../../shell/Page';
import { shellWords } from '../../shell/shell-words';
import { LoadingRows } from '../../states/States';
import { ForceTab } from './ForceTab';
import { rulesWords } from './rules-words';
import { WhatIfTab } from './WhatIfTab';

/** The law on a date, and what another rule would make of days that are past. */
export function RulesPage(): ReactNode {
  const say = useWords(rulesWords);
  const shell = useWords(shellWords);
  const [search, change] = useUrlState();
  const today = useOverview()?.today;
  const mayTry = useMay('rules.try');
  const tab = search['tab'] === 'try' && mayTry ? 'try' : 'force';
  return (
    <Page title={shell('rules')} flush>
      <Tabs label={say('tabs')} value={tab} tabs={(mayTry ? (['force', 'try'] as const) : (['force'] as const)).map((key) => ({ key, name: say(`tab.${key}`) }))} onTab={(next) => change({ tab: next === 'force' ? undefined : next, text: undefined })} />
      <WithPanel label={say(`tab.${tab}`)} panel={null}>{!today ? <LoadingRows /> : tab === 'force' ? <ForceTab today={today} /> : <WhatIfTab today={today} />}</WithPanel>
    </Page>
  );
}
