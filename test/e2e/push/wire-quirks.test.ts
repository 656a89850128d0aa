import { connect } from 'node:net';
import { requestBytes, sendRaw, type RawRequest } from '../../../devices/simulators/push/raw-http';
import { closeFronts, exchange, type Front, startFront, statusOf } from './front';

const LINE = '1001\t2026-03-02 07:58:11\t0\t1\t0\t0\t0\n';
const UPLOAD: RawRequest = {
  method: 'POST',
  target: '/iclock/cdata?SN=SIM1&table=ATTLOG&Stamp=9999',
  body: Buffer.from(LINE),
};

let front: Front;
beforeEach(async () => {
  front = await startFront({ requestTimeoutMs: 1_500, headersTimeoutMs: 1_000 });
});
afterEach(closeFronts);

const send = (request: RawRequest) => sendRaw({ host: '127.0.0.1', port: front.port }, request, 5_000);
const get = (target: string) => send({ method: 'GET', target });

describe('an upload is taken, kept and acknowledged (push.md A10)', () => {
  const upload = (changes: Partial<RawRequest>): RawRequest => ({ ...UPLOAD, ...changes });

  it.each<[string, RawRequest]>([
    ['with no Content-Type', upload({})],
    ['as application/push', upload({ contentType: 'application/push;charset=UTF-8' })],
    ['as a form that is none', upload({ contentType: 'application/x-www-form-urlencoded' })],
    ['as JSON that is none', upload({ contentType: 'application/json' })],
    ['with a malformed Content-Type', upload({ contentType: ';;/garbage' })],
    ['over HTTP/1.0 without Host', upload({ version: '1.0', host: false })],
    ['over HTTP/1.1 without Host', upload({ host: false })],
    ['chunked', upload({ framing: 'chunked' })],
    ['with Expect: 100-continue', upload({ headers: { Expect: '100-continue' } })],
    ['with an expectation nobody knows', upload({ headers: { Expect: 'the-worst' } })],
    ['with Connection: starting', upload({ headers: { Connection: 'starting' } })],
    ['with an absolute URI', upload({ target: `http://10.0.0.9:8090${UPLOAD.target}` })],
    ['with LF-only header lines', upload({ lineEnd: '\n' })],
    ['to a doubled slash', upload({ target: '//iclock/cdata?SN=SIM1&table=ATTLOG' })],
    ['in upper case', upload({ target: '/ICLOCK/CDATA?SN=SIM1&table=ATTLOG' })],
    ['with a trailing slash', upload({ target: '/iclock/cdata/?SN=SIM1&table=ATTLOG' })],
    ['with .aspx', upload({ target: '/iclock/cdata.aspx?SN=SIM1&table=ATTLOG' })],
    ['with a doubled prefix and sn in lower case', upload({ target: '/iclock/iclock/cdata?sn=SIM1&table=ATTLOG' })],
    ['to fdata', upload({ target: '/iclock/fdata?SN=SIM1&table=ATTLOG' })],
  ])('%s', async (_, request) => {
    const answer = await send(request);
    expect(answer).toMatchObject({ status: 200, body: 'OK: 1' });
    expect(Math.abs(Date.parse(answer.headers['date'] ?? '') - Date.now())).toBeLessThan(60_000);
    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(front.handler.punchKeys('SIM1')).toEqual(['1001|2026-03-02 07:58:11|0']);
  });

  it('byte by byte', async () => {
    const bytes = requestBytes(UPLOAD);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(front.port, '127.0.0.1', () => void drip());
      const drip = async () => {
        for (const byte of bytes) {
          socket.write(Buffer.from([byte]));
          await new Promise(setImmediate);
        }
      };
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(statusOf(answer)).toBe(200);
    expect(front.handler.punchKeys('SIM1')).toHaveLength(1);
  });

  it('two on one connection', async () => {
    const keepAlive = requestBytes(UPLOAD).toString().replace('Connection: close', 'Connection: keep-alive');
    const answer = await exchange(front.port, keepAlive + requestBytes(UPLOAD).toString());
    expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    expect(front.handler.uploads).toHaveLength(2);
  });
});

