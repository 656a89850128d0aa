import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../../src/core/time/calendar';
import { Database } from '../../../src/platform/database/database';
import { headerOf, PostOffice } from '../../medium/reports/post-office';
import { freePort, type ServiceEnvironment, ServiceProcess } from '../../support/service-process';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

jest.setTimeout(600_000);

const zone = 'Asia/Jakarta';
const inJakarta = (at: number): string => new Date(at + 7 * 3_600_000).toISOString();

/** The worst case that docs/reports.md tells: kill -9 when the server has the mail and the service does not know it yet. */
describe('a service that is killed between "sent" and "recorded"', () => {
  let place: TestDatabase;
  let database: Database;
  let folder: string;
  let post: PostOffice;
  const running: ServiceProcess[] = [];

  beforeAll(async () => {
    place = await createTestDatabase();
    database = await Database.open(place.url);
    folder = mkdtempSync(join(tmpdir(), 'hadir-kill-'));
    post = new PostOffice();
    await post.open();
  });
  afterAll(async () => {
    await Promise.all(running.map((service) => service.kill()));
    await database.close();
    await place.drop();
    await post.shut();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (env: ServiceEnvironment): Promise<ServiceProcess> => {
    const service = await ServiceProcess.start(env);
    running.push(service);
    return service;
  };
  const delivery = async (): Promise<{ state: string; attempts: number } | undefined> =>
    (await database.query<{ state: string; attempts: number }>("SELECT state, attempts FROM report_delivery WHERE channel = 'mail'")).map((row) => ({ ...row }))[0];
  const until = async (reached: () => Promise<boolean> | boolean): Promise<void> => {
    for (const deadline = Date.now() + 240_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 200))) if (await reached()) return;
    throw new Error('it never came');
  };

  it('sends the mail once more, under the same id, and never a third time', async () => {
    // Due at the second full minute from now, so that the service is up before it.
    const due = Math.ceil((Date.now() + 45_000) / 60_000) * 60_000;
    await furnish(database, addDays(inJakarta(due).slice(0, 10), -1));
    const env: ServiceEnvironment = {
      ...{ DATABASE_URL: place.url, DATA_DIR: folder, PORT: String(await freePort()), DEVICE_PORT: String(await freePort()), TZ_DEFAULT: zone },
      ...{ SMTP_URL: post.url, MAIL_FROM: 'hadir@kota.example', REPORT_DAILY_AT: inJakarta(due).slice(11, 16), REPORT_DAILY_TO: 'kepala@kota.example', REMINDERS_AT: '23:59' },
    };
    const arrived = new Promise<void>((resolve) => (post.onMail = resolve));
    // The server has taken the mail whole; its "250" does not leave before the service is dead.
    let release = (): void => undefined;
    post.gate = new Promise((resolve) => (release = resolve));
    const first = await start(env);
    await arrived;
    await first.kill();
    release();
    await until(() => post.mails.length === 1);
    expect(await delivery()).toEqual({ state: 'waiting', attempts: 0 });
    // Two minutes without a sign of life pass.
    await database.transaction((tx) => tx.execute("UPDATE job_run SET heartbeat_at = heartbeat_at - 120001 WHERE job = 'report-delivery' AND finished_at IS NULL"));
    const second = await start(env);
    await until(async () => (await delivery())?.state === 'delivered');
    expect(await delivery()).toEqual({ state: 'delivered', attempts: 1 });
    expect(post.mails).toHaveLength(2);
    const [id, again] = post.mails.map((mail) => headerOf(mail, 'Message-ID'));
    expect(again).toBe(id);
    expect(await second.stop()).toBe(0);
    expect(await database.query("SELECT delivery_key FROM report_delivery WHERE state = 'waiting'")).toEqual([]);
    expect(post.mails).toHaveLength(2);
  });
});

async function furnish(database: Database, date: string): Promise<void> {
  const at = Date.parse(`${date}T00:30:00Z`);
  const insert = (table: string, row: Record<string, string | number | null>): Promise<number> => database.transaction((tx) => tx.insert(table, Object.keys(row), [Object.values(row)]));
  await insert('unit', { id: 'city', code: 'KOTA', name: 'Kota Sukamaju', parent_id: null, zone });
  await insert('employee', { id: 'ana', number: 'NIP-ana', name: 'Ana Putri', category: 'PNS' });
  await insert('attendance_day', {
    ...{ employee_id: 'ana', work_date: date, shift_no: 1, unit_id: 'city', zone, shift: 'office', status: 'PRESENT', settled: 1, late_minutes: 17, early_leave_minutes: 0, worked_minutes: 450, overtime_minutes: 0 },
    ...{ break_overrun_minutes: 0, absent_days: 0, flags: '', signals: '', in_at: at, out_at: at + 30_600_000, closes_at: at + 40_000_000, digest: 'x', explanation: '[]', computed_at: 0 },
  });
}
