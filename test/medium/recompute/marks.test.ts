import { countWaitingDays, markDirty, takeDirtyDays, takeTouchedDays } from '../../../src/ledger/dirty-days';
import { PunchLedger } from '../../../src/ledger/punch-ledger';
import { Database } from '../../../src/platform/database/database';
import { Metrics } from '../../../src/platform/health/metrics';
import { createTestDatabase, testServer, type TestDatabase } from '../../support/test-database';

jest.setTimeout(60_000);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The race that loses an update: a fact arrives while a worker is just judging the day that it touches. */
describe('a mark that is set while a worker holds it', () => {
  let place: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    place = await createTestDatabase();
    database = await Database.open(place.url);
  });
  afterEach(async () => {
    await database.close();
    await place.drop();
  });

  const punch = (wallClock: string) => ({ terminal: 'T1', pin: '7', wallClock, state: 0, verify: 1, workCode: null, zone: 'Asia/Jakarta', punchedAt: 1, receivedAt: 1, source: 'push' as const });
  const append = (wallClock: string) => new PunchLedger(database).append({ punches: [punch(wallClock)], quarantined: [], rejected: [] });
  const count = async (table: string): Promise<number> => Number((await database.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n);

  it('is counted for Prometheus, also while nobody knows whose it is', async () => {
    const metrics = new Metrics();
    metrics.watchDirtyDays(() => countWaitingDays(database));
    const read = (): Promise<string> => metrics.registry.getSingleMetricAsString('hadir_dirty_days');
    expect(await read()).toMatch(/^hadir_dirty_days 0$/m);
    await append('2026-11-23 07:20:00');
    await database.transaction((tx) => markDirty(tx, [{ employeeId: 'e1', workDate: '2026-11-23' }, { employeeId: 'e1', workDate: '2026-11-24' }], 1));
    expect(await read()).toMatch(/^hadir_dirty_days 3$/m);
  });

  it('stands again after the worker has committed: touched days', async () => {
    await append('2026-11-23 07:20:00');
    let arriving: Promise<unknown> = Promise.resolve();
    await database.transaction(async (tx) => {
      expect(await takeTouchedDays(tx, 10)).toHaveLength(1);
      arriving = append('2026-11-23 16:00:00');
      await pause(300);
    });
    await arriving;
    expect(await count('punch')).toBe(2);
    expect(await count('touched_day')).toBe(1);
  });

  it('stands again after the worker has committed: dirty days', async () => {
    const day = { employeeId: 'e1', workDate: '2026-11-23' };
    await database.transaction((tx) => markDirty(tx, [day], 1));
    let arriving: Promise<unknown> = Promise.resolve();
    await database.transaction(async (tx) => {
      expect(await takeDirtyDays(tx, 10)).toEqual([day]);
      arriving = database.transaction((other) => markDirty(other, [day], 2));
      await pause(300);
    });
    await arriving;
    expect(await count('dirty_day')).toBe(1);
  });

  it('is given back when the worker fails', async () => {
    await database.transaction((tx) => markDirty(tx, [{ employeeId: 'e1', workDate: '2026-11-23' }], 1));
    const failing = database.transaction(async (tx) => {
      await takeDirtyDays(tx, 10);
      throw new Error('the worker fell over');
    });
    await expect(failing).rejects.toThrow('fell over');
    expect(await count('dirty_day')).toBe(1);
  });

  // SQLite has one writer at a time; there is nobody to share with.
  if (testServer) it('is left to the worker that holds it, while another takes the others', async () => {
    const days = ['2026-11-23', '2026-11-24'].map((workDate) => ({ employeeId: 'e1', workDate }));
    await database.transaction((tx) => markDirty(tx, days, 1));
    await database.transaction(async (tx) => {
      expect(await takeDirtyDays(tx, 1)).toEqual([days[0]]);
      expect(await database.transaction((other) => takeDirtyDays(other, 10))).toEqual([days[1]]);
    });
  });
});
