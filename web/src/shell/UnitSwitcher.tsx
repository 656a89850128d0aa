import { Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLayoutGrid, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useUrlState } from '../list/url-state';
import { useWords } from '../i18n/words';
import css from './Shell.module.css';
import { type Overview } from './overview';
import { shellWords } from './shell-words';

/** Chooses the unit that all pages speak of, within the reach of one's role. */
export function UnitSwitcher({ overview }: { readonly overview: Overview | undefined }): ReactNode {
  const say = useWords(shellWords);
  const [search, change] = useUrlState();
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const units = overview?.units ?? [];
  const top = units.filter(({ depth }) => depth === 0);
  const whole = top.length === 1 ? (top[0]?.name ?? '') : say('allUnits');
  const name = units.find(({ id }) => id === search['unit'])?.name ?? whole;
  const shown = units.filter((unit) => unit.name.toLowerCase().includes(text.toLowerCase()) && !(top.length === 1 && unit.depth === 0));
  const choose = (id: string | undefined): void => {
    change({ unit: id, page: undefined });
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={268} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={css['unit']} onClick={() => setOpened(!opened)} aria-label={`${say('chooseUnit')}: ${name}`}>
          <IconLayoutGrid size={15} stroke={1.6} aria-hidden />
          <span>{name}</span>
          <IconChevronDown size={15} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <TextInput size="xs" placeholder={say('findUnit')} aria-label={say('findUnit')} leftSection={<IconSearch size={14} />} value={text} onChange={(event) => setText(event.currentTarget.value)} mb={4} data-autofocus />
        <div className={css['unitList']}>
          <UnstyledButton className={css['unitItem']} data-on={search['unit'] === undefined} onClick={() => choose(undefined)}>
            {whole}
          </UnstyledButton>
          {shown.map((unit) => (
            <UnstyledButton key={unit.id} className={css['unitItem']} data-on={search['unit'] === unit.id} style={{ paddingLeft: 8 + 12 * (text === '' ? unit.depth : 0) }} onClick={() => choose(unit.id)}>
              {unit.name}
            </UnstyledButton>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
