import { type DataSource, type QueryRunner } from 'typeorm';
import { messageOf } from '../errors';
import { createDataSource, dialectOf, type Dialect } from './data-source';
import { insertStatement, type OnConflict } from './insert-statement';
import { TurnQueue } from './turn-queue';

/** A value that both SQL families can bind. */
export type SqlValue = string | number | null | Buffer;

/** One row as a database returns it. */
export type Row = Record<string, SqlValue>;

/** What can be done inside a transaction. */
export interface Transaction {
  readonly dialect: Dialect;
  /** Runs a SELECT. */
  query<T = Row>(sql: string, parameters?: readonly SqlValue[]): Promise<T[]>;
  /** Runs a statement that writes; resolves to the number of rows it touched. */
  execute(sql: string, parameters?: readonly SqlValue[]): Promise<number>;
  /** Writes many rows in few statements; resolves to the number of rows that were new (or, with `update`, new or changed). */
  insert(table: string, columns: readonly string[], rows: readonly (readonly SqlValue[])[], onConflict?: OnConflict): Promise<number>;
}

/** Rows in one statement: the knee of the measured curves of both families. */
const rowsPerStatement = 500;
const attempts = 8;

/** MySQL's deadlock and lock wait timeout: the transaction was undone and may simply be tried again. */
const isPassing = (error: unknown): boolean => /ER_LOCK_DEADLOCK|ER_LOCK_WAIT_TIMEOUT|SQLITE_BUSY|Deadlock found|Record has changed since last read/.test(`${messageOf(error)} ${String((error as { code?: unknown }).code)}`);

/** The one door to the database: reads, and transactions that are tried again when the server undoes them. */
export class Database {
  private readonly turns = new TurnQueue();
  private writer: QueryRunner | null = null;
  /** Connections that have been told once how far they look; telling each transaction anew would be a round trip each. */
  private readonly told = new WeakSet<object>();

  private constructor(
    readonly dialect: Dialect,
    /** The connection that writes and migrates. */
    readonly dataSource: DataSource,
    private readonly readers: DataSource,
  ) {}

  /**
   * Connects and brings the schema up to date.
   * @param databaseUrl `sqlite:PATH` or `mysql://...`
   */
  static async open(databaseUrl: string, options: { poolSize?: number; migrate?: boolean } = {}): Promise<Database> {
    const writer = createDataSource(databaseUrl, options);
    await writer.initialize();
    if (options.migrate ?? true) await migrateInTurn(writer, dialectOf(databaseUrl));
    if (dialectOf(databaseUrl) === 'mysql') return new Database('mysql', writer, writer);
    const readers = createDataSource(databaseUrl, { readonly: true });
    await readers.initialize();
    return new Database('sqlite', writer, readers);
  }

  /** Runs a SELECT outside any transaction; sees only what is committed. */
  query<T = Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<T[]> {
    return this.readers.query<T[]>(sql, [...parameters]);
  }

  /**
   * Runs `work` in one transaction: all of it is kept, or nothing. Deadlocks are tried again from the start, so `work` must not have
   * effects outside the database. On SQLite writers take turns, since one connection carries them all.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.dialect === 'sqlite' ? this.turns.take(() => this.sqliteTransaction(work)) : this.mysqlTransaction(work);
  }

  /** Closes all connections after the running transaction. */
  async close(): Promise<void> {
    await this.turns.take(async () => undefined);
    if (this.readers !== this.dataSource) await this.readers.destroy();
    await this.dataSource.destroy();
  }

  private async sqliteTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = (this.writer ??= this.dataSource.createQueryRunner());
    // IMMEDIATE: a transaction that reads first and writes later would otherwise fail when another process wrote in between.
    await runner.query('BEGIN IMMEDIATE');
    try {
      const result = await work(transactionOf('sqlite', onRunner(runner)));
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK');
      throw error;
    }
  }

  private async mysqlTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const runner = this.dataSource.createQueryRunner();
      let run: RunStatement | null = null;
      try {
        run = onConnection((await runner.connect()) as MysqlConnection);
        await this.tellOnce(runner, run);
        await run('START TRANSACTION');
        const result = await work(transactionOf('mysql', run));
        await run('COMMIT');
        return result;
      } catch (error) {
        await run?.('ROLLBACK').catch(() => undefined);
        if (attempt >= attempts || !isPassing(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, attempt * 5 + Math.random() * 20));
      } finally {
        await runner.release();
      }
    }
  }

  private async tellOnce(runner: QueryRunner, run: RunStatement): Promise<void> {
    const connection = (await runner.connect()) as object;
    if (this.told.has(connection)) return;
    await run('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    this.told.add(connection);
  }
}

/** Two processes that start at once must not both create the tables. */
async function migrateInTurn(dataSource: DataSource, dialect: Dialect): Promise<void> {
  if (dialect === 'sqlite') {
    await dataSource.query('BEGIN IMMEDIATE');
    try {
      await dataSource.runMigrations({ transaction: 'none' });
      await dataSource.query('COMMIT');
    } catch (error) {
      await dataSource.query('ROLLBACK');
      throw error;
    }
    return;
  }
  const guard = dataSource.createQueryRunner();
  try {
    await guard.query('CREATE TABLE IF NOT EXISTS migration_turn (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB');
    await guard.query('INSERT INTO migration_turn VALUES (1) ON DUPLICATE KEY UPDATE id = id');
    await guard.startTransaction();
    await guard.query('SELECT id FROM migration_turn WHERE id = 1 FOR UPDATE');
    await dataSource.runMigrations({ transaction: 'none' });
    await guard.commitTransaction();
  } finally {
    await guard.release();
  }
}

/** Runs one statement; resolves to the rows of a SELECT, or to what a write touched. */
type RunStatement = (sql: string, parameters?: readonly SqlValue[]) => Promise<{ readonly rows: unknown[]; readonly affected: number }>;

/** As much of the driver's connection as is used here. */
interface MysqlConnection {
  query(sql: string, parameters: readonly SqlValue[], done: (error: Error | null, result: unknown) => void): void;
}

/** Straight to the driver's connection: what the query runner adds to each statement costs several times the statement's own share of this process. */
const onConnection =
  (connection: MysqlConnection): RunStatement =>
  (sql, parameters = []) =>
    new Promise((resolve, reject) => {
      connection.query(sql, parameters, (error, result) => {
        if (error) return reject(error);
        if (Array.isArray(result)) resolve({ rows: result, affected: 0 });
        else resolve({ rows: [], affected: (result as { affectedRows?: number }).affectedRows ?? 0 });
      });
    });

const onRunner =
  (runner: QueryRunner): RunStatement =>
  async (sql, parameters = []) => {
    const { raw, affected } = await runner.query(sql, [...parameters], true);
    return { rows: Array.isArray(raw) ? raw : [], affected: affected ?? 0 };
  };

function transactionOf(dialect: Dialect, run: RunStatement): Transaction {
  const execute = async (sql: string, parameters: readonly SqlValue[] = []): Promise<number> => (await run(sql, parameters)).affected;
  return {
    dialect,
    query: async <T>(sql: string, parameters: readonly SqlValue[] = []) => (await run(sql, parameters)).rows as T[],
    execute,
    insert: async (table, columns, rows, onConflict = 'fail') => {
      let written = 0;
      for (let start = 0; start < rows.length; start += rowsPerStatement) {
        const chunk = rows.slice(start, start + rowsPerStatement);
        written += await execute(insertStatement(dialect, table, columns, chunk.length, onConflict), chunk.flat());
      }
      return written;
    },
  };
}
