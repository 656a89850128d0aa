import { ZkTerminalSimulator } from '../../../devices/simulators/zk/zk-terminal-simulator';
import { FaultWatch } from '../../../src/intake/incidents/fault-watch';
import { Poller } from '../../../src/intake/poll/poller';
import { markDue } from '../../../src/recompute/mark-due';
import { freePort } from '../../support/service-process';
import { IntakeUnderTest, smallOffice } from './intake-under-test';

jest.setTimeout(120_000);

const serial = 'GATE001';
const day = '2026-11-23';
const faulty = ['PENDING DEVICE_FAULT', 'PENDING DEVICE_FAULT', 'PENDING DEVICE_FAULT'];
const punch = (pin: string, wallClock: string) => ({ uid: Number(pin), pin, wallClock, verify: 1, state: 0, workCode: 0 });

/** A Monday at an office whose only terminal fails: nobody is accused while its silence or its clock proves nothing. */
describe('a terminal that fails', () => {
  let intake: IntakeUnderTest;
  let terminal: ZkTerminalSimulator;

  /** The terminal shows this wall clock; the service's clock is set to an instant. */
  const at = (iso: string, shown = new Date(Date.parse(iso) + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')): void => {
    intake.clock.set(iso);
    terminal.memory.setClock(shown);
  };
  const poll = async (): Promise<void> => {
    const poller = intake.app.get(Poller);
    poller.hint(serial);
    intake.clock.advance(1000);
    await poller.look();
    await poller.idle();
  };
  const judged = async (): Promise<string[]> => {
    await markDue(intake.database, intake.clock.now());
    await intake.judge();
    return Promise.all(['1', '2', '3'].map(async (number) => {
      const found = await intake.day(number, day);
      return found?.flags.includes('DEVICE_FAULT') ? `${found.status} DEVICE_FAULT` : (found?.status ?? 'none');
    }));
  };

  beforeEach(async () => {
    terminal = new ZkTerminalSimulator({ serial, transports: ['tcp'], port: await freePort() });
    const port = await terminal.start();
    intake = await IntakeUnderTest.start({ at: '2026-11-22T20:00:00Z', env: { POLL_SECONDS: '60' } });
    await intake.plan(smallOffice(serial, ['1', '2', '3']));
    const [unit] = await intake.database.query<{ id: string }>("SELECT id FROM unit WHERE code = 'OFFICE'");
    await intake.terminal(serial, 'zk-tcp', { address: `127.0.0.1:${port}`, unitId: unit?.id ?? '' });
    at('2026-11-22T20:00:00Z');
    await poll();
    intake.app.get(FaultWatch).onApplicationBootstrap();
  });
  afterEach(async () => {
    await terminal.stop();
    await intake.stop();
  });

  const arrivals = [punch('1', `${day} 07:10:00`), punch('2', `${day} 07:20:00`), punch('1', `${day} 16:05:00`), punch('2', `${day} 16:06:00`)];

  it('holds the day while it cannot be reached, and judges it when its own records show that it went on working', async () => {
    await terminal.stop();
    intake.clock.set('2026-11-23T00:00:00Z');
    await intake.app.get(FaultWatch).watch();
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'outage', to_at: null }]);
    intake.clock.set('2026-11-24T02:00:00Z');
    expect(await judged()).toEqual(faulty);
    await terminal.start();
    terminal.memory.punches = arrivals;
    at('2026-11-24T03:20:00Z');
    await poll();
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'line-outage' }]);
    expect(await judged()).toEqual(['PRESENT', 'PRESENT', 'ABSENT']);
  });

  it('keeps a day pending when nothing shows that it worked, until an officer says so', async () => {
    await terminal.stop();
    intake.clock.set('2026-11-24T01:00:00Z');
    await intake.app.get(FaultWatch).watch();
    await terminal.start();
    at('2026-11-24T03:00:00Z');
    await poll();
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'outage', to_at: expect.any(Number) as number }]);
    expect(await judged()).toEqual(faulty);
    const listed = await intake.api<{ items: { id: string; kind: string; text: { id: string }; fault: boolean }[] }>('GET', `terminals/${serial}/incidents`);
    expect(listed.body.items).toMatchObject([{ kind: 'outage', fault: true }]);
    expect(listed.body.items[0]?.text.id).toContain('Mesin');
    const decided = await intake.api<object>('POST', `terminals/${serial}/incidents/${listed.body.items[0]?.id}/verdict`, { verdict: 'no-fault' });
    expect(decided.body).toMatchObject({ verdict: 'no-fault', decidedBy: expect.stringMatching(/^token:test /) as string, fault: false });
    expect(await judged()).toEqual(['ABSENT', 'ABSENT', 'ABSENT']);
  });

  it('holds days under a wrong clock, and settles them when it is right and an officer has looked', async () => {
    terminal.memory.punches = [punch('1', `${day} 08:40:00`), punch('1', `${day} 17:05:00`)];
    at('2026-11-24T02:00:00Z', '2026-11-24 10:30:00');
    await poll();
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'clock-fault', to_at: null }]);
    expect(await judged()).toEqual(faulty);
    at('2026-11-24T03:00:00Z');
    await poll();
    const [fault] = await intake.incidents(serial);
    expect(fault).toMatchObject({ kind: 'clock-fault', from_at: Date.parse('2026-11-22T20:00:01Z') });
    expect(fault?.to_at).toBe(Date.parse('2026-11-24T03:00:01Z'));
    expect((await intake.api<{ offsetSeconds: number }[]>('GET', `terminals/${serial}/clock`)).body.map((look) => Math.round(look.offsetSeconds / 60))).toEqual([0, 90, 0]);
    expect(await judged()).toEqual(faulty);
  });

  it('recognises a clock that began again at 2000, and keeps its records apart', async () => {
    terminal.memory.punches = [punch('1', '2000-01-01 00:05:00')];
    at('2026-11-24T02:00:00Z', '2000-01-01 04:00:00');
    await poll();
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'clock-fault', to_at: null }]);
    expect(await intake.count('quarantined_punch', serial)).toBe(1);
    expect(await judged()).toEqual(faulty);
  });

  it('holds the day that an officer says the terminal could not be used in', async () => {
    at('2026-11-24T02:00:00Z');
    await poll();
    expect(await judged()).toEqual(['ABSENT', 'ABSENT', 'ABSENT']);
    const recorded = await intake.api<object>('POST', `terminals/${serial}/incidents`, { kind: 'power-loss', fromAt: '2026-11-23T00:00:00Z', toAt: '2026-11-23T03:00:00Z', note: 'PLN' });
    expect(recorded.body).toMatchObject({ kind: 'power-loss', detail: { note: 'PLN' }, decidedBy: expect.stringMatching(/^token:test /) as string });
    expect(await judged()).toEqual(faulty);
  });

  it('our own downtime is not the terminal\'s', async () => {
    intake.clock.set('2026-11-24T02:00:00Z');
    intake.app.get(FaultWatch).onApplicationBootstrap();
    await intake.app.get(FaultWatch).watch();
    expect(await intake.incidents(serial)).toEqual([]);
    intake.clock.advance(16 * 60_000);
    await intake.app.get(FaultWatch).watch();
    expect(await intake.incidents(serial)).toMatchObject([{ kind: 'outage' }]);
  });
});
