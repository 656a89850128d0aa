import { SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, answerOf, type Schema } from '../../api/client';
import { FormDialog } from '../../form/FormDialog';
import { mediumDate, weekdayName } from '../../format/dates';
import { decimalNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { type PlanChange } from './plan-change';
import css from './Plan.module.css';
import { PlanList } from './PlanList';
import { planWords } from './plan-words';
import { sinceEver } from './shifts';

type Schedule = Schema<'WorkScheduleItem'>;

/** The versions of all work schedules. */
export const useSchedules = () => useQuery({ queryKey: ['plan', 'schedules'], queryFn: () => answerOf(api.GET('/api/v1/work-schedules', { params: { query: { pageSize: 500 } } })) });

const daysText = (days: readonly (readonly string[])[] | null): string => (days ?? []).map((codes) => codes.join('+') || '–').join('  ');

/** Which shifts fall on which days: weeks, and rotations with their anchor. */
export function SchedulesTab(): ReactNode {
  const say = useWords(planWords);
  const query = useSchedules();
  return (
    <PlanList<Schedule>
      label={say('tab.schedules')}
      note={say('versions')}
      query={query}
      rowKey={({ code, fromDate }) => `${code}${fromDate}`}
      rowName={({ code }) => code}
      columns={[
        { key: 'code', head: say('code'), cell: ({ code }) => <b>{code}</b> },
        { key: 'kind', head: say('kind'), cell: ({ kind }) => say(`kind.${kind}`) },
        { key: 'days', head: say('days'), cell: ({ week, pattern, anchor }) => <><span style={{ whiteSpace: 'pre-wrap' }}>{daysText(week ?? pattern)}</span>{anchor ? <span className={css['before']}> · {say('anchored', { date: mediumDate(anchor) })}</span> : null}</> },
        { key: 'hours', head: say('owed'), align: 'right', cell: ({ weeklyMinutes }) => (weeklyMinutes === null ? '' : say('perWeek', { hours: decimalNumber(weeklyMinutes / 60) })) },
        { key: 'from', head: say('fromDate'), cell: ({ fromDate }) => (fromDate === sinceEver ? say('fromEver') : mediumDate(fromDate)) },
      ]}
      form={(schedule, onAsk, onClose) => <ScheduleForm schedule={schedule} onAsk={onAsk} onClose={onClose} />}
      removal={({ code, fromDate }) => ({ remove: { schedules: [{ code, fromDate }] } })}
    />
  );
}

const dayOf = (text: string): string[] | null => {
  const codes = text.split(/[\s+]+/).filter((code) => code !== '' && code !== '-');
  return codes.length === 0 ? null : codes;
};

function ScheduleForm({ schedule, onAsk, onClose }: { readonly schedule: Schedule | undefined; readonly onAsk: (asked: PlanChange) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(planWords);
  const [code, setCode] = useState(schedule?.code ?? '');
  const [kind, setKind] = useState<'weekly' | 'rotation'>(schedule?.kind ?? 'weekly');
  const [week, setWeek] = useState<readonly string[]>(() => Array.from({ length: 7 }, (_, day) => (schedule?.week?.[day] ?? []).join('+')));
  const [pattern, setPattern] = useState((schedule?.pattern ?? []).map((codes) => codes.join('+') || '-').join(' '));
  const [anchor, setAnchor] = useState(schedule?.anchor ?? '');
  const [from, setFrom] = useState(schedule && schedule.fromDate !== sinceEver ? schedule.fromDate : '');
  const ask = (): void => {
    const head = { code: code.trim(), fromDate: from || null };
    const body = kind === 'weekly' ? { ...head, week: week.map(dayOf) } : { ...head, pattern: pattern.trim().split(/\s+/).map(dayOf), anchor };
    onAsk({ schedules: [body] });
  };
  return (
    <FormDialog title={schedule ? `${say('change').replace('…', '')} ${schedule.code}` : say('add')} submit={say('seeImpact')} busy={false} error={null} size={620} onSubmit={ask} onClose={onClose}>
      {schedule ? null : <TextInput label={say('code')} required withAsterisk={false} data-autofocus value={code} onChange={(event) => setCode(event.currentTarget.value)} />}
      {schedule ? null : <SegmentedControl aria-label={say('kind')} value={kind} onChange={(next) => setKind(next as 'weekly')} data={(['weekly', 'rotation'] as const).map((value) => ({ value, label: say(`kind.${value}`) }))} />}
      {kind === 'weekly' ? (
        <div className={css['week']}>
          {week.map((text, day) => (
            <TextInput key={day} label={weekdayName((day + 1) % 7).slice(0, 3)} value={text} onChange={(event) => setWeek(week.with(day, event.currentTarget.value))} />
          ))}
        </div>
      ) : (
        <>
          <TextInput label={say('pattern')} description={say('patternHint')} required withAsterisk={false} value={pattern} onChange={(event) => setPattern(event.currentTarget.value)} />
          <TextInput type="date" label={say('anchor')} required withAsterisk={false} value={anchor} onChange={(event) => setAnchor(event.currentTarget.value)} />
        </>
      )}
      <TextInput type="date" label={say('fromDate')} description={say('fromHint')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
    </FormDialog>
  );
}
