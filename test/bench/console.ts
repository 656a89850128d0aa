import { type NestExpressApplication } from '@nestjs/platform-express';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createApp } from '../../src/app';
import { wallToInstant } from '../../src/core/time/zone';
import { GroupAppend } from '../../src/ledger/group-append';
import { type Role } from '../../src/platform/auth/permission';
import { RoleGrants } from '../../src/platform/auth/role-grants';
import { UserStore } from '../../src/platform/auth/user-store';
import { Clock } from '../../src/platform/clock';
import { readConfig } from '../../src/platform/config';
import { Database } from '../../src/platform/database/database';
import { Rebuild } from '../../src/recompute/rebuild';
import { Recompute } from '../../src/recompute/recompute';
import { type OfficersOrder, type OfficersReport } from './console-child';
import { cutPunches, fillModelFacts, fillTerminals } from './console-city';
import { cloneModels } from './console-clones';
import { cityToday, cityZone, type ConsoleCity, employeeIdOf, fillOffice, fillPeople, firstDateOf, pinOf, terminalOf, unitCount, unitIdOf, unitOf } from './console-people';
import { type Asked, asked, hasGoal, type Visitor } from './console-routes';
import { firstLoad } from './first-load';
import { benchPlace, benchPlaceNames, timed, whole } from './measure';

const officers = 20;
const goalMs = 150;
const scriptGoal = 350;
/** People whose days are really judged; everybody else has the rows of one of them. */
const mostModels = 400;
const password = 'kunci-kota-yang-panjang';

/** The real time of day, moved to a Tuesday morning: what is kept for some seconds grows old as it does in an office. */
class CityClock extends Clock {
  private readonly ahead = wallToInstant(cityZone, `${cityToday} 09:12:00`) - Date.now();

  override now(): number {
    return Date.now() + this.ahead;
  }
}

/**
 * What the console asks for, by 20 officers at once, over two years of a city of 10,000 on MySQL/MariaDB. They never rest between two questions, which
 * is more than twenty people can do; only the last line gives each page a second. Where all ask for the same page, the service reads it once for all of
 * them, so lists are also asked for with many different filters.
 * `--employees=1000 --months=6` makes a smaller city, `--seconds=2` looks shorter, `--only=today` asks for the routes whose name has the word,
 * `--pause=1000` lets each officer rest so many milliseconds between two questions. `--keep` leaves the city where it is and says where, and
 * `--on=ADDRESS` looks at one that was left.
 */
export async function benchConsole(options: ReadonlyMap<string, string>): Promise<void> {
  sayFirstLoad();
  if (!(await benchPlaceNames()).includes('MySQL/MariaDB')) return;
  const city = { employees: Number(options.get('employees') ?? 10_000), months: Number(options.get('months') ?? 24) };
  const left = options.get('on');
  const place = left === undefined ? await benchPlace('MySQL/MariaDB') : { url: left, drop: async () => undefined };
  const config = { ...readConfig({ DATABASE_URL: place.url, LOG_LEVEL: 'error' }), role: 'cli' as const };
  let app: NestExpressApplication | null = null;
  try {
    app = await createApp(config, new CityClock());
    await app.listen(0, '127.0.0.1');
    if (left === undefined) await fill(app, city);
    await measure(app, city, { seconds: Number(options.get('seconds') ?? 6), pauseMs: Number(options.get('pause') ?? 0), only: options.get('only') ?? '' });
  } finally {
    await app?.close();
    if (options.has('keep')) console.log(`left at ${place.url}`);
    else await place.drop();
  }
}

function sayFirstLoad(): void {
  const load = firstLoad();
  if (load === null) console.log('The console is not built here (node scripts/ready.mjs --console): its first load is not measured.');
  else console.log(`First load of the console: ${load.entryKilobytes.toFixed(1)} kB gzip of script, ${load.withTodayKilobytes.toFixed(1)} kB with the page of today (goal < ${scriptGoal})`);
  if (load && load.withTodayKilobytes >= scriptGoal) process.exitCode = 1;
}

async function fill(app: NestExpressApplication, city: ConsoleCity): Promise<void> {
  const database = app.get(Database);
  const models = Math.min(mostModels, city.employees);
  const now = app.get(Clock).now();
  const filled = await timed(async () => {
    await fillOffice(database);
    await fillPeople(database, 0, models);
    await fillTerminals(database, now);
    await fillModelFacts(database, city, models);
    await cutPunches(database, now);
    const judged = await timed(() => app.get(Rebuild).run({ from: firstDateOf(city), to: cityToday }));
    console.log(`  judged ${whole(judged.result.days)} days of ${whole(models)} people in ${judged.seconds.toFixed(0)} s`);
    await fillPeople(database, models, city.employees);
    await cloneModels(database, city, models);
    await database.transaction((tx) => tx.execute('DELETE FROM dirty_day'));
  });
  const [counts] = await database.query<Record<string, number>>('SELECT (SELECT COUNT(*) FROM attendance_day) AS days, (SELECT COUNT(*) FROM violation) AS violations, (SELECT COUNT(*) FROM discipline_case) AS cases');
  const [size] = await database.query<{ mb: number; pool: number }>('SELECT SUM(data_length + index_length) / 1048576 AS mb, @@innodb_buffer_pool_size / 1048576 AS pool FROM information_schema.tables WHERE table_schema = DATABASE()');
  console.log(`${whole(city.employees)} people, ${city.months} months: ${whole(Number(counts?.['days']))} days (free ones too), ${whole(Number(counts?.['violations']))} violations, ${whole(Number(counts?.['cases']))} cases; filled in ${filled.seconds.toFixed(0)} s`);
  console.log(`  ${whole(models)} people are judged by the engine from punches; the others have copies of their days under their own names, and no punches of their own`);
  console.log(`  ${whole(Number(size?.mb))} MB of tables and indexes, of which the server keeps ${whole(Number(size?.pool))} MB in memory`);
}

