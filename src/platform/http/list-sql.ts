import { type Conditions } from './page';

/** What is enough to know which rows of a list are meant. */
export interface FoundRows {
  /** The tables that the conditions and the order speak of. */
  readonly from: string;
  /** Columns that name a row. */
  readonly key: readonly string[];
}

/** What the rows of a list are read from. */
export interface RowsFrom {
  /** `table` or `table JOIN ...`. */
  readonly from: string;
  /** Where rows are wide or joined: how the keys of a page are found, so that nothing else is read of the rows before it and after it. */
  readonly found?: FoundRows;
}

/** The statement that reads a stretch of a list; with `found` the keys of its rows come first, and only these rows are read and joined. */
export function rowsSql({ from, found }: RowsFrom, columns: string, conditions: Conditions, order: string, limit: string): string {
  const stretch = `${conditions.toString()} ${order} ${limit}`;
  if (!found) return `SELECT ${columns} FROM ${from} ${stretch}`;
  const named = found.key.map((column, index) => `${column} AS page_key_${index}`).join(', ');
  const same = found.key.map((column, index) => `${column} = on_page.page_key_${index}`).join(' AND ');
  // SQLite does not see the alias of a table that stands alone in parentheses.
  const rows = from.includes(' JOIN ') ? `(${from})` : from;
  return `SELECT ${columns} FROM (SELECT ${named} FROM ${found.from} ${stretch}) on_page JOIN ${rows} ON ${same} ${order}`;
}
