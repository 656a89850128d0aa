import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What the load generator is told to do. */
export type LoadOrder =
  | { readonly kind: 'read'; readonly url: string; readonly perSecond: number; readonly seconds: number }
  | { readonly kind: 'flood'; readonly url: string; readonly ratings: number; readonly atOnce: number };

/** What it saw: milliseconds of each answer, and how often each status came. */
export interface LoadReport {
  readonly milliseconds: readonly number[];
  readonly statuses: Readonly<Record<string, number>>;
  readonly seconds: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

interface Seen {
  readonly status: number;
  readonly body: string;
}

function send(url: string, method: 'GET' | 'POST', from: string, body = ''): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const headers = { 'X-Forwarded-For': from, ...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) } : {}) };
    const sent = request(url, { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', reject);
    });
    // A connection that is closed under the next request is sent again, as browsers do.
    sent.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? void send(url, method, from, body).then(resolve, reject) : reject(error)));
    sent.end(body);
  });
}

/** Asks at a steady pace, whether or not earlier answers have come: a slow server must not slow its judges. */
async function read(order: Extract<LoadOrder, { kind: 'read' }>): Promise<LoadReport> {
  const milliseconds: number[] = [];
  const statuses: Record<string, number> = {};
  const started = performance.now();
  const open: Promise<void>[] = [];
  for (let count = 0; count < order.perSecond * order.seconds; count++) {
    const due = started + (count * 1000) / order.perSecond;
    if (due > performance.now()) await wait(due - performance.now());
    open.push(
      send(order.url, 'GET', `192.0.2.${count % 250}`).then(({ status }) => {
        milliseconds.push(Math.max(0, performance.now() - due));
        statuses[status] = (statuses[status] ?? 0) + 1;
      }),
    );
  }
  await Promise.all(open);
  return { milliseconds, statuses, seconds: (performance.now() - started) / 1000 };
}

/** An address of a hostile client: every one sends from a few thousand. */
const hostile = (index: number): string => `10.${index % 200}.${(index >> 8) % 250}.${index % 250}`;

/** Hostile clients who know the form: a quarter replays, a quarter from one address, half from an address each; all of them waited long enough to look human. */
async function flood(order: Extract<LoadOrder, { kind: 'flood' }>): Promise<LoadReport> {
  const tokenIn = ({ body }: Seen): string => /name="form" value="([^"]+)"/.exec(body)?.[1] ?? '';
  const forms: string[] = [];
  await inParallel(order.ratings, 16, async (index) => void (forms[index] = tokenIn(await send(order.url, 'GET', hostile(index)))));
  if (forms.filter(Boolean).length < order.ratings) throw new Error('the flood was handed too few forms');
  process.send?.('ready');
  await wait(10_000);
  const bad = Array.from({ length: 9 }, (_, index) => `e${index + 1}=1`).join('&');
  const milliseconds: number[] = [];
  const statuses: Record<string, number> = {};
  const started = performance.now();
  await inParallel(order.ratings, order.atOnce, async (index) => {
    const kind = index % 4;
    const form = kind === 0 ? forms[0] : forms[index];
    const sent = performance.now();
    const { status } = await send(order.url, 'POST', kind === 1 ? '198.51.100.1' : hostile(index), `form=${encodeURIComponent(form ?? '')}&quick=1&${bad}`);
    milliseconds.push(performance.now() - sent);
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  return { milliseconds, statuses, seconds: (performance.now() - started) / 1000 };
}

async function inParallel(count: number, atOnce: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function main(): Promise<void> {
  const order = JSON.parse(process.argv[2] ?? '') as LoadOrder;
  process.send?.(await (order.kind === 'read' ? read(order) : flood(order)));
  process.exit(0);
}

void main();
