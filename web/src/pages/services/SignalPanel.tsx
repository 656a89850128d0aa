import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { dateTime, mediumDate, shortDate } from '../../format/dates';
import { decimalNumber, percent, wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Panel } from '../../panel/Panel';
import { useOverview } from '../../shell/overview';
import { ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { FollowUpDialog } from './FollowUpDialog';
import css from './Service.module.css';
import { type SlowSignal, useServices } from './services';
import { duration, inLanguage, servicesWords } from './services-words';

/** What can be done next with a follow-up. */
const nextAct = { open: 'take-on', 'in-work': 'finish', finished: 'verify', verified: null } as const;
const tone = { open: 'late', 'in-work': 'accent', finished: 'punch', verified: 'present' } as const;

/** One signal: what became slower, in which step, what coincided, and what is done about it. */
export function SignalPanel({ signal, onClose }: { readonly signal: SlowSignal; readonly onClose: () => void }): ReactNode {
  const say = useWords(servicesWords);
  const mayWrite = useMay('service.write');
  const service = useServices().data?.find(({ code }) => code === signal.service);
  const [acting, setActing] = useState(false);
  const { detail } = signal;
  const act = nextAct[signal.status];
  const name = service ? inLanguage(service.name) : signal.service;
  const stepName = (code: string): string => inLanguage(service?.steps.find((step) => step.code === code)?.name ?? { id: code, en: code });
  const first = detail.steps[0];
  const share = (value: number | null): string => (value === null ? '–' : percent(value));
  return (
    <Panel label={name} head={<Tag tone={tone[signal.status]}>{say(`signal.${signal.status}`)}</Tag>} foot={mayWrite && act ? <div><Button onClick={() => setActing(true)}>{say(`act.${act}`)}</Button></div> : null} onClose={onClose}>
      <p className="h-quiet">{signal.unit}</p>
      <h2>{say('signalHead', { service: name, date: mediumDate(signal.weekDate) })}</h2>
      <p>{say('slower', { now: duration(detail.medianNow, say), before: duration(detail.medianBefore, say) })} {first ? <b>{say('lost', { step: stepName(first.step), minutes: duration(first.lostMinutes, say) })}</b> : null}</p>
      <p className="h-quiet">{say('chance', { chance: detail.chance < 0.0001 ? '< 0,01%' : percent(detail.chance, 2) })} {say('rule')}</p>
      <h3>{say('where')}</h3>
      <DataTable
        label={say('where')}
        rows={detail.steps}
        rowKey={({ step }) => step}
        columns={[
          { key: 'step', head: say('steps'), cell: (row) => stepName(row.step) },
          { key: 'before', head: say('before'), align: 'right', cell: (row) => duration(row.medianBefore, say) },
          { key: 'now', head: say('now'), align: 'right', cell: (row) => duration(row.medianNow, say) },
          { key: 'lost', head: say('difference'), align: 'right', cell: (row) => <b>{row.lostMinutes > 0 ? '+' : ''}{duration(row.lostMinutes, say)}</b> },
        ]}
      />
      <h3>{say('load')}</h3>
      <p>{say('loadText', { now: wholeNumber(detail.ticketsNow), before: decimalNumber(detail.ticketsPerWeekBefore) })}</p>
      <p>{say('withinText', { now: share(detail.withinNow), before: share(detail.withinBefore) })}</p>
      <h3>{say('coincided')} <span>{say('coincidedNote')}</span></h3>
      <Days id={signal.id} />
      <h3>{say('followUp')}</h3>
      <FollowUp signal={signal} />
      {acting && act ? <FollowUpDialog signal={signal} act={act} onClose={() => setActing(false)} /> : null}
    </Panel>
  );
}

function Days({ id }: { readonly id: string }): ReactNode {
  const say = useWords(servicesWords);
  const { data, error, refetch } = useQuery({ queryKey: ['slow-signals', 'days', id], queryFn: () => answerOf(api.GET('/api/v1/slow-signals/{id}/days', { params: { path: { id } } })) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={3} />;
  const usually = (count: number | null): ReactNode => (count === null ? null : <small className={css['under']}>{say('usually', { count: decimalNumber(count) })}</small>);
  const worked = data.filter(({ due, ticketsTaken, ticketsFinished, doorEvents }) => due + ticketsTaken + ticketsFinished + (doorEvents ?? 0) > 0);
  return (
    <>
      <div className={css['dense']}>
        <DataTable<Schema<'SignalDayItem'>>
          label={say('coincided')}
          rows={worked}
          rowKey={({ date }) => date}
          columns={[
            { key: 'day', head: say('day'), cell: (row) => shortDate(row.date) },
            { key: 'seen', head: <abbr title={say('staffSeenLong')}>{say('staffSeen')}</abbr>, cell: (row) => <>{say('ofDue', { seen: row.seen, due: row.due })}{usually(row.seenBefore)}{row.away > 0 ? <small className={css['under']}>{say('away', { count: row.away })}</small> : null}</> },
            { key: 'doors', head: <abbr title={say('doorsLong')}>{say('doors')}</abbr>, cell: (row) => (row.doorEvents === null ? '–' : <>{wholeNumber(row.doorEvents)}{usually(row.doorEventsBefore)}</>) },
            { key: 'tickets', head: <abbr title={say('ticketsTaken')}>{say('tickets')}</abbr>, cell: (row) => <>{wholeNumber(row.ticketsTaken)}{usually(row.ticketsTakenBefore)}</> },
            { key: 'median', head: say('median'), align: 'right', cell: (row) => duration(row.medianMinutes, say) },
          ]}
        />
      </div>
      {data.every(({ doorEvents }) => doorEvents === null) ? <p className="h-quiet">{say('noDoor')}</p> : null}
    </>
  );
}

function FollowUp({ signal }: { readonly signal: SlowSignal }): ReactNode {
  const say = useWords(servicesWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const today = useOverview()?.today ?? '';
  return (
    <>
      {signal.owner ? (
        <p>
          {say('owner')}: <b>{signal.owner}</b>
          {signal.dueDate ? <> · {say('due')}: <span className={signal.dueDate < today && signal.status !== 'verified' ? css['past'] : undefined}>{mediumDate(signal.dueDate)}</span></> : null}
        </p>
      ) : null}
      <ul className={css['events']}>
        {signal.events.map((event) => (
          <li key={event.at + event.type}>
            <b>{say(`event.${event.type as 'finish'}`)}{event.helped === null ? '' : `: ${say(event.helped ? 'helpedYes' : 'helpedNo')}`}</b>
            <p>{event.text}</p>
            {event.measure ? <p>{say('measure')}: {event.measure}</p> : null}
            <small>{event.actor} · {dateTime(event.at, zone)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
