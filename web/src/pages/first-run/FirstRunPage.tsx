import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** The first five minutes of an installation. */
export function FirstRunPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('settings')}>
      <LoadingRows />
    </Page>
  );
}
