import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** An empty database of the family under test, and how to drop it again. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Address of a MySQL-compatible server for this run (`mysql://root@127.0.0.1:3306`), or undefined for SQLite. */
export const testServer = process.env['HADIR_TEST_MYSQL'] || undefined;

/** Creates a new database: a SQLite file, or a schema of its own on a server (by default the one that HADIR_TEST_MYSQL names). */
export async function createTestDatabase(server: string | null = testServer ?? null): Promise<TestDatabase> {
  return server ? createTestDatabaseOn(server) : createFile();
}

function createFile(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'hadir-test-'));
  return { url: `sqlite:${join(folder, 'hadir.sqlite')}`, drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** Creates a schema of its own on a MySQL-compatible server. */
export async function createTestDatabaseOn(server: string): Promise<TestDatabase> {
  const name = `hadir_test_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string): Promise<void> => {
    const connection = await createConnection(server);
    await connection.query(sql);
    await connection.end();
  };
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  return { url: `${server.replace(/\/$/, '')}/${name}`, drop: () => run(`DROP DATABASE ${name}`) };
}
