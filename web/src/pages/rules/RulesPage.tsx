import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** The regulations in force on a date. */
export function RulesPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('rules')}>
      <LoadingRows />
    </Page>
  );
}
