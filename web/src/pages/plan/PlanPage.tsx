import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** Shifts, schedules, rosters and calendars. */
export function PlanPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('plan')}>
      <LoadingRows />
    </Page>
  );
}
