import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay, useMe } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { PersonField } from '../supervision/NoteDialog';
import { appraisalTone, appraisalWords } from './appraisal-words';
import css from './Appraisal.module.css';
import { UnitOutcome } from './UnitOutcome';

type Appraisal = Schema<'AppraisalItem'>;
const statuses = ['new', 'planned', 'agreed', 'evaluated', 'objected', 'closed'] as const;
const pageSize = 50;
const periodsQuery = { queryKey: ['appraisal-periods'], queryFn: () => answerOf(api.GET('/api/v1/appraisal-periods')) };

/** The appraisals of a period, where each stands, and how outcomes are spread. */
export function AppraisalsTab(): ReactNode {
  const say = useWords(appraisalWords);
  const [search, change] = useUrlState();
  const [dialog, setDialog] = useState<'begin' | 'period' | null>(null);
  const writes = useMay('appraisals.write');
  // Periods are of the whole city: whoever writes there only in a part has no button that would be refused.
  const everywhere = useMe().roles.some(({ role, unitId }) => unitId === null && ['administrator', 'hr-officer'].includes(role));
  const periods = useQuery(periodsQuery);
  const unitId = useUnitId();
  const period = search['period'] ?? periods.data?.[0]?.code;
  const status = statuses.find((one) => one === search['status']);
  const page = Number(search['page']) || 1;
  const query = { page, pageSize, sort: 'name', ...(period ? { period } : {}), ...(status ? { status } : {}) };
  const list = useQuery({ queryKey: ['appraisals', query], queryFn: () => answerOf(api.GET('/api/v1/appraisals', { params: { query } })), enabled: period !== undefined, placeholderData: keepPreviousData });
  if (periods.isPending) return <LoadingRows />;
  if (periods.isError) return <ErrorState error={periods.error} onRetry={() => void periods.refetch()} />;
  const addPeriod = everywhere ? <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setDialog('period')}>{say('addPeriod')}</Button> : null;
  return (
    <WithPanel label={say('title')} panel={null}>
      {period === undefined ? <EmptyState icon={IconTargetArrow} title={say('noPeriods')} text={say('noPeriodsText')}>{addPeriod}</EmptyState> : (
        <>
          <div className={css['filters']}>
            <Select w={220} aria-label={say('period')} allowDeselect={false} value={period} onChange={(next) => change({ period: next ?? undefined, page: undefined })} data={periods.data.map(({ code, name }) => ({ value: code, label: name }))} />
            <Select w={180} aria-label={say('status')} placeholder={say('allStatuses')} clearable value={status ?? null} onChange={(next) => change({ status: next ?? undefined, page: undefined })} data={statuses.map((value) => ({ value, label: say(`status.${value}`) }))} />
            {writes ? <Button leftSection={<IconPlus size={16} />} onClick={() => setDialog('begin')}>{say('begin')}</Button> : null}
            {addPeriod}
          </div>
          <Outcomes period={period} />
          {unitId ? <UnitOutcome period={period} unitId={unitId} mayWrite={everywhere} /> : null}
          {list.isPending ? <LoadingRows /> : list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : list.data.total === 0 ? <EmptyState icon={IconTargetArrow} title={say('none')} text={say('noneText')} /> : (
            <>
              <DataTable<Appraisal> label={say('title')} rows={list.data.items} rowKey={({ id }) => id} columns={[
                { key: 'person', head: say('person'), cell: (row) => <Link to="/performance/$appraisalId" params={{ appraisalId: row.id }}>{row.name}</Link> },
                { key: 'status', head: say('status'), cell: (row) => <Tag tone={appraisalTone[row.status]}>{say(`status.${row.status}`)}</Tag> },
                { key: 'predicate', head: say('predicate'), cell: (row) => row.predicate ?? '–' },
              ]} />
              <Pager page={page} pageSize={pageSize} total={list.data.total} onPage={(next) => change({ page: String(next) }, { push: true })} />
            </>
          )}
        </>
      )}
      {dialog === 'begin' && period ? <BeginDialog period={period} onClose={() => setDialog(null)} /> : null}
      {dialog === 'period' ? <PeriodDialog onClose={() => setDialog(null)} /> : null}
    </WithPanel>
  );
}

/** How often each outcome came; counts alone, no order of people. */
function Outcomes({ period }: { readonly period: string }): ReactNode {
  const say = useWords(appraisalWords);
  const found = useQuery({ queryKey: ['appraisals', 'distribution', period], queryFn: () => answerOf(api.GET('/api/v1/appraisal-periods/{period}/distribution', { params: { path: { period } } })) });
  const all = (found.data ?? []).reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return null;
  return (
    <section className={css['outcomes']} aria-label={say('outcome')}>
      <h2>{say('outcome')} <small>{say('outcomeNote')}</small></h2>
      <ul>
        {(found.data ?? []).map(({ predicate, count }) => (
          <li key={predicate}>
            <span>{predicate}</span>
            <i aria-hidden><b style={{ width: `${(count / all) * 100}%` }} /></i>
            <span>{wholeNumber(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function BeginDialog({ period, onClose }: { readonly period: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(appraisalWords);
  const navigate = useNavigate();
  const [person, setPerson] = useState<string | null>(null);
  const begin = useChange(['appraisals'], () => answerOf(api.POST('/api/v1/employees/{employeeId}/appraisals', { params: { path: { employeeId: person ?? '' } }, body: { period } })), ({ id }) => void navigate({ to: '/performance/$appraisalId', params: { appraisalId: id } }));
  return <FormDialog title={say('begin')} submit={say('begin')} busy={begin.isPending} error={begin.error} onSubmit={() => person && begin.mutate(undefined)} onClose={onClose}><PersonField value={person} onChange={setPerson} /></FormDialog>;
}

function PeriodDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useWords(appraisalWords);
  const [body, setBody] = useState({ code: '', name: '', fromDate: '', toDate: '' });
  const save = useChange(['appraisal-periods'], () => answerOf(api.POST('/api/v1/appraisal-periods', { body })), onClose);
  const field = (key: keyof typeof body, label: string, type = 'text'): ReactNode => <TextInput type={type} label={label} required withAsterisk={false} value={body[key]} onChange={(event) => setBody({ ...body, [key]: event.currentTarget.value })} />;
  return (
    <FormDialog title={say('addPeriod')} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      {field('code', say('code'))}
      {field('name', say('name'))}
      {field('fromDate', say('from'), 'date')}
      {field('toDate', say('to'), 'date')}
    </FormDialog>
  );
}
