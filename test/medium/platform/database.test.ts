import { Database } from '../../../src/platform/database/database';
import { createTestDatabase, testServer, type TestDatabase } from '../../support/test-database';

describe('the database', () => {
  let place: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    place = await createTestDatabase();
    database = await Database.open(place.url);
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  const setting = (name: string) => database.query<{ value: string }>('SELECT value FROM setting WHERE name = ?', [name]);

  it('keeps all of a transaction or nothing', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.insert('setting', ['name', 'value'], [['half', '1']]);
      throw new Error('stopped in the middle');
    });
    await expect(failing).rejects.toThrow('stopped in the middle');
    expect(await setting('half')).toEqual([]);
  });

  it('counts only new rows when the others stand already', async () => {
    const rows = Array.from({ length: 1203 }, (_, index) => [`n${index}`, 'x']);
    const insert = () => database.transaction((tx) => tx.insert('setting', ['name', 'value'], rows, { ignore: ['name'] }));
    expect(await insert()).toBe(1203);
    expect(await insert()).toBe(0);
  });

  // SQLite's texts have no length.
  if (testServer) it('refuses a value that does not fit instead of cutting it', async () => {
    const insert = database.transaction((tx) => tx.insert('setting', ['name', 'value'], [['n'.repeat(65), 'x']], { ignore: ['name'] }));
    await expect(insert).rejects.toThrow(/too long/i);
  });

  it('overwrites what an upsert names', async () => {
    const put = (value: string) =>
      database.transaction((tx) => tx.insert('setting', ['name', 'value'], [['colour', value]], { key: ['name'], update: ['value'] }));
    await put('red');
    await put('blue');
    expect(await setting('colour')).toEqual([{ value: 'blue' }]);
  });

  it('hides a running transaction from readers, and lets writers take turns', async () => {
    let seen: unknown[] = ['not asked'];
    await database.transaction(async (tx) => {
      await tx.insert('setting', ['name', 'value'], [['open', '1']]);
      seen = await setting('open');
    });
    expect(seen).toEqual([]);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => database.transaction((tx) => tx.insert('setting', ['name', 'value'], [[`turn${index}`, '1']]))),
    );
    expect(await database.query("SELECT name FROM setting WHERE name LIKE 'turn%'")).toHaveLength(20);
  });

  it('can be opened twice at once on an empty database', async () => {
    const other = await createTestDatabase();
    const both = await Promise.all([Database.open(other.url), Database.open(other.url)]);
    await Promise.all(both.map((one) => one.close()));
    await other.drop();
  });

  it('can be taken back migration by migration, and brought forward again', async () => {
    const other = await createTestDatabase();
    const fresh = await Database.open(other.url);
    const before = await tablesOf(fresh);
    expect(before).toEqual(expect.arrayContaining(['attendance_day', 'dirty_day', 'punch']));
    for (let count = fresh.dataSource.migrations.length; count > 0; count -= 1) await fresh.dataSource.undoLastMigration({ transaction: 'none' });
    expect((await tablesOf(fresh)).filter((table) => !/migration|^sqlite_/.test(table))).toEqual([]);
    await fresh.dataSource.runMigrations({ transaction: 'none' });
    expect(await tablesOf(fresh)).toEqual(before);
    await fresh.close();
    await other.drop();
  });
});

async function tablesOf(database: Database): Promise<string[]> {
  const sql = database.dialect === 'sqlite' ? "SELECT name FROM sqlite_master WHERE type = 'table'" : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
  return (await database.query<{ name: string }>(sql)).map((row) => row.name).sort();
}
