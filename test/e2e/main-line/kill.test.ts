import { officeALogPath, officeARecords } from '../../support/office-a';
import { runCli, ServiceProcess, startCli } from '../../support/service-process';
import { polledTerminal, pushingTerminal, serial, Site, until } from './three-doors';

const kills = 10;

jest.setTimeout(600_000);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** kill -9 between any two lines: after the restart, and the device's own retry, the ledger holds each record once. */
describe('the real log, with the process killed ten times on its way in', () => {
  let site: Site;
  const running = new Set<ServiceProcess>();
  const started = async (env: Site['env']): Promise<ServiceProcess> => {
    const service = await ServiceProcess.start(env);
    running.add(service);
    return service;
  };

  beforeEach(async () => {
    site = await Site.create();
    await runCli(['terminal', 'add', serial, '--push', '--accept-from', '2020-01-01'], site.env);
  });
  afterEach(async () => {
    await Promise.all([...running].map((service) => service.kill()));
    running.clear();
    await site.remove();
  });

  it('by file', async () => {
    const args = ['import', officeALogPath, '--terminal', serial, '--json'];
    let finished = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, done } = startCli(args, site.env);
      await pause(300 + Math.random() * 1500);
      child.kill('SIGKILL');
      if ((await done).code === 0) finished += 1;
    }
    expect(finished).toBeLessThan(kills);
    const last = await runCli(args, site.env);
    expect(JSON.parse(last.stdout.trim()) as object).toMatchObject({ read: officeARecords, quarantined: 0, rejected: 0 });
    expect(await site.punches()).toBe(officeARecords);
  });

  it('by polling', async () => {
    const terminal = polledTerminal();
    const port = await terminal.start();
    const polled = await Site.create();
    await runCli(['terminal', 'add', serial, '--address', `127.0.0.1:${port}`, '--accept-from', '2020-01-01'], polled.env);
    for (let kill = 0; kill < kills; kill += 1) {
      const service = await started(polled.env);
      await pause(800 + Math.random() * 1200);
      await service.kill();
    }
    const service = await started(polled.env);
    await until(async () => (await polled.punches()) === officeARecords);
    expect(await service.stop()).toBe(0);
    expect(await polled.punches()).toBe(officeARecords);
    await terminal.stop();
    await polled.remove();
  });

  it('by push', async () => {
    const terminal = pushingTerminal(`http://127.0.0.1:${site.env.DEVICE_PORT}`, 200);
    for (let kill = 0; kill < kills; kill += 1) {
      const service = await started(site.env);
      const upload = terminal.uploadPunches();
      await pause(20 + Math.random() * 180);
      await service.kill();
      await upload;
    }
    const acknowledged = officeARecords - terminal.pending;
    expect(await site.punches()).toBeGreaterThanOrEqual(acknowledged);
    const service = await started(site.env);
    expect(await terminal.uploadPunches()).toBe(true);
    expect(await service.stop()).toBe(0);
    expect(terminal.pending).toBe(0);
    expect(await site.punches()).toBe(officeARecords);
  });
});
