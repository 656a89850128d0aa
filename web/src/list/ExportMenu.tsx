import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useLanguage, useWords } from '../i18n/words';
import { listWords } from './DataTable';

/** A list of the API with the filters by which a page shows it. */
export interface ExportedList {
  /** Above its formats, where a page has several lists. */
  readonly name?: string;
  /** `/api/v1/cases` */
  readonly path: string;
  /** The query of the page itself: what is not asked for by it is not shown and not exported. */
  readonly query: Readonly<Record<string, string | number | boolean | undefined>>;
}

const formats = ['xlsx', 'csv'] as const;

function linkOf({ path, query }: ExportedList, format: string, language: string): string {
  const pairs = Object.entries(query).filter(([key, value]) => value !== undefined && key !== 'page' && key !== 'pageSize');
  return `${path}?${new URLSearchParams([...pairs.map(([key, value]): [string, string] => [key, String(value)]), ['format', format], ['language', language]]).toString()}`;
}

/** Takes home what a page shows: all of its rows, by the filters and in the order of the page. */
export function ExportMenu({ lists }: { readonly lists: readonly ExportedList[] }): ReactNode {
  const say = useWords(listWords);
  const language = useLanguage();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={say('export')}>
          <IconDownload size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {lists.map((list) => (
          <Fragment key={list.path}>
            <Menu.Label>{list.name ? `${say('export')}: ${list.name}` : say('export')}</Menu.Label>
            {formats.map((format) => (
              <Menu.Item key={format} component="a" href={linkOf(list, format, language)}>
                {say(`export.${format}`)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
