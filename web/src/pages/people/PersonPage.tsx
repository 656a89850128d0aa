import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** One person: year, punches, leave, cases. */
export function PersonPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('people')}>
      <LoadingRows />
    </Page>
  );
}
