import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useMe } from '../access/me';
import { api, answerOf } from '../api/client';
import { useWords } from '../i18n/words';
import { sectionsOf } from './sections';
import css from './Shell.module.css';
import { shellWords } from './shell-words';

interface Found {
  readonly key: string;
  readonly to: string;
  readonly title: string;
  readonly note: string;
}

/** Finds a person or a page by name; arrows choose, enter opens. */
export function FindDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useWords(shellWords);
  const navigate = useNavigate();
  const me = useMe();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [wanted] = useDebouncedValue(text.trim(), 150);
  const people = useQuery({
    queryKey: ['find-people', wanted],
    queryFn: () => answerOf(api.GET('/api/v1/employees', { params: { query: { text: wanted, pageSize: 8 } } })),
    enabled: wanted.length >= 2,
  });
  const pages = sectionsOf(me).flat().map((section): Found => ({ key: section.key, to: section.to, title: say(section.key), note: say('pages') }));
  const matching = pages.filter(({ title }) => title.toLowerCase().includes(text.trim().toLowerCase()));
  const persons = (wanted.length >= 2 ? (people.data?.items ?? []) : []).map((person): Found => ({ key: person.id, to: `/people/${person.id}`, title: person.name, note: person.number }));
  const found = [...persons, ...matching];
  const open = (one: Found | undefined): void => {
    if (!one) return;
    onClose();
    void navigate({ to: one.to });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') return open(found[at]);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(found.length - 1, at + step)));
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} padding={8} size={520} yOffset="12vh" title={undefined} aria-label={say('search')}>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        leftSection={<IconSearch size={17} />}
        placeholder={say('findPerson')}
        aria-label={say('findPerson')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul className={css['found']}>
        {found.map((one, index) => (
          <li key={`${one.note}${one.key}`}>
            <button type="button" data-on={index === at} onMouseMove={() => setAt(index)} onClick={() => open(one)}>
              {persons.includes(one) ? <IconUser size={16} stroke={1.6} aria-hidden /> : <IconSearch size={16} stroke={1.6} aria-hidden />}
              <span>{one.title}</span>
              <small>{one.note}</small>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className={css['foundNone']}>{say('foundNobody')}</p> : null}
    </Modal>
  );
}
