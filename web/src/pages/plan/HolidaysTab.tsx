import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api, answerOf, type Schema } from '../../api/client';
import { FormDialog } from '../../form/FormDialog';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { unitRows, unitsQuery } from '../people/units';
import { type PlanChange } from './plan-change';
import css from './Plan.module.css';
import { PlanList } from './PlanList';
import { planWords } from './plan-words';

type Holiday = Schema<'HolidayItem'>;
const kinds = ['national', 'collective-leave', 'local'] as const;

/** The days of a year on which nobody, or a unit, owes work. */
export function HolidaysTab({ today }: { readonly today: string }): ReactNode {
  const say = useWords(planWords);
  const [search, change] = useUrlState();
  const year = search['year'] ?? today.slice(0, 4);
  const query = useQuery({ queryKey: ['plan', 'holidays', year], queryFn: () => answerOf(api.GET('/api/v1/holidays', { params: { query: { from: `${year}-01-01`, to: `${year}-12-31`, sort: 'date', pageSize: 500 } } })) });
  const years = Array.from({ length: 5 }, (_, index) => String(Number(today.slice(0, 4)) + 1 - index));
  return (
    <PlanList<Holiday>
      label={say('tab.holidays')}
      query={query}
      rowKey={({ date, unit }) => `${date}${unit}`}
      rowName={({ name }) => name}
      filters={
        <>
          <Select w={110} aria-label={say('year')} allowDeselect={false} value={year} onChange={(next) => change({ year: next ?? undefined })} data={[...new Set([...years, year])]} />
          <Button variant="default" renderRoot={(props) => <Link to="/people/import" search={{ kind: 'holidays' } as never} {...props} />}>{say('import')}</Button>
        </>
      }
      columns={[
        { key: 'date', head: say('date'), cell: ({ date }) => mediumDate(date) },
        { key: 'name', head: say('name'), cell: ({ name, fromTime, toTime }) => <><b>{name}</b> {fromTime || toTime ? <span className={css['before']}>{say('half', { from: fromTime ?? '', to: toTime ?? '' })}</span> : null}</> },
        { key: 'kind', head: say('holidayKind'), cell: ({ kind }) => say(`holiday.${kind}`) },
        { key: 'unit', head: say('unit'), cell: ({ unit }) => (unit === '*' ? say('everybody') : unit) },
        { key: 'decree', head: say('decree'), cell: ({ decree }) => decree ?? '' },
      ]}
      form={(row, onAsk, onClose) => <HolidayForm row={row} today={today} onAsk={onAsk} onClose={onClose} />}
      removal={({ date, unit }) => ({ remove: { holidays: [{ date, ...(unit === '*' ? {} : { unit }) }] } })}
    />
  );
}

function HolidayForm({ row, today, onAsk, onClose }: { readonly row: Holiday | undefined; readonly today: string; readonly onAsk: (asked: PlanChange) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(planWords);
  const units = unitRows(useQuery(unitsQuery).data ?? []);
  const [date, setDate] = useState(row?.date ?? today);
  const [name, setName] = useState(row?.name ?? '');
  const [kind, setKind] = useState<(typeof kinds)[number]>(kinds.find((each) => each === row?.kind) ?? 'local');
  const [unit, setUnit] = useState<string | null>(row?.unit ?? '*');
  const [fromTime, setFromTime] = useState(row?.fromTime ?? '');
  const [toTime, setToTime] = useState(row?.toTime ?? '');
  const [decree, setDecree] = useState(row?.decree ?? '');
  const ask = (): void => {
    const body = { date, name: name.trim(), kind, unit: unit === '*' ? null : unit, fromTime: fromTime || null, toTime: toTime || null, decree: decree.trim() || null };
    onAsk({ holidays: [body] });
  };
  return (
    <FormDialog title={row ? `${say('change').replace('…', '')} ${row.name}` : say('add')} submit={say('seeImpact')} busy={false} error={null} onSubmit={ask} onClose={onClose}>
      <TextInput type="date" label={say('date')} required withAsterisk={false} disabled={row !== undefined} value={date} onChange={(event) => setDate(event.currentTarget.value)} />
      <TextInput label={say('name')} required withAsterisk={false} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={say('holidayKind')} allowDeselect={false} value={kind} onChange={(next) => setKind(kinds.find((each) => each === next) ?? 'local')} data={kinds.map((value) => ({ value, label: say(`holiday.${value}`) }))} />
      <Select label={say('unit')} searchable allowDeselect={false} disabled={row !== undefined} value={unit} onChange={setUnit} data={[{ value: '*', label: say('everybody') }, ...units.map((each) => ({ value: each.unit.code, label: each.unit.name }))]} />
      <div className={css['pair']}>
        <TextInput type="time" label={say('fromTime')} value={fromTime} onChange={(event) => setFromTime(event.currentTarget.value)} />
        <TextInput type="time" label={say('toTime')} value={toTime} onChange={(event) => setToTime(event.currentTarget.value)} />
      </div>
      <TextInput label={say('decree')} value={decree} onChange={(event) => setDecree(event.currentTarget.value)} />
    </FormDialog>
  );
}
