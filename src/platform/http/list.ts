import { type Database, type Row } from '../database/database';
import { type Conditions, limitOf, orderBy, type Page, type PageQuery } from './page';
import { currentWalk, nextRows } from './list-walk';

/** How a list is read from the database. */
export interface ListSource<R, T> {
  /** `table` or `table JOIN ...`. */
  readonly from: string;
  /** The same without joins that neither add nor drop a row and that no condition speaks of: what is counted. */
  readonly countedFrom?: string;
  readonly columns: string;
  readonly conditions: Conditions;
  /** Sortable columns by the API's field names. */
  readonly sortable: Readonly<Record<string, string>>;
  /** Makes the order total. */
  readonly tieBreak: string;
  readonly item: (row: R) => T;
}

/** Reads one page of a list and counts all of it; while the list is exported whole, the next rows after those read before. */
export async function readPage<T, R = Row>(database: Database, query: PageQuery, source: ListSource<R, T>): Promise<Page<T>> {
  const walk = currentWalk();
  if (walk) return { items: (await nextRows<R>(database, source, walk, query)).map(source.item), total: 0, page: query.page, pageSize: query.pageSize };
  const where = source.conditions.toString();
  const order = orderBy(query.sort, source.sortable, source.tieBreak);
  const counted = await database.query<{ total: number }>(`SELECT COUNT(*) AS total FROM ${source.countedFrom ?? source.from} ${where}`, source.conditions.values);
  const rows = await database.query<R>(`SELECT ${source.columns} FROM ${source.from} ${where} ${order} ${limitOf(query)}`, source.conditions.values);
  return { items: rows.map(source.item), total: Number(counted[0]?.total ?? 0), page: query.page, pageSize: query.pageSize };
}
