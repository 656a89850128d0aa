import { Button, Checkbox } from '@mantine/core';
import { IconMoodCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { useMay } from '../../access/me';
import { answerOf, api } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { mediumDate, shortDate } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { useOverview } from '../../shell/overview';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import css from './Service.module.css';
import { type SlowSignal, useServices } from './services';
import { duration, inLanguage, servicesWords } from './services-words';
import { SignalPanel } from './SignalPanel';

/** The tone of a follow-up. */
export const signalTone = { open: 'late', 'in-work': 'accent', finished: 'punch', verified: 'present' } as const;

/** Services that became slower, until somebody else has verified what was done. */
export function SignalsTab(): ReactNode {
  const say = useWords(servicesWords);
  useLanguage();
  const mayWrite = useMay('service.write');
  const [search, change] = useUrlState();
  const all = search['all'] === 'yes';
  const signals = useQuery({ queryKey: ['slow-signals', all], queryFn: () => answerOf(api.GET('/api/v1/slow-signals', { params: { query: { all } } })) });
  const look = useChange(['slow-signals'], () => answerOf(api.POST('/api/v1/slow-signals/look')));
  const open = signals.data?.find(({ id }) => id === search['open']);
  return (
    <WithPanel label={say('tab.signals')} panel={open ? <SignalPanel key={open.id} signal={open} onClose={() => change({ open: undefined })} /> : null}>
      <div className={css['pad']}>
        <div className={css['bar']}>
          <Checkbox label={say('showAll')} checked={all} onChange={(event) => change({ all: event.currentTarget.checked ? 'yes' : undefined, open: undefined })} />
          {mayWrite ? <Button variant="default" size="xs" loading={look.isPending} onClick={() => look.mutate(undefined)}>{say('look')}</Button> : null}
          <span role="status" className="h-quiet">{look.data ? say('lookDone', { date: mediumDate(look.data.weekDate), found: look.data.found }) : say('rule')}</span>
        </div>
        <Refused error={look.error} />
        <div className="h-card">
          {signals.isError ? <ErrorState error={signals.error} onRetry={() => void signals.refetch()} /> : !signals.data ? <LoadingRows /> : signals.data.length === 0 ? (
            <EmptyState icon={IconMoodCheck} title={say('signalsNone')} text={say('signalsNoneText')} />
          ) : (
            <SignalTable signals={signals.data} open={search['open']} onOpen={(id) => change({ open: id })} />
          )}
        </div>
      </div>
    </WithPanel>
  );
}

function SignalTable({ signals, open, onOpen }: { readonly signals: readonly SlowSignal[]; readonly open: string | undefined; readonly onOpen: (id: string) => void }): ReactNode {
  const say = useWords(servicesWords);
  const services = useServices().data ?? [];
  const today = useOverview()?.today ?? '';
  const nameOf = (code: string): string => inLanguage(services.find((each) => each.code === code)?.name ?? { id: code, en: code });
  const stepOf = ({ service, detail }: SlowSignal): string => {
    const code = detail.steps[0]?.step;
    const name = services.find((each) => each.code === service)?.steps.find((step) => step.code === code)?.name;
    return code === undefined ? '–' : `${name ? inLanguage(name) : code} +${duration(detail.steps[0]?.lostMinutes, say)}`;
  };
  return (
    <DataTable<SlowSignal>
      label={say('tab.signals')}
      rows={signals}
      rowKey={({ id }) => id}
      openKey={open}
      onOpen={({ id }) => onOpen(id)}
      columns={[
        { key: 'service', head: say('service'), cell: (row) => <button type="button" className={css['open']} onClick={() => onOpen(row.id)}><b>{nameOf(row.service)}</b><small>{row.unit}</small></button> },
        { key: 'week', head: say('week'), cell: (row) => shortDate(row.weekDate) },
        { key: 'median', head: say('median'), cell: (row) => `${duration(row.detail.medianBefore, say)} → ${duration(row.detail.medianNow, say)}` },
        { key: 'step', head: say('where'), cell: stepOf },
        { key: 'due', head: say('due'), cell: (row) => (row.dueDate ? <span className={row.dueDate < today && row.status !== 'verified' ? css['past'] : undefined}>{shortDate(row.dueDate)}{row.dueDate < today && row.status !== 'verified' ? ` · ${say('overdue')}` : ''}</span> : '–') },
        { key: 'status', head: say('followUp'), cell: (row) => <Tag tone={signalTone[row.status]}>{say(`signal.${row.status}`)}</Tag> },
      ]}
    />
  );
}
