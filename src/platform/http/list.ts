import { type Database, type Row, type SqlValue } from '../database/database';
import { SharedRuns } from '../shared-runs';
import { type Conditions, limitOf, orderBy, type Page, type PageQuery } from './page';
import { type RowsFrom, rowsSql } from './list-sql';
import { currentWalk, nextRows } from './list-walk';

/** How a list is read from the database. */
export interface ListSource<R, T> extends RowsFrom {
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

interface Runs {
  readonly counts: SharedRuns<number>;
  readonly rows: SharedRuns<readonly unknown[]>;
}

const runs = new WeakMap<Database, Runs>();

/** Reads of the database's lists that are going on: the same statement is run once for all who ask for it meanwhile. */
function runsOf(database: Database): Runs {
  const known = runs.get(database) ?? { counts: new SharedRuns<number>(), rows: new SharedRuns<readonly unknown[]>() };
  runs.set(database, known);
  return known;
}

/** Reads one page of a list and counts all of it; while the list is exported whole, the next rows after those read before. */
export async function readPage<T, R = Row>(database: Database, query: PageQuery, source: ListSource<R, T>): Promise<Page<T>> {
  const walk = currentWalk();
  if (walk) return { items: (await nextRows<R>(database, source, walk, query)).map(source.item), total: 0, page: query.page, pageSize: query.pageSize };
  const { values } = source.conditions;
  const counted = `SELECT COUNT(*) AS total FROM ${source.countedFrom ?? source.from} ${source.conditions.toString()}`;
  const sql = rowsSql(source, source.columns, source.conditions, orderBy(query.sort, source.sortable, source.tieBreak), limitOf(query));
  const [total, rows] = await Promise.all([countOf(database, counted, values), rowsOf<R>(database, sql, values)]);
  return { items: rows.map(source.item), total, page: query.page, pageSize: query.pageSize };
}

function countOf(database: Database, sql: string, values: readonly SqlValue[]): Promise<number> {
  return runsOf(database).counts.take(JSON.stringify([sql, values]), async () => Number((await database.query<{ total: number }>(sql, values))[0]?.total ?? 0));
}

const rowsOf = <R>(database: Database, sql: string, values: readonly SqlValue[]): Promise<readonly R[]> =>
  runsOf(database).rows.take(JSON.stringify([sql, values]), () => database.query<R>(sql, values)) as Promise<readonly R[]>;
