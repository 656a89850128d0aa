import { AsyncLocalStorage } from 'node:async_hooks';
import { type Database, type Row, type SqlValue } from '../database/database';
import { type RowsFrom, rowsSql } from './list-sql';
import { Conditions, orderBy, type PageQuery } from './page';

/** Where a walk through a whole list stands: it goes on after the last row it saw, not by counting rows off, so that its cost grows with the list only. */
export interface ListWalk {
  /** Values of the order's columns in the last row; null before the first. */
  after: readonly SqlValue[] | null;
  /** True once a list was read from the database and had no more rows. */
  finished: boolean;
  /** True when the list is read by rows, false when its controller cuts pages from memory. */
  byRows: boolean;
}

/** What a walk needs to know of a list. */
export interface WalkedList extends RowsFrom {
  readonly columns: string;
  readonly conditions: Conditions;
  readonly sortable: Readonly<Record<string, string>>;
  readonly tieBreak: string;
}

interface OrderKey {
  readonly column: string;
  readonly down: boolean;
}

const walks = new AsyncLocalStorage<ListWalk>();

/** Runs a controller's list with a walk in the background; its query is then answered with the next rows. */
export const walking = <T>(walk: ListWalk, read: () => Promise<T>): Promise<T> => walks.run(walk, read);

/** The walk that the running request is part of. */
export const currentWalk = (): ListWalk | undefined => walks.getStore();

/** Reads the rows that come after the walk's last one, and moves the walk on. */
export async function nextRows<R = Row>(database: Database, list: WalkedList, walk: ListWalk, query: Pick<PageQuery, 'sort' | 'pageSize'>): Promise<R[]> {
  const order = orderBy(query.sort, list.sortable, list.tieBreak);
  const keys = orderKeys(order);
  const conditions = new Conditions();
  if (list.conditions.toString() !== '') conditions.add(list.conditions.toString().replace(/^WHERE /, ''), ...list.conditions.values);
  if (walk.after !== null) addAfter(conditions, keys, walk.after);
  const named = keys.map(({ column }, index) => `${column} AS walk_key_${index}`).join(', ');
  const sql = rowsSql(list, `${list.columns}, ${named}`, conditions, order, `LIMIT ${query.pageSize}`);
  const rows = await database.query<Row>(sql, conditions.values);
  walk.byRows = true;
  walk.finished = rows.length < query.pageSize;
  const last = rows.at(-1);
  if (last) walk.after = keys.map((_, index) => last[`walk_key_${index}`] ?? null);
  return rows.map((row) => withoutKeys<R>(row));
}

const withoutKeys = <R>(row: Row): R => Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('walk_key_'))) as R;

/** The columns of an ORDER BY with their directions, each once; a comma inside an expression's parentheses parts nothing. */
export function orderKeys(order: string): readonly OrderKey[] {
  const keys = partsOf(order.replace(/^ORDER BY /, '')).map((part): OrderKey => {
    const [, column = part, direction = ''] = /^(.*?)(?:\s+(ASC|DESC))?$/s.exec(part) ?? [];
    return { column, down: direction === 'DESC' };
  });
  return keys.filter((key, index) => keys.findIndex(({ column }) => column === key.column) === index);
}

function partsOf(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

/** Rows after the given one: later in the first column, or equal there and later in the next. Both families put NULL before all values. */
function addAfter(conditions: Conditions, keys: readonly OrderKey[], after: readonly SqlValue[]): void {
  const alternatives: string[] = [];
  const values: SqlValue[] = [];
  keys.forEach((key, index) => {
    const later = laterIn(key, after[index] ?? null);
    if (later === null) return;
    const equal = keys.slice(0, index).map(({ column }, place) => (after[place] === null ? `${column} IS NULL` : `${column} = ?`));
    alternatives.push(`(${[...equal, later].join(' AND ')})`);
    values.push(...[...after.slice(0, index), ...(later.includes('?') ? [after[index] ?? null] : [])].filter((value) => value !== null));
  });
  conditions.add(alternatives.length === 0 ? '1 = 0' : alternatives.join(' OR '), ...values);
}

function laterIn({ column, down }: OrderKey, value: SqlValue): string | null {
  if (value === null) return down ? null : `${column} IS NOT NULL`;
  return down ? `(${column} < ? OR ${column} IS NULL)` : `${column} > ?`;
}
