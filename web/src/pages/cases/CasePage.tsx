import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** One case: its stages, documents and permitted next steps. */
export function CasePage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('cases')}>
      <LoadingRows />
    </Page>
  );
}
