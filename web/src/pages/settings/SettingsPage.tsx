import { type ReactNode } from 'react';
import { may, useMe } from '../../access/me';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Tabs } from '../../panel/Tabs';
import { useOverview } from '../../shell/overview';
import { Page } from '../../shell/Page';
import { shellWords } from '../../shell/shell-words';
import { LoadingRows, NoPermission } from '../../states/States';
import { AuditTab } from './AuditTab';
import { SessionsTab } from './SessionsTab';
import { settingsWords } from './settings-words';
import { TokensTab } from './TokensTab';
import { UsersTab } from './UsersTab';

const tabs = [
  { key: 'users', needs: 'users.read' },
  { key: 'tokens', needs: 'tokens.write' },
  { key: 'sessions', needs: 'users.read' },
  { key: 'audit', needs: 'audit.read' },
] as const;

/** Users and roles, tokens, sessions, and the audit trail. */
export function SettingsPage(): ReactNode {
  const say = useWords(settingsWords);
  const shell = useWords(shellWords);
  const me = useMe();
  const overview = useOverview();
  const [search, change] = useUrlState();
  const allowed = tabs.filter(({ needs }) => may(me, needs));
  const tab = (allowed.find(({ key }) => key === search['tab']) ?? allowed[0])?.key;
  if (!tab) return <Page title={shell('settings')}><NoPermission /></Page>;
  const [today, zone] = [overview?.today ?? '', overview?.zone ?? 'Asia/Jakarta'];
  return (
    <Page title={shell('settings')} flush>
      <Tabs label={say('tabs')} value={tab} tabs={allowed.map(({ key }) => ({ key, name: say(`tab.${key}`) }))} onTab={(next) => change({ tab: next, open: undefined, page: undefined, text: undefined, actor: undefined, action: undefined, from: undefined, to: undefined })} />
      {!overview ? <LoadingRows /> : tab === 'users' ? <UsersTab today={today} zone={zone} /> : tab === 'tokens' ? <TokensTab zone={zone} /> : tab === 'sessions' ? <SessionsTab zone={zone} /> : <AuditTab zone={zone} />}
    </Page>
  );
}
