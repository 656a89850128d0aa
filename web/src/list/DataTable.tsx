import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import clsx from 'clsx';
import { type ReactNode } from 'react';
import { en } from '../i18n/list.en';
import { id } from '../i18n/list.id';
import { namespace, useWords } from '../i18n/words';
import css from './Table.module.css';

/** Words of lists: paging and sorting. */
export const listWords = namespace('list', id, en);

/** One column of a table. */
export interface Column<T> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: T) => ReactNode;
  readonly align?: 'right';
  readonly width?: number | string;
  /** Field by which the server sorts; without it the column cannot be sorted. */
  readonly sortBy?: string;
}

interface DataTableProps<T> {
  /** What the table lists, for a screen reader. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly onOpen?: (row: T) => void;
  readonly openKey?: string;
  /** `name`, or `-name` downwards. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
}

/** A table of 36 px rows; the server sorts and pages. */
export function DataTable<T>({ label, columns, rows, rowKey, onOpen, openKey, sort, onSort }: DataTableProps<T>): ReactNode {
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label={label}>
      <table className={css['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr key={key} className={clsx(onOpen && css['clickable'], key === openKey && css['selected'])} onClick={onOpen && (() => onOpen(row))}>
                {columns.map((column) => (
                  <td key={column.key} data-align={column.align} style={column.width === undefined ? undefined : { width: column.width }}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Head<T>({ column, sort, onSort }: { readonly column: Column<T>; readonly sort?: string; readonly onSort?: (sort: string) => void }): ReactNode {
  const say = useWords(listWords);
  const field = column.sortBy;
  const direction = field !== undefined && sort === field ? 'ascending' : field !== undefined && sort === `-${field}` ? 'descending' : undefined;
  if (field === undefined || !onSort) {
    return (
      <th scope="col" data-align={column.align}>
        {column.head}
      </th>
    );
  }
  return (
    <th scope="col" data-align={column.align} aria-sort={direction}>
      <button type="button" onClick={() => onSort(direction === 'ascending' ? `-${field}` : field)}>
        {column.head}
        {direction === 'ascending' ? <IconArrowUp size={13} aria-label={say('sortUp')} /> : direction === 'descending' ? <IconArrowDown size={13} aria-label={say('sortDown')} /> : null}
      </button>
    </th>
  );
}
