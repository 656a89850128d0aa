import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** Leave, duty and corrections that wait for an answer. */
export function RequestsPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('requests')}>
      <LoadingRows />
    </Page>
  );
}
