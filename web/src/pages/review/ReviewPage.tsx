import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** The list that an officer opens every morning. */
export function ReviewPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('review')}>
      <LoadingRows />
    </Page>
  );
}