interface Watch {
  readonly seconds: number;
  readonly pauseMs: number;
  readonly only: string;
}

async function measure(app: NestExpressApplication, city: ConsoleCity, watch: Watch): Promise<void> {
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const sessions: Record<string, string[]> = {};
  for (const [visitor, role] of Object.entries(roleOf)) sessions[visitor] = await signIn(app, url, role);
  const child = fork(join(__dirname, 'console-child.js'));
  const stop = morning(app, city);
  console.log(`${officers} at once, ${watch.pauseMs === 0 ? 'never pausing' : `resting ${watch.pauseMs} ms between two questions`}, while two people a second clock in and are judged (service, database and officers share this machine):`);
  try {
    for (const one of asked(city)) {
      if (!one.name.includes(watch.only) && one.name !== 'baseline') continue;
      const order = { url, cookies: sessions[one.by] ?? [], people: Array.from({ length: officers }, (_, number) => personOf(number)), paths: one.paths, pauseMs: one.pauseMs ?? watch.pauseMs };
      await inChild(child, { ...order, seconds: 1 });
      // Those who rest ask little in a second: they are watched for longer.
      say(one, await inChild(child, { ...order, seconds: order.pauseMs > 0 ? 3 * watch.seconds : watch.seconds }));
    }
  } finally {
    await stop();
    child.kill();
  }
}

async function inChild(child: ChildProcess, order: OfficersOrder): Promise<OfficersReport> {
  child.send(order);
  return ((await once(child, 'message')) as [OfficersReport])[0];
}

function say(one: Asked, { milliseconds, seconds, bytes, statuses }: OfficersReport): void {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(0).padStart(5);
  const late = Number(at(0.95)) >= goalMs;
  if (late && hasGoal(one)) process.exitCode = 1;
  const bad = Object.entries(statuses).filter(([status]) => status !== '200');
  if (bad.length > 0) throw new Error(`${one.name} was answered with ${JSON.stringify(statuses)}`);
  console.log(`  ${`${one.name} (${one.by})`.padEnd(52)} p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)} ms  ${whole(sorted.length / seconds).padStart(5)}/s  ${whole(bytes / sorted.length / 1024).padStart(4)} kB${hasGoal(one) ? `  goal < ${goalMs}` : ''}${late ? `: over ${goalMs}` : ''}`);
}

const roleOf: Readonly<Record<Visitor, Role>> = { officer: 'hr-officer', head: 'head-of-unit', employee: 'employee', administrator: 'administrator' };
/** The person behind each user but officers and administrators, one of each of twenty units. */
const personOf = (number: number): string => employeeIdOf(number + 10 * unitCount);

/** Twenty users of a role, each signed in by the door: officers of the whole city, a head of each of twenty units, or twenty people. */
async function signIn(app: NestExpressApplication, url: string, role: Role): Promise<string[]> {
  const cookies: string[] = [];
  for (let number = 0; number < officers; number++) {
    const username = `${role}-${number}`;
    if (!(await app.get(UserStore).named(username))) await makeUser(app, username, role, number);
    const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password }) });
    if (!answer.ok) throw new Error(`${username} could not sign in: ${answer.status} ${await answer.text()}`);
    cookies.push(answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '));
  }
  return cookies;
}

async function makeUser(app: NestExpressApplication, username: string, role: Role, number: number): Promise<void> {
  const person = role === 'head-of-unit' || role === 'employee' ? { employeeId: personOf(number) } : {};
  const user = await app.get(UserStore).create({ username, name: username, password, mustChangePassword: false, ...person }, 'bench');
  await app.get(RoleGrants).grant({ holderId: user.id, role, unitId: role === 'head-of-unit' ? unitIdOf(number) : null, fromDate: '2020-01-01', toDate: null }, 'bench');
}

/** A morning goes on meanwhile: somebody clocks in twice a second, and the day is judged as the worker does it. */
function morning(app: NestExpressApplication, city: ConsoleCity): () => Promise<void> {
  let [count, busy, over] = [0, Promise.resolve(), false];
  const arrive = async (): Promise<void> => {
    const at = app.get(Clock).now();
    const index = (count++ * 7 + 2) % city.employees;
    const wallClock = new Date(at + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const punch = { terminal: terminalOf(unitOf(index)), pin: pinOf(index), wallClock, state: 255, verify: 1, workCode: null, zone: cityZone, punchedAt: at, receivedAt: at, source: 'push' as const };
    await app.get(GroupAppend).append({ punches: [punch], quarantined: [], rejected: [] });
    await app.get(Recompute).drain();
  };
  const timer = setInterval(() => {
    busy = busy.then(() => (over ? undefined : arrive()));
  }, 500);
  return async () => {
    over = true;
    clearInterval(timer);
    await busy;
  };
}
