import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import { IconChevronsLeft, IconChevronsRight, IconSearch } from '@tabler/icons-react';
import { Outlet, useLocation } from '@tanstack/react-router';
import clsx from 'clsx';
import { type ReactNode, useEffect, useState } from 'react';
import { useMe } from '../access/me';
import { useWords } from '../i18n/words';
import { NoPermission } from '../states/States';
import { useStable } from '../list/useStable';
import { FindDialog } from './FindDialog';
import { MoreSheet } from './MoreSheet';
import { PersonMenu } from './PersonMenu';
import { RailItem } from './RailItem';
import { barLength, isOnlyEmployee, mayOpen, sectionsOf } from './sections';
import css from './Shell.module.css';
import { shellWords } from './shell-words';
import { TerminalMap } from './TerminalMap';
import { UnitSwitcher } from './UnitSwitcher';
import { useOverview } from './overview';

/** The frame of every page: the rail at the left (a bar at the bottom on phones) and the page beside it. */
export function Shell(): ReactNode {
  const say = useWords(shellWords);
  const me = useMe();
  const overview = useOverview();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    // What the account likes beats what this device remembers.
    if (me.theme) setColorScheme(me.theme);
  }, [me.theme, setColorScheme]);
  const [narrow, setNarrow] = useLocalStorage({ key: 'hadir-rail', defaultValue: false });
  const [finding, setFinding] = useState(false);
  const own = isOnlyEmployee(me);
  const groups = sectionsOf(me);
  const { pathname } = useLocation();
  const find = useStable((): void => setFinding(true));
  useHotkeys([['/', () => (document.querySelector<HTMLElement>('[data-page-search]') ?? { focus: find }).focus()]]);
  return (
    <div className={clsx(css['shell'], narrow && css['narrow'])}>
      <a href="#page" className={css['skip']}>
        {say('skip')}
      </a>
      <aside className={clsx(css['rail'], 'h-no-print')}>
        <div className={css['brand']}>
          <img src="/favicon.svg" width={22} height={22} alt="" />
          <b>Hadir</b>
          <ActionIcon variant="subtle" color="gray" size={26} className={css['fold']} onClick={() => setNarrow(!narrow)} aria-label={say(narrow ? 'expand' : 'collapse')}>
            {narrow ? <IconChevronsRight size={16} /> : <IconChevronsLeft size={16} />}
          </ActionIcon>
        </div>
        {own ? null : (
          <div className={css['wideOnly']}>
            <UnitSwitcher overview={overview} />
          </div>
        )}
        <nav aria-label={say('navigation')} className={css['nav']}>
          {own ? null : (
            <button type="button" className={clsx(css['item'], css['wideOnly'])} onClick={find} title={say('search')}>
              <IconSearch size={17} stroke={1.6} aria-hidden />
              <span>{say('search')}</span>
              <kbd>/</kbd>
            </button>
          )}
          {groups.map((group, index) => (
            <div key={index} className={clsx(css['group'], index > 0 && css['wideOnly'])}>
              {group.map((section, at) => (
                <RailItem key={section.key} section={section} overview={overview} wideOnly={at >= barLength} />
              ))}
            </div>
          ))}
        </nav>
        <MoreSheet groups={groups} own={own} overview={overview} onFind={find} />
        <div className={clsx(css['foot'], css['wideOnly'])}>
          {overview && !own ? <TerminalMap overview={overview} /> : null}
          <PersonMenu />
        </div>
      </aside>
      <main id="page" className={css['page']} tabIndex={-1}>
        {mayOpen(me, pathname) ? <Outlet /> : <NoPermission />}
      </main>
      {finding ? <FindDialog onClose={() => setFinding(false)} /> : null}
    </div>
  );
}
