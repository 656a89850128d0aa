import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** Reports to read, print and export. */
export function ReportsPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('reports')}>
      <LoadingRows />
    </Page>
  );
}
