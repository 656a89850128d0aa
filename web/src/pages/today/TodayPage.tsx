import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** Who is in, what waits, and what is wrong with the machines. */
export function TodayPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('today')}>
      <LoadingRows />
    </Page>
  );
}
