import { IconShieldLock } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import css from './Cases.module.css';
import { casesWords } from './cases-words';

/** The mark RAHASIA that every page about cases bears, on paper too. */
export function Confidential(): ReactNode {
  const say = useWords(casesWords);
  return (
    <span className={css['confidential']}>
      <IconShieldLock size={15} stroke={1.7} aria-hidden />
      {say('confidential')}
    </span>
  );
}
