import request from 'supertest';
import { DefinitionStore } from '../../../src/reports/definition/definition-store';
import { ReminderJob } from '../../../src/reports/reminders/reminder-job';
import { writeUnitReminders } from '../../../src/reports/reminders/reminder-recipients';
import { type Config } from '../../../src/platform/config';
import { headerOf, partOf, PostOffice } from './post-office';
import { type Instance, jakarta, ReportOffice } from './report-office';

const tuesday = '2026-11-24';
const minute = 60_000;

describe('reminders of deadlines', () => {
  let office: ReportOffice;
  let post: PostOffice;

  beforeEach(async () => {
    office = await ReportOffice.open();
    post = new PostOffice();
    await post.open();
    await office.furnish();
    // Three working days to verify: Wednesday's is due on Monday, Thursday's today, Monday's on Thursday.
    await waiting('ana', 'parkir', '2026-11-18', 'absence');
    await waiting('odd', 'parkir', '2026-11-19', 'missing-out');
    await waiting('siti', 'rsud', '2026-11-19', 'absence');
    await waiting('siti', 'rsud', '2026-11-23', 'absence');
    office.clock.at = jakarta(tuesday, '07:00');
  });
  afterEach(async () => {
    await office.close();
    await post.shut();
  });

  const waiting = (employeeId: string, unitId: string, workDate: string, kind: string, state = 'unverified') =>
    office.insert('violation', [
      { employee_id: employeeId, work_date: workDate, shift_no: 1, kind, unit_id: unitId, minutes: 0, days: 1, standing: 'settled', evidence: '', provision: null, source: null, state },
    ]);
  const start = (changes: Partial<Config> = {}): Promise<Instance> => office.start({ smtpUrl: post.url, remindersTo: ['bkpsdm@kota.example'], ...changes });
  const tell = (unitId: string, emails: readonly string[], muted = false) => office.database.transaction((tx) => writeUnitReminders(tx, { unitId, emails, muted }));
  const mails = () => office.database.query<{ reminder_date: string; recipient: string; state: string; attempts: number; matters: number }>('SELECT reminder_date, recipient, state, attempts, matters FROM reminder_mail ORDER BY reminder_date, recipient');

  it('go out on a working day at their time, once for each recipient, most urgent first, accusing nobody', async () => {
    const job = (await start()).app.get(ReminderJob);
    office.clock.at = jakarta(tuesday, '06:59');
    await job.tick();
    expect(post.mails).toEqual([]);
    office.clock.at = jakarta(tuesday, '07:00');
    for (let tick = 0; tick < 3; tick += 1) await job.tick();
    expect(post.mails.map(({ to }) => to)).toEqual(['bkpsdm@kota.example']);
    const [mail] = post.mails;
    if (!mail) throw new Error('no mail came');
    expect(headerOf(mail, 'Subject')).toBe('Pengingat 24 November 2026: 3 hal menunggu, 1 lewat tenggat');
    const text = partOf(mail, 'text/plain');
    expect(text).toContain('Ana Putri (NIP-ana, UPT Parkir): 18 November 2026, tidak ada rekaman; tenggat 23 November 2026, lewat 1 hari kerja');
    expect(text).toContain(`<b>O'Neil & "x" (NIP-odd, UPT Parkir): 19 November 2026, tanpa rekaman pulang; tenggat hari ini`);
    expect(text.indexOf('Ana Putri')).toBeLessThan(text.indexOf('Siti'));
    expect(text).not.toContain('23 November 2026, tidak ada rekaman');
    expect(partOf(mail, 'text/html')).toContain('&lt;b&gt;O&#39;Neil');
    expect(text).not.toMatch(/bolos|mangkir|alpa/i);
  });

  it('go to the unit, else to the nearest above it, and a muted unit is left alone', async () => {
    await tell('dishub', ['dishub@kota.example', 'kadis@kota.example']);
    await tell('rsud', [], true);
    const job = (await start()).app.get(ReminderJob);
    await job.tick();
    expect((await mails()).map(({ recipient, state, matters }) => [recipient, state, matters])).toEqual([['dishub@kota.example', 'delivered', 2], ['kadis@kota.example', 'delivered', 2]]);
    await tell('dishub', []);
    office.clock.at = jakarta('2026-11-25', '07:00');
    await job.tick();
    expect((await mails()).filter(({ reminder_date: date }) => date === '2026-11-25').map(({ recipient }) => recipient)).toEqual(['bkpsdm@kota.example']);
  });

  it('go to the users who administer or head the unit, as long as they do; never about themselves, and not to whom the administrator mutes', async () => {
    const user = async (id: string, role: string, unitId: string | null, changes: { to?: string; employee?: string; disabled?: boolean; language?: 'en' } = {}): Promise<void> => {
      await office.insert('user_account', [{ id, username: id, name: id, email: `${id}@kota.example`, employee_id: changes.employee ?? null, password_hash: null, must_change_password: 0, disabled_at: changes.disabled ? 1 : null, language: changes.language ?? null, created_at: 1, created_by: 'test' }]);
      await office.insert('role_grant', [{ id: `g-${id}`, holder_id: id, role, unit_id: unitId, from_date: '2026-01-01', to_date: changes.to ?? null, granted_at: 1, granted_by: 'test' }]);
    };
    await user('kadis', 'head-of-unit', 'dishub', { language: 'en' });
    await user('former', 'head-of-unit', 'dishub', { to: '2026-11-23' });
    await user('left', 'unit-admin', 'dishub', { disabled: true });
    await user('reader', 'inspector', 'dishub');
    await user('siti', 'unit-admin', 'rsud', { employee: 'siti' });
    await user('petugas', 'hr-officer', null);
    const instance = await start({ remindersTo: [] });
    await instance.app.get(ReminderJob).tick();
    expect((await mails()).map(({ recipient, state, matters }) => [recipient, state, matters])).toEqual([['kadis@kota.example', 'delivered', 2], ['petugas@kota.example', 'delivered', 1]]);
    // Each in the language that the user has chosen.
    const subjects = Object.fromEntries(post.mails.map((mail) => [headerOf(mail, 'To'), headerOf(mail, 'Subject')]));
    expect(subjects).toMatchObject({ 'kadis@kota.example': expect.stringMatching(/^Reminder 24 November 2026: 2 matters wait/), 'petugas@kota.example': expect.stringMatching(/^Pengingat 24 November 2026: 1 hal menunggu/) });
    await instance.app.get(DefinitionStore).mute('kadis@kota.example', 'reminders', 'on leave', 'test');
    office.clock.at = jakarta('2026-11-25', '07:00');
    await instance.app.get(ReminderJob).tick();
    expect(await office.database.query("SELECT state, reason FROM reminder_mail WHERE recipient = 'kadis@kota.example' AND reminder_date = '2026-11-25'")).toEqual([{ state: 'refused', reason: 'muted by the administrator' }]);
  });

  it('two processes at the same time send one mail', async () => {
    const [first, second] = [await start(), await start()];
    await Promise.all([first.app.get(ReminderJob).tick(), second.app.get(ReminderJob).tick()]);
    await first.app.get(ReminderJob).tick();
    expect(post.mails).toHaveLength(1);
  });

  it('a mail server that is away is tried again later, and a day that has passed is not sent after all', async () => {
    const job = (await start()).app.get(ReminderJob);
    await post.shut();
    await job.tick();
    expect(await mails()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    await job.tick();
    expect(await mails()).toMatchObject([{ attempts: 1 }]);
    await post.open();
    office.clock.at += minute;
    await job.tick();
    expect(await mails()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
    expect(post.mails).toHaveLength(1);
    await post.shut();
    office.clock.at = jakarta('2026-11-25', '07:00');
    await job.tick();
    await post.open();
    office.clock.at = jakarta('2026-11-26', '07:00');
    await job.tick();
    expect((await mails()).map(({ reminder_date: date, state }) => [date, state])).toEqual([[tuesday, 'delivered'], ['2026-11-25', 'superseded'], ['2026-11-26', 'delivered']]);
    expect(post.mails).toHaveLength(2);
  });

  it('an address that the server refuses is not tried again, and the others get theirs', async () => {
    post.refusals.set('gone@kota.example', { status: 550, text: 'no such user' });
    const job = (await start({ remindersTo: ['gone@kota.example', 'bkpsdm@kota.example'] })).app.get(ReminderJob);
    await job.tick();
    expect((await mails()).map(({ recipient, state }) => [recipient, state])).toEqual([['bkpsdm@kota.example', 'delivered'], ['gone@kota.example', 'refused']]);
  });

  it('nobody is reminded on a day off, of nothing, or of what has been looked at', async () => {
    const job = (await start()).app.get(ReminderJob);
    office.clock.at = jakarta('2026-11-22', '09:00');
    await job.tick();
    expect(await mails()).toEqual([]);
    await office.execute("UPDATE violation SET state = 'verified'");
    office.clock.at = jakarta(tuesday, '09:00');
    await job.tick();
    expect(await mails()).toEqual([]);
  });

  it('recipients are told over REST, and what became of the mails can be read', async () => {
    const { app } = await start();
    const http = request(app.getHttpServer());
    expect((await http.put('/api/v1/reminders/units/parkir').send({ emails: ['parkir@kota.example'] })).body).toEqual({ unitId: 'parkir', emails: ['parkir@kota.example'], muted: false });
    expect((await http.put('/api/v1/reminders/units/nowhere').send({ emails: [] })).status).toBe(404);
    expect((await http.put('/api/v1/reminders/units/parkir').send({ emails: ['parkir'] })).status).toBe(400);
    expect((await http.get('/api/v1/reminders/units')).body).toEqual([{ unitId: 'parkir', emails: ['parkir@kota.example'], muted: false }]);
    await app.get(ReminderJob).tick();
    const list = (await http.get('/api/v1/reminders/mails')).body as { total: number; items: object[] };
    expect(list).toMatchObject({ total: 2, items: [{ recipient: 'bkpsdm@kota.example', matters: 1 }, { recipient: 'parkir@kota.example', state: 'delivered', matters: 2 }] });
  });
});
