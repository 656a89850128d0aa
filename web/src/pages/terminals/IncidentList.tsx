import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { api, answerOf } from '../../api/client';
import { nearTime } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import { useDeviceChange } from './change';
import { type Terminal } from './fleet';
import { Refused } from '../../form/Refused';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';

/** Faults and alarms of a terminal; a fault without a verdict is put to the officer. */
export function IncidentList({ terminal, today, mayDecide }: { readonly terminal: Terminal; readonly today: string; readonly mayDecide: boolean }): ReactNode {
  const say = useWords(terminalWords);
  const language = useLanguage();
  const { serial, zone } = terminal;
  const { data } = useQuery({ queryKey: ['terminals', 'incidents', serial], queryFn: () => answerOf(api.GET('/api/v1/terminals/{serial}/incidents', { params: { path: { serial }, query: { pageSize: 10 } } })) });
  const decide = useDeviceChange(({ id, verdict }: { id: string; verdict: 'fault' | 'no-fault' }) => answerOf(api.POST('/api/v1/terminals/{serial}/incidents/{id}/verdict', { params: { path: { serial, id } }, body: { verdict } })));
  if (!data || data.items.length === 0) return <p className="h-quiet">{say('noIncidents')}</p>;
  return (
    <>
      <ul className={css['records']}>
        {data.items.map(({ id, fromAt, toAt, text, verdict, fault }) => (
          <li key={id}>
            <time dateTime={fromAt}>{nearTime(fromAt, zone, today)}</time>
            <span>{(text as Record<'id' | 'en', string>)[language]}</span>
            <span className={css['dash']}>{fault && toAt === null ? say('goesOn') : ''}</span>
            {toAt !== null && toAt !== fromAt ? <p>{say('until', { when: nearTime(toAt, zone, today) })}</p> : null}
            {verdict ? <p>{say(`verdict.${verdict as 'fault' | 'no-fault'}`)}</p> : null}
            {fault && !verdict && mayDecide ? (
              <Group component="p" gap={6}>
                <Button size="compact-xs" variant="default" onClick={() => decide.mutate({ id, verdict: 'fault' })}>
                  {say('decideFault')}
                </Button>
                <Button size="compact-xs" variant="default" onClick={() => decide.mutate({ id, verdict: 'no-fault' })}>
                  {say('decideNoFault')}
                </Button>
              </Group>
            ) : null}
          </li>
        ))}
      </ul>
      <Refused error={decide.error} />
    </>
  );
}
