import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readImage } from '../../../src/platform/files/image';
import { headerOf, imageOf, partOf, PostOffice } from './post-office';
import { type Instance, jakarta, ReportOffice } from './report-office';

const monday = '2026-11-23';
const minute = 60_000;

describe('the daily report by itself', () => {
  let office: ReportOffice;
  let post: PostOffice;

  beforeEach(async () => {
    office = await ReportOffice.open();
    post = new PostOffice();
    await post.open();
    await office.furnish();
  });
  afterEach(async () => {
    await office.close();
    await post.shut();
  });

  const start = (changes = {}): Promise<Instance> => office.start({ smtpUrl: post.url, ...changes });
  const file = (name: string): string => join(office.dataDir, 'reports', name);
  const mailsTo = (address: string): string[] => post.receivedBy(address).map((mail) => headerOf(mail, 'Message-ID'));

  it('is made at its time, once: two files, and one mail to each receiver', async () => {
    await office.day('ana', monday, { late_minutes: 17, in_at: jakarta(monday, '07:47') });
    await office.day('odd', monday, {
      status: 'ABSENT',
      absent_days: 1,
      flags: '["NO_PUNCH"]',
      in_at: null,
      out_at: null,
    });
    const { job } = await start();
    office.clock.at = jakarta('2026-11-24', '06:29');
    await job.tick();
    expect(await office.runs()).toEqual([{ report_date: '2026-11-22', state: 'nothing-due', reason: null }]);
    office.clock.at = jakarta('2026-11-24', '06:30');
    for (let tick = 0; tick < 3; tick += 1) await job.tick();
    expect((await office.runs()).map((run) => run.report_date)).toEqual(['2026-11-22', monday]);
    expect(readdirSync(join(office.dataDir, 'reports')).sort()).toEqual([
      `daily-${monday}.html`,
      `daily-${monday}.json`,
    ]);
    expect(post.mails.map((mail) => mail.to).sort()).toEqual(['bkpsdm@kota.example', 'kepala@kota.example']);
    const written = JSON.parse(readFileSync(file(`daily-${monday}.json`), 'utf8')) as {
      digest: string;
      report: { head: object; total: object };
    };
    expect(written.report.head).toMatchObject({ toReview: 2, missedDates: [] });
    expect(written.report.total).toMatchObject({ due: 2, present: 1, noRecord: 1, late: 1 });
    expect(readFileSync(file(`daily-${monday}.html`), 'utf8')).toContain(written.digest);
  });

  it('sends a mail with a text beside the HTML, in which a name is never a tag', async () => {
    await office.day('odd', monday, { late_minutes: 96, in_at: jakarta(monday, '09:06') });
    office.clock.at = jakarta('2026-11-24', '06:30');
    await (await start({ dailyReportTo: ['kepala@kota.example'] })).job.tick();
    const mail = post.mails[0];
    if (!mail) throw new Error('no mail came');
    expect(mail.raw).toContain('multipart/alternative');
    expect(headerOf(mail, 'From')).toBe('Hadir <hadir@kota.example>');
    expect(headerOf(mail, 'Subject')).toBe('Kehadiran Senin, 23 Nov 2026, Kota Sukamaju: 1 perlu ditinjau');
    expect(headerOf(mail, 'Date')).toBe('Mon, 23 Nov 2026 23:30:00 +0000');
    const html = partOf(mail, 'text/html');
    expect(html).toContain('&lt;b&gt;O&#39;Neil &amp; &quot;x&quot;');
    expect(html).not.toContain('<b>O');
    expect(html).toMatch(/^<!DOCTYPE html>/);
    expect(html).not.toMatch(/<script|<link|@import|url\(|src="(?!cid:)/i);
    expect(html).toMatch(/<img src="cid:day@hadir" alt="Hadir 1"/);
    expect(readImage(imageOf(mail))).toEqual({ mediaType: 'image/png', width: 1120, height: 48 });
    expect(partOf(mail, 'text/plain')).toContain(`* <b>O'Neil & "x": 96 menit, masuk 09:06`);
  });

  it('sends nothing when nobody was due, and remembers that', async () => {
    await office.day('ana', '2026-11-22', { status: 'OFF' });
    await office.day('siti', '2026-11-22', { status: 'HOLIDAY' });
    office.clock.at = jakarta('2026-11-23', '06:30');
    await (await start()).job.tick();
    expect(await office.runs()).toEqual([{ report_date: '2026-11-22', state: 'nothing-due', reason: null }]);
    expect(post.mails).toEqual([]);
    expect(existsSync(join(office.dataDir, 'reports'))).toBe(false);
  });

  it('waits for a mail server that is away, then sends each mail once, and makes no file twice', async () => {
    await office.day('ana', monday);
    await post.shut();
    const { job } = await start();
    office.clock.at = jakarta('2026-11-24', '06:30');
    await job.tick();
    const written = statSync(file(`daily-${monday}.html`));
    expect((await office.deliveries()).filter((one) => one.channel === 'mail')).toEqual([
      expect.objectContaining({
        recipient: 'bkpsdm@kota.example',
        state: 'waiting',
        attempts: 1,
        reason: expect.stringContaining('ECONNREFUSED'),
      }),
      expect.objectContaining({ recipient: 'kepala@kota.example', state: 'waiting', attempts: 1 }),
    ]);
    await tickFor(job, 60);
    await post.open();
    await tickFor(job, 60);
    expect(post.mails.map((mail) => mail.to).sort()).toEqual(['bkpsdm@kota.example', 'kepala@kota.example']);
    const mails = (await office.deliveries()).filter((one) => one.channel === 'mail');
    // 1, 2, 4, 8, 16 and 32 minutes of pause between seven attempts, not one a minute.
    expect(mails.map((one) => [one.state, one.attempts, one.reason])).toEqual([
      ['delivered', 7, null],
      ['delivered', 7, null],
    ]);
    expect(statSync(file(`daily-${monday}.html`))).toMatchObject({ ino: written.ino, mtimeMs: written.mtimeMs });
  });

  async function tickFor(job: Instance['job'], minutes: number): Promise<void> {
    for (let passed = 0; passed < minutes; passed += 1) {
      office.clock.at += minute;
      await job.tick();
    }
  }

  it('gives up after two days, and says so', async () => {
    await office.day('ana', monday);
    await post.shut();
    const { job } = await start({ dailyReportTo: ['kepala@kota.example'] });
    office.clock.at = jakarta('2026-11-24', '06:30');
    for (let hour = 0; hour < 60; hour += 1) {
      await job.tick();
      office.clock.at += 60 * minute;
    }
    const mail = (await office.deliveries()).find((one) => one.channel === 'mail');
    expect(mail).toMatchObject({ state: 'failed', attempts: 52, reason: expect.stringContaining('ECONNREFUSED') });
    await post.open();
    await job.tick();
    expect(post.mails).toEqual([]);
  });

  it('catches up once after days of silence: the newest day, with the others named in its head', async () => {
    for (const date of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']) await office.day('ana', date);
    await office.day('ana', '2026-11-21', { status: 'OFF' });
    await office.day('ana', '2026-11-22', { status: 'OFF' });
    office.clock.at = jakarta('2026-11-18', '06:30');
    const before = await start();
    await before.job.tick();
    await before.close();
    office.clock.at = jakarta('2026-11-23', '10:00');
    const after = await start();
    await after.job.tick();
    expect(await office.runs()).toHaveLength(1);
    await tickFor(after.job, 5);
    expect(await office.runs()).toEqual([
      { report_date: '2026-11-17', state: 'made', reason: null },
      { report_date: '2026-11-18', state: 'missed', reason: null },
      { report_date: '2026-11-19', state: 'missed', reason: null },
      { report_date: '2026-11-20', state: 'made', reason: null },
      { report_date: '2026-11-21', state: 'nothing-due', reason: null },
      { report_date: '2026-11-22', state: 'nothing-due', reason: null },
    ]);
    expect(mailsTo('kepala@kota.example')).toEqual([
      expect.stringContaining('daily-discipline.2026-11-17'),
      expect.stringContaining('daily-discipline.2026-11-20'),
    ]);
    expect(partOf(post.receivedBy('kepala@kota.example')[1]!, 'text/plain')).toContain(
      'Tidak ada laporan untuk Rabu, 18 Nov 2026; Kamis, 19 Nov 2026',
    );
    await office.day('ana', '2026-11-23');
    office.clock.at = jakarta('2026-11-24', '06:30');
    await after.job.tick();
    expect(mailsTo('kepala@kota.example')).toHaveLength(3);
    expect(partOf(post.receivedBy('kepala@kota.example')[2]!, 'text/plain')).not.toContain('Tidak ada laporan untuk');
  });

  it('is made once by two processes on one database, through three days', async () => {
    for (const date of ['2026-11-24', '2026-11-25', '2026-11-26']) await office.day('ana', date, { late_minutes: 5 });
    office.clock.at = jakarta('2026-11-25', '06:00');
    const [one, two] = [await start(), await start()];
    for (const date of ['2026-11-25', '2026-11-26', '2026-11-27']) {
      office.clock.at = jakarta(date, '06:30');
      for (let tick = 0; tick < 3; tick += 1) {
        await Promise.all([one.job.tick(), two.job.tick()]);
        office.clock.at += minute;
      }
    }
    expect((await office.runs()).map((run) => run.state)).toEqual(['made', 'made', 'made']);
    for (const address of ['kepala@kota.example', 'bkpsdm@kota.example']) {
      expect(mailsTo(address)).toHaveLength(3);
      expect(new Set(mailsTo(address)).size).toBe(3);
    }
    expect((await office.deliveries()).map((delivery) => [delivery.state, delivery.attempts])).toEqual(
      Array(12).fill(['delivered', 1]),
    );
  });

  it('leaves a mail that one process is sending alone in the other', async () => {
    await office.day('ana', monday);
    office.clock.at = jakarta('2026-11-24', '06:30');
    const receivers = { dailyReportTo: ['kepala@kota.example'] };
    const [one, two] = [await start(receivers), await start(receivers)];
    let release = (): void => undefined;
    post.gate = new Promise((resolve) => (release = resolve));
    const arrived = new Promise<void>((resolve) => (post.onMail = resolve));
    const sending = one.job.tick();
    await arrived;
    const other = two.job.tick();
    // The other is through when it has nothing to send; if it sends, too, it waits at the gate.
    await Promise.race([other, new Promise((resolve) => setTimeout(resolve, 1000))]);
    release();
    await Promise.all([sending, other]);
    expect(post.mails).toHaveLength(1);
  });

  it('says what became of bad addresses and refusals, and delivers to the others', async () => {
    await office.day('ana', monday);
    post.refusals.set('gone@kota.example', { status: 550, text: 'no such mailbox' });
    post.refusals.set('full@kota.example', { status: 452, text: 'mailbox full' });
    const { job } = await start({
      dailyReportTo: ['bukan alamat', 'full@kota.example', 'gone@kota.example', 'kepala@kota.example'],
    });
    office.clock.at = jakarta('2026-11-24', '06:30');
    await job.tick();
    const mails = (await office.deliveries())
      .filter((one) => one.channel === 'mail')
      .map(({ recipient, state, reason }) => ({ recipient, state, reason }));
    expect(mails).toEqual([
      { recipient: 'bukan alamat', state: 'refused', reason: '"bukan alamat" is not a mail address' },
      { recipient: 'full@kota.example', state: 'waiting', reason: expect.stringContaining('mailbox full') },
      { recipient: 'gone@kota.example', state: 'refused', reason: expect.stringContaining('no such mailbox') },
      { recipient: 'kepala@kota.example', state: 'delivered', reason: null },
    ]);
    post.refusals.clear();
    await tickFor(job, 3);
    expect(post.mails.map((mail) => mail.to)).toEqual(['kepala@kota.example', 'full@kota.example']);
  });

  it('mails although the files cannot be written, and writes them when they can', async () => {
    await office.day('ana', monday);
    const blocked = join(office.dataDir, 'blocked');
    writeFileSync(blocked, 'a file where a folder should be');
    const { job } = await start({ dataDir: blocked });
    office.clock.at = jakarta('2026-11-24', '06:30');
    await job.tick();
    expect((await office.deliveries()).map((one) => [one.channel, one.state])).toEqual([
      ['file', 'waiting'],
      ['file', 'waiting'],
      ['mail', 'delivered'],
      ['mail', 'delivered'],
    ]);
    expect((await office.deliveries())[0]?.reason).toMatch(/ENOTDIR|EEXIST/);
    rmSync(blocked);
    await tickFor(job, 1);
    expect(readdirSync(join(blocked, 'reports')).sort()).toEqual([`daily-${monday}.html`, `daily-${monday}.json`]);
    expect(post.mails).toHaveLength(2);
  });

  it('names a mail the same when a process ended between sending it and writing that down', async () => {
    await office.day('ana', monday);
    office.clock.at = jakarta('2026-11-24', '06:30');
    const first = await start({ dailyReportTo: ['kepala@kota.example'] });
    await first.job.tick();
    await first.close();
    await office.execute(
      `UPDATE report_delivery SET state = 'waiting', attempts = 0, next_attempt_at = ?, delivered_at = NULL WHERE channel = 'mail'`,
      [office.clock.at],
    );
    await office.execute(`UPDATE job_run SET finished_at = NULL, outcome = NULL WHERE job = 'report-delivery'`);
    const second = await start({ dailyReportTo: ['kepala@kota.example'] });
    await tickFor(second.job, 1);
    expect(post.mails).toHaveLength(1);
    await tickFor(second.job, 3);
    expect(mailsTo('kepala@kota.example')).toHaveLength(2);
    expect(new Set(mailsTo('kepala@kota.example')).size).toBe(1);
    await tickFor(second.job, 10);
    expect(post.mails).toHaveLength(2);
  });

  it('lets a mail that is on its way arrive before the process ends', async () => {
    await office.day('ana', monday);
    office.clock.at = jakarta('2026-11-24', '06:30');
    const instance = await start({ dailyReportTo: ['kepala@kota.example', 'zweite@kota.example'] });
    let release = (): void => undefined;
    post.gate = new Promise((resolve) => (release = resolve));
    const arrived = new Promise<void>((resolve) => (post.onMail = resolve));
    const tick = instance.job.tick();
    await arrived;
    const closed = instance.close();
    release();
    await Promise.all([tick, closed]);
    const mails = (await office.deliveries()).filter((one) => one.channel === 'mail').map((one) => one.state);
    expect(mails.sort()).toEqual(['delivered', 'waiting']);
    expect(post.mails).toHaveLength(1);
  });

  it('waits while days are being computed, but not for ever', async () => {
    await office.day('ana', monday);
    await office.insert('dirty_day', [{ employee_id: 'ana', work_date: monday, marked_at: 1 }]);
    const { job } = await start();
    office.clock.at = jakarta('2026-11-24', '06:30');
    await tickFor(job, 29);
    expect(await office.runs()).toEqual([]);
    await tickFor(job, 1);
    expect((await office.runs()).map((run) => run.state)).toEqual(['made']);
  });

  it('says why a report could not be made, and makes it when it can', async () => {
    await office.day('ana', monday);
    const { job } = await start();
    office.clock.at = jakarta('2026-11-24', '06:30');
    await office.execute('ALTER TABLE violation RENAME TO violation_away');
    await tickFor(job, 3);
    expect(await office.runs()).toEqual([
      { report_date: monday, state: 'failed', reason: expect.stringMatching(/violation/) },
    ]);
    await office.execute('ALTER TABLE violation_away RENAME TO violation');
    await tickFor(job, 6);
    expect(await office.runs()).toEqual([{ report_date: monday, state: 'made', reason: null }]);
    expect(post.mails).toHaveLength(2);
  });

  it('is the business of workers only', async () => {
    await office.day('ana', monday);
    office.clock.at = jakarta('2026-11-24', '06:30');
    await (await start({ role: 'web' })).job.tick();
    await (await start({ role: 'intake' })).job.tick();
    expect(await office.runs()).toEqual([]);
    await (await start({ role: 'worker' })).job.tick();
    expect(await office.runs()).toHaveLength(1);
  });
});
