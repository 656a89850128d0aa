import { ActionIcon, Button, Menu, Popover, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconCheck, IconChevronDown, IconKeyboard, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/words';
import { type ExportedList, ExportMenu } from '../../list/ExportMenu';
import { type UrlSearch } from '../../list/url-state';
import { useOverview } from '../../shell/overview';
import css from './Review.module.css';
import { filterOf, tabOf } from './review-data';
import { reviewWords } from './review-words';

interface ToolbarProps {
  readonly search: UrlSearch;
  readonly date: string | undefined;
  readonly change: (next: UrlSearch) => void;
  readonly onHelp: () => void;
}

const kinds = ['late-arrival', 'early-leave', 'absence', 'missing-in', 'missing-out'] as const;
const categories = ['PNS', 'CPNS', 'PPPK', 'PPPK-PW', 'contract'] as const;
const sorts = [
  ['', 'sort.unit'],
  ['-minutes', 'sort.minutes'],
  ['name', 'sort.name'],
  ['workDate', 'sort.date'],
] as const;

/** Search, filters, export: everything that narrows the list, kept in the address. */
export function Toolbar({ search, date, change, onHelp }: ToolbarProps): ReactNode {
  const say = useWords(reviewWords);
  return (
    <div className={css['toolbar']}>
      <SearchField search={search} change={change} />
      <UnitMenu search={search} change={change} />
      <Menu position="bottom-start" shadow="md" width={210}>
        <Menu.Target>
          <Button variant="default" className={css['filter']} data-on={search['kind'] !== undefined} rightSection={<IconChevronDown size={15} />}>
            {search['kind'] ? say(`kind.${search['kind'] as (typeof kinds)[number]}`) : say('kind')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {[undefined, ...kinds].map((kind) => (
            <Menu.Item key={kind ?? ''} rightSection={search['kind'] === kind ? <IconCheck size={14} /> : null} onClick={() => change({ kind, page: undefined })}>
              {kind ? say(`kind.${kind}`) : say('anyKind')}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-start" shadow="md" width={210}>
        <Menu.Target>
          <Button variant="default" className={css['filter']} data-on={search['cat'] !== undefined} rightSection={<IconChevronDown size={15} />}>
            {search['cat'] ?? say('more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{say('category')}</Menu.Label>
          {[undefined, ...categories].map((category) => (
            <Menu.Item key={category ?? ''} rightSection={search['cat'] === category ? <IconCheck size={14} /> : null} onClick={() => change({ cat: category, page: undefined })}>
              {category ?? say('anyCategory')}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span className={css['spring']} />
      <ExportMenu lists={[{ path: '/api/v1/review', query: { ...(filterOf(search, date) as ExportedList['query']), tab: tabOf(search), sort: search['sort'] || undefined } }]} />
      <Menu position="bottom-end" shadow="md" width={200}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={say('sort')}>
            <IconAdjustmentsHorizontal size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{say('sort')}</Menu.Label>
          {sorts.map(([sort, words]) => (
            <Menu.Item key={sort} rightSection={(search['sort'] ?? '') === sort ? <IconCheck size={14} /> : null} onClick={() => change({ sort: sort || undefined, page: undefined })}>
              {say(words)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconKeyboard size={15} />} rightSection={<kbd>?</kbd>} onClick={onHelp}>
            {say('shortcuts')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function SearchField({ search, change }: Pick<ToolbarProps, 'search' | 'change'>): ReactNode {
  const say = useWords(reviewWords);
  const [text, setText] = useState(search['q'] ?? '');
  const tell = useDebouncedCallback((next: string) => change({ q: next || undefined, page: undefined }), 250);
  return (
    <TextInput
      className={css['search']}
      data-page-search
      placeholder={say('search')}
      aria-label={say('search')}
      leftSection={<IconSearch size={16} stroke={1.6} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

function UnitMenu({ search, change }: Pick<ToolbarProps, 'search' | 'change'>): ReactNode {
  const say = useWords(reviewWords);
  const [opened, setOpened] = useState(false);
  const units = useOverview()?.units ?? [];
  const name = units.find(({ id }) => id === search['unit'])?.name;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" width={260} trapFocus>
      <Popover.Target>
        <Button variant="default" className={css['filter']} data-on={name !== undefined} rightSection={<IconChevronDown size={15} />} onClick={() => setOpened(!opened)}>
          {name ?? say('unit')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6} className={css['unitMenu']}>
        {units.map((unit) => (
          <button
            key={unit.id}
            type="button"
            data-on={unit.id === search['unit']}
            style={{ paddingLeft: 8 + 12 * unit.depth }}
            onClick={() => {
              setOpened(false);
              change({ unit: unit.depth === 0 || unit.id === search['unit'] ? undefined : unit.id, page: undefined });
            }}
          >
            {unit.name}
          </button>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
