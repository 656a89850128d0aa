import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { api, answerOf } from '../../api/client';
import { nearTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { useDeviceChange } from './change';
import { type Terminal } from './fleet';
import { Refused } from '../../form/Refused';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';

/** The last commands of a terminal and what became of each; one without a result can be taken back. */
export function CommandList({ terminal, today }: { readonly terminal: Terminal; readonly today: string }): ReactNode {
  const say = useWords(terminalWords);
  const { serial, zone, speaks } = terminal;
  const { data } = useQuery({
    queryKey: ['terminals', 'commands', serial],
    queryFn: () => answerOf(api.GET('/api/v1/terminals/{serial}/commands', { params: { path: { serial }, query: { pageSize: 8 } } })),
    enabled: speaks === 'push',
    refetchInterval: 10_000,
  });
  const cancel = useDeviceChange((id: number) => answerOf(api.DELETE('/api/v1/terminals/{serial}/commands/{id}', { params: { path: { serial, id } } })));
  if (speaks !== 'push') return <p className="h-quiet">{say('pulled')}</p>;
  if (!data || data.items.length === 0) return <p className="h-quiet">{say('noCommands')}</p>;
  return (
    <>
      <ul className={css['records']}>
        {data.items.map((item) => (
          <li key={item.id}>
            <time dateTime={item.queuedAt}>{nearTime(item.queuedAt, zone, today)}</time>
            <span>{say(`command.${(item.command as { kind: 'info' }).kind}`)}</span>
            <span className={item.status === 'done' ? css['dash'] : undefined}>{item.status === 'done' ? say('result.done') : <b>{say(`result.${item.status}` as 'result.sent')}</b>}</span>
            {item.answer ? <p>{item.answer}</p> : null}
            {item.status === 'queued' || item.status === 'sent' ? (
              <p>
                <Button size="compact-xs" variant="subtle" onClick={() => cancel.mutate(item.id)}>
                  {say('takeBack')}
                </Button>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <Refused error={cancel.error} />
    </>
  );
}
