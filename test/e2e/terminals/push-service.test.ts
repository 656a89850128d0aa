import { POISON_LINES } from '../../../devices/simulators/push/push-fault';
import { PushTerminalSimulator } from '../../../devices/simulators/push/push-terminal';
import { type LoggedPunch } from '../../../devices/simulators/push/terminal-log';
import { Database } from '../../../src/platform/database/database';
import { runCli, ServiceProcess } from '../../support/service-process';
import { Site, until } from '../main-line/three-doors';

jest.setTimeout(180_000);

const logged = (count: number): LoggedPunch[] => Array.from({ length: count }, (_, n) => ({ pin: String(1 + (n % 500)), wallClock: new Date(Date.UTC(2026, 8, 1) + n * 11_000).toISOString().slice(0, 19).replace('T', ' '), state: n % 2, verify: 1, workCode: '0' }));

/** The service as a process, its real database, real sockets: what terminals do to it that call. */
describe('a service that terminals call', () => {
  let site: Site;
  let service: ServiceProcess;

  beforeAll(async () => {
    site = await Site.create();
    for (const serial of ['TWINS', 'BIG', 'POISON', 'NAMES', 'BERLIN', 'STORE']) await runCli(['terminal', 'add', serial, '--push', '--accept-from', '2020-01-01', ...(serial === 'BERLIN' ? ['--zone', 'Europe/Berlin'] : [])], site.env);
    service = await ServiceProcess.start(site.env);
  });
  afterAll(async () => {
    expect(await service.stop()).toBe(0);
    await site.remove();
  });

  const terminal = (serial: string, log: readonly LoggedPunch[], options: Partial<ConstructorParameters<typeof PushTerminalSimulator>[0]> = {}) => new PushTerminalSimulator({ baseUrl: service.deviceUrl, serial, log, ...options });
  const count = async (table: string, serial: string): Promise<number> => Number((await site.look<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE terminal = '${serial}'`))[0]?.n);
  const post = async (path: string, body: Buffer): Promise<number> => (await fetch(`${service.deviceUrl}/iclock/${path}`, { method: 'POST', body: new Uint8Array(body) })).status;

  it('eight copies at once are one', async () => {
    const twins = terminal('TWINS', logged(300), { batchLines: 100, faults: [{ kind: 'copies', count: 8 }] });
    expect(await twins.uploadPunches()).toBe(true);
    expect(await count('punch', 'TWINS')).toBe(300);
  });

  it('twenty thousand lines in one body', async () => {
    const big = terminal('BIG', logged(20_000), { batchLines: 20_000, timeoutMs: 60_000 });
    expect(await big.uploadPunches()).toBe(true);
    expect(await count('punch', 'BIG')).toBe(20_000);
  });

  it('a line that cannot be read stops nothing, and is kept as it came', async () => {
    for (const bytes of Object.values(POISON_LINES)) expect(await post('cdata?SN=POISON&table=ATTLOG', Buffer.concat([bytes, Buffer.from('\n7\t2026-09-01 08:00:00\t0\t1\t0\n')]))).toBe(200);
    expect(await count('punch', 'POISON')).toBe(1);
    const kept = await site.look<{ raw: Buffer }>("SELECT raw FROM rejected_record WHERE terminal = 'POISON'");
    expect(kept.map(({ raw }) => Buffer.from(raw).toString('hex')).sort()).toEqual(Object.values(POISON_LINES).map((bytes) => bytes.toString('hex')).sort());
  });

  it('names of Chinese-language terminals come out as they are written', async () => {
    const name = Buffer.from([0xc0, 0xee, 0xd0, 0xa1, 0xc1, 0xfa]);
    expect(await post('cdata?SN=NAMES&table=OPERLOG', Buffer.concat([Buffer.from('USER PIN=7\tName='), name, Buffer.from('\tPri=0\tPasswd=1234\tCard=\n')]))).toBe(200);
    const [event] = await site.look<{ raw: string }>("SELECT raw FROM terminal_event WHERE serial = 'NAMES'");
    expect(event?.raw).toContain('Name=李小龙');
    expect(event?.raw).not.toContain('1234');
  });

  it('a wall clock in the gap and in the repeated hour of a change of the clocks is one record with one instant', async () => {
    const lines = ['2026-03-29 02:30:00', '2026-10-25 02:30:00'].map((wallClock) => `7\t${wallClock}\t0\t1\t0\n`).join('');
    for (let times = 0; times < 2; times += 1) expect(await post('cdata?SN=BERLIN&table=ATTLOG', Buffer.from(lines))).toBe(200);
    const rows = await site.look<{ wall_clock: string; punched_at: number }>("SELECT wall_clock, punched_at FROM punch WHERE terminal = 'BERLIN' ORDER BY wall_clock");
    expect(rows.map((row) => [row.wall_clock, new Date(Number(row.punched_at)).toISOString()])).toEqual([
      ['2026-03-29 02:30:00', '2026-03-29T01:30:00.000Z'],
      ['2026-10-25 02:30:00', '2026-10-25T00:30:00.000Z'],
    ]);
  });

  it('a storage that is down takes nothing, and all of it when it is up again', async () => {
    const database = await Database.open(site.env.DATABASE_URL, { migrate: false });
    const rename = (from: string, to: string) => database.transaction((tx) => tx.execute(`ALTER TABLE ${from} RENAME TO ${to}`));
    const device = terminal('STORE', logged(50), { batchLines: 10 });
    await rename('punch', 'punch_away');
    expect(await device.uploadPunches()).toBe(false);
    expect(device.pending).toBe(50);
    await rename('punch_away', 'punch');
    await database.close();
    await until(() => device.uploadPunches());
    expect(await count('punch', 'STORE')).toBe(50);
  });
});

