import { DataSource, type DataSourceOptions } from 'typeorm';
import { ConfigurationError } from '../errors';
import { migrations } from '../../../migrations/all';

/** The two families of SQL that Hadir speaks: one SQLite file, or anything that talks like MySQL (MySQL 8, MariaDB 10.6+, TiDB). */
export type Dialect = 'sqlite' | 'mysql';

/** How long one process waits for another's write to a SQLite file, in milliseconds. */
const sqliteWaitMs = 30_000;

interface Pragmas {
  pragma(text: string): unknown;
}

/** Which family a database address belongs to. */
export const dialectOf = (databaseUrl: string): Dialect => (databaseUrl.startsWith('sqlite:') ? 'sqlite' : 'mysql');

/** The path of the file in a `sqlite:PATH` address. */
export const sqlitePathOf = (databaseUrl: string): string => databaseUrl.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');

/**
 * A TypeORM data source for an address; `readonly` opens a SQLite file for readers, who in WAL mode neither wait for the writer nor see half of what it does.
 * @throws ConfigurationError when the address cannot be read
 */
export function createDataSource(databaseUrl: string, options: { readonly?: boolean; poolSize?: number } = {}): DataSource {
  return new DataSource(dialectOf(databaseUrl) === 'sqlite' ? sqliteOptions(databaseUrl, options.readonly ?? false) : mysqlOptions(databaseUrl, options.poolSize ?? 10));
}

function sqliteOptions(databaseUrl: string, readonly: boolean): DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database: sqlitePathOf(databaseUrl),
    readonly,
    timeout: sqliteWaitMs,
    migrations: readonly ? [] : migrations,
    migrationsTableName: 'schema_migration',
    // FULL: a record that a terminal was told is kept must survive the plug being pulled, not only the process.
    prepareDatabase: (db: Pragmas) => {
      if (!readonly) db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('wal_autocheckpoint = 10000');
      db.pragma('cache_size = -65536');
    },
  };
}

function mysqlOptions(databaseUrl: string, poolSize: number): DataSourceOptions {
  const url = parsedUrl(databaseUrl);
  return {
    type: url.protocol === 'mariadb:' ? 'mariadb' : 'mysql',
    host: url.hostname,
    port: Number(url.port || 3306),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    charset: 'utf8mb4',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: false,
    // With mysql2's default FOUND_ROWS an upsert counts a duplicate as written; we count what is new.
    flags: ['-FOUND_ROWS'],
    poolSize,
    migrations,
    migrationsTableName: 'schema_migration',
    // A wire's record must be stored as it is or be refused, never silently cut to fit.
    extra: { connectAttributes: { program_name: 'hadir' } },
  };
}

function parsedUrl(databaseUrl: string): URL {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (!url?.hostname || url.pathname.length < 2) {
    throw new ConfigurationError([`DATABASE_URL: "${databaseUrl.replace(/:[^:@/]*@/, ':***@')}" is not of the form mysql://user:password@host:3306/database`]);
  }
  return url;
}
