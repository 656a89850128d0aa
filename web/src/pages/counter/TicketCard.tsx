import { Button, Menu } from '@mantine/core';
import { IconCheck, IconHourglass, IconPlayerPlay, IconPlayerSkipForward } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { Problem } from '../../api/problem';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { Refused } from '../../form/Refused';
import { useWords } from '../../i18n/words';
import { Tag } from '../../status/Status';
import { duration, inLanguage, servicesWords } from '../services/services-words';
import css from './Counter.module.css';
import { counterLists } from './CounterPage';
import { counterWords } from './counter-words';

type Ticket = Schema<'CounterTicketItem'>;
type Event = Schema<'CounterEventBody'>['event'];

const tone = { taken: 'machine', 'in-work': 'accent', waiting: 'late', finished: 'present', cancelled: 'machine' } as const;

/** One open ticket with what may be pressed now. */
export function TicketCard({ ticket, onSaid }: { readonly ticket: Ticket; readonly onSaid: (text: string) => void }): ReactNode {
  const say = useWords(counterWords);
  const time = useWords(servicesWords);
  const queries = useQueryClient();
  const [cancelling, setCancelling] = useState(false);
  const press = useChange(counterLists, ({ event, step }: { readonly event: Event; readonly step?: string }) => answerOf(api.POST('/api/v1/counter-tickets/{id}/events', { params: { path: { id: ticket.id } }, body: { event, ...(step ? { step } : {}) } })), (after: Ticket) => {
    setCancelling(false);
    onSaid(after.status === 'finished' ? say('done', { number: after.number, used: duration(after.minutes, time) }) : after.status === 'cancelled' ? say('cancelled', { number: after.number }) : '');
  });
  const changed = press.error instanceof Problem && press.error.code === 'event-refused';
  useEffect(() => {
    // Somebody else pressed first: show how the ticket stands.
    if (changed) void queries.invalidateQueries({ queryKey: ['counter-tickets'] });
  }, [changed, queries]);
  const at = ticket.steps.findIndex(({ code }) => code === ticket.step);
  const step = ticket.steps[at];
  const over = ticket.promisedMinutes !== null && ticket.minutes > ticket.promisedMinutes;
  const used = duration(ticket.minutes, time);
  return (
    <li className={`h-card ${css['ticket']}`}>
      <header>
        <h2>{ticket.number}</h2>
        <span>{inLanguage(ticket.serviceName)}</span>
        <Tag tone={tone[ticket.status]}>{say(`status.${ticket.status}`)}</Tag>
      </header>
      {step ? <p>{say('step', { number: at + 1, all: ticket.steps.length, name: inLanguage(step.name) })}</p> : null}
      <p className={css['time']} data-over={over}>
        {ticket.promisedMinutes === null ? say('usedOnly', { used }) : say('used', { used, promised: duration(ticket.promisedMinutes, time) })}
        {over ? ` · ${say('over')}` : ''}
      </p>
      <Buttons ticket={ticket} at={at} busy={press.isPending} onPress={(event, code) => press.mutate({ event, ...(code ? { step: code } : {}) })} onCancel={() => setCancelling(true)} />
      {changed ? <p role="alert" className={css['changed']}>{say('changed')}</p> : cancelling ? null : <Refused error={press.error} />}
      {cancelling ? <FormDialog title={say('cancel')} lead={say('cancelSure', { number: ticket.number })} submit={say('cancel')} danger busy={press.isPending} error={press.error} onSubmit={() => press.mutate({ event: 'cancel' })} onClose={() => setCancelling(false)} /> : null}
    </li>
  );
}

interface ButtonsProps {
  readonly ticket: Ticket;
  readonly at: number;
  readonly busy: boolean;
  readonly onPress: (event: Event, step?: string) => void;
  readonly onCancel: () => void;
}

function Buttons({ ticket, at, busy, onPress, onCancel }: ButtonsProps): ReactNode {
  const say = useWords(counterWords);
  const may = (event: Event): boolean => ticket.allowed.includes(event);
  const next = may('step') ? ticket.steps[at + 1] : undefined;
  // The one filled button is what usually comes next: the next step, or the end where there is none.
  return (
    <>
      <div className={css['buttons']}>
        {may('start') ? <Button disabled={busy} leftSection={<IconPlayerPlay size={20} />} onClick={() => onPress('start')}>{say('start')}</Button> : null}
        {may('resume') ? <Button disabled={busy} leftSection={<IconPlayerPlay size={20} />} onClick={() => onPress('resume')}>{say('resume')}</Button> : null}
        {next ? <Button disabled={busy} leftSection={<IconPlayerSkipForward size={20} />} onClick={() => onPress('step', next.code)}>{say('next', { step: inLanguage(next.name) })}</Button> : null}
        {may('finish') ? <Button disabled={busy} variant={next ? 'default' : 'filled'} leftSection={<IconCheck size={20} />} onClick={() => onPress('finish')}>{say('finish')}</Button> : null}
        {may('wait') ? <Button disabled={busy} variant="default" leftSection={<IconHourglass size={20} />} onClick={() => onPress('wait')}>{say('wait')}</Button> : null}
      </div>
      <div className={css['small']}>
        {may('step') && ticket.steps.length > 1 ? (
          <Menu shadow="md">
            <Menu.Target><Button variant="subtle" color="gray" disabled={busy}>{say('other')}</Button></Menu.Target>
            <Menu.Dropdown>
              {ticket.steps.map(({ code, name }) => <Menu.Item key={code} disabled={code === ticket.step} onClick={() => onPress('step', code)}>{inLanguage(name)}</Menu.Item>)}
            </Menu.Dropdown>
          </Menu>
        ) : null}
        <Button variant="subtle" color="gray" disabled={busy} onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </>
  );
}
