import { ActionIcon, Button, Checkbox, Fieldset, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, answerOf } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { weekdayName } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { unitRows, unitsQuery } from '../people/units';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';
import { cadences, channels, type Definition, type DefinitionDraft, kinds, type Recipient } from './schedules';

interface DefinitionDialogProps {
  readonly draft: DefinitionDraft;
  /** The id under which a schedule of a name is kept. */
  readonly idFor: (name: string) => string;
  /** The server's own one is always the daily report of the whole office. */
  readonly isDefault: boolean;
  readonly onDone: (definition: Definition) => void;
  readonly onClose: () => void;
}

type Change = (change: Partial<DefinitionDraft>) => void;

/** Writes a scheduled report: what, about whom, when, in which form, and for whom. */
export function DefinitionDialog({ draft: given, idFor, isDefault, onDone, onClose }: DefinitionDialogProps): ReactNode {
  const say = useWords(reportsWords);
  const [draft, setDraft] = useState(given);
  const change: Change = (next) => setDraft((before) => ({ ...before, ...next }));
  const filled = (): DefinitionDraft => ({ ...draft, name: draft.name.trim(), recipients: draft.recipients.map(({ channel, address }) => ({ channel, address: address.trim() })).filter(({ address }) => address !== '') });
  const save = useChange(['report-definitions'], () => answerOf(api.PUT('/api/v1/reports/definitions/{id}', { params: { path: { id: idFor(draft.name) } }, body: filled() })), onDone);
  return (
    <FormDialog title={say(given.name === '' ? 'addSchedule' : 'editSchedule')} size={620} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      <TextInput label={say('name')} required withAsterisk={false} maxLength={200} data-autofocus value={draft.name} onChange={(event) => change({ name: event.currentTarget.value })} />
      {isDefault ? null : <WhatFields draft={draft} change={change} />}
      <WhenFields draft={draft} change={change} isDefault={isDefault} />
      <div className={css['pair']}>
        <Select label={say('language')} allowDeselect={false} value={draft.language} onChange={(next) => change({ language: next === 'en' ? 'en' : 'id' })} data={[{ value: 'id', label: 'Bahasa Indonesia' }, { value: 'en', label: 'English' }]} />
        <Checkbox.Group label={say('attachments')} value={draft.attachments} onChange={(next) => change({ attachments: (['pdf', 'xlsx'] as const).filter((one) => next.includes(one)) })}>
          <div className={css['checks']}>
            <Checkbox value="pdf" label={say('pdf')} />
            <Checkbox value="xlsx" label={say('xlsx')} />
          </div>
        </Checkbox.Group>
      </div>
      <RecipientFields recipients={draft.recipients} onChange={(recipients) => change({ recipients: [...recipients] })} />
    </FormDialog>
  );
}

function WhatFields({ draft, change }: { readonly draft: DefinitionDraft; readonly change: Change }): ReactNode {
  const say = useWords(reportsWords);
  const units = useQuery(unitsQuery);
  return (
    <div className={css['pair']}>
      <Select label={say('report')} allowDeselect={false} value={draft.report} onChange={(next) => change({ report: kinds.find((kind) => kind === next) ?? 'daily-discipline' })} data={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
      <Select label={say('unit')} searchable allowDeselect={false} value={draft.unit ?? '*'} onChange={(next) => change({ unit: next === '*' ? null : next })} data={[{ value: '*', label: say('everyUnit') }, ...unitRows(units.data ?? []).map(({ unit }) => ({ value: unit.code, label: unit.name }))]} />
    </div>
  );
}

function WhenFields({ draft, change, isDefault }: { readonly draft: DefinitionDraft; readonly change: Change; readonly isDefault: boolean }): ReactNode {
  const say = useWords(reportsWords);
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day % 7) }));
  return (
    <>
      <div className={css['pair']}>
        {isDefault ? null : <Select label={say('cadence')} allowDeselect={false} value={draft.cadence} onChange={(next) => change({ cadence: cadences.find((one) => one === next) ?? 'daily' })} data={cadences.map((value) => ({ value, label: say(`cadence.${value}`) }))} />}
        {draft.cadence === 'weekly' ? <Select label={say('weekday')} allowDeselect={false} value={String(draft.weekday)} onChange={(next) => change({ weekday: Number(next) })} data={weekdays} /> : null}
        {draft.cadence === 'monthly' || draft.cadence === 'yearly' ? <NumberInput label={say('dayOfMonth')} min={1} max={28} clampBehavior="strict" allowDecimal={false} value={draft.dayOfMonth} onChange={(next) => change({ dayOfMonth: Number(next) || 1 })} /> : null}
        <TextInput type="time" label={say('at')} description={say('atHint')} inputWrapperOrder={['label', 'input', 'description', 'error']} required withAsterisk={false} value={draft.at} onChange={(event) => change({ at: event.currentTarget.value })} />
      </div>
      <Checkbox label={say('workingDaysOnly')} description={say('workingDaysHint')} checked={draft.workingDaysOnly} onChange={(event) => change({ workingDaysOnly: event.currentTarget.checked })} />
    </>
  );
}

function RecipientFields({ recipients, onChange }: { readonly recipients: readonly Recipient[]; readonly onChange: (recipients: readonly Recipient[]) => void }): ReactNode {
  const say = useWords(reportsWords);
  const set = (at: number, next: Partial<Recipient>): void => onChange(recipients.map((one, index) => (index === at ? { ...one, ...next } : one)));
  return (
    <Fieldset legend={say('recipients')} className={css['recipients']}>
      {recipients.map(({ channel, address }, index) => (
        <div key={index} className={css['recipient']}>
          <Select aria-label={say('channelNo', { number: index + 1 })} allowDeselect={false} value={channel} onChange={(next) => set(index, { channel: channels.find((one) => one === next) ?? 'mail' })} data={channels.map((value) => ({ value, label: say(`channel.${value}`) }))} />
          <TextInput aria-label={say('recipientNo', { number: index + 1 })} type={channel === 'mail' ? 'email' : 'text'} placeholder={say(`hint.${channel}`)} maxLength={500} value={address} onChange={(event) => set(index, { address: event.currentTarget.value })} />
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={say('removeRecipient', { number: index + 1 })} onClick={() => onChange(recipients.filter((_, at) => at !== index))}>
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={() => onChange([...recipients, { channel: 'mail', address: '' }])}>
        {say('addRecipient')}
      </Button>
    </Fieldset>
  );
}
