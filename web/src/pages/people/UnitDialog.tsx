import { Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { api, answerOf } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { ImpactDialog } from '../plan/ImpactDialog';
import { alwaysSo, MoveFields } from './MoveFields';
import { peopleWords, type SayPeople } from './people-words';
import { type TakenBack, UnitPlaces } from './UnitPlaces';
import { type Unit } from './units';

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

/** What the form says so far; '' = nothing. */
interface Form {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  /** Of a unit that moves. */
  readonly since: string;
  readonly zone: string;
}

const formOf = (unit: Unit | undefined, units: readonly Unit[]): Form =>
  unit
    ? { code: unit.code, name: unit.name, parent: unit.parent ?? '', since: '', zone: unit.zone }
    : { code: '', name: '', parent: units.find((each) => each.parent === null)?.code ?? '', since: '', zone: units.length === 0 ? 'Asia/Jakarta' : '' };

/** Adds a unit, or changes its name, place or zone. */
export function UnitDialog({ unit, units, onClose }: { readonly unit?: Unit; readonly units: readonly Unit[]; readonly onClose: () => void }): ReactNode {
  const say = useWords(peopleWords);
  const today = useOverview()?.today ?? '';
  const [form, setForm] = useState(() => formOf(unit, units));
  const [asked, setAsked] = useState<TakenBack | 'form' | null>(null);
  const set = (part: Partial<Form>): void => setForm({ ...form, ...part });
  const moves = unit !== undefined && form.parent !== (unit.parent ?? '');
  const movesZone = unit !== undefined && form.zone !== unit.zone;
  const since = form.since || today;
  const body = { code: form.code.trim(), name: form.name.trim(), parent: form.parent || null, zone: form.zone || null, ...(moves ? { parentFromDate: since } : {}) };
  const save = useChange(['units-all', 'units', 'overview'], () => answerOf(api.POST('/api/v1/units', { body })), onClose);
  if (asked !== null) return <ImpactDialog asked={{ units: [asked === 'form' || !unit ? body : { code: unit.code, name: unit.name, zone: unit.zone, ...asked }] }} onSaved={onClose} onClose={() => setAsked(null)} />;
  // What past days inherit is shown before it is saved.
  const shown = moves || movesZone ? { lead: leadOf(say, movesZone, since), submit: say('seeImpact') } : {};
  return (
    <FormDialog title={unit ? `${say('change').replace('…', '')} ${unit.name}` : say('addUnit')} {...shown} busy={save.isPending} error={save.error} onSubmit={() => (moves || movesZone ? setAsked('form') : save.mutate(undefined))} onClose={onClose}>
      {unit ? null : <TextInput label={say('code')} description={say('codeHint')} required withAsterisk={false} data-autofocus value={form.code} onChange={(event) => set({ code: event.currentTarget.value })} />}
      <TextInput label={say('name')} required withAsterisk={false} value={form.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      <Select label={say('parent')} searchable allowDeselect={false} value={form.parent} onChange={(next) => set({ parent: next ?? '' })} data={[{ value: '', label: say('noParent') }, ...units.filter((each) => each.code !== unit?.code).map((each) => ({ value: each.code, label: `${each.name} (${each.code})` }))]} />
      {moves ? <MoveFields since={since} today={today} onChange={(next) => set({ since: next })} /> : null}
      <Select label={say('zone')} allowDeselect={false} value={form.zone} onChange={(next) => set({ zone: next ?? '' })} data={[...(form.parent ? [{ value: '', label: say('sameZone') }] : []), ...[...new Set([...zones, ...(form.zone ? [form.zone] : [])])].map((each) => ({ value: each, label: each }))]} />
      {unit ? <UnitPlaces unit={unit} units={units} onTakeBack={setAsked} /> : null}
    </FormDialog>
  );
}

const leadOf = (say: SayPeople, movesZone: boolean, since: string): string => (movesZone ? say('zoneMoves') : since === alwaysSo ? say('unitMovesEver') : say('unitMoves'));
