import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, answerOf } from '../../api/client';
import { useWords } from '../../i18n/words';
import { useDeviceChange } from './change';
import { type Terminal } from './fleet';
import { Refused } from '../../form/Refused';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';
import { instantOf, localText } from './wall-time';

/** Records that a terminal could not be used, or that its clock was wrong; times are those of the terminal's zone. */
export function IncidentDialog({ terminal, onClose }: { readonly terminal: Terminal; readonly onClose: () => void }): ReactNode {
  const say = useWords(terminalWords);
  const { serial, zone, health } = terminal;
  const [kind, setKind] = useState<'power-loss' | 'clock-fault'>('power-loss');
  const [from, setFrom] = useState(() => localText(health?.lastContactAt ? Date.parse(health.lastContactAt) : Date.now(), zone));
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const record = useDeviceChange(
    () => answerOf(api.POST('/api/v1/terminals/{serial}/incidents', { params: { path: { serial } }, body: { kind, fromAt: instantOf(from, zone), ...(to ? { toAt: instantOf(to, zone) } : {}), ...(note.trim() ? { note: note.trim() } : {}) } })),
    onClose,
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    record.mutate(undefined);
  };
  return (
    <Modal opened onClose={onClose} title={say('recordIncident').replace('…', '')} closeButtonProps={{ 'aria-label': say('cancel') }}>
      <form className={css['form']} onSubmit={submit}>
        <p className="h-quiet">{say('recordLead')}</p>
        <Select label={say('kind')} value={kind} allowDeselect={false} onChange={(next) => setKind(next === 'clock-fault' ? next : 'power-loss')} data={[{ value: 'power-loss', label: say('kind.power-loss') }, { value: 'clock-fault', label: say('kind.clock-fault') }]} />
        <TextInput type="datetime-local" label={say('from')} required withAsterisk={false} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput type="datetime-local" label={say('to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        <Textarea label={say('note')} maxLength={500} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Refused error={record.error} />
        <div>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={record.isPending}>
            {say('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
