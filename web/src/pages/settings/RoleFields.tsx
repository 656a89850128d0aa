import { Select, TextInput } from '@mantine/core';
import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { type AskedRole, type Role, roles } from './access';
import css from './Settings.module.css';
import { settingsWords } from './settings-words';

/** Which role, in which unit, from when to when. */
export function RoleFields({ value, onChange }: { readonly value: AskedRole; readonly onChange: (value: AskedRole) => void }): ReactNode {
  const say = useWords(settingsWords);
  const units = useOverview()?.units ?? [];
  return (
    <>
      <Select label={say('role')} description={say(`about.${value.role}`)} allowDeselect={false} value={value.role} onChange={(role) => onChange({ ...value, role: (role ?? 'inspector') as Role })} data={roles.map((role) => ({ value: role, label: say(`role.${role}`) }))} />
      {value.role === 'employee' ? null : <Select label={say('unit')} searchable allowDeselect={false} value={value.unitId ?? '*'} onChange={(unitId) => onChange({ ...value, unitId: unitId === '*' ? null : unitId })} data={[{ value: '*', label: say('everyUnit') }, ...units.map(({ id, name }) => ({ value: id, label: name }))]} />}
      <div className={css['pair']}>
        <TextInput type="date" label={say('from')} required withAsterisk={false} value={value.fromDate} onChange={(event) => onChange({ ...value, fromDate: event.currentTarget.value })} />
        <TextInput type="date" label={say('to')} value={value.toDate ?? ''} onChange={(event) => onChange({ ...value, toDate: event.currentTarget.value || null })} />
      </div>
    </>
  );
}
