import { requestBytes, sendRaw } from '../../../devices/simulators/push/raw-http';
import { closeFronts, exchange, startFront } from './front';

/** Seconds of fuzzing; `FUZZ_SECONDS=60` in CI. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? '4');

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const TARGETS = [
  '/iclock/cdata?SN=SIM1&table=ATTLOG',
  '/iclock/cdata?SN=SIM1&table=OPERLOG',
  '/iclock/devicecmd?SN=SIM1',
  '/iclock/registry?SN=A',
].concat([
  '/iclock/querydata?SN=SIM1&cmdid=1&tablename=transaction',
  '/iclock/cdata?SN=SIM1&table=BIODATA&ContentType=tgz',
  '//iclock//push?SN=A',
]);
const BODY = Buffer.from(
  '1001\t2026-03-02 07:58:11\t0\t1\t0\t0\t0\nOPLOG 4\t0\t2026-03-02 08:00:00\t0\nID=1&Return=0&CMD=INFO\n',
);

function mutated(bytes: Buffer, next: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const changes = Math.floor(next() * 6);
  for (let change = 0; change < changes; change += 1) copy[Math.floor(next() * copy.length)] = Math.floor(next() * 256);
  const cut = next() < 0.3 ? Math.floor(next() * copy.length) : copy.length;
  const doubled = next() < 0.2 ? copy.subarray(Math.floor(next() * copy.length)) : Buffer.alloc(0);
  return Buffer.concat([copy.subarray(0, cut), doubled]);
}

jest.setTimeout(SECONDS * 1000 + 60_000);
afterEach(closeFronts);

it('broken requests never crash it, hang it, or get more 200s than the handler has been asked for', async () => {
  const front = await startFront({ requestTimeoutMs: 500, headersTimeoutMs: 400 });
  const next = random(20_260_302);
  const until = Date.now() + SECONDS * 1000;
  let asked = 0;
  const count =
    <T extends unknown[], R>(method: (...args: T) => Promise<R>) =>
    (...args: T) =>
      method(...args).then((value) => ((asked += 1), value));
  front.handler.upload = count(front.handler.upload.bind(front.handler));
  front.handler.commandResults = count(front.handler.commandResults.bind(front.handler));
  front.handler.register = count(front.handler.register.bind(front.handler));
  front.handler.accessHandshake = count(front.handler.accessHandshake.bind(front.handler));
  front.handler.handshake = count(front.handler.handshake.bind(front.handler));
  front.handler.heard = count(front.handler.heard.bind(front.handler));
  front.handler.commandsFor = count(front.handler.commandsFor.bind(front.handler));
  let accepted = 0;
  let sent = 0;
  while (Date.now() < until) {
    const batch = Array.from({ length: 16 }, () => {
      const target = TARGETS[Math.floor(next() * TARGETS.length)] ?? '';
      const framing = next() < 0.3 ? 'chunked' : 'length';
      return mutated(requestBytes({ method: 'POST', target, body: BODY, framing }), next);
    });
    const answers = await Promise.all(batch.map((bytes) => exchange(front.port, bytes, 1_500)));
    sent += batch.length;
    accepted += answers.join('').match(/HTTP\/1\.1 200/g)?.length ?? 0;
  }
  expect(sent).toBeGreaterThan(16);
  expect(accepted).toBeGreaterThan(0);
  expect(asked).toBeGreaterThanOrEqual(accepted);
  const whole = await sendRaw(
    { host: '127.0.0.1', port: front.port },
    { method: 'GET', target: '/iclock/ping?SN=SIM1' },
    5_000,
  );
  expect(whole).toMatchObject({ status: 200, body: 'OK' });
});

it('with the storage down, whatever is sent, there is never a 200 for an upload', async () => {
  const front = await startFront({ requestTimeoutMs: 500, headersTimeoutMs: 400 });
  front.handler.down = true;
  const next = random(7);
  const until = Date.now() + (SECONDS * 1000) / 3;
  const answers: string[] = [];
  while (Date.now() < until) {
    const bytes = requestBytes({ method: 'POST', target: TARGETS[0] ?? '', body: BODY });
    const batch = Array.from({ length: 16 }, () => exchange(front.port, mutated(bytes, next), 1_500));
    answers.push(...(await Promise.all(batch)));
  }
  const accepted = answers.filter((answer) => answer.startsWith('HTTP/1.1 200') && answer.includes('\r\n\r\nOK'));
  expect(accepted).toEqual([]);
  expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 503')).length).toBeGreaterThan(0);
});
