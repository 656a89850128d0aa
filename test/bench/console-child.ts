import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What the officers are told to do: all at once, each asking for the next path as soon as an answer has come and a pause has passed. */
export interface OfficersOrder {
  readonly url: string;
  /** One session for each officer. */
  readonly cookies: readonly string[];
  /** The person of each session, for `{me}` in a path. */
  readonly people: readonly string[];
  /** Each officer begins elsewhere in the list. */
  readonly paths: readonly string[];
  readonly seconds: number;
  readonly pauseMs: number;
}

/** What they saw: milliseconds of each answer, how long it took together, bytes of all bodies, and how often each status came. */
export interface OfficersReport {
  readonly milliseconds: readonly number[];
  readonly seconds: number;
  readonly bytes: number;
  readonly statuses: Readonly<Record<string, number>>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 128 });

function get(url: string, cookie: string): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { Cookie: cookie } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function visit({ url, cookies, people, paths, seconds, pauseMs }: OfficersOrder): Promise<OfficersReport> {
  const milliseconds: number[] = [];
  const statuses: Record<string, number> = {};
  let bytes = 0;
  const started = performance.now();
  const until = started + seconds * 1000;
  const officer = async (cookie: string, number: number): Promise<void> => {
    if (pauseMs > 0) await wait((pauseMs * number) / cookies.length);
    for (let step = Math.floor((number * paths.length) / cookies.length); performance.now() < until; step++) {
      const asked = performance.now();
      const answer = await get(`${url}${(paths[step % paths.length] ?? '').replaceAll('{me}', people[number] ?? '')}`, cookie);
      milliseconds.push(performance.now() - asked);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      bytes += answer.bytes;
      if (pauseMs > 0) await wait(pauseMs);
    }
  };
  await Promise.all(cookies.map(officer));
  return { milliseconds, statuses, bytes, seconds: (performance.now() - started) / 1000 };
}

process.on('message', (order: OfficersOrder) => {
  visit(order).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
