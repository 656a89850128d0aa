import { ActionIcon, Button, Checkbox, Fieldset, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import css from './Cases.module.css';
import { casesWords } from './cases-words';
import { type Member, type StepField } from './step-fields';

interface FieldProps {
  readonly field: StepField;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One field of a step. */
export function StepFieldInput({ field, value, onChange }: FieldProps): ReactNode {
  const shared = { label: field.label, description: field.hint, required: field.optional !== true, withAsterisk: false };
  switch (field.type) {
    case 'long':
      return <Textarea {...shared} autosize minRows={2} maxLength={1000} value={text(value)} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'date':
      return <TextInput {...shared} type="date" value={text(value)} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'number':
      return <NumberInput {...shared} min={0} allowDecimal={false} value={typeof value === 'number' ? value : 0} onChange={(next) => onChange(Number(next))} />;
    case 'yes-no':
      return <Checkbox label={field.label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case 'choice':
      return <Select {...shared} data={[...(field.choices ?? [])]} value={text(value) || null} onChange={(next) => onChange(next ?? '')} allowDeselect={false} />;
    case 'dates':
      return <DatesInput field={field} value={value} onChange={onChange} />;
    case 'members':
      return <MembersInput field={field} value={value} onChange={onChange} />;
    default:
      return <TextInput {...shared} maxLength={200} value={text(value)} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}

function DatesInput({ field, value, onChange }: FieldProps): ReactNode {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  return (
    <Fieldset legend={field.label} variant="unstyled">
      <div className={css['dates']}>
        {(field.choices ?? []).map(({ value: date }) => (
          <Checkbox key={date} label={shortDate(date)} checked={chosen.includes(date)} onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, date].sort() : chosen.filter((one) => one !== date))} />
        ))}
      </div>
    </Fieldset>
  );
}

function MembersInput({ field, value, onChange }: FieldProps): ReactNode {
  const say = useWords(casesWords);
  const members = Array.isArray(value) ? (value as readonly Member[]) : [];
  const put = (at: number, change: Partial<Member>): void => onChange(members.map((member, index) => (index === at ? { ...member, ...change } : member)));
  const elements = (['superior', 'oversight', 'staffing'] as const).map((element) => ({ value: element, label: say(`field.element.${element}`) }));
  return (
    <Fieldset legend={field.label} variant="unstyled">
      {members.map((member, index) => (
        <div key={index} className={css['member']}>
          <TextInput aria-label={`${say('field.memberName')}, ${say('field.member', { count: index + 1 })}`} placeholder={say('field.memberName')} required value={member.name} onChange={(event) => put(index, { name: event.currentTarget.value })} />
          <Select aria-label={`${say('field.element')}, ${say('field.member', { count: index + 1 })}`} data={elements} value={member.element} onChange={(next) => put(index, { element: next ?? 'superior' })} allowDeselect={false} />
          <NumberInput aria-label={`${say('field.rank')}, ${say('field.member', { count: index + 1 })}`} min={0} allowDecimal={false} value={member.rank} onChange={(next) => put(index, { rank: Number(next) })} />
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={say('field.removeMember', { count: index + 1 })} onClick={() => onChange(members.filter((_, at) => at !== index))}>
            <IconX size={15} />
          </ActionIcon>
        </div>
      ))}
      <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={() => onChange([...members, { name: '', element: 'superior', rank: 1 }])}>
        {say('field.addMember')}
      </Button>
    </Fieldset>
  );
}
