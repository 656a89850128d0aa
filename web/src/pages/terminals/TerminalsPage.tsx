import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** Terminals and doors, what needs attention first. */
export function TerminalsPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('terminals')}>
      <LoadingRows />
    </Page>
  );
}
