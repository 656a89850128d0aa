import { type ReactNode } from 'react';
import { shellWords } from '../../shell/shell-words';
import { Page } from '../../shell/Page';
import { LoadingRows } from '../../states/States';
import { useWords } from '../../i18n/words';

/** Importing people from a file, with a dry run. */
export function PeopleImportPage(): ReactNode {
  const say = useWords(shellWords);
  return (
    <Page title={say('people')}>
      <LoadingRows />
    </Page>
  );
}
