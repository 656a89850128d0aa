import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { useWords } from '../../i18n/words';
import { complaintsWords } from './complaints-words';

/** Somebody of the staff by name or number; the value is the number. */
export function EmployeeSelect({ value, onChange }: { readonly value: string; readonly onChange: (number: string) => void }): ReactNode {
  const say = useWords(complaintsWords);
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.replace(/ · .*$/, '').trim(), 200);
  const { data } = useQuery({ queryKey: ['employees', 'pick', wanted], queryFn: () => answerOf(api.GET('/api/v1/employees', { params: { query: { text: wanted, pageSize: 12 } } })), enabled: wanted.length > 1, placeholderData: keepPreviousData });
  const options = (data?.items ?? []).map(({ name, number, unitName }) => ({ value: number, label: [name, number, unitName].filter(Boolean).join(' · ') }));
  return <Select label={say('employee')} searchable required withAsterisk={false} value={value || null} searchValue={text} onSearchChange={setText} onChange={(number) => onChange(number ?? '')} data={options} filter={({ options: all }) => all} nothingFoundMessage={say('employeeNone')} />;
}
