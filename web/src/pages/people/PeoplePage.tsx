import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** People and units. */
export function PeoplePage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('people')}>
      <LoadingRows />
    </Page>
  );
}
