import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CONFIG } from '../../../src/platform/tokens';
import { type Config } from '../../../src/platform/config';
import { AccessOffice, type Browser } from './access-office';

let office: AccessOffice;
let officer: Browser;
beforeAll(async () => {
  office = await AccessOffice.open();
  await office.furnish();
  await office.hire();
  officer = await office.signIn('hr-officer.city');
});
afterAll(() => office.close());

const megabyte = 1024 * 1024;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Bytes of buffers that somebody still holds. */
function heldBytes(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}
const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(200, 0x20)]);
/** Everything under the data folder. */
const kept = (): string[] => {
  const { dataDir } = office.app.get<Config>(CONFIG);
  return existsSync(dataDir) ? readdirSync(dataDir, { recursive: true }).map(String).sort() : [];
};
const attachments = () => office.database.query('SELECT id FROM request_attachment ORDER BY id');

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Sends just these bytes: fetch would mend names and paths. */
async function send(method: string, path: string, headers: Readonly<Record<string, string>>, body?: AsyncIterable<Buffer> | Buffer): Promise<Sent> {
  const { port } = new URL(await office.app.getUrl());
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers: { Cookie: officer.cookie, 'X-CSRF-Token': officer.csrfToken, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), headers: response.headers }));
    });
    // The service may answer and close before everything is sent; the answer counts.
    sent.on('error', (error: NodeJS.ErrnoException) => (['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? undefined : reject(error)));
    Readable.from(body ?? []).pipe(sent);
  });
}

const boundary = 'hadir-boundary';
const partHead = (fileName: string): Buffer => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/pdf\r\n\r\n`);
const formEnd = Buffer.from(`\r\n--${boundary}--\r\n`);
const upload = (path: string, fileName: string, content: Buffer): Promise<Sent> => send('POST', path, { 'Content-Type': `multipart/form-data; boundary=${boundary}` }, Buffer.concat([partHead(fileName), content, formEnd]));

/** Sends what it is told on its standard input, then so many megabytes of letters, then the end of the form; prints the answer as JSON. */
const largeSender = `
  const { request } = require('node:http');
  const { Readable } = require('node:stream');
  const { options, head, end, megabytes } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  async function* form() {
    yield Buffer.from(head, 'base64');
    const piece = Buffer.alloc(1024 * 1024, 0x41);
    for (let sent = 0; sent < megabytes; sent += 1) yield piece;
    yield Buffer.from(end, 'base64');
  }
  const sent = request(options, (response) => {
    let text = '';
    response.on('data', (chunk) => (text += chunk)).on('end', () => console.log(JSON.stringify({ status: response.statusCode, text })));
  });
  sent.on('error', () => undefined);
  Readable.from(form()).on('error', () => undefined).pipe(sent);
