import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { officeALogPath, officeAPlan, officeARecords } from '../../support/office-a';
import { runCli, ServiceProcess } from '../../support/service-process';
import { polledTerminal, pushingTerminal, serial, Site, until } from './three-doors';

jest.setTimeout(600_000);

interface Derived {
  readonly days: readonly object[];
  readonly violations: readonly object[];
  readonly accounts: readonly object[];
  readonly cases: readonly object[];
}

/** Everything derived, without the moments at which it was computed. */
async function derived(site: Site): Promise<Derived> {
  return {
    days: await site.look('SELECT employee_id, work_date, shift_no, unit_id, shift, status, settled, late_minutes, early_leave_minutes, worked_minutes, absent_days, flags, signals, in_at, out_at, digest, explanation FROM attendance_day ORDER BY employee_id, work_date, shift_no'),
    violations: await site.look('SELECT * FROM violation ORDER BY employee_id, work_date, shift_no, kind'),
    accounts: await site.look('SELECT * FROM year_account ORDER BY employee_id, account_year'),
    cases: await site.look('SELECT case_id, employee_id, account_year, unit_id, state, level, basis, counted_days, detail FROM discipline_case ORDER BY case_id'),
  };
}

/** From a terminal's wire to a discipline case, on a real log: one service, three doors, one ledger. */
describe('the main line', () => {
  let site: Site;
  let service: ServiceProcess;
  let token: string;

  const api = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${service.url}/api/v1/${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } });
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };
  const waiting = async (): Promise<number> => Number((await site.look<{ n: number }>('SELECT (SELECT COUNT(*) FROM dirty_day) + (SELECT COUNT(*) FROM touched_day) AS n'))[0]?.n);

  beforeAll(async () => {
    site = await Site.create();
    service = await ServiceProcess.start(site.env);
    token = (await runCli(['token', 'create'], site.env)).stdout.trim();
  });
  afterAll(async () => {
    expect(await service.stop()).toBe(0);
    await site.remove();
  });

  it('stores the same punches once, through whichever doors and in whichever order they come', async () => {
    const terminal = polledTerminal();
    const port = await terminal.start();
    await runCli(['terminal', 'add', serial, '--address', `127.0.0.1:${port}`, '--accept-from', '2020-01-01'], site.env);
    const pushing = pushingTerminal(service.deviceUrl, 500);
    const [imported] = await Promise.all([runCli(['import', officeALogPath, '--terminal', serial, '--json'], site.env), pushing.uploadPunches()]);
    await pushing.uploadPunches();
    await until(async () => terminal.received.some(({ command }) => command === 1503));
    expect(JSON.parse(imported.stdout.trim()) as object).toMatchObject({ read: officeARecords, quarantined: 0, rejected: 0 });
    expect(pushing.pending).toBe(0);
    expect((await api<{ total: number }>(`punches?terminal=${serial}`)).total).toBe(officeARecords);
    const again = await runCli(['import', officeALogPath, '--terminal', serial, '--json'], site.env);
    expect(JSON.parse(again.stdout.trim())).toEqual({ read: officeARecords, stored: 0, duplicates: officeARecords, quarantined: 0, rejected: 0 });
    await terminal.stop();
  });

  it('judges the whole span once people are enrolled, and a rebuild changes nothing', async () => {
    const plan = join(site.env.DATA_DIR, 'office.yaml');
    writeFileSync(plan, officeAPlan(serial));
    const imported = await runCli(['plan', 'import', plan], site.env);
    expect(imported.code).toBe(0);
    await until(async () => (await waiting()) === 0, 120_000);
    const before = await derived(site);
    expect(before.days).toHaveLength(23 * 912);
    expect(before.days.every((day) => (day as { explanation: string }).explanation.length > 2)).toBe(true);
    const rebuilt = await runCli(['rebuild'], site.env);
    expect(rebuilt.code).toBe(0);
    const after = await derived(site);
    for (const part of ['days', 'violations', 'accounts', 'cases'] as const) {
      expect(after[part]).toHaveLength(before[part].length);
      // The first difference is enough to see; twenty thousand rows of it are not.
      expect(after[part].find((row, index) => !isDeepStrictEqual(row, before[part][index]))).toBeUndefined();
    }
  });

  it('explains a day in two languages', async () => {
    const { items } = await api<{ items: { employeeId: string; workDate: string; explanation: { text: string }[] }[] }>('attendance-days?status=PRESENT&sort=-lateMinutes&pageSize=1');
    const [day] = items;
    expect(day?.explanation.length).toBeGreaterThan(2);
    const [english] = await api<{ explanation: { text: string }[] }[]>(`attendance-days/${day?.employeeId}/${day?.workDate}?language=en`);
    expect(english?.explanation[0]?.text).not.toBe(day?.explanation[0]?.text);
  });
});
