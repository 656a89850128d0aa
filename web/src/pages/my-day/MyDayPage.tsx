import { Button } from '@mantine/core';
import { IconCheck, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useMe } from '../../access/me';
import { clockTime, longDate, weekdayOf } from '../../format/dates';
import { wholeNumber } from '../../format/numbers';
import { useLanguage, useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Page } from '../../shell/Page';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { CertaintyTag, StatusMark, Tag } from '../../status/Status';
import { DayStrip } from '../../strip/DayStrip';
import { midnightOf, stripOfDay } from '../../strip/strip-of-day';
import { employeeYearQuery } from '../employee/employee-year';
import css from './MyDay.module.css';
import { type Day, daySentence, headline, myDaysQuery, myStatus, myViolationsQuery, shownDays, type Violation } from './my-day';
import { myDayWords } from './my-day-words';
import { useToday } from './today';

/** The employee's own day, made for a phone. */
export function MyDayPage(): ReactNode {
  const say = useWords(myDayWords);
  const { employeeId } = useMe();
  return <Page title={say('title')}>{employeeId ? <MyDays employeeId={employeeId} /> : <EmptyState icon={IconUserOff} title={say('none')} text={say('noneText')} />}</Page>;
}

function MyDays({ employeeId }: { readonly employeeId: string }): ReactNode {
  const today = useToday();
  const language = useLanguage();
  const [search, change] = useUrlState();
  const days = useQuery(myDaysQuery(employeeId, today, language));
  const violations = useQuery(myViolationsQuery(employeeId, today)).data ?? [];
  if (days.isPending) return <LoadingRows rows={3} />;
  if (days.isError) return <ErrorState error={days.error} onRetry={() => void days.refetch()} />;
  const shown = shownDays(days.data, today);
  const explained = (date: string): boolean => violations.some((one) => one.workDate === date && ['unverified', 'sent-back'].includes(one.state));
  // The day that asks for something comes first; otherwise today.
  const chosen = search['day'] ?? shown.findLast(({ workDate }) => explained(workDate))?.workDate ?? shown.at(-1)?.workDate;
  const day = days.data.find(({ workDate }) => workDate === chosen);
  const current = days.data.find(({ workDate }) => workDate === today);
  return (
    <div className={css['page']}>
      <Week days={shown} chosen={chosen} violations={violations} today={today} onChoose={(date) => change({ day: date })} />
      {day ? <DayOfMine day={day} violations={violations.filter((one) => one.workDate === day.workDate)} today={today} /> : null}
      {current && current !== day ? <TodayCard day={current} /> : null}
      <YearCard employeeId={employeeId} year={Number(today.slice(0, 4))} />
    </div>
  );
}

interface WeekProps {
  readonly days: readonly Day[];
  readonly chosen: string | undefined;
  readonly violations: readonly Violation[];
  readonly today: string;
  readonly onChoose: (date: string) => void;
}

function Week({ days, chosen, violations, today, onChoose }: WeekProps): ReactNode {
  const say = useWords(myDayWords);
  return (
    <ul className={css['week']} aria-label={say('week')}>
      {days.map((day) => {
        const status = myStatus(day, violations, today);
        return (
          <li key={day.workDate}>
            <button type="button" aria-pressed={day.workDate === chosen} onClick={() => onChoose(day.workDate)}>
              <small>{weekdayOf(day.workDate).slice(0, 3)}</small>
              <b>{Number(day.workDate.slice(8))}</b>
              {status ? <StatusMark status={status} decorative /> : <i aria-hidden className={css['dot']} />}
              <span className="h-visually-hidden">{headline(day, status, say)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

interface DayProps {
  readonly day: Day;
  readonly violations: readonly Violation[];
  readonly today: string;
}

function DayOfMine({ day, violations, today }: DayProps): ReactNode {
  const say = useWords(myDayWords);
  const status = myStatus(day, violations, today);
  const open = violations.filter(({ state }) => state === 'unverified' || state === 'sent-back');
  const until = open.map(({ verifyBy }) => verifyBy).find((date) => date !== null);
  const verified = violations.some(({ state }) => state === 'verified');
  const correctable = day.workDate <= today && !['off', 'leave'].includes(status ?? '');
  return (
    <section className={css['day']} aria-label={longDate(day.workDate)}>
      <p>{longDate(day.workDate).replace(/ \d{4}$/, '')}</p>
      <h2>{headline(day, status, say)}</h2>
      {status && violations.length > 0 ? open.some(({ state }) => state === 'sent-back') ? <Tag tone="late">{say('state.sent-back')}</Tag> : <CertaintyTag status={status} certainty={open.length > 0 ? 'unverified' : verified ? 'verified' : 'accepted'} /> : null}
      {status === 'off' ? null : <DayStrip day={stripOfDay(day)} midnightAt={midnightOf(day.workDate, day.zone)} compact />}
      <p className={css['sentence']}>{daySentence(day, say)}</p>
      {open.length > 0 ? (
        <Button size="lg" fullWidth renderRoot={(props) => <Link to="/me/explain/$date" params={{ date: day.workDate }} {...props} />}>
          {say('explain')}
        </Button>
      ) : null}
      {correctable ? (
        <Button size="lg" fullWidth variant="default" renderRoot={(props) => <Link to="/me/correction/$date" params={{ date: day.workDate }} {...props} />}>
          {say('correct')}
        </Button>
      ) : null}
      {until ? <p className={css['until']}>{say('until', { date: longDate(until).replace(/ \d{4}$/, '') })}</p> : null}
    </section>
  );
}

function TodayCard({ day }: { readonly day: Day }): ReactNode {
  const say = useWords(myDayWords);
  const punch = day.inAt ?? day.outAt;
  return (
    <section className={css['line']}>
      <i aria-hidden data-in={punch !== null}>
        <IconCheck size={18} stroke={2} />
      </i>
      <span>
        <b>{punch ? say('headline.in', { time: clockTime(punch, day.zone) }) : say('headline.notIn')}</b>
        <small>{daySentence(day, say)}</small>
      </span>
    </section>
  );
}

function YearCard({ employeeId, year }: { readonly employeeId: string; readonly year: number }): ReactNode {
  const say = useWords(myDayWords);
  const account = useQuery(employeeYearQuery(employeeId, year)).data?.account;
  if (!account) return null;
  return (
    <section className={css['line']}>
      <span>
        <b>{say('year.title')}</b>
        <small>{say('year.text', { days: account.cumulativeDays, minutes: wholeNumber(account.lateMinutes) })}</small>
      </span>
    </section>
  );
}