`;

/** A form with a file of so many megabytes, sent by a process of its own: what the sender holds is not the service's. */
async function sendLarge(path: string, megabytes: number): Promise<Pick<Sent, 'status' | 'text'>> {
  const { port } = new URL(await office.app.getUrl());
  const headers = { Cookie: officer.cookie, 'X-CSRF-Token': officer.csrfToken, 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  const child = spawn(process.execPath, ['-e', largeSender], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ options: { host: '127.0.0.1', port, method: 'POST', path, headers }, head: Buffer.concat([partHead('besar.pdf'), pdf]).toString('base64'), end: formEnd.toString('base64'), megabytes }));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(said) as Pick<Sent, 'status' | 'text'>;
}

const uploads = ['/api/v1/requests/r-a/attachments', '/api/v1/discipline/papers'] as const;

describe.each(uploads)('%s', (path) => {
  it.each([
    ['a program', Buffer.from('MZ\x90\x00this program')],
    ['a page', Buffer.from('<html><script>alert(1)</script>')],
    ['a drawing with script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['an archive', Buffer.from('PK\x03\x04')],
    ['nothing at all', Buffer.alloc(0)],
  ])('refuses %s that calls itself a PDF, in words, and leaves nothing behind', async (_, content) => {
    const [files, rows] = [kept(), await attachments()];
    const answer = await upload(path, 'surat.pdf', content);
    expect([400, 415, 422]).toContain(answer.status);
    expect(String((JSON.parse(answer.text) as { detail: string }).detail).length).toBeGreaterThan(20);
    expect([kept(), await attachments()]).toEqual([files, rows]);
  });

  it('refuses 50 MB, several times at once, says how much it takes, and keeps no memory for them', async () => {
    const [files, rows] = [kept(), await attachments()];
    const before = heldBytes();
    let peak = 0;
    let watching = true;
    // Collected before each look: what was let go and only not yet swept up is held by nobody. A look holds everything up, so nothing comes in between unseen.
    const watch = (async (): Promise<void> => {
      for (; watching; await wait(100)) peak = Math.max(peak, heldBytes());
    })();
    const answers = await Promise.all([50, 50, 50].map((megabytes) => sendLarge(path, megabytes)));
    watching = false;
    await watch;
    for (const { status, text } of answers) {
      expect(status).toBe(413);
      expect(text).toMatch(/10 MB/);
    }
    // At most the limit of each is ever held, whatever is sent.
    expect((peak - before) / megabyte).toBeLessThan(60);
    expect([kept(), await attachments()]).toEqual([files, rows]);
  }, 60_000);
});

describe('bodies that are no files', () => {
  it.each([
    ['/api/v1/requests', 'application/json', 50],
    ['/api/v1/plan/import?kind=employees&dryRun=true', 'text/csv', 50],
  ])('%s refuses 50 MB of %s with an answer, not with a fall', async (path, type, megabytes) => {
    const body = async function* (): AsyncGenerator<Buffer> {
      for (let sent = 0; sent < megabytes; sent += 1) yield Buffer.alloc(megabyte, 0x20);
    };
    expect((await send('POST', path, { 'Content-Type': type }, body())).status).toBe(413);
    expect((await office.ask('GET', '/api/v1/me', officer)).status).toBe(200);
  }, 60_000);
});

describe('file names that lead elsewhere', () => {
  it.each([
    ['../../../../etc/passwd.pdf', 'passwd.pdf'],
    ['..\\\\..\\\\windows\\\\system.pdf', 'system.pdf'],
    ['/etc/cron.d/x.pdf', 'x.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['surat%00.pdf', 'surat_00.pdf'],
    ['<img src=x onerror=alert(1)>.pdf', '_img src=x onerror=alert(1)_.pdf'],
    ['surat\u202efdp.exe', 'surat_fdp.exe.pdf'],
  ])('"%s" is kept as "%s", under its own digest', async (given, name) => {
    const before = kept();
    const answer = await upload('/api/v1/requests/r-a/attachments', given, Buffer.concat([pdf, Buffer.from(given)]));
    expect(answer.status).toBe(201);
    const { id, fileName, sha256 } = JSON.parse(answer.text) as { id: string; fileName: string; sha256: string };
    expect(fileName).toBe(name);
    expect(kept().filter((path) => !before.includes(path) && !/^attachments\/[0-9a-f]{2}$/.test(path))).toEqual([join('attachments', sha256.slice(0, 2), sha256)]);
    const download = await send('GET', `/api/v1/attachments/${id}`, {});
    expect(download.headers['content-disposition']).toMatch(/^attachment; filename="[^"\r\n/\\]+"; filename\*=UTF-8''[\w.%!~-]+$/);
    expect(download.headers['content-security-policy']).toBe("default-src 'none'; sandbox");
  });
});

describe('addresses that lead elsewhere', () => {
  const secrets = /hadir-console|"name": "hadir"|root:x:|SQLite format|CREATE TABLE/;
  const ways = ['/../package.json', '/../../etc/passwd', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/..%5c..%5cpackage.json', '/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2f..%2fetc%2fpasswd', '//etc/passwd', '/index.html/../../package.json', '/.git/config', '/assets/\\..\\..\\package.json'];
  const files = ['/api/v1/attachments/', '/api/v1/discipline/papers/', '/api/v1/documents/', '/api/v1/reports/papers/', '/api/v1/complaints/', '/api/v1/rejected-records/', '/api/'];

  it.each([...ways, ...files.flatMap((start) => ['..%2f..%2f..%2f..%2fetc%2fpasswd', '%2e%2e%2f%2e%2e%2fhadir.sqlite', '....//....//etc/passwd', '..%252f..%252fetc%252fpasswd', '%00'].flatMap((end) => [`${start}${end}`, `${start}${end}/file`]))])('%s gives nothing away', async (path) => {
    const { status, text } = await send('GET', path, {});
    expect(text).not.toMatch(secrets);
    expect(status).toBeLessThan(500);
    if (path.startsWith('/api/v1/')) expect(status).toBeGreaterThanOrEqual(400);
  });
});
