import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** Discipline cases by stage and deadline. */
export function CasesPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('cases')}>
      <LoadingRows />
    </Page>
  );
}
