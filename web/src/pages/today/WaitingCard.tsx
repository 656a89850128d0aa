import { Button } from '@mantine/core';
import { type Icon, IconArrowRight, IconChevronRight, IconClipboardCheck, IconGavel, IconInbox, IconRouter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { addDays, dayMonth, nearTime, wallClock, weekdayDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import css from './Today.module.css';
import { todayWords } from './today-words';

/** What waits for the officer; the review comes first, and its button is the page's only filled one. */
export function WaitingCard({ today }: { readonly today: Schema<'TodayAnswer'> }): ReactNode {
  const say = useWords(todayWords);
  const { waiting, date, zone } = today;
  const yesterday = waiting.reviewDate === addDays(date, -1);
  return (
    <Card title={say('waits.title')}>
      <div className={css['first']}>
        <IconClipboardCheck size={18} stroke={1.6} aria-hidden />
        <div>
          <h3>{waiting.reviewOpen === 0 ? say('waits.none') : yesterday ? say('waits.yesterday', { count: waiting.reviewOpen }) : say('waits.review', { count: waiting.reviewOpen, date: weekdayDate(waiting.reviewDate) })}</h3>
          <p>{waiting.reviewOpen === 0 ? say('waits.noneText', { date: weekdayDate(waiting.reviewDate) }) : [waiting.reviewDone > 0 ? say('waits.done', { count: waiting.reviewDone }) : '', waiting.reviewBy ? say('waits.by', { date: weekdayDate(waiting.reviewBy) }) : ''].join(' ')}</p>
          <Button variant={waiting.reviewOpen === 0 ? 'default' : 'filled'} rightSection={<IconArrowRight size={16} />} renderRoot={(props) => <Link to="/review" search={{ date: waiting.reviewDate } as never} {...props} />}>
            {say(waiting.reviewOpen === 0 ? 'waits.open' : 'waits.start')}
          </Button>
        </div>
      </div>
      {waiting.requests > 0 ? <Line to="/requests" icon={IconInbox} title={say('waits.requests', { count: waiting.requests })} text={waiting.oldestRequestAt === null ? '' : say('waits.requestsText', { date: dayMonth(wallClock(waiting.oldestRequestAt, zone).date) })} /> : null}
      {waiting.cases > 0 ? <Line to="/cases" icon={IconGavel} title={say('waits.cases', { count: waiting.cases })} text={say('waits.casesText')} /> : null}
      {waiting.newTerminals > 0 ? <Line to="/terminals" icon={IconRouter} title={say('waits.terminals', { count: waiting.newTerminals })} text={say('waits.terminalsText', { name: waiting.newTerminalName ?? '', time: nearTime(waiting.newTerminalAt ?? 0, zone, date) })} /> : null}
    </Card>
  );
}

function Line({ to, icon: Shape, title, text }: { readonly to: string; readonly icon: Icon; readonly title: string; readonly text: string }): ReactNode {
  return (
    <Link to={to} className={css['line']}>
      <Shape size={18} stroke={1.6} aria-hidden />
      <span>
        <b>{title}</b>
        <small>{text}</small>
      </span>
      <IconChevronRight size={16} aria-hidden />
    </Link>
  );
}