describe('what cannot be taken is never acknowledged, and nothing of it is kept', () => {
  const bytes = (text: string) => text.replace(/\n/g, '\r\n');
  const cases: [name: string, text: string, status: number][] = [
    ['a body of unknown length', bytes(`POST ${UPLOAD.target} HTTP/1.1\nHost: x\n\n`) + LINE, 400],
    ['a body of unknown length over HTTP/1.0', bytes(`POST ${UPLOAD.target} HTTP/1.0\n\n`) + LINE, 400],
    [
      'SN twice',
      bytes(`POST ${UPLOAD.target}&SN=SIM1 HTTP/1.1\nConnection: close\nContent-Length: 2\n\n`) + '1\n',
      400,
    ],
    ['no SN', bytes('POST /iclock/cdata?table=ATTLOG HTTP/1.1\nContent-Length: 2\n\n') + '1\n', 400],
    [
      'spaces in the query',
      bytes(`POST /iclock/cdata?SN=SIM1&table= ATTLOG HTTP/1.1\nContent-Length: 2\n\n`) + '1\n',
      400,
    ],
    [
      'a compressed body',
      bytes(`POST ${UPLOAD.target} HTTP/1.1\nContent-Encoding: gzip\nContent-Length: 2\n\n`) + '1\n',
      415,
    ],
    ['two lengths', bytes(`POST ${UPLOAD.target} HTTP/1.1\nContent-Length: 2\nContent-Length: 3\n\n`) + '1\n', 400],
    ['a path that is not ours', bytes(`GET /admin?SN=SIM1 HTTP/1.1\n\n`), 404],
    ['a firmware file', bytes(`GET /iclock/file?SN=SIM1&url=fw HTTP/1.1\n\n`), 404],
    ['a key exchange', bytes(`POST /iclock/exchange?SN=SIM1&type=publickey HTTP/1.1\nContent-Length: 0\n\n`), 404],
    ['another method', bytes(`DELETE /iclock/cdata?SN=SIM1 HTTP/1.1\n\n`), 404],
    [
      'a query answer with nonsense numbers',
      bytes(`POST /iclock/querydata?SN=SIM1&cmdid=x HTTP/1.1\nContent-Length: 0\n\n`),
      400,
    ],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc', 400],
    ['a length that is never reached', bytes(`POST ${UPLOAD.target} HTTP/1.1\nContent-Length: 5000\n\n`) + LINE, 408],
    ['a head that never ends', bytes(`POST ${UPLOAD.target} HTTP/1.1\nX-Half: `), 408],
    ['a head of 20 kB', bytes(`POST ${UPLOAD.target} HTTP/1.1\nX-Long: ${'x'.repeat(20_000)}\n\n`), 400],
  ];

  it.each(cases)('%s', async (_, text, status) => {
    const answer = await exchange(front.port, Buffer.from(text, 'latin1'), 8_000);
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toMatch(/\r\n\r\nOK/);
    expect(front.handler.uploads).toEqual([]);
  });

  it('a body of unknown length that comes after its head is answered 411', async () => {
    const answer = await exchange(front.port, `POST ${UPLOAD.target} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(statusOf(answer)).toBe(411);
  });

  it('reports what Node could not read, with its bytes', async () => {
    await exchange(front.port, 'GET /iclock/cdata?SN=SIM1&INFO= Ver 8 HTTP/1.1\r\n\r\n');
    const unreadable = front.events.find((event) => event.kind === 'unreadable');
    expect(unreadable).toMatchObject({ address: '127.0.0.1' });
    expect(unreadable?.kind === 'unreadable' && unreadable.rawPacket?.toString()).toContain('INFO= Ver 8');
  });

  it('reports no body of an unreadable request', async () => {
    await exchange(front.port, 'POST /iclock/cdata?SN=SIM1&a= b HTTP/1.1\r\n\r\nFP PIN=7\tTMP=QUJD\n');
    expect(front.events).toEqual([expect.objectContaining({ kind: 'unreadable', rawPacket: null })]);
  });

  it('a device that goes away in the middle of its body is reported, and nothing is kept', async () => {
    await expect(sendRaw({ host: '127.0.0.1', port: front.port }, UPLOAD, 2_000, 'cut-body')).rejects.toThrow('cut');
    await until(() => front.events.some(({ kind }) => kind === 'aborted'));
    expect(front.events).toContainEqual(expect.objectContaining({ kind: 'aborted', serial: 'SIM1' }));
    expect(front.handler.uploads).toEqual([]);
  });
});

describe('other requests (push.md A2)', () => {
  it.each([
    ['/iclock/cdata?SN=SIM1&type=time', 'Time=2026-03-02T08:00:00+07:00\n'],
    ['/iclock/rtdata?SN=SIM1&type=time', 'DateTime=841107600,ServerTZ=+0700'],
    ['/iclock/ping?SN=SIM1', 'OK'],
    ['/iclock/test?SN=SIM1', 'OK'],
    ['/iclock/cdata?SN=SIM1&table=RemoteAtt&PIN=7', 'OK'],
    ['/iclock/getrequest?SN=SIM1', 'OK'],
    ['/iclock/cdata?SN=SIM1&options=all&DeviceType=acc', 'OK'],
  ])('GET %s is answered %j', async (target, body) => {
    expect(await get(target)).toMatchObject({ status: 200, body });
  });

  it('counters come with a poll', async () => {
    await get('/iclock/getrequest?SN=SIM1&INFO=Ver%208.0.4,5,2,120,127.0.0.1');
    expect(front.handler.infos).toMatchObject([{ firmware: 'Ver 8.0.4', users: 5, attendanceRecords: 120 }]);
  });

  it('a panel that has not registered is refused its configuration with 406', async () => {
    expect((await get('/iclock/push?SN=ACC1')).status).toBe(406);
    const refused = await send({
      method: 'POST',
      target: '/iclock/registry?SN=ACC1',
      body: Buffer.from('DeviceType=att'),
    });
    expect(refused.status).toBe(406);
  });
});

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !condition(); attempt += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
}
