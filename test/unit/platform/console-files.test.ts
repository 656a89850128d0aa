import express from 'express';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import request from 'supertest';
import { consoleFiles } from '../../../src/platform/http/console-files';

describe('the files of the console', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hadir-console-files-'));
  const script = 'console.info("a script");'.repeat(20);
  let app: express.Express;

  beforeAll(() => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="%NONCE%"><script src="/scheme.js"></script>');
    writeFileSync(join(folder, 'scheme.js'), '1;');
    writeFileSync(join(folder, 'assets', 'page-abc.js'), script);
    writeFileSync(join(folder, 'assets', 'page-abc.js.br'), brotliCompressSync(script));
    app = express().use(consoleFiles(folder));
    app.get('/api/v1/me', (_, response) => void response.json({ own: true }));
    app.get('/healthz', (_, response) => void response.json({ own: true }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('answers every address of a person with the page, each time with another nonce and no inline script', async () => {
    const [first, second] = [await request(app).get('/'), await request(app).get('/review?tab=done')];
    const nonces = [first, second].map((answer) => /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1]);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(second.text).toContain(`content="${nonces[1]}"`);
    expect(first.headers['content-security-policy']).toContain("script-src 'self';");
    expect(first.headers['content-security-policy']).not.toContain('unsafe');
    expect(first.headers['cache-control']).toBe('no-store');
  });

  it('serves what carries its digest for good, compressed where the browser takes it', async () => {
    const answer = await request(app).get('/assets/page-abc.js').set('Accept-Encoding', 'br').buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' });
    expect((await request(app).get('/assets/page-abc.js').set('Accept-Encoding', 'br').set('If-None-Match', String(answer.headers['etag']))).status).toBe(304);
    const plain = await request(app).get('/assets/page-abc.js').set('Accept-Encoding', 'identity');
    expect(plain.text).toBe(script);
    expect((await request(app).get('/scheme.js')).headers['cache-control']).toBe('no-cache');
  });

  it('leaves the paths of the service alone, and an asset that is gone is gone', async () => {
    expect((await request(app).get('/api/v1/me')).body).toEqual({ own: true });
    expect((await request(app).get('/healthz')).body).toEqual({ own: true });
    expect((await request(app).get('/api/v1/none')).status).toBe(404);
    for (const path of ['/verify/ABCD-EFGH-JKMN-PQRS', '/calendar/secret.ics', '/suara/x']) expect((await request(app).get(path)).status).toBe(404);
    expect((await request(app).get('/assets/page-old.js')).status).toBe(404);
    expect((await request(app).get('/../package.json')).text).not.toContain('"name"');
    expect((await request(app).post('/')).status).toBe(404);
  });

  it('says how to get the console where it is not built', async () => {
    const bare = express().use(consoleFiles(join(folder, 'nothing')));
    const answer = await request(bare).get('/');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('npm start');
  });
});
