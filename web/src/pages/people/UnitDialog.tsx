import { Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { api, answerOf } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { useWords } from '../../i18n/words';
import { ImpactDialog } from '../plan/ImpactDialog';
import { peopleWords } from './people-words';
import { type Unit } from './units';

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

/** Adds a unit, or changes its name, place or zone. */
export function UnitDialog({ unit, units, onClose }: { readonly unit?: Unit; readonly units: readonly Unit[]; readonly onClose: () => void }): ReactNode {
  const say = useWords(peopleWords);
  const [code, setCode] = useState(unit?.code ?? '');
  const [name, setName] = useState(unit?.name ?? '');
  const [parent, setParent] = useState(unit ? (unit.parent ?? '') : (units.find((each) => each.parent === null)?.code ?? ''));
  const [zone, setZone] = useState(unit?.zone ?? (units.length === 0 ? 'Asia/Jakarta' : ''));
  const [asked, setAsked] = useState(false);
  const body = { code: code.trim(), name: name.trim(), parent: parent || null, zone: zone || null };
  const save = useChange(['units-all', 'units', 'overview'], () => answerOf(api.POST('/api/v1/units', { body })), onClose);
  // Another place or zone holds for all days, those that are past too: it is shown before it is saved.
  const moves = unit !== undefined && (parent !== (unit.parent ?? '') || zone !== unit.zone);
  if (asked) return <ImpactDialog asked={{ units: [body] }} onSaved={onClose} onClose={() => setAsked(false)} />;
  return (
    <FormDialog title={unit ? `${say('change').replace('…', '')} ${unit.name}` : say('addUnit')} {...(moves ? { lead: say('unitMoves'), submit: say('seeImpact') } : {})} busy={save.isPending} error={save.error} onSubmit={() => (moves ? setAsked(true) : save.mutate(undefined))} onClose={onClose}>
      {unit ? null : <TextInput label={say('code')} description={say('codeHint')} required withAsterisk={false} data-autofocus value={code} onChange={(event) => setCode(event.currentTarget.value)} />}
      <TextInput label={say('name')} required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={say('parent')} searchable allowDeselect={false} value={parent} onChange={(next) => setParent(next ?? '')} data={[{ value: '', label: say('noParent') }, ...units.filter((each) => each.code !== unit?.code).map((each) => ({ value: each.code, label: `${each.name} (${each.code})` }))]} />
      <Select label={say('zone')} allowDeselect={false} value={zone} onChange={(next) => setZone(next ?? '')} data={[...(parent ? [{ value: '', label: say('sameZone') }] : []), ...[...new Set([...zones, ...(zone ? [zone] : [])])].map((each) => ({ value: each, label: each }))]} />
    </FormDialog>
  );
}
