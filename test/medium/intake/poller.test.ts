import { punchSeries, usersOfSeries } from '../../../devices/simulators/zk/punch-series';
import { type ZkSimulatorOptions } from '../../../devices/simulators/zk/simulator-options';
import { ZkTerminalSimulator } from '../../../devices/simulators/zk/zk-terminal-simulator';
import { Poller } from '../../../src/intake/poll/poller';
import { type TerminalSettings } from '../../../src/intake/terminals/terminal';
import { openBlackHole } from '../../e2e/zk/black-hole';
import { createTestDatabase, testServer } from '../../support/test-database';
import { IntakeUnderTest } from './intake-under-test';

jest.setTimeout(120_000);

const shownAt = '2026-11-24 10:00:00';
const punch = (pin: string, wallClock: string) => ({ uid: Number(pin), pin, wallClock, verify: 1, state: 0, workCode: 0 });

describe('the poller', () => {
  let intake: IntakeUnderTest;
  const simulators: ZkTerminalSimulator[] = [];

  const simulator = async (serial: string, options: ZkSimulatorOptions = {}, settings: TerminalSettings = {}): Promise<ZkTerminalSimulator> => {
    const made = new ZkTerminalSimulator({ transports: ['tcp'], stoppedClock: shownAt, ...options, serial: options.serial ?? serial });
    simulators.push(made);
    await intake.terminal(serial, 'zk-tcp', { address: `127.0.0.1:${await made.start()}`, settings });
    return made;
  };
  const poll = async (): Promise<void> => {
    const poller = intake.app.get(Poller);
    intake.clock.advance(3_600_000);
    await poller.look();
    await poller.idle();
  };
  const kinds = async (serial: string): Promise<string[]> => (await intake.incidents(serial)).map(({ kind }) => kind).filter((kind) => kind !== 'clock-fault');

  beforeEach(async () => {
    intake = await IntakeUnderTest.start();
  });
  afterEach(async () => {
    await Promise.all(simulators.splice(0).map((each) => each.stop()));
    await intake.stop();
  });

  it('keeps a log once, and shows what it knows of the terminal', async () => {
    await simulator('A1', { punches: punchSeries(2500), capacity: 10_000 });
    await poll();
    const readFirst = await intake.api<{ health: { lastRecordAt: string } }>('GET', 'terminals/A1');
    expect(Date.parse(readFirst.body.health.lastRecordAt)).toBeGreaterThan(0);
    // After a day the log is read whole again, whatever it counts.
    intake.clock.advance(25 * 3_600_000);
    await poll();
    expect(await intake.count('punch', 'A1')).toBe(2500);
    const shown = await intake.api<{ health: object }>('GET', 'terminals/A1');
    // The second read brought nothing new.
    expect(shown.body.health).toMatchObject({ lastRecordAt: readFirst.body.health.lastRecordAt });
    expect(shown.body.health).toMatchObject({ deviceRecords: 2500, storedRecords: 2500, missingRecords: 0, reconcileOutcome: 'complete', deviceCapacity: 10_000, capacityLeftPercent: 75, error: null });
  });

  it('is not held up by terminals that swallow everything', async () => {
    const hole = await openBlackHole();
    try {
      const poller = intake.app.get(Poller);
      for (let n = 0; n < 12; n += 1) await intake.terminal(`DEAD${n}`, 'zk-tcp', { address: `127.0.0.1:${hole.port}` });
      for (let round = 0; round < 2; round += 1) {
        await poller.look();
        await poller.idle();
      }
      expect(await intake.database.query("SELECT serial FROM terminal_health WHERE error_code = 'ConnectTimeout'")).toHaveLength(12);
      for (let n = 0; n < 5; n += 1) await simulator(`LIVE${n}`, { punches: punchSeries(10) });
      intake.clock.advance(3_600_000);
      // All are due; most slots are for those that do not fail, so that the living are read while the dead still time out.
      await poller.look();
      const living = async (): Promise<number> => Number((await intake.database.query<{ n: number }>("SELECT COUNT(*) AS n FROM punch WHERE terminal LIKE 'LIVE%'"))[0]?.n);
      const started = performance.now();
      while ((await living()) < 50 && performance.now() - started < 4000) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await living()).toBe(50);
      await poller.idle();
    } finally {
      await hole.close();
    }
    const dead = await intake.api<{ health: { errorCode: string; errorTexts: { id: string } } }>('GET', 'terminals/DEAD0');
    expect(dead.body.health).toMatchObject({ errorCode: 'ConnectTimeout' });
    expect(dead.body.health.errorTexts.id).toContain('Mesin');
  });

  it('recognises a log that became shorter, was emptied, or rolled, and loses nothing that it had read', async () => {
    const shrunk = await simulator('S1', { punches: punchSeries(100) });
    const cleared = await simulator('C1', { punches: punchSeries(100) });
    const rolled = await simulator('R1', { punches: punchSeries(100), capacity: 100 });
    const grown = await simulator('G1', { punches: punchSeries(100) });
    await poll();
    shrunk.memory.punches = shrunk.memory.punches.slice(0, 60);
    cleared.memory.punches = punchSeries(120, { from: '2026-05-01 07:00:00' });
    rolled.memory.punches = punchSeries(100, { from: '2026-05-01 07:00:00' });
    grown.memory.punches.push(punch('7', '2026-11-24 07:00:00'));
    await poll();
    expect(await kinds('S1')).toEqual(['log-shrunk']);
    expect(await kinds('C1')).toEqual(['log-cleared']);
    expect(await kinds('R1')).toEqual(expect.arrayContaining(['log-full', 'log-rolled']));
    expect(await kinds('G1')).toEqual([]);
    expect(await Promise.all(['S1', 'C1', 'R1', 'G1'].map((serial) => intake.count('punch', serial)))).toEqual([100, 220, 200, 101]);
    const health = async (serial: string) => (await intake.api<{ health: object }>('GET', `terminals/${serial}`)).body.health;
    expect(await health('S1')).toMatchObject({ deviceRecords: 60, storedRecords: 60, earlierRecords: 40, missingRecords: 0 });
    expect(await health('C1')).toMatchObject({ deviceRecords: 120, storedRecords: 120, earlierRecords: 100, missingRecords: 0 });
    expect(await health('G1')).toMatchObject({ deviceRecords: 101, storedRecords: 101, earlierRecords: 0, missingRecords: 0 });
  });

  it('a full log that goes round slowly is read each time and is no loss', async () => {
    const full = await simulator('F1', { punches: punchSeries(50), capacity: 50 });
    await poll();
    full.punch(punch('9', '2026-11-24 07:00:00'));
    await poll();
    expect(await kinds('F1')).toEqual(['log-full']);
    expect(await intake.count('punch', 'F1')).toBe(51);
  });

  it('stores nothing of another terminal at the address', async () => {
    await simulator('X1', { serial: 'SOMEBODYELSE', punches: punchSeries(10) });
    await poll();
    expect(await kinds('X1')).toEqual(['serial-changed']);
    expect(await intake.count('punch', 'X1')).toBe(0);
    expect((await intake.database.query('SELECT 1 AS one FROM punch')).length).toBe(0);
    expect((await intake.api<{ health: object }>('GET', 'terminals/X1')).body.health).toMatchObject({ errorCode: 'OtherTerminal' });
  });

  it('keeps records apart whose number may have been given to somebody new', async () => {
    const users = usersOfSeries(5);
    await simulator('U8', { layout: '8A', punches: punchSeries(50, { users: 10 }), users, userBytes: 28 });
    await poll();
    expect(await intake.count('punch', 'U8')).toBe(25);
    const waiting = await intake.api<{ items: { reason: string }[]; total: number }>('GET', 'quarantined-punches?terminal=U8');
    expect(waiting.body.total).toBe(25);
    expect(new Set(waiting.body.items.map(({ reason }) => reason))).toEqual(new Set(['unknown-pin-source']));
  });

  it('polls early after a realtime event, and misses nothing when the subscription dies without a word', async () => {
    const live = await simulator('L1', { punches: punchSeries(10) }, { realtime: true });
    const poller = intake.app.get(Poller);
    await poll();
    live.punch(punch('7', '2026-11-24 09:59:00'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    intake.clock.advance(1000);
    await poller.look();
    await poller.idle();
    expect(await intake.count('punch', 'L1')).toBe(11);
    live.dropClients();
    live.punch(punch('7', '2026-11-24 09:59:30'));
    await poll();
    expect(await intake.count('punch', 'L1')).toBe(12);
  });

  it('two processes do not talk to one terminal at once, and one takes over when the other is gone', async () => {
    const place = await createTestDatabase();
    const [first, second] = [await IntakeUnderTest.start({ place }), await IntakeUnderTest.start({ place })];
    const terminal = new ZkTerminalSimulator({ transports: ['tcp'], stoppedClock: shownAt, serial: 'T1', punches: punchSeries(10), faults: [{ on: 1503, effect: { kind: 'delay', packet: 0, milliseconds: 300 } }] });
    await first.terminal('T1', 'zk-tcp', { address: `127.0.0.1:${await terminal.start()}` });
    const pollBy = async (who: IntakeUnderTest): Promise<void> => {
      await who.app.get(Poller).look();
      await who.app.get(Poller).idle();
    };
    // Two owners of one SQLite file in one thread would wait for each other; there they come one after the other.
    if (testServer) await Promise.all([first, second].map(pollBy));
    else for (const each of [first, second]) await pollBy(each);
    expect(terminal.received.filter(({ command }) => command === 1000)).toHaveLength(1);
    expect(await first.count('punch', 'T1')).toBe(10);
    await first.stop({ keepDatabase: true });
    terminal.memory.punches.push(punch('7', '2026-11-24 09:00:00'));
    second.clock.advance(5 * 60_000);
    await second.app.get(Poller).look();
    await second.app.get(Poller).idle();
    expect(await second.count('punch', 'T1')).toBe(11);
    await terminal.stop();
    await second.stop();
  });
});
