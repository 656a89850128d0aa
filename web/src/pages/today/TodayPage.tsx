import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { api, answerOf, type Schema } from '../../api/client';
import { useLive, useLiveState } from '../../api/live';
import { clockTime, longDate, zoneName } from '../../format/dates';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { Page } from '../../shell/Page';
import { shellWords } from '../../shell/shell-words';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { ArrivalsCard } from './ArrivalsCard';
import { MachinesCard } from './MachinesCard';
import { PresenceBar } from './PresenceBar';
import css from './Today.module.css';
import { todayWords } from './today-words';
import { UnitsCard } from './UnitsCard';
import { WaitingCard } from './WaitingCard';

/** Who is in, what waits, and what is wrong with the machines. */
export function TodayPage(): ReactNode {
  const frame = useWords(shellWords);
  const unitId = useUnitId();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ['today', unitId],
    queryFn: () => answerOf(api.GET('/api/v1/today', { params: { query: unitId === undefined ? {} : { unitId } } })),
    refetchInterval: 60_000,
  });
  // Nobody selects rows here, so numbers may change while one looks; they only say so.
  useLive(() => void queries.invalidateQueries({ queryKey: ['today'] }));
  return (
    <Page title={frame('today')} aside={data ? longDate(data.date) : null} actions={data ? <LiveSign today={data} /> : null}>
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : data ? <Cards today={data} /> : <LoadingRows rows={8} />}
    </Page>
  );
}

function LiveSign({ today }: { readonly today: Schema<'TodayAnswer'> }): ReactNode {
  const say = useWords(todayWords);
  const { connected, lostAt } = useLiveState();
  if (!connected && lostAt !== null) return <span className={css['live']}>{say('notLive', { time: clockTime(lostAt, today.zone) })}</span>;
  return (
    <span className={css['live']}>
      <i data-on={connected} aria-hidden />
      {say('live', { time: clockTime(today.at, today.zone), zone: zoneName(today.zone) })}
    </span>
  );
}

function Cards({ today }: { readonly today: Schema<'TodayAnswer'> }): ReactNode {
  return (
    <>
      <PresenceCard today={today} />
      <div className={css['grid']}>
        <WaitingCard today={today} />
        <ArrivalsCard today={today} />
        <MachinesCard today={today} />
        <UnitsCard today={today} />
      </div>
    </>
  );
}

function PresenceCard({ today }: { readonly today: Schema<'TodayAnswer'> }): ReactNode {
  const say = useWords(todayWords);
  const { counts, later } = today;
  if (counts.due + later === 0) {
    return (
      <section className="h-card" aria-label={say('empty')}>
        <EmptyState icon={IconUsersGroup} title={say('empty')} text={say('emptyText')}>
          <Button variant="default" renderRoot={(props) => <Link to="/people" {...props} />}>
            {say('emptyAction')}
          </Button>
        </EmptyState>
      </section>
    );
  }
  const parts = [
    { key: 'onTime', count: counts.onTime },
    { key: 'late', count: counts.late },
    { key: 'leave', count: counts.leave },
    { key: 'notYet', count: counts.notYet },
    { key: 'waiting', count: counts.waiting },
  ] as const;
  return (
    <section className={`h-card ${css['presence']}`} aria-live="polite">
      <p>
        <strong>{wholeNumber(counts.onTime + counts.late)}</strong> {say('sentence', { due: wholeNumber(counts.due) })} {later > 0 ? say('later', { count: later }) : null}
      </p>
      <PresenceBar counts={counts} size="large" />
      <ul>
        {parts.map(({ key, count }) => (
          <li key={key}>
            <i className={key === 'waiting' ? 'h-hatch' : undefined} data-part={key} aria-hidden />
            {say(key)} <b>{wholeNumber(count)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
