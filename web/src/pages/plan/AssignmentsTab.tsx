import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, answerOf, type Schema } from '../../api/client';
import { FormDialog } from '../../form/FormDialog';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { unitRows, unitsQuery } from '../people/units';
import { type PlanChange } from './plan-change';
import css from './Plan.module.css';
import { PlanList } from './PlanList';
import { planWords } from './plan-words';
import { useSchedules } from './SchedulesTab';

type Assignment = Schema<'AssignmentItem'>;
const pageSize = 50;

/** Who works by which schedule, from when to when. */
export function AssignmentsTab({ today }: { readonly today: string }): ReactNode {
  const say = useWords(planWords);
  const [search, change] = useUrlState();
  const page = Number(search['page'] ?? 1);
  const kind = (['unit', 'employee'] as const).find((each) => each === search['of']);
  const schedule = search['schedule'];
  const codes = [...new Set((useSchedules().data?.items ?? []).map(({ code }) => code))];
  const filters = { page, pageSize, ...(kind ? { subjectKind: kind } : {}), ...(schedule ? { schedule } : {}) };
  const query = useQuery({ queryKey: ['plan', 'assignments', filters], queryFn: () => answerOf(api.GET('/api/v1/assignments', { params: { query: filters } })), placeholderData: keepPreviousData });
  return (
    <>
      <PlanList<Assignment>
        label={say('tab.assignments')}
        query={query}
        filters={
          <>
            <SegmentedControl size="xs" aria-label={say('subjectKind')} value={kind ?? 'all'} onChange={(next) => change({ of: next === 'all' ? undefined : next, page: undefined })} data={(['all', 'unit', 'employee'] as const).map((value) => ({ value, label: say(`of.${value}`) }))} />
            <Select w={190} clearable aria-label={say('schedule')} placeholder={say('schedule')} value={schedule ?? null} onChange={(next) => change({ schedule: next ?? undefined, page: undefined })} data={codes} />
          </>
        }
        rowKey={({ subjectKind, subjectId, fromDate }) => `${subjectKind}${subjectId}${fromDate}`}
        rowName={({ name }) => name ?? say('everybody')}
        columns={[
          { key: 'subject', head: say('subject'), cell: ({ name, unit, employee }) => <><b>{name ?? say('everybody')}</b> <span className={css['before']}>{unit === '*' ? '' : (unit ?? employee)}</span></> },
          { key: 'schedule', head: say('schedule'), cell: ({ schedule }) => schedule },
          { key: 'from', head: say('fromDate'), cell: ({ fromDate }) => mediumDate(fromDate) },
          { key: 'to', head: say('toDate').replace(/ \(.*/, ''), cell: ({ toDate }) => (toDate ? mediumDate(toDate) : say('openEnd')) },
        ]}
        form={(row, onAsk, onClose) => <AssignmentForm row={row} today={today} onAsk={onAsk} onClose={onClose} />}
        removal={({ subjectKind, subjectId, fromDate }) => ({ remove: { assignments: [{ subjectKind, subjectId, fromDate }] } })}
      />
      {(query.data?.total ?? 0) > pageSize ? <Pager page={page} pageSize={pageSize} total={query.data?.total ?? 0} onPage={(next) => change({ page: String(next) })} /> : null}
    </>
  );
}

function AssignmentForm({ row, today, onAsk, onClose }: { readonly row: Assignment | undefined; readonly today: string; readonly onAsk: (asked: PlanChange) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(planWords);
  const units = unitRows(useQuery(unitsQuery).data ?? []);
  const codes = [...new Set((useSchedules().data?.items ?? []).map(({ code }) => code))];
  const [kind, setKind] = useState<'unit' | 'employee'>(row?.subjectKind ?? 'unit');
  const [unit, setUnit] = useState<string | null>(row?.unit ?? '*');
  const [employee, setEmployee] = useState(row?.employee ?? '');
  const [schedule, setSchedule] = useState<string | null>(row?.schedule ?? null);
  const [from, setFrom] = useState(row?.fromDate ?? today);
  const [to, setTo] = useState(row?.toDate ?? '');
  const ask = (): void => {
    if (!schedule) return;
    const body = { ...(kind === 'unit' ? { unit } : { employee: employee.trim() }), schedule, fromDate: from, toDate: to || null };
    onAsk({ assignments: [body] });
  };
  return (
    <FormDialog title={row ? `${say('change').replace('…', '')} ${row.name ?? say('everybody')}` : say('add')} submit={say('seeImpact')} busy={false} error={null} onSubmit={ask} onClose={onClose}>
      {row ? null : <SegmentedControl aria-label={say('subjectKind')} value={kind} onChange={(next) => setKind(next as 'unit')} data={(['unit', 'employee'] as const).map((value) => ({ value, label: say(`subject.${value}`) }))} />}
      {row ? null : kind === 'unit' ? <Select label={say('unit')} searchable allowDeselect={false} value={unit} onChange={setUnit} data={[{ value: '*', label: say('everybody') }, ...units.map((each) => ({ value: each.unit.code, label: each.unit.name }))]} /> : <TextInput label={say('number')} required withAsterisk={false} value={employee} onChange={(event) => setEmployee(event.currentTarget.value)} />}
      <Select label={say('schedule')} searchable required withAsterisk={false} value={schedule} onChange={setSchedule} data={codes} />
      <div className={css['pair']}>
        <TextInput type="date" label={say('fromDate')} required withAsterisk={false} disabled={row !== undefined} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput type="date" label={say('toDate')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}
