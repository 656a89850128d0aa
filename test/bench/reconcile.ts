import { spawnSync } from 'node:child_process';
import { attendanceDayColumns } from '../../src/attendance/attendance-day-store';
import { punchesOfPins } from '../../src/ledger/punch-reader';
import { GroupAppend } from '../../src/ledger/group-append';
import { Database, type SqlValue } from '../../src/platform/database/database';
import { Rebuild } from '../../src/recompute/rebuild';
import { Recompute } from '../../src/recompute/recompute';
import { addDays } from '../../src/core/time/calendar';
import { wallToInstant } from '../../src/core/time/zone';
import { benchEngine } from './engine-core';
import { benchPlace, benchPlaceNames, benchService, median, timed, watchMemory, whole } from './measure';
import { type CitySize, fillCity } from './synthetic-city';

const from = '2026-10-01';
const sizes: readonly CitySize[] = [
  { employees: 1_000, from, days: 31 },
  { employees: 10_000, from, days: 31 },
  { employees: 100_000, from, days: 1 },
];
const lateFacts = 41;

/**
 * A night's run over a city, beside the bare cost of reading the same punches and writing the same rows without judging; and one late punch.
 * Each size runs in a process of its own, so that its peak of memory is its own.
 * @param options `only` = 'employees:days:place' runs one of them in this process
 */
export async function benchReconcile(options: ReadonlyMap<string, string>): Promise<void> {
  const only = options.get('only')?.split(':');
  if (only) {
    await measureOne({ employees: Number(only[0]), from, days: Number(only[1]) }, only[2] ?? '');
    return;
  }
  const engine = benchEngine();
  console.log(`Pure engine: ${whole(engine.employeeDaysPerSecond)} employee-days/s on one core (aim: at least 100,000)`);
  for (const size of sizes) for (const name of await benchPlaceNames()) runAlone(`${size.employees}:${size.days}:${name}`);
}

function runAlone(what: string): void {
  const done = spawnSync(process.execPath, [...process.execArgv, process.argv[1] ?? '', 'reconcile', `--only=${what}`], { stdio: 'inherit' });
  if (done.status !== 0) throw new Error(`the measurement of ${what} failed`);
}

async function measureOne(size: CitySize, placeName: string): Promise<void> {
  const place = await benchPlace(placeName);
  const database = await Database.open(place.url);
  const app = await benchService(database, place.url);
  try {
    await measure(placeName, size, database, app);
  } finally {
    await app.close();
    await place.drop();
  }
}

async function measure(name: string, size: CitySize, database: Database, app: Awaited<ReturnType<typeof benchService>>): Promise<void> {
  const punches = await fillCity(database, size);
  const to = addDays(from, size.days - 1);
  const stopWatching = watchMemory();
  const run = await timed(() => app.get(Rebuild).run({ from, to }));
  const { peakMegabytes } = stopWatching();
  const bare = await timed(() => bareCost(database, size, to));
  console.log(`\n${name}: ${whole(size.employees)} people x ${size.days} days, ${whole(punches)} punches`);
  console.log(`  end to end ${whole(run.result.days / run.seconds)} employee-days/s (${run.seconds.toFixed(1)} s for ${whole(run.result.days)} days, from punches to cases)`);
  console.log(`  bare       ${whole(run.result.days / bare.seconds)} employee-days/s (${bare.seconds.toFixed(1)} s: the same punches read, the same rows written, nothing judged)`);
  console.log(`  ratio      ${(run.seconds / bare.seconds).toFixed(2)} times the bare time (aim: at most 2)`);
  console.log(`  memory     ${peakMegabytes} MB at its peak (aim: under 400)`);
  if (size.employees >= 5_000 && size.days > 14) console.log(`  one late punch: median ${(await onePunch(app, size)).toFixed(1)} ms from its commit to the judged day (aim: under 10)`);
}

/** The same punches by the same index, and the same rows in the same statements into a table of the same shape. */
async function bareCost(database: Database, size: CitySize, to: string): Promise<void> {
  const copy = database.dialect === 'sqlite' ? 'CREATE TABLE bare_day AS SELECT * FROM attendance_day WHERE 0' : 'CREATE TABLE bare_day LIKE attendance_day';
  await database.transaction((tx) => tx.execute(copy));
  if (database.dialect === 'sqlite') {
    await database.transaction((tx) => tx.execute('CREATE UNIQUE INDEX uq_bare_day ON bare_day (employee_id, work_date, shift_no)'));
    await database.transaction((tx) => tx.execute('CREATE INDEX ix_bare_day ON bare_day (work_date, unit_id, status)'));
    await database.transaction((tx) => tx.execute('CREATE INDEX ix_bare_unsettled ON bare_day (settled, closes_at)'));
  }
  const [fromAt, toAt] = [wallToInstant('UTC', `${addDays(from, -3)} 00:00:00`), wallToInstant('UTC', `${addDays(to, 4)} 00:00:00`)];
  const batch = 500;
  for (let start = 0; start < size.employees; start += batch) {
    const indexes = Array.from({ length: Math.min(batch, size.employees - start) }, (_, offset) => start + offset);
    const rows = await rowsOf(database, indexes);
    await database.transaction(async (tx) => {
      await punchesOfPins(tx, indexes.map((index) => String(100_000 + index)), fromAt, toAt);
      await tx.insert('bare_day', attendanceDayColumns, rows);
    });
  }
}

/** The rows to copy; reading them is no part of the bare cost, but cheap enough beside writing to let it count in the bare run's favour. */
async function rowsOf(database: Database, indexes: readonly number[]): Promise<SqlValue[][]> {
  const ids = indexes.map((index) => `e${String(index).padStart(7, '0')}`);
  const rows = await database.query<Record<string, SqlValue>>(`SELECT * FROM attendance_day WHERE employee_id >= ? AND employee_id <= ?`, [ids[0] ?? '', ids.at(-1) ?? '']);
  return rows.map((row) => attendanceDayColumns.map((column) => row[column] ?? null));
}

async function onePunch(app: Awaited<ReturnType<typeof benchService>>, size: CitySize): Promise<number> {
  const [recompute, ledger] = [app.get(Recompute), app.get(GroupAppend)];
  await recompute.drain();
  const times: number[] = [];
  for (let index = 0; index < lateFacts; index += 1) {
    const pin = String(100_000 + ((index * 97) % size.employees));
    const wallClock = '2026-10-14 17:45:13';
    const punch = { terminal: 'T1', pin, wallClock, state: 1, verify: 1, workCode: null, zone: 'Asia/Jakarta', punchedAt: wallToInstant('Asia/Jakarta', wallClock), receivedAt: 0, source: 'push' as const };
    await ledger.append({ punches: [punch], quarantined: [], rejected: [] });
    times.push((await timed(() => recompute.drain())).seconds * 1000);
  }
  return median(times);
}
