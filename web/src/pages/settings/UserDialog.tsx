import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, answerOf, send } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { useWords } from '../../i18n/words';
import { type AskedRole, type UserWithPassword } from './access';
import { RoleFields } from './RoleFields';
import { settingsWords } from './settings-words';

/** Makes a user with a first role; the password is made by the service and told once. */
export function UserDialog({ today, onMade, onClose }: { readonly today: string; readonly onMade: (user: UserWithPassword) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(settingsWords);
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [employeeId, setEmployeeId] = useState<string | null>(null);
  const [role, setRole] = useState<AskedRole>({ role: 'hr-officer', unitId: null, fromDate: today, toDate: null });
  const make = useChange(['users'], () => send<UserWithPassword>('POST', '/api/v1/users', { username: username.trim(), name: name.trim(), email: email.trim() || null, employeeId, roles: [role] }), onMade);
  return (
    <FormDialog title={say('addUser')} busy={make.isPending} error={make.error} onSubmit={() => make.mutate(undefined)} onClose={onClose}>
      <TextInput label={say('name')} required withAsterisk={false} maxLength={200} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput label={say('username')} description={say('usernameHint')} required withAsterisk={false} maxLength={48} autoComplete="off" value={username} onChange={(event) => setUsername(event.currentTarget.value.toLowerCase())} />
      <TextInput type="email" label={say('email')} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      <EmployeeSelect value={employeeId} onChange={setEmployeeId} />
      <RoleFields value={role} onChange={setRole} />
    </FormDialog>
  );
}

function EmployeeSelect({ value, onChange }: { readonly value: string | null; readonly onChange: (id: string | null) => void }): ReactNode {
  const say = useWords(settingsWords);
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const { data } = useQuery({ queryKey: ['find-people', wanted], queryFn: () => answerOf(api.GET('/api/v1/employees', { params: { query: { text: wanted, pageSize: 8 } } })), enabled: wanted.length >= 2 });
  const found = (data?.items ?? []).map((person) => ({ value: person.id, label: `${person.name} · ${person.number}` }));
  return <Select label={say('person')} description={say('personHint')} searchable clearable value={value} onChange={onChange} searchValue={text} onSearchChange={setText} filter={({ options }) => options} data={found} />;
}
