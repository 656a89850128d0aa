import { Button, FileButton, Select } from '@mantine/core';
import { IconTicket, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { useMay } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { addDays, dateTime, mediumDate } from '../../format/dates';
import { percent, wholeNumber } from '../../format/numbers';
import { useLanguage, useWords } from '../../i18n/words';
import { type Column, DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { Card } from '../../shell/Page';
import { useOverview } from '../../shell/overview';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import css from './Service.module.css';
import { type Service, useServices } from './services';
import { duration, inLanguage, type SayService, servicesWords } from './services-words';

const spans = ['4', '12', '26', '52'] as const;
const pageSize = 50;

/** How long tickets took against what was promised, by week and step, and one by one. */
export function TicketsTab(): ReactNode {
  const say = useWords(servicesWords);
  useLanguage();
  const mayWrite = useMay('service.write');
  const [search, change] = useUrlState();
  const today = useOverview()?.today;
  const services = useServices();
  const service = services.data?.find(({ code }) => code === search['service']) ?? services.data?.[0];
  const weeks = spans.find((each) => each === search['weeks']) ?? '12';
  if (services.isError) return <ErrorState error={services.error} onRetry={() => void services.refetch()} />;
  if (!services.data || !today) return <LoadingRows />;
  return (
    <div className={css['pad']}>
      <div className={css['bar']}>
        <Select label={say('service')} w={280} searchable allowDeselect={false} value={service?.code ?? null} onChange={(code) => change({ service: code ?? undefined, page: undefined })} data={services.data.map((each) => ({ value: each.code, label: inLanguage(each.name) }))} />
        <Select label={say('weeks')} w={140} allowDeselect={false} value={weeks} onChange={(next) => change({ weeks: next === '12' ? undefined : (next ?? undefined), page: undefined })} data={spans.map((value) => ({ value, label: say(`weeks.${value}`) }))} />
        {mayWrite ? <ImportButton /> : null}
      </div>
      {service ? <Tickets service={service} together={services.data.some(({ code, unit }) => code !== service.code && unit === service.unit)} from={addDays(today, -7 * Number(weeks))} to={today} /> : <div className="h-card"><EmptyState icon={IconTicket} title={say('none')} text={say('noneText')} /></div>}
    </div>
  );
}

function ImportButton(): ReactNode {
  const say = useWords(servicesWords);
  const take = useChange(['tickets'], (text: string) => answerOf(api.POST('/api/v1/tickets/import', { body: text as never, bodySerializer: (given: unknown) => String(given), headers: { 'Content-Type': 'text/csv' } } as never)) as Promise<Schema<'TicketsTaken'>>);
  return (
    <>
      <FileButton accept=".csv,text/csv" onChange={(file) => void file?.text().then((text) => take.mutate(text))}>
        {(props) => <Button {...props} variant="default" loading={take.isPending} leftSection={<IconUpload size={16} />} title={say('importLead')}>{say('importTickets')}</Button>}
      </FileButton>
      <span role="status">{take.data ? say('importDone', { taken: wholeNumber(take.data.taken), known: wholeNumber(take.data.known) }) : ''}</span>
      <Refused error={take.error} />
    </>
  );
}

function Tickets({ service, together, from, to }: { readonly service: Service; readonly together: boolean; readonly from: string; readonly to: string }): ReactNode {
  const say = useWords(servicesWords);
  const query = { service: service.code, from, to };
  const weeks = useQuery({ queryKey: ['tickets', 'weeks', query], queryFn: () => answerOf(api.GET('/api/v1/service-times', { params: { query } })) });
  const tickets = useQuery({ queryKey: ['tickets', 'list', query], queryFn: () => answerOf(api.GET('/api/v1/tickets', { params: { query } })) });
  const hours = useQuery({ queryKey: ['opening-hours'], queryFn: () => answerOf(api.GET('/api/v1/opening-hours')) });
  if (weeks.isError || tickets.isError) return <div className="h-card"><ErrorState error={weeks.error ?? tickets.error} onRetry={() => (void weeks.refetch(), void tickets.refetch())} /></div>;
  if (!weeks.data || !tickets.data) return <div className="h-card"><LoadingRows /></div>;
  if (tickets.data.length === 0) return <div className="h-card"><EmptyState icon={IconTicket} title={say('noTickets')} text={hours.data?.length === 0 ? say('hoursNone') : say('noTicketsText')} /></div>;
  return (
    <div className={css['cards']}>
      <Card title={say('weekTable')}><div className={css['cardTable']}><WeekTable service={service} weeks={weeks.data} /></div></Card>
      {together ? <UnitWeeks unit={service.unit} from={from} to={to} /> : null}
      <Card title={say('ticketList')} note={say('ticketNote')}><div className={css['cardTable']}><TicketTable service={service} tickets={tickets.data} /></div></Card>
    </div>
  );
}

type Week = Schema<'WeekTimesItem'>;

/** All services of a unit together, week by week. */
function UnitWeeks({ unit, from, to }: { readonly unit: string; readonly from: string; readonly to: string }): ReactNode {
  const say = useWords(servicesWords);
  const query = { unit, from, to };
  const weeks = useQuery({ queryKey: ['tickets', 'unit-weeks', query], queryFn: () => answerOf(api.GET('/api/v1/service-times/of-unit', { params: { query } })) });
  if (!weeks.data) return weeks.isError ? <div className="h-card"><ErrorState error={weeks.error} onRetry={() => void weeks.refetch()} /></div> : <div className="h-card"><LoadingRows rows={2} /></div>;
  return (
    <Card title={say('unitWeeks', { unit })} note={say('unitWeeksNote')}>
      <div className={css['cardTable']}><DataTable<Week> label={say('unitWeeks', { unit })} rows={[...weeks.data].reverse()} rowKey={({ weekDate }) => weekDate} columns={weekColumns(say)} /></div>
    </Card>
  );
}

const weekColumns = (say: SayService): Column<Week>[] => [
  { key: 'week', head: say('week'), cell: (row) => mediumDate(row.weekDate) },
  { key: 'tickets', head: say('tickets'), align: 'right', cell: (row) => wholeNumber(row.tickets) },
  { key: 'p50', head: say('median'), align: 'right', cell: (row) => duration(row.p50Minutes, say) },
  { key: 'p90', head: say('p90'), align: 'right', cell: (row) => duration(row.p90Minutes, say) },
  { key: 'within', head: say('within'), align: 'right', cell: (row) => (row.withinPromise === null ? '–' : percent(row.withinPromise)) },
];

function WeekTable({ service, weeks }: { readonly service: Service; readonly weeks: readonly Week[] }): ReactNode {
  const say = useWords(servicesWords);
  const stepName = (code: string): string => inLanguage(service.steps.find((step) => step.code === code)?.name ?? { id: code, en: code });
  const whole = weeks.filter(({ step }) => step === null).reverse();
  return (
    <DataTable<Week>
      label={say('weekTable')}
      rows={whole}
      rowKey={({ weekDate }) => weekDate}
      columns={[
        ...weekColumns(say),
        { key: 'steps', head: `${say('steps')} (${say('median').toLowerCase()})`, cell: (row) => weeks.filter((each) => each.weekDate === row.weekDate && each.step !== null).map((each) => `${stepName(each.step ?? '')} ${duration(each.p50Minutes, say)}`).join(' · ') || '–' },
      ]}
    />
  );
}

type Ticket = Schema<'TimedTicketItem'>;

function TicketTable({ service, tickets }: { readonly service: Service; readonly tickets: readonly Ticket[] }): ReactNode {
  const say = useWords(servicesWords);
  const [search, change] = useUrlState();
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const page = Number(search['page']) || 1;
  const newest = [...tickets].reverse();
  const stepName = (code: string): string => inLanguage(service.steps.find((step) => step.code === code)?.name ?? { id: code, en: code });
  return (
    <>
      <DataTable<Ticket>
        label={say('ticketList')}
        rows={newest.slice((page - 1) * pageSize, page * pageSize)}
        rowKey={({ number }) => number}
        columns={[
          { key: 'number', head: say('number'), cell: (row) => <span className={css['code']}>{row.number}</span> },
          { key: 'taken', head: say('taken'), cell: (row) => dateTime(row.takenAt, zone) },
          { key: 'finished', head: say('finished'), cell: (row) => dateTime(row.finishedAt, zone) },
          { key: 'actual', head: say('actual'), align: 'right', cell: (row) => duration(row.minutes, say) },
          { key: 'promised', head: say('promised'), cell: (row) => <Against minutes={row.minutes} promised={row.promisedMinutes} /> },
          { key: 'within', head: say('within'), cell: (row) => (row.within === null ? <Tag tone="machine">{say('unknownPromise')}</Tag> : <Tag tone={row.within ? 'present' : 'late'}>{say(row.within ? 'inTime' : 'overTime')}</Tag>) },
          { key: 'steps', head: say('steps'), cell: (row) => row.steps.map(({ step, minutes }) => `${stepName(step)} ${duration(minutes, say)}`).join(' · ') || '–' },
        ]}
      />
      <Pager page={page} pageSize={pageSize} total={tickets.length} onPage={(next) => change({ page: String(next) }, { push: true })} />
    </>
  );
}

/** How much of the promise is used. */
export function Against({ minutes, promised }: { readonly minutes: number; readonly promised: number | null }): ReactNode {
  const say = useWords(servicesWords);
  if (promised === null) return '–';
  return (
    <>
      <span className={css['bar2']} data-over={minutes > promised} aria-hidden>
        <i style={{ width: `${Math.min(100, (100 * minutes) / Math.max(1, promised))}%` }} />
      </span>
      {duration(promised, say)}
    </>
  );
}
