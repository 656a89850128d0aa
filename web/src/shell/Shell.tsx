import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import { IconChevronsLeft, IconChevronsRight, IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import clsx from 'clsx';
import { type ReactNode, useEffect, useState } from 'react';
import { useMe } from '../access/me';
import { wholeNumber } from '../format/numbers';
import { useWords } from '../i18n/words';
import { NoPermission } from '../states/States';
import { FindDialog } from './FindDialog';
import { PersonMenu } from './PersonMenu';
import { isOnlyEmployee, isWithin, mayOpen, type Section, sectionsOf } from './sections';
import css from './Shell.module.css';
import { shellWords } from './shell-words';
import { TerminalMap } from './TerminalMap';
import { UnitSwitcher } from './UnitSwitcher';
import { type Overview, useOverview } from './overview';

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
  useHotkeys([['/', () => (document.querySelector<HTMLElement>('[data-page-search]') ?? { focus: () => setFinding(true) }).focus()]]);
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
        {own ? null : <UnitSwitcher overview={overview} />}
        <nav aria-label={say('navigation')} className={css['nav']}>
          {own ? null : (
            <button type="button" className={css['item']} onClick={() => setFinding(true)} title={say('search')}>
              <IconSearch size={17} stroke={1.6} aria-hidden />
              <span>{say('search')}</span>
              <kbd>/</kbd>
            </button>
          )}
          {groups.map((group, index) => (
            <div key={index} className={css['group']}>
              {group.map((section) => (
                <RailItem key={section.key} section={section} overview={overview} />
              ))}
            </div>
          ))}
        </nav>
        <div className={css['foot']}>
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

function RailItem({ section, overview }: { readonly section: Section; readonly overview: Overview | undefined }): ReactNode {
  const say = useWords(shellWords);
  const { pathname } = useLocation();
  const on = isWithin(pathname, section.to);
  const count = section.count && overview ? overview[section.count] : 0;
  const Shape = section.icon;
  return (
    <Link to={section.to} className={css['item']} data-on={on} aria-current={on ? 'page' : undefined} title={say(section.key)}>
      <Shape size={17} stroke={1.6} aria-hidden />
      <span>{say(section.key)}</span>
      {count > 0 ? <small>{wholeNumber(count)}</small> : null}
    </Link>
  );
}
