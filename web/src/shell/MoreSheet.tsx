import { Drawer } from '@mantine/core';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import clsx from 'clsx';
import { type ReactNode, useState } from 'react';
import { useWords } from '../i18n/words';
import { type Overview } from './overview';
import { PersonMenu } from './PersonMenu';
import { RailItem } from './RailItem';
import { barLength, isWithin, type Section } from './sections';
import css from './Shell.module.css';
import { shellWords } from './shell-words';
import { TerminalMap } from './TerminalMap';
import { UnitSwitcher } from './UnitSwitcher';

interface MoreProps {
  readonly groups: readonly (readonly Section[])[];
  /** An employee's own console: no units, no search, no terminals. */
  readonly own: boolean;
  readonly overview: Overview | undefined;
  readonly onFind: () => void;
}

/** On a phone: what the bar at the bottom has no room for, in a sheet that comes up from it. */
export function MoreSheet({ groups, own, overview, onFind }: MoreProps): ReactNode {
  const say = useWords(shellWords);
  const { pathname } = useLocation();
  const [opened, setOpened] = useState(false);
  const close = (): void => setOpened(false);
  const search = (): void => {
    close();
    onFind();
  };
  const rest = [groups[0]?.slice(barLength) ?? [], ...groups.slice(1)].filter((group) => group.length > 0);
  const on = rest.flat().some(({ to }) => isWithin(pathname, to));
  return (
    <>
      <button type="button" className={clsx(css['item'], css['more'])} data-on={on} aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened(true)}>
        <IconDots size={17} stroke={1.6} aria-hidden />
        <span>{say('more')}</span>
      </button>
      <Drawer opened={opened} onClose={close} position="bottom" size="auto" title={say('more')} closeButtonProps={{ 'aria-label': say('close') }} lockScroll={false}>
        <div className={css['sheet']}>
          {own ? null : (
            <>
              <UnitSwitcher overview={overview} />
              <button type="button" className={css['item']} onClick={search}>
                <IconSearch size={17} stroke={1.6} aria-hidden />
                <span>{say('search')}</span>
              </button>
            </>
          )}
          {rest.map((group, index) => (
            <div key={index} className={css['group']}>
              {group.map((section) => (
                <RailItem key={section.key} section={section} overview={overview} onChoose={close} />
              ))}
            </div>
          ))}
          {overview && !own ? <TerminalMap overview={overview} /> : null}
          <PersonMenu />
        </div>
      </Drawer>
    </>
  );
}
