import { Button, TextInput } from '@mantine/core';
import { IconBuildingStore, IconTicket } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useMe } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { useLanguage, useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Page } from '../../shell/Page';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { unitsQuery } from '../people/units';
import { type Service, useServices } from '../services/services';
import { inLanguage } from '../services/services-words';
import css from './Counter.module.css';
import { counterWords } from './counter-words';
import { TicketCard } from './TicketCard';

/** The lists that a press at the counter moves. */
export const counterLists = ['counter-tickets', 'tickets'] as const;

/** A counter without a queue system: take, start, wait, go on, finish, with buttons for fingers. */
export function CounterPage(): ReactNode {
  const say = useWords(counterWords);
  useLanguage();
  const unitId = useUnitId();
  const services = useServicesInReach();
  const [said, setSaid] = useState('');
  const tickets = useQuery({ queryKey: ['counter-tickets', unitId], queryFn: () => answerOf(api.GET('/api/v1/counter-tickets', { params: { query: unitId ? { unitId } : {} } })), refetchInterval: 10_000 });
  const error = services.error ?? tickets.error;
  return (
    <Page title={say('title')} subtitle={say('lead')}>
      {error ? <div className="h-card"><ErrorState error={error} onRetry={() => (void services.refetch(), void tickets.refetch())} /></div> : !services.data || !tickets.data ? <div className="h-card"><LoadingRows /></div> : services.data.length === 0 ? (
        <div className="h-card"><EmptyState icon={IconBuildingStore} title={say('noServices')} text={say('noServicesText')} /></div>
      ) : (
        <>
          <Take services={services.data} />
          <p role="status" className={css['said']}>{said}</p>
          {tickets.data.length === 0 ? <div className="h-card"><EmptyState icon={IconTicket} title={say('none')} text={say('noneText')} /></div> : (
            <ul className={css['tickets']} aria-label={say('tickets')}>
              {tickets.data.map((ticket: Schema<'CounterTicketItem'>) => <TicketCard key={ticket.id} ticket={ticket} onSaid={setSaid} />)}
            </ul>
          )}
        </>
      )}
    </Page>
  );
}

/** The catalogue is for everybody to read; a counter moves the tickets of its own units only. */
function useServicesInReach(): { readonly data: readonly Service[] | undefined; readonly error: unknown; readonly refetch: () => unknown } {
  const { unitIds } = useMe();
  const services = useServices();
  const units = useQuery({ ...unitsQuery, enabled: unitIds !== null });
  const codes = new Set((units.data ?? []).filter(({ id }) => unitIds?.includes(id)).map(({ code }) => code));
  const known = unitIds === null || units.data !== undefined;
  return { data: known ? services.data?.filter(({ unit }) => unitIds === null || codes.has(unit)) : undefined, error: services.error ?? units.error, refetch: () => (void units.refetch(), services.refetch()) };
}

function Take({ services }: { readonly services: readonly Service[] }): ReactNode {
  const say = useWords(counterWords);
  const [search, change] = useUrlState();
  const chosen = services.find(({ code }) => code === search['service']) ?? services[0];
  const [number, setNumber] = useState('');
  const take = useChange(counterLists, () => answerOf(api.POST('/api/v1/counter-tickets', { body: { service: chosen?.code ?? '', ...(number.trim() ? { number: number.trim() } : {}) } })), () => setNumber(''));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    take.mutate(undefined);
  };
  return (
    <form className={`h-card ${css['take']}`} onSubmit={send}>
      <div className={css['services']} role="group" aria-label={say('service')}>
        {services.map((service) => (
          <button key={service.code} type="button" aria-pressed={service === chosen} onClick={() => change({ service: service.code })}>{inLanguage(service.name)}</button>
        ))}
      </div>
      <TextInput size="lg" label={say('number')} maxLength={40} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
      <Button type="submit" size="lg" loading={take.isPending} leftSection={<IconTicket size={20} />}>{say('take')}</Button>
      <Refused error={take.error} />
    </form>
  );
}
