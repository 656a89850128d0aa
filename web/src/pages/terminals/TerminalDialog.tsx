import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, answerOf } from '../../api/client';
import { useWords } from '../../i18n/words';
import { type Overview } from '../../shell/overview';
import { useDeviceChange } from './change';
import { type Terminal } from './fleet';
import { Refused } from '../../form/Refused';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';

type Speech = 'push' | 'zk-tcp' | 'zk-udp' | 'file';
const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

/** Adds a terminal, or changes what is known of one. */
export function TerminalDialog({ terminal, overview, onClose }: { readonly terminal?: Terminal; readonly overview: Overview | undefined; readonly onClose: () => void }): ReactNode {
  const say = useWords(terminalWords);
  const [serial, setSerial] = useState(terminal?.serial ?? '');
  const [name, setName] = useState(terminal?.name ?? '');
  const [unitId, setUnitId] = useState<string | null>(terminal?.unitId ?? null);
  const [speaks, setSpeaks] = useState<Speech>((terminal?.speaks as Speech | undefined) ?? 'push');
  const [address, setAddress] = useState(terminal?.address ?? '');
  const [zone, setZone] = useState(terminal?.zone ?? overview?.zone ?? 'Asia/Jakarta');
  const [commKey, setCommKey] = useState<number | string>('');
  const polled = speaks === 'zk-tcp' || speaks === 'zk-udp';
  const body = { name: name.trim(), zone, speaks, ...(unitId ? { unitId } : {}), ...(polled && address.trim() ? { address: address.trim() } : {}), ...(commKey === '' ? {} : { commKey: Number(commKey) }) };
  const save = useDeviceChange(
    () => answerOf<unknown>(terminal ? api.PATCH('/api/v1/terminals/{serial}', { params: { path: { serial: terminal.serial } }, body }) : api.POST('/api/v1/terminals', { body: { ...body, serial: serial.trim() } })),
    onClose,
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined);
  };
  const speeches = ([['push', 'new.push'], ['zk-tcp', 'new.tcp'], ['zk-udp', 'new.udp'], ['file', 'new.file']] as const).map(([value, key]) => ({ value, label: say(key) }));
  return (
    <Modal opened onClose={onClose} title={say(terminal ? 'change' : 'new.title').replace('…', '')} closeButtonProps={{ 'aria-label': say('cancel') }}>
      <form className={css['form']} onSubmit={submit}>
        {terminal ? null : <p className="h-quiet">{say('new.lead')}</p>}
        {terminal ? null : <TextInput label={say('new.serial')} required withAsterisk={false} data-autofocus value={serial} onChange={(event) => setSerial(event.currentTarget.value)} />}
        <TextInput label={say('new.name')} required withAsterisk={false} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Select label={say('unit')} searchable clearable value={unitId} onChange={setUnitId} data={(overview?.units ?? []).map((unit) => ({ value: unit.id, label: unit.name }))} />
        <Select label={say('new.speaks')} allowDeselect={false} value={speaks} onChange={(next) => setSpeaks((next ?? 'push') as Speech)} data={speeches} />
        {polled ? <TextInput label={say('new.address')} description={say('new.addressHint')} required withAsterisk={false} value={address} onChange={(event) => setAddress(event.currentTarget.value)} /> : null}
        {polled ? <NumberInput label={say('new.commKey')} description={terminal ? say('new.commKeyHint') : undefined} min={0} max={999_999} hideControls value={commKey} onChange={setCommKey} /> : null}
        <Select label={say('new.zone')} allowDeselect={false} value={zone} onChange={(next) => setZone(next ?? 'Asia/Jakarta')} data={[...new Set([...zones, zone])]} />
        <Refused error={save.error} />
        <div>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {say('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
