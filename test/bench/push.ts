import { type INestApplicationContext } from '@nestjs/common';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createPushListener, type PushListener } from '../../src/intake/push/push-listener';
import { type PushHandler } from '../../src/intake/push/push-handler';
import { PushIntake } from '../../src/intake/push/push-intake';
import { Database, type SqlValue } from '../../src/platform/database/database';
import { benchPlaces, benchService, median, timed, watchMemory, whole } from './measure';
import { type SendOrder, type SendReport } from './push-child';

const child = join(__dirname, 'push-child.js');
const serials = 50;
const idleTerminals = 2000;
const idleSeconds = 20;
/** Posts of each serial number in a round, by lines in a post. */
const loads = [
  { lines: 1, posts: 100 },
  { lines: 10, posts: 40 },
  { lines: 100, posts: 20 },
] as const;

/** Which of it is measured, and how often. */
interface Choice {
  readonly rounds: number;
  readonly lines: readonly number[];
  readonly database: string;
  readonly idle: boolean;
}

async function inChild<T>(role: string, order: object): Promise<T> {
  const process = fork(child, [role, JSON.stringify(order)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [said] = (await once(process, 'message')) as [T];
  return said;
}

interface Listening {
  readonly listener: PushListener;
  readonly port: number;
}

const listening = async (handler: PushHandler): Promise<Listening> => {
  const listener = createPushListener(handler, { now: Date.now, log: () => undefined, perAddress: null, perSerial: null });
  return { listener, port: (await listener.listen(0, '127.0.0.1')).port };
};

/** The same front with nothing behind it: how many requests it can read and answer at all. */
const parseOnly: PushHandler = {
  admit: () => Promise.resolve({ admitted: true }),
  handshake: () => Promise.resolve({ offsetMinutes: 420, timeZoneForm: 'auto' }),
  accessHandshake: () => Promise.resolve('register-first'),
  register: () => Promise.resolve('refused'),
  upload: (_device, upload) => Promise.resolve({ kept: upload.lines.length + upload.rejected.length }),
  queryData: (_device, _packet, upload) => Promise.resolve({ kept: upload.lines.length + upload.rejected.length }),
  commandsFor: () => Promise.resolve([]),
  commandsOffered: () => Promise.resolve(),
  commandResults: () => Promise.resolve(),
  serverTime: () => Promise.resolve({ at: Date.now(), offsetMinutes: 420 }),
  heard: () => Promise.resolve(),
};

/**
 * Punches a second from 50 pushing terminals, beside the listener without storage and the bare insert rate; then 2,000 idle terminals.
 * `rounds` (5), `lines` (1,10,100), `database` (a part of its name) and `idle=no` choose less or more of it.
 */
export async function benchPush(options: ReadonlyMap<string, string> = new Map()): Promise<void> {
  const choice: Choice = {
    rounds: Number(options.get('rounds') ?? 5),
    lines: (options.get('lines') ?? '1,10,100').split(',').map(Number),
    database: options.get('database') ?? '',
    idle: options.get('idle') !== 'no',
  };
  for (const { name, place } of await benchPlaces()) {
    if (name.toLowerCase().includes(choice.database.toLowerCase())) {
      const database = await Database.open(place.url);
      const app = await benchService(database, place.url);
      await register(database);
      await measure(name, app, database, choice).finally(() => app.close());
    }
    await place.drop();
  }
}

async function register(database: Database): Promise<void> {
  const columns = ['serial', 'name', 'zone', 'status', 'speaks', 'profile', 'accept_from_date', 'approved_at', 'first_seen_at', 'settings'];
  const rows = Array.from({ length: idleTerminals }, (_, n): SqlValue[] => [`BENCH${n}`, `BENCH${n}`, 'Asia/Jakarta', 'approved', 'push', 'zkteco-att-push', '2020-01-01', 0, 0, '{}']);
  await database.transaction((tx) => tx.insert('terminal', columns, rows));
}

async function measure(name: string, app: INestApplicationContext, database: Database, choice: Choice): Promise<void> {
  const [ours, bare] = [await listening(app.get(PushIntake)), await listening(parseOnly)];
  console.log(`\n${name}: ${serials} terminals push at once; the median of ${choice.rounds} rounds in which the three take turns (lowest to highest)`);
  for (const load of loads.filter(({ lines }) => choice.lines.includes(lines))) await measureLoad(database, ours, bare, load, choice.rounds);
  console.log('  aims: 1 line at least 0.60 of parse-only, 100 lines at least 0.50 of bare inserts');
  await bare.listener.close(500);
  if (choice.idle) await measureIdle(ours);
  await ours.listener.close(500);
}

/** What one round came to. */
interface Round {
  readonly stored: SendReport;
  /** Requests a second. */
  readonly storedRate: number;
  readonly parsedRate: number;
  /** CPU of the listening process for one request, in microseconds. */
  readonly storedCpu: number;
  readonly parsedCpu: number;
  /** Rows a second. */
  readonly bareRate: number;
}

type Load = (typeof loads)[number];
/** Rounds never send the same record twice. */
let runs = 0;

async function measureLoad(database: Database, ours: Listening, bare: Listening, { lines, posts }: Load, wanted: number): Promise<void> {
  const order = (port: number, most = posts): SendOrder => ({ port, serials, posts: most, lines, run: (runs += 1) });
  // Once unmeasured, so that all run warm.
  await inChild<SendReport>('send', order(bare.port));
  await inChild<SendReport>('send', order(ours.port));
  const rounds: Round[] = [];
  for (let each = 0; each < wanted; each += 1) {
    const parsed = await withCpu(order(bare.port));
    const stored = await withCpu(order(ours.port));
    const rows = serials * posts * lines;
    const inserted = await timed(() => bareInsert(database, rows, runs));
    rounds.push({ stored: stored.report, storedRate: stored.rate, storedCpu: stored.cpu, parsedRate: parsed.rate, parsedCpu: parsed.cpu, bareRate: rows / inserted.seconds });
  }
  print(lines, rounds);
}

/** Sends an order; the rate is that of requests, the CPU what this process spent on each. */
async function withCpu(order: SendOrder): Promise<{ report: SendReport; rate: number; cpu: number }> {
  const before = process.cpuUsage();
  const report = await inChild<SendReport>('send', order);
  const { user, system } = process.cpuUsage(before);
  const requests = order.serials * order.posts;
  return { report, rate: requests / report.seconds, cpu: (user + system) / requests };
}

function print(lines: number, rounds: readonly Round[]): void {
  const middle = (of: (round: Round) => number): number => median(rounds.map(of));
  const ratio = (of: (round: Round) => number): string => `${middle(of).toFixed(2)} (${Math.min(...rounds.map(of)).toFixed(2)} to ${Math.max(...rounds.map(of)).toFixed(2)})`;
  const refused = rounds.reduce((sum, { stored }) => sum + stored.refused, 0);
  console.log(`  ${lines} ${lines === 1 ? 'line' : 'lines'} a post: ${whole(middle((round) => round.storedRate * lines))} punches/s stored, p50 ${middle(({ stored }) => stored.p50Ms).toFixed(1)} ms, p99 ${middle(({ stored }) => stored.p99Ms).toFixed(1)} ms${refused > 0 ? `, ${refused} REFUSED` : ''}`);
  console.log(`    ${whole(middle((round) => round.storedRate))} requests/s = ${ratio((round) => round.storedRate / round.parsedRate)} of parse-only (${whole(middle((round) => round.parsedRate))}/s)`);
  console.log(`    ${ratio((round) => (round.storedRate * lines) / round.bareRate)} of bare inserts (${whole(middle((round) => round.bareRate))} rows/s)`);
  console.log(`    CPU of the service for a request: ${whole(middle((round) => round.storedCpu))} µs stored, ${whole(middle((round) => round.parsedCpu))} µs parse-only`);
}

async function measureIdle({ port }: Listening): Promise<void> {
  const [memory, cpu, started] = [watchMemory(), process.cpuUsage(), performance.now()];
  const before = process.memoryUsage.rss();
  const { answered } = await inChild<{ answered: number }>('idle', { port, terminals: idleTerminals, seconds: idleSeconds });
  const used = process.cpuUsage(cpu);
  const share = (used.user + used.system) / 1000 / (performance.now() - started);
  console.log(`  ${whole(idleTerminals)} idle terminals asking every 10 s: ${whole(answered)} answers, ${(share * 100).toFixed(1)} % of one core; the whole process has ${whole(memory().peakMegabytes)} MB at most, ${whole(before / 1_048_576)} MB before`);
}

const punchColumns = ['terminal', 'wall_clock', 'pin', 'state', 'verify', 'work_code', 'zone', 'punched_at', 'received_at', 'source'];

/** The floor under the figure: rows that are ready, five hundred in a statement and a thousand in a transaction. */
async function bareInsert(database: Database, count: number, run: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, n): SqlValue[] => [`BARE${run}-${n % serials}`, new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString().slice(0, 19).replace('T', ' '), String(n % 100), 0, 1, null, 'Asia/Jakarta', n, 0, 'push']);
  for (let start = 0; start < rows.length; start += 1000) await database.transaction((tx) => tx.insert('punch', punchColumns, rows.slice(start, start + 1000)));
}
