import { Link, useLocation } from '@tanstack/react-router';
import clsx from 'clsx';
import { type ReactNode } from 'react';
import { wholeNumber } from '../format/numbers';
import { useWords } from '../i18n/words';
import { type Overview } from './overview';
import { isWithin, type Section } from './sections';
import css from './Shell.module.css';
import { shellWords } from './shell-words';

interface RailItemProps {
  readonly section: Section;
  readonly overview: Overview | undefined;
  /** Not in the bar of a phone. */
  readonly wideOnly?: boolean;
  readonly onChoose?: () => void;
}

/** The way to a section, with the number of what waits there. */
export function RailItem({ section, overview, wideOnly = false, onChoose }: RailItemProps): ReactNode {
  const say = useWords(shellWords);
  const { pathname } = useLocation();
  const on = isWithin(pathname, section.to);
  const count = section.count && overview ? overview[section.count] : 0;
  const Shape = section.icon;
  return (
    <Link to={section.to} className={clsx(css['item'], wideOnly && css['wideOnly'])} data-on={on} aria-current={on ? 'page' : undefined} title={say(section.key)} onClick={onChoose}>
      <Shape size={17} stroke={1.6} aria-hidden />
      <span className={section.short && css['long']}>{say(section.key)}</span>
      {section.short ? <span className={css['short']}>{say(section.short)}</span> : null}
      {count > 0 ? <small>{wholeNumber(count)}</small> : null}
    </Link>
  );
}
