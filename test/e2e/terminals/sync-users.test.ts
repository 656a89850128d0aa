import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PushTerminalSimulator } from '../../../devices/simulators/push/push-terminal';
import { runCli, ServiceProcess } from '../../support/service-process';
import { Site } from '../main-line/three-doors';

jest.setTimeout(180_000);

const office = `
units: [{ code: DINKES, name: Dinas Kesehatan }]
employees:
  - { number: "1", name: Sri Wahyuni, category: PNS, unit: DINKES, joinedDate: 2020-01-01 }
  - { number: "2", name: Budi Santoso, category: PNS, unit: DINKES, joinedDate: 2020-01-01 }
enrolments:
  - { pin: "101", terminal: USERS, employee: "1", fromDate: 2020-01-01 }
  - { pin: "102", terminal: USERS, employee: "2", fromDate: 2020-01-01 }
  - { kind: card, pin: "123456789", employee: "1", fromDate: 2020-01-01 }
  - { kind: card, pin: "555", employee: "2", fromDate: 2020-01-01, toDate: 2021-01-01 }
`;

interface Result {
  readonly changes: readonly object[];
  readonly unchanged: number;
  readonly waiting: readonly string[];
  readonly notInPlan: readonly string[];
}

/** From the plan's file to the user list of a terminal, over the command line, the real service and the real wire. */
describe('terminal sync-users', () => {
  let site: Site;
  let service: ServiceProcess;
  let terminal: PushTerminalSimulator;
  beforeAll(async () => {
    site = await Site.create();
    const file = join(site.env.DATA_DIR, 'office.yaml');
    writeFileSync(file, office);
    expect(await runCli(['plan', 'import', file], site.env)).toMatchObject({ code: 0 });
    expect(await runCli(['terminal', 'add', 'USERS', '--push'], site.env)).toMatchObject({ code: 0 });
    service = await ServiceProcess.start(site.env);
    terminal = new PushTerminalSimulator({ baseUrl: service.deviceUrl, serial: 'USERS' });
  });
  afterAll(async () => {
    await service.stop();
    await site.remove();
  });

  const sync = async (...options: string[]): Promise<Result> => {
    const done = await runCli(['terminal', 'sync-users', 'USERS', '--json', ...options], site.env);
    expect(done).toMatchObject({ code: 0 });
    return JSON.parse(done.stdout) as Result;
  };

  it('says why it cannot: nobody knows who is on the terminal, or the terminal itself', async () => {
    const unasked = await runCli(['terminal', 'sync-users', 'USERS'], site.env);
    expect(unasked).toMatchObject({ code: 1, stdout: '' });
    expect(unasked.stderr).toContain('has not told its users yet');
    const unknown = await runCli(['terminal', 'sync-users', 'NOBODY'], site.env);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('No terminal with the serial number "NOBODY" is known.');
  });

  it('says what it would send, sends it when the terminal calls, and then has nothing more to send', async () => {
    const told = ['USER PIN=102\tName=BUDI S\tPri=14\tPasswd=\tCard=555\tGrp=1', 'USER PIN=7\tName=Tamu\tPri=0\tCard=\tGrp=1'].join('\n');
    expect((await fetch(`${service.deviceUrl}/iclock/cdata?SN=USERS&table=OPERLOG`, { method: 'POST', body: `${told}\n` })).status).toBe(200);
    const changes = [{ pin: '101', name: 'Sri Wahyuni', change: 'new', card: '123456789' }, { pin: '102', name: 'Budi Santoso', change: 'renamed', card: null }];
    expect(await sync('--dry-run')).toMatchObject({ changes, notInPlan: ['7'] });
    expect(await terminal.round()).toBe(true);
    expect(terminal.users.size).toBe(0);
    const said = await runCli(['terminal', 'sync-users', 'USERS'], site.env);
    expect(said.stdout).toBe('new\t101\tSri Wahyuni\t123456789\nrenamed\t102\tBudi Santoso\t\nnot in the plan\t7\n');
    expect(await sync()).toMatchObject({ changes: [], waiting: ['101', '102'] });
    // The service learns within two seconds that another process has queued something.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await terminal.round()).toBe(true);
    expect([...terminal.users].sort()).toEqual([['101', { name: 'Sri Wahyuni', card: '123456789', privilege: '0' }], ['102', { name: 'Budi Santoso', card: '', privilege: '14' }]]);
    expect(await sync()).toMatchObject({ changes: [], waiting: [], unchanged: 2, notInPlan: ['7'] });
  });
});
