import { type Dialect } from './data-source';

/**
 * What to do with a row whose key is taken: refuse the statement; leave the row that stands (`ignore`, but every other fault still refuses);
 * or overwrite the columns named in `update`. `key` names the columns of the primary or unique key.
 */
export type OnConflict = 'fail' | { readonly ignore: readonly string[] } | { readonly key: readonly string[]; readonly update: readonly string[] };

/** The text of a multi-row INSERT; `INSERT IGNORE` is never used, since it also cuts values that do not fit. */
export function insertStatement(dialect: Dialect, table: string, columns: readonly string[], rowCount: number, onConflict: OnConflict): string {
  const tuple = `(${columns.map(() => '?').join(',')})`;
  return `INSERT INTO ${table} (${columns.join(',')}) VALUES ${new Array<string>(rowCount).fill(tuple).join(',')}${conflictClause(dialect, onConflict)}`;
}

function conflictClause(dialect: Dialect, onConflict: OnConflict): string {
  if (onConflict === 'fail') return '';
  if ('ignore' in onConflict) {
    return dialect === 'sqlite' ? ` ON CONFLICT (${onConflict.ignore.join(',')}) DO NOTHING` : ` ON DUPLICATE KEY UPDATE ${onConflict.ignore[0]} = ${onConflict.ignore[0]}`;
  }
  const { key, update } = onConflict;
  return dialect === 'sqlite'
    ? ` ON CONFLICT (${key.join(',')}) DO UPDATE SET ${update.map((column) => `${column} = excluded.${column}`).join(', ')}`
    : ` ON DUPLICATE KEY UPDATE ${update.map((column) => `${column} = VALUES(${column})`).join(', ')}`;
}
