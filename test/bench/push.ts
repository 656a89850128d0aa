import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { AppModule } from '../../src/app.module';
import { createPushListener, type PushListener } from '../../src/intake/push/push-listener';
import { type PushHandler } from '../../src/intake/push/push-handler';
import { PushIntake } from '../../src/intake/push/push-intake';
import { Clock } from '../../src/platform/clock';
import { readConfig } from '../../src/platform/config';
import { Database, type SqlValue } from '../../src/platform/database/database';
import { benchPlaces, timed, whole } from './measure';
import { type SendOrder, type SendReport } from './push-child';

const child = join(__dirname, 'push-child.js');
const serials = 50;
const idleTerminals = 2000;
const idleSeconds = 20;
/** Posts of each serial number, by lines in a post. */
const loads = [
  { lines: 1, posts: 100 },
  { lines: 10, posts: 40 },
  { lines: 100, posts: 20 },
] as const;

async function inChild<T>(role: string, order: object): Promise<T> {
  const process = fork(child, [role, JSON.stringify(order)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [said] = (await once(process, 'message')) as [T];
  return said;
}

const listening = async (handler: PushHandler): Promise<{ listener: PushListener; port: number }> => {
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

/** Punches a second from 50 pushing terminals, beside the listener without storage and the bare insert rate; then 2,000 idle terminals. */
export async function benchPush(): Promise<void> {
  for (const { name, place } of await benchPlaces()) {
    const database = await Database.open(place.url);
    const config = { ...readConfig({ DATABASE_URL: place.url, LOG_LEVEL: 'silent' }), role: 'cli' as const };
    const app = await NestFactory.createApplicationContext(AppModule.of(config, database, new Clock()), { logger: false, abortOnError: false });
    try {
      await register(database);
      await measure(name, app, database);
    } finally {
      await app.close();
      await place.drop();
    }
  }
}

async function register(database: Database): Promise<void> {
  const columns = ['serial', 'name', 'zone', 'status', 'speaks', 'profile', 'accept_from_date', 'approved_at', 'first_seen_at', 'settings'];
  const rows = Array.from({ length: idleTerminals }, (_, n): SqlValue[] => [`BENCH${n}`, `BENCH${n}`, 'Asia/Jakarta', 'approved', 'push', 'zkteco-att-push', '2020-01-01', 0, 0, '{}']);
  await database.transaction((tx) => tx.insert('terminal', columns, rows));
}

async function measure(name: string, app: INestApplicationContext, database: Database): Promise<void> {
  const [ours, bare] = [await listening(app.get(PushIntake)), await listening(parseOnly)];
  console.log(`\n${name}: ${serials} terminals push at once`);
  for (const [run, { lines, posts }] of loads.entries()) {
    const order: SendOrder = { port: ours.port, serials, posts, lines, run: run * 10 };
    // Once unmeasured, so that both run warm.
    await inChild<SendReport>('send', { ...order, port: bare.port, posts: 10 });
    await inChild<SendReport>('send', { ...order, run: run * 10 + 5, posts: 10 });
    const parsed = await inChild<SendReport>('send', { ...order, port: bare.port });
    const stored = await inChild<SendReport>('send', order);
    const rows = serials * posts * lines;
    const inserted = await timed(() => bareInsert(database, rows, run));
    const [requests, parseRate, bareRate] = [(serials * posts) / stored.seconds, (serials * posts) / parsed.seconds, rows / inserted.seconds];
    console.log(`  ${String(lines).padStart(3)} lines a post: ${whole(requests * lines).padStart(8)} punches/s stored, p50 ${stored.p50Ms.toFixed(1)} ms, p99 ${stored.p99Ms.toFixed(1)} ms; ${whole(requests)} requests/s = ${(requests / parseRate).toFixed(2)} of parse-only (${whole(parseRate)}/s), ${((requests * lines) / bareRate).toFixed(2)} of bare inserts (${whole(bareRate)} rows/s)${stored.refused > 0 ? `, ${stored.refused} REFUSED` : ''}`);
  }
  console.log('  aims: 1 line at least 0.60 of parse-only, 100 lines at least 0.50 of bare inserts');
  await bare.listener.close(500);
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  const { answered } = await inChild<{ answered: number }>('idle', { port: ours.port, terminals: idleTerminals, seconds: idleSeconds });
  const used = process.cpuUsage(cpu);
  const share = (used.user + used.system) / 1000 / (performance.now() - started);
  console.log(`  ${whole(idleTerminals)} idle terminals asking every 10 s: ${whole(answered)} answers, ${(share * 100).toFixed(1)} % of one core, ${whole(process.memoryUsage.rss() / 1_048_576)} MB`);
  await ours.listener.close(500);
}

const punchColumns = ['terminal', 'wall_clock', 'pin', 'state', 'verify', 'work_code', 'zone', 'punched_at', 'received_at', 'source'];

/** The floor under the figure: rows that are ready, five hundred in a statement and a thousand in a transaction. */
async function bareInsert(database: Database, count: number, run: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, n): SqlValue[] => [`BARE${run}-${n % serials}`, new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString().slice(0, 19).replace('T', ' '), String(n % 100), 0, 1, null, 'Asia/Jakarta', n, 0, 'push']);
  for (let start = 0; start < rows.length; start += 1000) await database.transaction((tx) => tx.insert('punch', punchColumns, rows.slice(start, start + 1000)));
}
