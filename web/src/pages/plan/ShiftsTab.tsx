import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FormDialog } from '../../form/FormDialog';
import { mediumDate } from '../../format/dates';
import { decimalNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { type PlanChange } from './plan-change';
import { PlanList } from './PlanList';
import { planWords } from './plan-words';
import { hoursText, rangesOf, type Shift, sinceEver, useShifts } from './shifts';

/** Versions of the hours that schedules and rosters name. */
export function ShiftsTab(): ReactNode {
  const say = useWords(planWords);
  const query = useShifts();
  return (
    <PlanList<Shift>
      label={say('tab.shifts')}
      note={say('versions')}
      query={query}
      rowKey={({ code, fromDate }) => `${code}${fromDate}`}
      rowName={({ code }) => code}
      columns={[
        { key: 'code', head: say('code'), cell: ({ code }) => <b>{code}</b> },
        { key: 'name', head: say('name'), cell: ({ name }) => name ?? '' },
        { key: 'hours', head: say('segments'), cell: hoursText },
        { key: 'breaks', head: say('breaks'), cell: ({ breaks }) => hoursText({ segments: breaks }) },
        { key: 'owed', head: say('owed'), align: 'right', cell: ({ owedMinutes }) => say('owedHours', { hours: decimalNumber(owedMinutes / 60) }) },
        { key: 'from', head: say('fromDate'), cell: ({ fromDate }) => (fromDate === sinceEver ? say('fromEver') : mediumDate(fromDate)) },
      ]}
      form={(shift, onAsk, onClose) => <ShiftForm shift={shift} onAsk={onAsk} onClose={onClose} />}
      removal={({ code, fromDate }) => ({ remove: { shifts: [{ code, fromDate }] } })}
    />
  );
}

const fieldOf = (ranges: readonly (readonly string[])[]): string => ranges.map(([from = '', to = '']) => `${from}-${to}`).join(', ');

function ShiftForm({ shift, onAsk, onClose }: { readonly shift: Shift | undefined; readonly onAsk: (asked: PlanChange) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(planWords);
  const [code, setCode] = useState(shift?.code ?? '');
  const [name, setName] = useState(shift?.name ?? '');
  const [from, setFrom] = useState(shift && shift.fromDate !== sinceEver ? shift.fromDate : '');
  const [segments, setSegments] = useState(fieldOf(shift?.segments ?? []));
  const [breaks, setBreaks] = useState(fieldOf(shift?.breaks ?? []));
  const [each, setEach] = useState(shift?.punchEachSegment ?? false);
  const [hours, pauses] = [rangesOf(segments), rangesOf(breaks)];
  const ask = (): void => {
    if (!hours || hours.length === 0 || !pauses) return;
    const body = { code: code.trim(), name: name.trim() || null, fromDate: from || null, segments: hours, breaks: pauses, punchEachSegment: each };
    onAsk({ shifts: [body] });
  };
  return (
    <FormDialog title={shift ? `${say('change').replace('…', '')} ${shift.code}` : say('add')} submit={say('seeImpact')} busy={false} error={null} onSubmit={ask} onClose={onClose}>
      {shift ? null : <TextInput label={say('code')} required withAsterisk={false} data-autofocus value={code} onChange={(event) => setCode(event.currentTarget.value)} />}
      <TextInput label={say('name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label={say('segments')} description={say('segmentsHint')} required withAsterisk={false} error={segments !== '' && !hours ? say('badRange') : undefined} value={segments} onChange={(event) => setSegments(event.currentTarget.value)} />
      <TextInput label={say('breaks')} description={say('breaksHint')} error={pauses ? undefined : say('badRange')} value={breaks} onChange={(event) => setBreaks(event.currentTarget.value)} />
      <Checkbox label={say('eachSegment')} checked={each} onChange={(event) => setEach(event.currentTarget.checked)} />
      <TextInput type="date" label={say('fromDate')} description={say('fromHint')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
    </FormDialog>
  );
}
