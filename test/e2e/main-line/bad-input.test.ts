import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandResult, runCli, ServiceProcess } from '../../support/service-process';
import { serial, Site } from './three-doors';

jest.setTimeout(300_000);

/** Bad input gets a message that says what is wrong, and costs nothing that is good. */
describe('bad input on the command line', () => {
  let site: Site;
  const file = (name: string, content: string | Buffer): string => {
    const path = join(site.env.DATA_DIR, name);
    writeFileSync(path, content);
    return path;
  };
  const importing = (path: string, ...options: string[]): Promise<CommandResult> => runCli(['import', path, '--terminal', serial, '--json', ...options], site.env);
  const line = (pin: string, wallClock: string, state = '0'): string => `${pin.padStart(9)}\t${wallClock}\t1\t${state}\t1\t0\n`;

  beforeAll(async () => {
    site = await Site.create();
  });
  afterAll(() => site.remove());

  it('a file that is not there, a folder, an empty file', async () => {
    mkdirSync(join(site.env.DATA_DIR, 'folder'));
    for (const [path, message] of [
      [join(site.env.DATA_DIR, 'nowhere.dat'), /nowhere\.dat cannot be read: ENOENT/],
      [join(site.env.DATA_DIR, 'folder'), /folder cannot be read: EISDIR/],
      [file('empty.dat', ''), /empty\.dat is empty/],
    ] as const) {
      const { code, stdout, stderr } = await importing(path);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(message);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('a picture instead of a log: nothing is stored, the reason is said', async () => {
    const { code, stderr } = await importing(file('photo.dat', Buffer.alloc(200_000, 0xff)));
    expect(code).toBe(1);
    expect(stderr).toContain('this is not a log of records');
    expect(await site.punches()).toBe(0);
  });

  it('a terminal that is not in the fleet: added and said, or refused when asked to', async () => {
    const log = file('first.dat', line('7', '2024-03-04 07:21:00'));
    const refused = await importing(log, '--known-only');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(`No terminal with the serial number "${serial}" is known`);
    const added = await importing(log);
    expect(added.stderr).toContain(`Terminal ${serial} was not known: it was added to the fleet, but not approved`);
    expect(JSON.parse(added.stdout)).toEqual({ read: 1, stored: 1, duplicates: 0, quarantined: 0, rejected: 0 });
  });

  it('bad lines among good ones: kept raw with the reason, and the good ones stored', async () => {
    const lines = [
      line('7', '2024-03-05 07:21:00'),
      line('7', '2024-02-30 07:21:00'),
      'Ã©garbage without tabs\n',
      line('7', '2024-03-05 16:02:00', '999'),
      line('0007', '2024-03-05 16:03:00', '255').replace('\n', '\r\n'),
      line('7', '2000-01-01 00:03:10'),
      line('7', '2099-01-01 00:03:10'),
    ];
    const { code, stdout, stderr } = await importing(file('mixed.dat', lines.join('')));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ read: 7, stored: 2, duplicates: 0, quarantined: 2, rejected: 3 });
    expect(stderr).toContain('2 records are quarantined');
    expect(stderr).toContain('3 lines could not be read');
    const reasons = (await site.look<{ reason: string }>('SELECT reason FROM rejected_record ORDER BY reason')).map((row) => row.reason);
    expect(reasons).toEqual([expect.stringMatching(/line 2: .*not a time that exists/), expect.stringMatching(/line 3: has 1 of the fields/), expect.stringMatching(/line 4: state "999"/)]);
    expect(await site.look('SELECT reason FROM quarantined_punch ORDER BY reason')).toEqual([{ reason: 'clock-lost' }, { reason: 'future' }]);
    expect(await site.look("SELECT pin, state FROM punch WHERE pin LIKE '0%'")).toEqual([{ pin: '0007', state: 255 }]);
    const again = await importing(join(site.env.DATA_DIR, 'mixed.dat'));
    expect(JSON.parse(again.stdout)).toEqual({ read: 7, stored: 0, duplicates: 7, quarantined: 0, rejected: 0 });
  });

  it('--from narrows what is believed, a wrong --from or --zone is refused', async () => {
    const log = file('old.dat', line('7', '2020-05-04 07:00:00') + line('7', '2024-05-06 07:00:00'));
    expect(JSON.parse((await importing(log, '--from', '2024-01-01')).stdout)).toMatchObject({ stored: 1, quarantined: 1 });
    expect(JSON.parse((await importing(log)).stdout)).toMatchObject({ stored: 1, duplicates: 1, quarantined: 0 });
    expect(await site.look("SELECT 1 AS one FROM quarantined_punch WHERE wall_clock LIKE '2020%'")).toEqual([]);
    expect((await importing(log, '--from', 'yesterday')).stderr).toContain('--from "yesterday" is not a date');
    expect((await importing(log, '--zone', 'Mars/Olympus')).stderr).toContain('is not an IANA time zone');
    expect((await importing(log, '--zone', 'Asia/Jayapura')).stderr).toContain('change the terminal if that is wrong');
  });

  it('a configuration that cannot work: all faults at once, and no start', async () => {
    const { code, stderr } = await runCli(['token', 'list'], { ...site.env, PORT: 'x', TZ_DEFAULT: 'Nowhere' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/PORT: .*\n.*TZ_DEFAULT: /);
    await expect(ServiceProcess.start({ ...site.env, DATABASE_URL: 'mysql://nobody' })).rejects.toThrow(/DATABASE_URL: .*is not of the form/);
  });

  it('a pin nobody holds waits in the ledger, and counts from the day somebody does', async () => {
    const service = await ServiceProcess.start(site.env);
    const token = (await runCli(['token', 'create', 'test'], site.env)).stdout.trim();
    const api = async <T>(path: string): Promise<T> => (await (await fetch(`${service.url}/api/v1/${path}`, { headers: { Authorization: `Bearer ${token}` } })).json()) as T;
    expect((await api<{ total: number }>('punches?pin=7&from=2024-03-05&to=2024-03-05')).total).toBe(1);
    expect((await api<{ total: number }>('attendance-days')).total).toBe(0);
    const plan = [
      'units: [{ code: A, name: A, zone: Asia/Jakarta }]',
      "shifts: [{ code: REG, segments: [['07:30', '16:00']] }]",
      'schedules: [{ code: W, week: [REG, REG, REG, REG, REG, null, null] }]',
      'assignments: [{ unit: A, schedule: W, fromDate: 2024-03-01 }]',
      "employees: [{ number: 'X7', name: 'Tujuh', category: contract, joinedDate: 2024-03-01, leftDate: 2024-03-08, unit: A }]",
      `enrolments: [{ pin: '7', employee: 'X7', fromDate: 2024-03-01, toDate: 2024-03-08 }]`,
    ].join('\n');
    expect((await runCli(['plan', 'import', file('plan.yaml', plan)], site.env)).code).toBe(0);
    let days: { workDate: string; status: string }[] = [];
    for (let turn = 0; turn < 200 && !days.some((day) => day.workDate === '2024-03-05'); turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      days = (await api<{ items: { workDate: string; status: string }[] }>('attendance-days?from=2024-03-05&to=2024-03-06')).items;
    }
    expect(days).toEqual([expect.objectContaining({ workDate: '2024-03-05', status: 'INCOMPLETE' }), expect.objectContaining({ workDate: '2024-03-06', status: 'ABSENT' })]);
    expect(await service.stop()).toBe(0);
  });
});
