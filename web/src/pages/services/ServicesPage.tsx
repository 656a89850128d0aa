import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Tabs } from '../../panel/Tabs';
import { Page } from '../../shell/Page';
import { CatalogueTab } from './CatalogueTab';
import { servicesWords } from './services-words';
import { SignalsTab } from './SignalsTab';
import { TicketsTab } from './TicketsTab';

const tabs = ['catalogue', 'tickets', 'signals'] as const;

/** What units offer and promise, how long it takes, and what became slower. */
export function ServicesPage(): ReactNode {
  const say = useWords(servicesWords);
  const [search, change] = useUrlState();
  const tab = tabs.find((each) => each === search['tab']) ?? 'catalogue';
  return (
    <Page title={say('title')} flush>
      <Tabs label={say('tabs')} value={tab} tabs={tabs.map((key) => ({ key, name: say(`tab.${key}`) }))} onTab={(next) => change({ tab: next === 'catalogue' ? undefined : next, open: undefined, page: undefined })} />
      {tab === 'catalogue' ? <CatalogueTab /> : tab === 'tickets' ? <TicketsTab /> : <SignalsTab />}
    </Page>
  );
}
