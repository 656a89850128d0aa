import { sendRaw, type RawRequest } from '../../../devices/simulators/push/raw-http';
import { closeFronts, exchange, type Front, startFront, statusOf } from './front';

const LINE = '1001\t2026-03-02 07:58:11\t0\t1\t0\t0\t0\n';
const upload = (body: Buffer | string = LINE, serial = 'SIM1'): RawRequest => ({
  method: 'POST',
  target: `/iclock/cdata?SN=${serial}&table=ATTLOG`,
  body: Buffer.from(body),
});
const send = (front: Front, request: RawRequest) => sendRaw({ host: '127.0.0.1', port: front.port }, request, 10_000);

afterEach(closeFronts);

describe('nothing is acknowledged before it is kept', () => {
  let front: Front;
  beforeEach(async () => (front = await startFront({ retryAfterSeconds: 7 })));

  it('a rejecting handler is 503 with Retry-After and no OK', async () => {
    front.handler.down = true;
    const answer = await send(front, upload());
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '7' } });
    expect(answer.body).not.toContain('OK');
    expect(front.events).toEqual([expect.objectContaining({ kind: 'failed', serial: 'SIM1', endpoint: 'upload' })]);
  });

  it('so is a handler that throws at once, and one that kept fewer lines than came', async () => {
    front.handler.upload = () => {
      throw new Error('at once');
    };
    expect((await send(front, upload())).status).toBe(503);
    front.handler.upload = () => Promise.resolve({ kept: 1 });
    expect((await send(front, upload(LINE + LINE))).status).toBe(503);
    expect((await send(front, upload(LINE))).status).toBe(200);
  });

  it('polls, results, pings and panels are 503 too while the storage is down', async () => {
    front.handler.down = true;
    const requests: RawRequest[] = [
      { method: 'GET', target: '/iclock/getrequest?SN=SIM1' },
      { method: 'GET', target: '/iclock/ping?SN=SIM1' },
      { method: 'POST', target: '/iclock/devicecmd?SN=SIM1', body: Buffer.from('ID=1&Return=0&CMD=INFO') },
      {
        method: 'POST',
        target: '/iclock/querydata?SN=SIM1&cmdid=1&tablename=transaction&count=0',
        body: Buffer.from(''),
      },
    ];
    for (const request of requests) expect((await send(front, request)).status).toBe(503);
  });

  it('the answer waits for the storage', async () => {
    let keep: (() => void) | undefined;
    front.handler.upload = () => new Promise((resolve) => (keep = () => resolve({ kept: 1 })));
    let answered = false;
    const answer = send(front, upload()).finally(() => (answered = true));
    while (keep === undefined) await new Promise(setImmediate);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
    keep();
    expect(await answer).toMatchObject({ status: 200, body: 'OK: 1' });
  });

  it('commands are marked as offered before they are sent', async () => {
    const entry = front.handler.command({ kind: 'info' });
    front.handler.command({ kind: 'query-transactions' });
    const answer = await send(front, { method: 'GET', target: '/iclock/getrequest?SN=SIM1' });
    expect(answer.body).toBe('C:1:INFO\n');
    expect(entry.offered).toBe(1);
    expect(front.handler.queue).toHaveLength(1);
    front.handler.commandsOffered = () => Promise.reject(new Error('down'));
    expect((await send(front, { method: 'GET', target: '/iclock/getrequest?SN=SIM1' })).status).toBe(503);
  });
});

describe('size', () => {
  it('12 MB are refused with 413, the refusal reaches the terminal, and a larger limit takes them', async () => {
    const long = LINE.replace('\n', `\t${'x'.repeat(2_000)}\n`);
    const big = Buffer.from(long.repeat(Math.ceil((12 * 1024 * 1024) / long.length)));
    const small = await startFront();
    expect((await send(small, upload(big))).status).toBe(413);
    expect((await send(small, { ...upload(big), framing: 'chunked' })).status).toBe(413);
    expect(small.handler.uploads).toEqual([]);
    const large = await startFront({ bodyLimitBytes: 16 * 1024 * 1024 });
    expect(await send(large, upload(big))).toMatchObject({ status: 200, body: `OK: ${big.length / long.length}` });
  });

  it('what is held in memory is bounded over all requests until they are answered, and let go again', async () => {
    const front = await startFront({ heldBytesLimit: 1_000 });
    let keep: (() => void) | undefined;
    const taken = front.handler.upload.bind(front.handler);
    front.handler.upload = () => new Promise((resolve) => (keep = () => resolve({ kept: 20 })));
    const first = send(front, upload(LINE.repeat(20)));
    while (keep === undefined) await new Promise(setImmediate);
    front.handler.upload = taken;
    expect((await send(front, upload(LINE.repeat(20), 'SIM2'))).status).toBe(503);
    expect((await send(front, upload(LINE, 'SIM2'))).status).toBe(200);
    keep();
    expect((await first).status).toBe(200);
    expect((await send(front, upload(LINE.repeat(20), 'SIM2'))).status).toBe(200);
  });

  it('a body that is cut is let go too', async () => {
    const front = await startFront({ heldBytesLimit: 1_000 });
    const half = `POST /iclock/cdata?SN=SIM1&table=ATTLOG HTTP/1.1\r\nContent-Length: 5000\r\n\r\n${'x'.repeat(900)}`;
    await exchange(front.port, half, 300);
    while (!front.events.some(({ kind }) => kind === 'aborted')) await new Promise(setImmediate);
    expect((await send(front, upload(LINE.repeat(20)))).status).toBe(200);
  });
});

