import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, answerOf, type Schema } from '../../api/client';
import { FormDialog } from '../../form/FormDialog';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { unitRows, unitsQuery } from '../people/units';
import { type PlanChange } from './plan-change';
import css from './Plan.module.css';
import { PlanList } from './PlanList';
import { planWords } from './plan-words';

type Period = Schema<'PeriodHoursItem'>;

const replacesText = (replaces: Readonly<Record<string, string>>, between: string): string => Object.entries(replaces).map(([from, to]) => `${from}=${to}`).join(between);

/** Other hours for a period, such as Ramadan, laid over everybody's roster. */
export function PeriodsTab({ today }: { readonly today: string }): ReactNode {
  const say = useWords(planWords);
  const query = useQuery({ queryKey: ['plan', 'periods'], queryFn: () => answerOf(api.GET('/api/v1/period-hours', { params: { query: { sort: '-fromDate', pageSize: 500 } } })) });
  return (
    <PlanList<Period>
      label={say('tab.periods')}
      query={query}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      columns={[
        { key: 'name', head: say('name'), cell: ({ name }) => <b>{name}</b> },
        { key: 'unit', head: say('unit'), cell: ({ unit }) => (unit === '*' ? say('everybody') : unit) },
        { key: 'span', head: say('date'), cell: ({ fromDate, toDate }) => say('range', { from: mediumDate(fromDate), to: mediumDate(toDate) }) },
        { key: 'replaces', head: say('replaces'), cell: ({ replaces }) => replacesText(replaces, ', ') },
      ]}
      form={(row, onAsk, onClose) => <PeriodForm row={row} today={today} onAsk={onAsk} onClose={onClose} />}
      removal={({ id }) => ({ remove: { periodHours: [id] } })}
    />
  );
}

function PeriodForm({ row, today, onAsk, onClose }: { readonly row: Period | undefined; readonly today: string; readonly onAsk: (asked: PlanChange) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(planWords);
  const units = unitRows(useQuery(unitsQuery).data ?? []);
  const [name, setName] = useState(row?.name ?? '');
  const [unit, setUnit] = useState<string | null>(row?.unit ?? '*');
  const [from, setFrom] = useState(row?.fromDate ?? today);
  const [to, setTo] = useState(row?.toDate ?? '');
  const [text, setText] = useState(replacesText(row?.replaces ?? {}, '\n'));
  const ask = (): void => {
    const replaces = Object.fromEntries(text.split('\n').map((line) => line.split('=').map((part) => part.trim())).filter(([code]) => code));
    const body = { name: name.trim(), unit: unit === '*' ? null : unit, fromDate: from, toDate: to, replaces };
    onAsk({ periodHours: [body] });
  };
  return (
    <FormDialog title={row ? `${say('change').replace('…', '')} ${row.name}` : say('add')} submit={say('seeImpact')} busy={false} error={null} onSubmit={ask} onClose={onClose}>
      <TextInput label={say('name')} required withAsterisk={false} disabled={row !== undefined} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={say('unit')} searchable allowDeselect={false} disabled={row !== undefined} value={unit} onChange={setUnit} data={[{ value: '*', label: say('everybody') }, ...units.map((each) => ({ value: each.unit.code, label: each.unit.name }))]} />
      <div className={css['pair']}>
        <TextInput type="date" label={say('fromDate')} required withAsterisk={false} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput type="date" label={say('toDate').replace(/ \(.*/, '')} required withAsterisk={false} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
      </div>
      <Textarea label={say('replaces')} description={say('replacesHint')} required withAsterisk={false} autosize minRows={3} value={text} onChange={(event) => setText(event.currentTarget.value)} />
    </FormDialog>
  );
}
