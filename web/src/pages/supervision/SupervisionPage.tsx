import { Button } from '@mantine/core';
import { IconClipboardCheck, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay, useMe } from '../../access/me';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Tabs } from '../../panel/Tabs';
import { Page } from '../../shell/Page';
import { useOverview } from '../../shell/overview';
import { LoadingRows, NoPermission } from '../../states/States';
import { ChecksTab } from './ChecksTab';
import { DifferencesTab } from './DifferencesTab';
import { NoteDialog } from './NoteDialog';
import { NotesTab } from './NotesTab';
import { keptDraft } from './roll-call';
import { supervisionWords } from './supervision-words';

/** Direct supervision: differences to explain, roll calls, and notes of superiors. */
export function SupervisionPage(): ReactNode {
  const say = useWords(supervisionWords);
  const { id: userId } = useMe();
  const [search, change] = useUrlState();
  const [writing, setWriting] = useState(false);
  const [reads, notes, calls, writes] = [useMay('checks.read'), useMay('notes.read'), useMay('checks.write'), useMay('notes.write')];
  const overview = useOverview();
  const tabs = [...(reads ? (['differences', 'checks'] as const) : []), ...(notes ? (['notes'] as const) : [])];
  const tab = tabs.find((each) => each === search['tab']) ?? tabs[0];
  const actions = (
    <>
      {writes ? <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setWriting(true)}>{say('write')}</Button> : null}
      {calls ? <Button leftSection={<IconClipboardCheck size={16} />} renderRoot={(props) => <Link to="/supervision/roll-call" {...props} />}>{say(keptDraft(userId) ? 'continue' : 'start')}</Button> : null}
    </>
  );
  if (tab === undefined) return <Page title={say('title')}><div className="h-card"><NoPermission /></div></Page>;
  return (
    <Page title={say('title')} flush actions={actions}>
      <Tabs label={say('tabs')} value={tab} tabs={tabs.map((key) => ({ key, name: say(`tab.${key}`) }))} onTab={(next) => change({ tab: next === tabs[0] ? undefined : next, open: undefined, page: undefined, status: undefined })} />
      {!overview ? <LoadingRows /> : tab === 'differences' ? <DifferencesTab zone={overview.zone} /> : tab === 'checks' ? <ChecksTab /> : <NotesTab zone={overview.zone} />}
      {writing ? <NoteDialog onClose={() => setWriting(false)} /> : null}
    </Page>
  );
}
