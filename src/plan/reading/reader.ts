import { type Database } from '../../platform/database/database';

/** Anything that can be asked for rows: the database outside a transaction, or a transaction that sees its own writes. */
export type Reader = Pick<Database, 'query'>;

/** Values in one IN (...) list. */
export const valuesPerQuery = 500;

/** Reads rows by a long list of values, a part of the list at a time. */
export async function queryByValues<T>(reader: Reader, sql: (list: string) => string, values: readonly string[]): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < values.length; start += valuesPerQuery) {
    const part = values.slice(start, start + valuesPerQuery);
    found.push(...(await reader.query<T>(sql(part.map(() => '?').join(',')), part)));
  }
  return found;
}
