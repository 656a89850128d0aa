import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { weekdayName } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { deviceDate } from '../../shell/overview';
import { unitsQuery } from '../people/units';
import { catalogueLists } from './services';
import { type SayService, servicesWords } from './services-words';

const usual = ['08:00-12:00, 13:00-15:00', '08:00-12:00, 13:00-15:00', '08:00-12:00, 13:00-15:00', '08:00-12:00, 13:00-15:00', '08:00-11:30', '', ''];

function pairsOf(text: string, say: SayService): string[][] {
  return text.split(/[,;]/).map((part) => part.trim()).filter(Boolean).map((part) => {
    const [, from, to] = /^(\d{2}:\d{2})\s*[-–]\s*(\d{2}:\d{2})$/.exec(part) ?? [];
    if (!from || !to) throw new Error(say('hoursWrong', { text: part }));
    return [from, to];
  });
}

/** When a unit serves citizens, from a date on. */
export function HoursDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useWords(servicesWords);
  const units = useQuery(unitsQuery).data ?? [];
  const known = useQuery({ queryKey: ['opening-hours'], queryFn: () => answerOf(api.GET('/api/v1/opening-hours')) }).data;
  const [unit, setUnit] = useState('');
  const [fromDate, setFromDate] = useState(deviceDate());
  const [days, setDays] = useState<readonly string[]>(usual);
  useEffect(() => {
    const first = units.find((each) => each.parent === null)?.code ?? units[0]?.code;
    if (unit === '' && first) setUnit(first);
  }, [units, unit]);
  useEffect(() => {
    const written = known?.find((each) => each.unit === unit);
    if (written) setDays(written.days.map((day) => day.map((pair) => pair.join('-')).join(', ')));
  }, [known, unit]);
  const save = useChange([...catalogueLists, 'tickets'], async () => answerOf(api.POST('/api/v1/opening-hours', { body: { unit, fromDate, days: days.map((day) => pairsOf(day, say)) } })), onClose);
  return (
    <FormDialog title={say('hoursTitle')} lead={say('hoursLead')} busy={save.isPending} error={save.error instanceof Error && !('status' in save.error) ? save.error.message : save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      <Select label={say('unit')} searchable allowDeselect={false} value={unit || null} onChange={(next) => setUnit(next ?? '')} data={units.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))} />
      <TextInput type="date" label={say('form.from')} required withAsterisk={false} value={fromDate} onChange={(event) => setFromDate(event.currentTarget.value)} />
      {days.map((text, index) => (
        <TextInput key={index} label={weekdayName((index + 1) % 7)} placeholder={index === 0 ? say('hoursHint') : ''} value={text} onChange={({ currentTarget: { value } }) => setDays((before) => before.map((each, at) => (at === index ? value : each)))} />
      ))}
    </FormDialog>
  );
}
