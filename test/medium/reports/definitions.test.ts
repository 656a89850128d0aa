import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Workbook } from 'exceljs';
import { MonthlyRecap } from '../../../src/reports/recap/monthly-recap';
import { Channels } from '../../../src/reports/channel/channels';
import { webhookSignature } from '../../../src/reports/channel/webhook';
import { Corrections } from '../../../src/reports/definition/corrections';
import { DefinitionJob } from '../../../src/reports/definition/definition-job';
import { DefinitionStore } from '../../../src/reports/definition/definition-store';
import { type ReportDefinition } from '../../../src/reports/definition/report-definition';
import { type Config } from '../../../src/platform/config';
import { type Instance, jakarta, ReportOffice } from './report-office';
import { headerOf, PostOffice } from './post-office';

const secret = 'a key that is long enough';
const monday = '2026-11-23';

describe('scheduled reports', () => {
  let office: ReportOffice;
  let post: PostOffice;
  let hook: { server: Server; url: string; posts: { headers: Record<string, unknown>; body: string }[]; answer: number };

  beforeEach(async () => {
    office = await ReportOffice.open();
    post = new PostOffice();
    await post.open();
    hook = await openHook();
    await office.furnish();
    await office.day('ana', monday, { late_minutes: 17, in_at: jakarta(monday, '07:47') });
    await office.day('siti', monday, { status: 'PENDING', settled: 0, flags: 'AWAITING_DEVICE_SYNC', out_at: null });
    office.clock.at = jakarta(monday, '12:00');
  });
  afterEach(async () => {
    await office.close();
    await post.shut();
    await new Promise((resolve) => hook.server.close(resolve));
  });

  const start = (changes: Partial<Config> = {}): Promise<Instance> =>
    office.start({ smtpUrl: post.url, dailyReportTo: [], webhookSecret: secret, reportDropDir: join(office.dataDir, 'drop'), ...changes });
  const definition = (changes: Partial<ReportDefinition> = {}): Omit<ReportDefinition, 'changedAt' | 'changedBy'> => ({
    ...{ id: 'parkir', name: 'UPT Parkir', enabled: true, report: 'daily-discipline', unit: 'PARKIR', cadence: 'daily', weekday: 1, dayOfMonth: 1, workingDaysOnly: true, at: '07:00', language: 'id', attachments: [] },
    recipients: [{ channel: 'mail', address: 'parkir@kota.example' }],
    ...changes,
  });
  const tick = async (instance: Instance): Promise<void> => {
    await instance.app.get(DefinitionJob).tick();
    await instance.job.tick();
  };

  it('come at their time in the zone of the unit, over the people of the unit, once', async () => {
    const instance = await start();
    await instance.app.get(DefinitionStore).put(definition(), 'test');
    office.clock.at = jakarta('2026-11-24', '06:59');
    await tick(instance);
    expect(post.mails).toEqual([]);
    office.clock.at = jakarta('2026-11-24', '07:00');
    for (let times = 0; times < 3; times += 1) await tick(instance);
    expect(post.mails.map(({ to }) => to)).toEqual(['parkir@kota.example']);
    expect(post.mails[0]?.raw).toContain('UPT Parkir');
    expect(post.mails[0]?.raw).not.toContain('Siti');
  });

  it('are not sent where nobody of the unit was due by its own calendar', async () => {
    const instance = await start();
    await instance.app.get(DefinitionStore).put(definition({ unit: 'RSUD' }), 'test');
    await office.day('siti', '2026-11-24', { status: 'OFF' });
    office.clock.at = jakarta('2026-11-25', '07:00');
    await tick(instance);
    expect(post.mails).toEqual([]);
    expect(await office.database.query('SELECT report, report_date, state FROM report_run WHERE report = ?', ['parkir'])).toEqual([{ report: 'parkir', report_date: '2026-11-25', state: 'nothing-due' }]);
  });

  it('move to the next working day of their unit: its own days off count, and none where it works on holidays', async () => {
    const instance = await start();
    const monthly = { report: 'terminals', cadence: 'monthly', dayOfMonth: 1, at: '08:00' } as const;
    const store = instance.app.get(DefinitionStore);
    for (const [id, unit] of [['a-dishub', 'PARKIR'], ['b-rsud', 'RSUD'], ['c-kota', null]] as const) await store.put(definition({ ...monthly, id, unit }), 'test');
    await office.insert('holiday', [
      { holiday_date: '2026-12-01', unit_id: 'dishub', kind: 'local', name: 'Hari jadi dinas' },
      { holiday_date: '2026-12-02', unit_id: '', kind: 'local', name: 'Hari jadi kota' },
    ]);
    await office.insert('holiday_exemption', [{ unit_id: 'rsud', from_date: '2026-01-01', to_date: null }]);
    const next = async (id: string): Promise<string> => new Date((await instance.app.get(DefinitionJob).nextAt(await store.get(id))) ?? 0).toISOString();
    expect([await next('a-dishub'), await next('b-rsud'), await next('c-kota')]).toEqual(['2026-12-03', '2026-12-01', '2026-12-01'].map((date) => `${date}T01:00:00.000Z`));
    office.clock.at = jakarta('2026-12-02', '12:00');
    await tick(instance);
    expect((await office.database.query<{ report: string }>("SELECT report FROM report_run WHERE report LIKE '%-%' AND report_date >= '2026-12-01' AND report <> 'daily-discipline' ORDER BY report")).map(({ report }) => report)).toEqual(['b-rsud', 'c-kota']);
    office.clock.at = jakarta('2026-12-03', '08:00');
    await tick(instance);
    expect(await office.database.query('SELECT report_date FROM report_run WHERE report = ?', ['a-dishub'])).toEqual([{ report_date: '2026-12-03' }]);
  });

  it('say of a slot that failed that it did, also after the next one was made', async () => {
    const instance = await start();
    await instance.app.get(DefinitionStore).put(definition({ workingDaysOnly: false }), 'test');
    await office.execute('ALTER TABLE violation RENAME TO violation_away');
    office.clock.at = jakarta('2026-11-24', '07:00');
    await tick(instance);
    await office.execute('ALTER TABLE violation_away RENAME TO violation');
    office.clock.at = jakarta('2026-11-25', '07:00');
    await tick(instance);
    expect((await office.database.query('SELECT report_date, state FROM report_run WHERE report = ? ORDER BY report_date', ['parkir'])).map((row) => ({ ...row }))).toEqual([
      { report_date: '2026-11-24', state: 'failed' },
      { report_date: '2026-11-25', state: 'made' },
    ]);
  });

  it('of a month name in their head the days that wait and the terminals that are silent, on paper and in the spreadsheet', async () => {
    const instance = await start();
    await office.insert('employee_unit', [{ employee_id: 'siti', from_date: '2020-01-01', unit_id: 'rsud' }]);
    const terminal = (serial: string, name: string, unit: string): Record<string, string | number | null> => ({ serial, name, unit_id: unit, zone: 'Asia/Jakarta', status: 'approved', speaks: 'adms', profile: 'x', first_seen_at: 1, settings: '{}' });
    await office.insert('terminal', [terminal('T1', 'Lobi RSUD', 'rsud'), terminal('T2', 'Balai Kota', 'city'), terminal('T3', 'Gerbang Dishub', 'dishub')]);
    const recap = instance.app.get(MonthlyRecap);
    const said = '1 hari orang masih menunggu mesin, jam kerja atau keputusan; angkanya dapat berubah. 2 terminal diam: Balai Kota belum pernah terdengar, Lobi RSUD belum pernah terdengar.';
    const made = await recap.make('2026-11', 'RSUD', 'rsud', 'id');
    expect(made.paper.notices).toEqual([said]);
    const output = new PassThrough();
    const [content] = await Promise.all([buffer(output), made.writeXlsx(output)]);
    const book = new Workbook();
    await book.xlsx.load(content as never);
    expect(book.worksheets[0]?.getCell('A3').value).toBe(said);
    expect((await recap.make('2026-10', 'RSUD', 'rsud', 'id')).paper.notices).toEqual([]);
  });

  it('are each made once by two processes over three days, and after a downtime only the newest comes', async () => {
    const instances = [await start(), await start()];
    await instances[0]?.app.get(DefinitionStore).put(definition({ workingDaysOnly: false }), 'test');
    for (let minute = 0; minute < 3 * 24 * 60; minute += 180) {
      office.clock.at = jakarta(monday, '12:00') + minute * 60_000;
      await Promise.all(instances.map(tick));
    }
    expect(post.mails).toHaveLength(3);
    expect(new Set(post.mails.map((mail) => headerOf(mail, 'Message-ID'))).size).toBe(3);
    for (const instance of instances) await instance.close();
    office.clock.at = jakarta('2026-12-04', '12:00');
    await tick(await start());
    expect(post.mails).toHaveLength(4);
  });

  it('wait out a mail server that is away for an hour, then arrive once', async () => {
    const instance = await start();
    await instance.app.get(DefinitionStore).put(definition(), 'test');
    await post.shut();
    for (let minute = 0; minute <= 60; minute += 5) {
      office.clock.at = jakarta('2026-11-24', '07:00') + minute * 60_000;
      await tick(instance);
    }
    expect(post.mails).toEqual([]);
    await post.open();
    for (let minute = 61; minute <= 180; minute += 20) {
      office.clock.at = jakarta('2026-11-24', '07:00') + minute * 60_000;
      await tick(instance);
    }
    expect(post.mails).toHaveLength(1);
  });

  it('bring their files by mail, webhook and drop folder; one that is refused does not hold up the others', async () => {
    const instance = await start();
    hook.answer = 503;
    await instance.app.get(DefinitionStore).put(definition({
      report: 'monthly-recap', cadence: 'monthly', dayOfMonth: 1, at: '08:00', unit: 'DISHUB', attachments: ['pdf', 'xlsx'],
      recipients: [{ channel: 'mail', address: 'nobody@kota.example' }, { channel: 'mail', address: 'gaji@kota.example' }, { channel: 'webhook', address: hook.url }, { channel: 'drop', address: 'payroll/rekap' }],
    }), 'test');
    post.refusals.set('nobody@kota.example', { status: 550, text: 'no such mailbox' });
    office.clock.at = jakarta('2026-12-01', '08:00');
    await tick(instance);
    const states = async (): Promise<Record<string, string>> => Object.fromEntries((await office.deliveries()).filter(({ recipient }) => !recipient.startsWith('reports/')).map(({ recipient, state }) => [recipient, state]));
    expect(await states()).toEqual({ 'nobody@kota.example': 'refused', 'gaji@kota.example': 'delivered', [hook.url]: 'waiting', 'payroll/rekap': 'delivered' });
    expect(post.mails[0]?.raw).toMatch(/rekap-absensi-2026-11-DISHUB\.pdf/);
    expect(readdirSync(join(office.dataDir, 'drop', 'payroll', 'rekap')).sort()).toEqual(['parkir-2026-12-01.html', 'rekap-absensi-2026-11-DISHUB.pdf', 'rekap-absensi-2026-11-DISHUB.xlsx']);
    hook.answer = 200;
    office.clock.at = jakarta('2026-12-01', '08:05');
    await tick(instance);
    expect((await states())[hook.url]).toBe('delivered');
    const [first, second] = hook.posts;
    expect(first?.headers['idempotency-key']).toBe(second?.headers['idempotency-key']);
    expect(second?.headers['x-hadir-signature']).toBe(webhookSignature(secret, String(second?.headers['x-hadir-timestamp']), second?.body ?? ''));
    expect(JSON.parse(second?.body ?? '{}')).toMatchObject({ report: 'parkir', date: '2026-12-01', files: [{ name: 'rekap-absensi-2026-11-DISHUB.pdf' }, { name: 'rekap-absensi-2026-11-DISHUB.xlsx' }] });
  });

  it('reach nobody silently twice after a kill -9 between "sent" and "recorded": the second one bears the same id', async () => {
    const instance = await start();
    const store = instance.app.get(DefinitionStore);
    await store.put(definition({ recipients: [{ channel: 'mail', address: 'parkir@kota.example' }, { channel: 'webhook', address: hook.url }] }), 'test');
    office.clock.at = jakarta('2026-11-24', '07:00');
    await tick(instance);
    // What such a kill leaves behind: the attempt is claimed and never finished, the delivery still waits.
    await office.execute("UPDATE report_delivery SET state = 'waiting', attempts = 0, delivered_at = NULL, next_attempt_at = ? WHERE report = 'parkir'", [office.clock.at]);
    await office.execute("UPDATE job_run SET finished_at = NULL, outcome = NULL WHERE job = 'report-delivery'");
    office.clock.at += 60_000;
    await tick(instance);
    expect([post.mails.length, hook.posts.length]).toEqual([1, 1]);
    office.clock.at += 120_000;
    await tick(instance);
    await tick(instance);
    expect(post.mails.map((mail) => headerOf(mail, 'Message-ID'))).toEqual([1, 2].map(() => headerOf(post.mails[0] as never, 'Message-ID')));
    expect(hook.posts.map(({ headers }) => headers['idempotency-key'])).toEqual([1, 2].map(() => hook.posts[0]?.headers['idempotency-key']));
  });

  it('are kept from whom the administrator mutes, at once', async () => {
    const instance = await start();
    const store = instance.app.get(DefinitionStore);
    await store.put(definition(), 'test');
    await store.mute('parkir@kota.example', '', 'moved away', 'test');
    office.clock.at = jakarta('2026-11-24', '07:00');
    await tick(instance);
    expect(post.mails).toEqual([]);
    expect((await office.deliveries()).find(({ recipient }) => recipient === 'parkir@kota.example')).toMatchObject({ state: 'refused', reason: 'muted by the administrator' });
  });

  it('offer a correction when what waited has settled and the figures changed, and send it marked as one', async () => {
    const instance = await start();
    await instance.app.get(DefinitionStore).put(definition({ unit: 'RSUD' }), 'test');
    office.clock.at = jakarta('2026-11-24', '07:00');
    await tick(instance);
    const corrections = instance.app.get(Corrections);
    expect(await corrections.offers()).toEqual([]);
    // Figures that change while the same days wait are told by the next report.
    await office.execute("UPDATE attendance_day SET unit_id = 'rsud' WHERE employee_id = 'ana'");
    expect(await corrections.offers()).toEqual([]);
    await office.execute(`UPDATE attendance_day SET status = 'ABSENT', settled = 1, absent_days = 1, flags = 'NO_PUNCH' WHERE employee_id = 'siti' AND work_date = ?`, [monday]);
    office.clock.at = jakarta('2026-11-24', '15:00');
    const offers = await corrections.offers();
    expect(offers.find(({ report }) => report === 'parkir')).toMatchObject({ date: '2026-11-24', unsettledThen: 1, unsettledNow: 0 });
    expect(await corrections.send('parkir', '2026-11-24')).toEqual({ report: 'parkir~2', deliveries: 1 });
    await tick(instance);
    expect(post.mails).toHaveLength(2);
    expect(post.mails[1]?.raw).toMatch(/Subject: Pembetulan:/);
    expect(post.mails[1]?.raw).toContain('PEMBETULAN');
    expect((await corrections.offers()).filter(({ report }) => report.startsWith('parkir'))).toEqual([]);
    await expect(corrections.send('parkir', '2026-11-24')).rejects.toMatchObject({ code: 'no-correction' });
  });

  it('say why they could not be made, and the others go on', async () => {
    const instance = await start();
    const store = instance.app.get(DefinitionStore);
    await store.put(definition({ id: 'a-lost', unit: 'PARKIR' }), 'test');
    await store.put(definition({ id: 'b-good' }), 'test');
    await office.execute('UPDATE report_definition SET definition = ? WHERE id = ?', [JSON.stringify({ ...definition({ id: 'a-lost', unit: 'GONE' }), changedAt: 0, changedBy: '' }), 'a-lost']);
    office.clock.at = jakarta('2026-11-24', '07:00');
    await tick(instance);
    expect(await office.database.query('SELECT report, state, reason FROM report_run WHERE report IN (?, ?) ORDER BY report', ['a-lost', 'b-good'])).toEqual([
      { report: 'a-lost', state: 'failed', reason: expect.stringContaining('GONE') },
      { report: 'b-good', state: 'made', reason: null },
    ]);
    expect(post.mails).toHaveLength(1);
  });

  it('tell a drop folder that takes nothing, and a folder that leads out, apart', async () => {
    const instance = await start();
    const channels = instance.app.get(Channels);
    const message = { subject: 's', html: 'h', text: 't', files: [], unsettled: 0, figuresDigest: 'd' };
    const drop = (recipient: string): Promise<unknown> => channels.send(message, { key: 'k', report: 'r', date: monday, channel: 'drop', recipient });
    expect(await drop('../elsewhere')).toMatchObject({ outcome: 'refused' });
    mkdirSync(join(office.dataDir, 'drop'));
    // A file where the folder should be: whoever writes cannot, whatever rights it has.
    chmodSync(join(office.dataDir, 'drop'), 0o755);
    expect(await drop('ok')).toEqual({ outcome: 'delivered' });
    expect(await drop('ok/r-2026-11-23.html')).toMatchObject({ outcome: 'try-again', reason: expect.stringMatching(/ENOTDIR|EEXIST/) });
    expect(existsSync(join(office.dataDir, 'drop', 'ok', 'r-2026-11-23.html'))).toBe(true);
    expect(readFileSync(join(office.dataDir, 'drop', 'ok', 'r-2026-11-23.html'), 'utf8')).toBe('h');
  });
});

async function openHook(): Promise<{ server: Server; url: string; posts: { headers: Record<string, unknown>; body: string }[]; answer: number }> {
  const hook = { posts: [] as { headers: Record<string, unknown>; body: string }[], answer: 200, url: '', server: null as unknown as Server };
  hook.server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      hook.posts.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(hook.answer, { Connection: 'close' }).end();
    });
  });
  await new Promise<void>((resolve) => hook.server.listen(0, '127.0.0.1', resolve));
  hook.url = `http://127.0.0.1:${(hook.server.address() as AddressInfo).port}/hadir`;
  return hook;
}
