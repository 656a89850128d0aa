import { type NestExpressApplication } from '@nestjs/platform-express';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createApp, listenOn } from '../../src/app';
import { TokenStore } from '../../src/platform/auth/token-store';
import { readConfig } from '../../src/platform/config';
import { Database, type SqlValue } from '../../src/platform/database/database';
import { benchPlaces, whole } from './measure';
import { type LoadOrder, type LoadReport } from './public-child';

const ratings = 10_000;
const perSecond = 200;
const goalMs = 100;

interface Figures {
  readonly respondents: number;
  readonly ikm: number | null;
  readonly leftOut: readonly { flag: string; count: number }[];
}

/** The public form under load and under attack: its p95 at 200 requests a second, alone and during a flood of 10,000 hostile ratings; and whether the index holds. */
export async function benchPublic(options: ReadonlyMap<string, string>): Promise<void> {
  await measureBare();
  for (const { name, place } of await benchPlaces()) {
    if (options.has('only') && !name.toLowerCase().includes(options.get('only') ?? '')) {
      await place.drop();
      continue;
    }
    const config = { ...readConfig({ DATABASE_URL: place.url, LOG_LEVEL: 'silent' }), role: 'cli' as const };
    const app = await createApp(config);
    try {
      await listenOn(app, 0, '127.0.0.1');
      await measure(name, app);
    } finally {
      await app.close();
      await place.drop();
    }
  }
}

async function measure(name: string, app: NestExpressApplication): Promise<void> {
  console.log(`\n${name}: the public form`);
  const call = await officerOf(app);
  const { code, id } = await prepare(app, call);
  const url = `${await app.getUrl()}/suara/${code}`;
  await inChild({ kind: 'read', url, perSecond, seconds: 2 });
  say('alone', await inChild({ kind: 'read', url, perSecond, seconds: 8 }));
  const before = await call<Figures>('GET', 'satisfaction?service=BENCH');
  const flood = start({ kind: 'flood', url, ratings, atOnce: 256 });
  await flood.said;
  // It has its forms and looks at them for ten seconds, so that reading and the honest are there when it breaks.
  await new Promise((resolve) => setTimeout(resolve, 9_000));
  const cpuBefore = process.cpuUsage();
  const [attack, during, honest] = await Promise.all([flood.done(), inChild({ kind: 'read', url, perSecond, seconds: 8 }), byTicket(app, call, code, 20)]);
  const { user, system } = process.cpuUsage(cpuBefore);
  say('during the flood', during);
  // Steadier than any waiting time on a machine that others use, too.
  console.log(`  the service took ${((user + system) / 1e6).toFixed(1)} s of processor time for all of it`);
  console.log(`  ${whole(ratings)} hostile ratings in ${attack.seconds.toFixed(1)} s: ${JSON.stringify(attack.statuses)} (303 = taken or known, 429 = turned away)`);
  const after = await call<Figures>('GET', 'satisfaction?service=BENCH');
  const [kept] = await app.get(Database).query<{ kept: number }>('SELECT COUNT(*) AS kept FROM rating WHERE service_id = ?', [id]);
  console.log(`  IKM ${before.ikm} of ${before.respondents} before, ${after.ikm} of ${after.respondents} after (${honest} by ticket meanwhile); ${whole(Number(kept?.kept))} kept, left out: ${after.leftOut.map(({ flag, count }) => `${flag} ${whole(count)}`).join(', ')}`);
  if (after.ikm !== before.ikm || after.respondents !== before.respondents + honest) throw new Error('the flood has moved the index');
}

/** The baseline: a bare node:http server that answers a page of the same size, under the same flood from the same clients. */
async function measureBare(): Promise<void> {
  console.log('bare node:http');
  const page = `<input name="form" value="x">${'x'.repeat(10_500)}`;
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end(page));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const flood = start({ kind: 'flood', url, ratings, atOnce: 256 });
  await flood.said;
  await new Promise((resolve) => setTimeout(resolve, 9_000));
  const [attack, during] = await Promise.all([flood.done(), inChild({ kind: 'read', url, perSecond, seconds: 8 })]);
  say(`during a flood of ${whole(ratings)} posts in ${attack.seconds.toFixed(1)} s`, during);
  server.closeAllConnections();
  server.close();
}

type Call = <T>(method: string, path: string, body?: object) => Promise<T>;

async function officerOf(app: NestExpressApplication): Promise<Call> {
  const { secret } = await app.get(TokenStore).create('bench', 'admin', 1);
  const url = await app.getUrl();
  return async <T>(method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}/api/v1/${path}`, { method, headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}

/** A service with 300 honest ratings of the days before, ten an hour. */
async function prepare(app: NestExpressApplication, call: Call): Promise<{ code: string; id: string }> {
  const text = { id: 'Layanan', en: 'Service' };
  await call('POST', 'units', { code: 'BENCH', name: 'Bench' });
  await call('POST', 'services', { code: 'BENCH', unit: 'BENCH', fromDate: '2020-01-01', name: text, promise: { amount: 8, unit: 'working-hour' }, requirements: [text], steps: [] });
  const { code } = await call<{ code: string }>('POST', 'service-points', { service: 'BENCH' });
  const database = app.get(Database);
  const [row] = await database.query<{ id: string }>(`SELECT id FROM service WHERE code = 'BENCH'`);
  const id = row?.id ?? '';
  const columns = ['id', 'once_key', 'point_code', 'service_id', 'channel', 'quick', 'elements', 'remark', 'language', 'address_key', 'form_seconds', 'trapped', 'given_at'];
  const rows = Array.from({ length: 300 }, (_, n): SqlValue[] => [`h${n}`, `h${n}`, code, id, 'open', 4, '333333333', null, 'id', `h${n}`, 40, 0, Date.now() - 86_400_000 - Math.floor(n / 10) * 3_600_000]);
  await database.transaction((tx) => tx.insert('rating', columns, rows));
  return { code, id };
}

/** Citizens with a ticket's link, who answer while the flood is under way. */
async function byTicket(app: NestExpressApplication, call: Call, code: string, count: number): Promise<number> {
  const fields = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`e${index + 1}`, '3']));
  const base = await app.getUrl();
  let taken = 0;
  for (let ticket = 0; ticket < count; ticket++) {
    const { url } = await call<{ url: string }>('POST', `service-points/${code}/rating-links`, { ticket: `T${ticket}` });
    const answer = await fetch(`${base}${new URL(url).pathname}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: { 'X-Forwarded-For': `203.0.113.${ticket}` } });
    if (answer.status === 303) taken += 1;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return taken;
}

function start(order: LoadOrder): { readonly said: Promise<unknown[]>; done(): Promise<LoadReport> } {
  const child = fork(join(__dirname, 'public-child.js'), [JSON.stringify(order)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return { said: once(child, 'message'), done: async () => ((await once(child, 'message')) as [LoadReport])[0] };
}

const inChild = (order: LoadOrder): Promise<LoadReport> => start(order).done();

function say(when: string, { milliseconds, statuses }: LoadReport): void {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  console.log(`  ${when}: ${whole(sorted.length)} forms at ${perSecond}/s, p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms (goal < ${goalMs}), p99 ${at(0.99).toFixed(1)} ms, ${JSON.stringify(statuses)}`);
}
