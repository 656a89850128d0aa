import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** The employee's own day, made for a phone. */
export function MyDayPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('me')}>
      <LoadingRows />
    </Page>
  );
}
