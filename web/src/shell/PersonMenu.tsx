import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconKey, IconLanguage, IconLogout, IconMoon, IconSun, IconSunMoon } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useMe } from '../access/me';
import { send } from '../api/client';
import { changeLanguage, useLanguage, useWords } from '../i18n/words';
import { type Language } from '../i18n/language';
import { isOnlyEmployee } from './sections';
import css from './Shell.module.css';
import { shellWords } from './shell-words';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');

const themes = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconSunMoon },
] as const;

/** Who is signed in; language, appearance, password and the way out. */
export function PersonMenu(): ReactNode {
  const say = useWords(shellWords);
  const me = useMe();
  const language = useLanguage();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const role = me.roles[0];
  const roleWords = role ? roleName(role.role, say) : '';
  const keep = (settings: { language?: Language; theme?: string }): void => void send('PATCH', '/api/v1/me', settings).catch(() => undefined);
  const speak = (next: Language): void => {
    changeLanguage(next);
    keep({ language: next });
  };
  const leave = async (): Promise<void> => {
    await send('DELETE', '/api/v1/session').catch(() => undefined);
    // Anew from the server: nothing that was read stays behind for whoever sits down next.
    window.location.assign('/sign-in');
  };
  return (
    <Menu position="top-start" width={232} shadow="md">
      <Menu.Target>
        <UnstyledButton className={css['person']}>
          <span className={css['avatar']} aria-hidden>
            {initials(me.name)}
          </span>
          <span className={css['personName']}>
            <b>{me.name}</b>
            <span>{roleWords}</span>
          </span>
          <span className={css['tongue']} aria-hidden>
            {language.toUpperCase()}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('language')}</Menu.Label>
        <Menu.Item leftSection={<IconLanguage size={15} />} rightSection={language === 'id' ? <IconCheck size={14} /> : null} onClick={() => speak('id')}>
          Bahasa Indonesia
        </Menu.Item>
        <Menu.Item leftSection={<IconLanguage size={15} />} rightSection={language === 'en' ? <IconCheck size={14} /> : null} onClick={() => speak('en')}>
          English
        </Menu.Item>
        <Menu.Label>{say('theme')}</Menu.Label>
        {themes.map(({ value, icon: Shape }) => (
          <Menu.Item
            key={value}
            leftSection={<Shape size={15} />}
            rightSection={colorScheme === value ? <IconCheck size={14} /> : null}
            onClick={() => {
              setColorScheme(value);
              keep({ theme: value });
            }}
          >
            {say(value)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {me.employeeId && !isOnlyEmployee(me) ? (
          <Menu.Item leftSection={<IconSun size={15} />} onClick={() => void navigate({ to: '/me' })}>
            {say('me')}
          </Menu.Item>
        ) : null}
        <Menu.Item leftSection={<IconKey size={15} />} onClick={() => void navigate({ to: '/password' })}>
          {say('password')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void leave()}>
          {say('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function roleName(role: string, say: (key: 'role.administrator' | 'role.hr-officer' | 'role.unit-admin' | 'role.head-of-unit' | 'role.inspector' | 'role.employee') => string): string {
  const keys = { administrator: 'role.administrator', 'hr-officer': 'role.hr-officer', 'unit-admin': 'role.unit-admin', 'head-of-unit': 'role.head-of-unit', inspector: 'role.inspector', employee: 'role.employee' } as const;
  const key = keys[role as keyof typeof keys];
  return key ? say(key) : role;
}