describe('trust (push.md A9)', () => {
  let front: Front;
  beforeEach(async () => (front = await startFront()));

  it('an unknown serial gets no options, no OK, and is remembered as pending; a registration is refused with 406', async () => {
    front.handler.approve = () => false;
    const requests: [RawRequest, number][] = [
      [{ method: 'GET', target: '/iclock/cdata?SN=NEW1&options=all&pushver=2.4.1' }, 403],
      [upload(LINE, 'NEW1'), 403],
      [{ method: 'GET', target: '/iclock/getrequest?SN=NEW1' }, 403],
      [{ method: 'POST', target: '/iclock/registry?SN=NEW1', body: Buffer.from('DeviceType=acc') }, 406],
    ];
    for (const [request, status] of requests) {
      const answer = await send(front, request);
      expect(answer.status).toBe(status);
      expect(answer.body).not.toMatch(/OK|OPTION|Registry/);
    }
    expect([...front.handler.pending]).toEqual(['NEW1']);
    expect(front.handler.uploads).toEqual([]);
  });

  it('the handler sees who calls', async () => {
    await send(front, {
      ...upload(),
      target: '/iclock/cdata?SN=SIM1&table=ATTLOG&pushcommkey=k1',
      headers: { Cookie: 'token=t' },
    });
    expect(front.handler.callers).toMatchObject([
      {
        serial: 'SIM1',
        address: '127.0.0.1',
        endpoint: 'upload',
        protocol: 'att',
        userAgent: 'iClock Proxy/1.09',
        cookie: 'token=t',
      },
    ]);
    expect(front.handler.callers[0]?.query.get('pushcommkey')).toBe('k1');
  });

  it('with a prefix nothing else is answered', async () => {
    const hidden = await startFront({ pathPrefix: '/k3Jx' });
    expect((await send(hidden, upload())).status).toBe(404);
    expect((await send(hidden, { ...upload(), target: `/k3Jx${upload().target}` })).status).toBe(200);
    expect((await send(hidden, { ...upload(), target: `http://h/k3Jx${upload().target}` })).status).toBe(200);
  });
});

describe('rate limits', () => {
  it('hold per serial and per address, by the injected clock', async () => {
    let now = 1_000_000;
    const limits = { perSerial: { perSecond: 1, burst: 2 }, perAddress: { perSecond: 1, burst: 6 } };
    const front = await startFront({ ...limits, now: () => now });
    const statuses = async (serial: string, count: number) => {
      const all: number[] = [];
      for (let request = 0; request < count; request += 1) all.push((await send(front, upload(LINE, serial))).status);
      return all;
    };
    expect(await statuses('SIM1', 3)).toEqual([200, 200, 429]);
    expect(await statuses('SIM2', 2)).toEqual([200, 200]);
    expect(await statuses('SIM3', 2)).toEqual([200, 429]);
    now += 2_000;
    expect(await statuses('SIM1', 2)).toEqual([200, 200]);
    expect(front.handler.lines).toHaveLength(7);
  });

  it('of refused strangers does not use up the allowance of the terminal', async () => {
    const front = await startFront({ perSerial: { perSecond: 0, burst: 1 } });
    front.handler.approve = () => false;
    for (let request = 0; request < 5; request += 1) await send(front, upload());
    front.handler.approve = () => true;
    expect((await send(front, upload())).status).toBe(200);
  });
});

describe('closing', () => {
  it('answers what has begun, then takes nothing more', async () => {
    const front = await startFront();
    front.handler.slowMs = 200;
    const begun = send(front, upload());
    while (front.handler.callers.length === 0) await new Promise(setImmediate);
    const closed = front.listener.close(5_000);
    expect(await begun).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await closed;
    await expect(send(front, upload())).rejects.toThrow();
  });

  it('cuts what does not end within the grace period', async () => {
    const front = await startFront();
    front.handler.upload = () => new Promise(() => undefined);
    const begun = exchange(
      front.port,
      `POST /iclock/cdata?SN=SIM1&table=ATTLOG HTTP/1.1\r\nContent-Length: 2\r\n\r\n1\n`,
    );
    while (front.handler.callers.length === 0) await new Promise(setImmediate);
    await front.listener.close(100);
    expect(statusOf(await begun)).toBe(0);
  });
});
