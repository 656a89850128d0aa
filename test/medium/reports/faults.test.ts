import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type INestApplication } from '@nestjs/common';
import request from 'supertest';
import { type App } from 'supertest/types';
import { Drawing } from '../../../src/platform/files/png';
import { readImage, UnreadableImage } from '../../../src/platform/files/image';
import { DefinitionJob } from '../../../src/reports/definition/definition-job';
import { DefinitionStore } from '../../../src/reports/definition/definition-store';
import { type ReportDefinition } from '../../../src/reports/definition/report-definition';
import { SmallDisk } from '../../support/small-disk';
import { headerOf, imageOf, partOf, PostOffice } from './post-office';
import { type Instance, jakarta, ReportOffice } from './report-office';

const monday = '2026-11-23';
const minute = 60_000;

/** What goes wrong around a report is said on its run; nothing is lost, and the others go on. */
describe('a report and the world around it', () => {
  let office: ReportOffice;
  let post: PostOffice;
  const disks: SmallDisk[] = [];

  beforeEach(async () => {
    office = await ReportOffice.open();
    post = new PostOffice();
    await post.open();
    await office.furnish();
    await office.day('ana', monday, { late_minutes: 17, in_at: jakarta(monday, '07:47') });
    office.clock.at = jakarta(monday, '12:00');
  });
  afterEach(async () => {
    await office.close();
    await post.shut();
    for (const disk of disks.splice(0)) disk.unmount();
  });

  const definition = (changes: Partial<ReportDefinition> = {}): Omit<ReportDefinition, 'changedAt' | 'changedBy'> => ({
    ...{ id: 'parkir', name: 'UPT Parkir', enabled: true, report: 'daily-discipline', unit: 'PARKIR', cadence: 'daily', weekday: 1, dayOfMonth: 1, workingDaysOnly: true, at: '07:00', language: 'id', attachments: [] },
    recipients: [{ channel: 'mail', address: 'parkir@kota.example' }],
    ...changes,
  });
  const tick = async (instance: Instance, at: number): Promise<void> => {
    office.clock.at = at;
    await instance.app.get(DefinitionJob).tick();
    await instance.job.tick();
  };
  const due = jakarta('2026-11-24', '07:00');
  const run = async (report: string): Promise<{ state: string; reason: string | null } | undefined> =>
    (await office.database.query<{ state: string; reason: string | null }>('SELECT state, reason FROM report_run WHERE report = ?', [report])).map((row) => ({ ...row }))[0];
  const states = async (): Promise<Record<string, string>> => Object.fromEntries((await office.deliveries()).map(({ recipient, state, reason }) => [recipient, reason === null ? state : `${state}: ${reason}`]));
  const disk = (kilobytes: number): SmallDisk | null => {
    const mounted = SmallDisk.mount(kilobytes);
    if (mounted) disks.push(mounted);
    return mounted;
  };

  it('a drop folder on a full disk: said so, mailed all the same, and dropped whole when there is room', async () => {
    const full = disk(64);
    if (!full) return;
    const instance = await office.start({ smtpUrl: post.url, dailyReportTo: [], reportDropDir: full.folder });
    await instance.app.get(DefinitionStore).put(definition({ recipients: [{ channel: 'mail', address: 'parkir@kota.example' }, { channel: 'drop', address: 'payroll' }] }), 'test');
    full.fill();
    await tick(instance, due);
    const before = await states();
    expect(before['payroll']).toMatch(/^waiting: the disk is full: .*ENOSPC/);
    expect(before['parkir@kota.example']).toBe('delivered');
    expect(existsSync(join(full.folder, 'payroll')) ? readdirSync(join(full.folder, 'payroll')) : []).toEqual([]);
    full.clear();
    await tick(instance, due + 2 * minute);
    expect((await states())['payroll']).toBe('delivered');
    expect(readFileSync(join(full.folder, 'payroll', 'parkir-2026-11-24.html'), 'utf8')).toMatch(/<\/html>\s*$/);
    expect(post.mails).toHaveLength(1);
  });

  it('an archive on a full disk: the report with a PDF waits and says why, the others go, and nothing is lost', async () => {
    const full = disk(512);
    if (!full) return;
    const instance = await office.start({ smtpUrl: post.url, dailyReportTo: [], dataDir: full.folder });
    const store = instance.app.get(DefinitionStore);
    await store.put(definition({ id: 'a-paper', attachments: ['pdf'], recipients: [{ channel: 'mail', address: 'kertas@kota.example' }] }), 'test');
    await store.put(definition({ id: 'b-plain' }), 'test');
    full.fill();
    await tick(instance, due);
    expect(await run('a-paper')).toMatchObject({ state: 'failed', reason: expect.stringMatching(/^the disk is full: .*ENOSPC/) });
    expect(await run('b-plain')).toMatchObject({ state: 'made', reason: expect.stringMatching(/Pictures could not be kept \(the disk is full/) });
    expect(post.mails.map(({ to }) => to)).toEqual(['parkir@kota.example']);
    expect(partOf(post.mails[0]!, 'text/html')).not.toContain('<img');
    expect(await office.database.query('SELECT code FROM issued_paper')).toEqual([]);
    full.clear();
    await tick(instance, due + 2 * minute);
    expect(await run('a-paper')).toEqual({ state: 'made', reason: null });
    expect(post.receivedBy('kertas@kota.example')[0]?.raw).toMatch(/filename=laporan-harian-2026-11-23-PARKIR\.pdf/);
    expect(post.mails).toHaveLength(2);
  });

  it('texts or a report that are not there: named on the run, and the others go on', async () => {
    const instance = await office.start({ smtpUrl: post.url, dailyReportTo: [] });
    await instance.app.get(DefinitionStore).put(definition({ id: 'c-good' }), 'test');
    const written = async (id: string, changes: object): Promise<void> => {
      await instance.app.get(DefinitionStore).put(definition({ id }), 'test');
      await office.execute('UPDATE report_definition SET definition = ? WHERE id = ?', [JSON.stringify({ ...definition({ id }), ...changes }), id]);
    };
    await written('a-words', { language: 'jv' });
    await written('b-kind', { report: 'weather' });
    await tick(instance, due);
    expect(await run('a-words')).toEqual({ state: 'failed', reason: 'There are no texts in the language "jv"; there are some in id, en.' });
    expect(await run('b-kind')).toMatchObject({ state: 'failed', reason: expect.stringContaining('There is no report "weather"') });
    expect(await run('c-good')).toEqual({ state: 'made', reason: null });
    expect(post.mails).toHaveLength(1);
  });

  it('a refusal of the server and an address that is none: said per receiver, tried again when somebody asks for it', async () => {
    const instance = await office.start({ smtpUrl: post.url, dailyReportTo: [] });
    await instance.app.get(DefinitionStore).put(definition({ recipients: ['bukan alamat', 'gone@kota.example', 'parkir@kota.example'].map((address) => ({ channel: 'mail' as const, address })) }), 'test');
    post.refusals.set('gone@kota.example', { status: 550, text: 'no such mailbox' });
    await tick(instance, due);
    const before = await states();
    expect(before['bukan alamat']).toBe('refused: "bukan alamat" is not a mail address');
    expect(before['gone@kota.example']).toMatch(/^refused: .*no such mailbox/);
    expect(before['parkir@kota.example']).toBe('delivered');
    post.refusals.clear();
    const app = instance.app as INestApplication<App>;
    const { body } = await request(app.getHttpServer()).post('/api/v1/reports/runs/parkir/2026-11-24/retry').expect(200);
    expect(body).toEqual({ made: true, deliveries: 2 });
    await tick(instance, due + minute);
    expect((await states())['gone@kota.example']).toBe('delivered');
    expect(post.mails.map(({ to }) => to)).toEqual(['parkir@kota.example', 'gone@kota.example']);
    await request(app.getHttpServer()).post('/api/v1/reports/runs/parkir/2026-11-20/retry').expect(404);
  });

  describe('the logo of the letterhead', () => {
    const drawing = new Drawing(300, 100);
    drawing.fill(20, 20, 260, 60, [46, 79, 179]);
    const png = drawing.png();

    it('goes with the mail as a part of it, and onto the paper', async () => {
      const instance = await office.start({ smtpUrl: post.url, dailyReportTo: [] });
      const server = (instance.app as INestApplication<App>).getHttpServer();
      const { body } = await request(server).put('/api/v1/reports/logo').attach('file', png, 'kop surat.png').expect(200);
      expect(body).toMatchObject({ set: true, fileName: 'kop surat.png', mediaType: 'image/png', width: 300, height: 100, fault: null });
      await instance.app.get(DefinitionStore).put(definition({ attachments: ['pdf'] }), 'test');
      await tick(instance, due);
      const [mail] = post.mails;
      if (!mail) throw new Error('no mail came');
      expect(headerOf(mail, 'Content-Type')).toContain('multipart/mixed');
      expect(imageOf(mail, 'logo@hadir').equals(png)).toBe(true);
      expect(partOf(mail, 'text/html')).toContain('<img src="cid:logo@hadir" alt="Kota Sukamaju" width="168" height="56"');
      const preview = await request(server).get('/api/v1/reports/definitions/parkir/preview').expect(200).expect('Content-Security-Policy', /img-src data:/);
      expect(preview.text).toContain(`src="data:image/png;base64,${png.toString('base64')}"`);
      expect((await request(server).get('/api/v1/reports/logo/image').expect(200)).body).toEqual(png);
      const withLogo = (await request(server).get(`/api/v1/reports/daily?date=${monday}&unit=PARKIR&format=pdf&language=en`).buffer(true).expect(200)).body as Buffer;
      expect(withLogo.toString('latin1')).toMatch(/\/Subtype ?\/Image/);
    });

    it('that cannot be read any more is said on the run, and the report goes without it', async () => {
      const instance = await office.start({ smtpUrl: post.url, dailyReportTo: ['kepala@kota.example'] });
      const server = (instance.app as INestApplication<App>).getHttpServer();
      const { body } = (await request(server).put('/api/v1/reports/logo').attach('file', png, 'kop.png').expect(200)) as { body: { sha256: string } };
      await instance.app.get(DefinitionStore).put(definition({ attachments: ['pdf'] }), 'test');
      writeFileSync(join(office.dataDir, 'attachments', body.sha256.slice(0, 2), body.sha256), 'scratched');
      await tick(instance, due);
      for (const report of ['parkir', 'daily-discipline']) expect(await run(report)).toEqual({ state: 'made', reason: expect.stringMatching(/^The logo of the letterhead cannot be read \(.*damaged.*\); reports go out without it\.$/) });
      expect(post.mails).toHaveLength(2);
      for (const mail of post.mails) expect(partOf(mail, 'text/html')).not.toContain('logo@hadir');
      expect((await request(server).get('/api/v1/reports/logo').expect(200)).body).toMatchObject({ set: true, fault: expect.stringContaining('cannot be read') });
      await request(server).delete('/api/v1/reports/logo').expect(204);
      await request(server).delete('/api/v1/reports/logo').expect(404);
      rmSync(join(office.dataDir, 'attachments', body.sha256.slice(0, 2)), { recursive: true });
    });

    it('is refused with a clear word when it cannot be read or is too large', async () => {
      const instance = await office.start();
      const put = (content: Buffer): request.Test => request((instance.app as INestApplication<App>).getHttpServer()).put('/api/v1/reports/logo').attach('file', content, 'kop.png');
      expect((await put(png.subarray(0, 200)).expect(422)).body).toMatchObject({ title: 'unreadable image', detail: expect.stringContaining('ends in the middle') });
      expect((await put(Buffer.from('GIF89a')).expect(422)).body.detail).toContain('neither PNG nor JPEG');
      const broken = Buffer.from(png);
      broken[60] = (broken[60] ?? 0) ^ 0xff;
      expect((await put(broken).expect(422)).body.detail).toContain('damaged in its part IDAT');
      expect((await put(new Drawing(2400, 20).png()).expect(422)).body.title).toBe('image too large');
    });
  });

  it('a JPEG is read through to its end, too', () => {
    const head = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080014001e01011100', 'hex');
    expect(readImage(Buffer.concat([head, Buffer.from('ffda0008010100003f00d2ffd9', 'hex')]))).toEqual({ mediaType: 'image/jpeg', width: 30, height: 20 });
    expect(() => readImage(Buffer.concat([head, Buffer.from('ffda0008010100003f00d2', 'hex')]))).toThrow(UnreadableImage);
  });
});
