import { Agent, request } from 'node:http';

/** What a sender is to do: so many posts from each serial number, one after the other, all serial numbers at once. */
export interface SendOrder {
  readonly port: number;
  readonly serials: number;
  readonly posts: number;
  readonly lines: number;
  /** Tells the records of one run from those of another. */
  readonly run: number;
}

/** What came of it. */
export interface SendReport {
  readonly seconds: number;
  readonly refused: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const body = (serial: number, post: number, { lines, run }: SendOrder): string =>
  Array.from({ length: lines }, (_, line) => {
    const number = post * lines + line;
    const wallClock = new Date(Date.UTC(2026, 0, 1 + run) + number * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return `${1000 + (serial % 100)}\t${wallClock}\t0\t1\t0\t0\t0\n`;
  }).join('');

function post(agent: Agent, port: number, path: string, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers: { 'Content-Length': Buffer.byteLength(text) } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode === 200));
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

async function send(order: SendOrder): Promise<SendReport> {
  const times: number[] = [];
  let refused = 0;
  const agent = new Agent({ keepAlive: true, maxSockets: order.serials });
  const started = performance.now();
  await Promise.all(
    Array.from({ length: order.serials }, async (_, serial) => {
      for (let each = 0; each < order.posts; each += 1) {
        const at = performance.now();
        if (!(await post(agent, order.port, `/iclock/cdata?SN=BENCH${serial}&table=ATTLOG&Stamp=9999`, body(serial, each, order)))) refused += 1;
        times.push(performance.now() - at);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { seconds, refused, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** So many terminals that ask for commands every ten seconds and have nothing to say, as real ones do: a new connection each time. */
async function idle(port: number, terminals: number, seconds: number): Promise<number> {
  let answered = 0;
  const agent = new Agent({ keepAlive: false });
  const endAt = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: terminals }, async (_, terminal) => {
      await new Promise((resolve) => setTimeout(resolve, (terminal / terminals) * 10_000));
      while (performance.now() < endAt) {
        await new Promise<void>((resolve) => {
          const sent = request({ agent, host: '127.0.0.1', port, path: `/iclock/getrequest?SN=BENCH${terminal}` }, (answer) => {
            if (answer.statusCode === 200) answered += 1;
            answer.resume();
            answer.on('end', resolve);
          });
          sent.on('error', () => resolve());
          sent.end();
        });
        await new Promise((resolve) => setTimeout(resolve, 10_000));
      }
    }),
  );
  return answered;
}

const [role, argument = '{}'] = process.argv.slice(2);
if (role === 'send') void send(JSON.parse(argument) as SendOrder).then((report) => process.send?.(report, () => process.exit(0)));
if (role === 'idle') {
  const { port, terminals, seconds } = JSON.parse(argument) as { port: number; terminals: number; seconds: number };
  void idle(port, terminals, seconds).then((answered) => process.send?.({ answered }, () => process.exit(0)));
}
