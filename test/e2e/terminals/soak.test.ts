import { setTimeout as sleep } from 'node:timers/promises';
import { POISON_LINES, type PushFault } from '../../../devices/simulators/push/push-fault';
import { PushTerminalSimulator } from '../../../devices/simulators/push/push-terminal';
import { type ZkFault } from '../../../devices/simulators/zk/simulator-options';
import { ZkTerminalSimulator } from '../../../devices/simulators/zk/zk-terminal-simulator';
import { freePort, runCli, ServiceProcess, type ServiceEnvironment } from '../../support/service-process';
import { Site, until } from '../main-line/three-doors';
import { SoakDoors } from './soak-doors';

/** Twenty seconds with six terminals and eight doors in the suite; by hand SOAK_SECONDS=600 with thirty and twenty, on either database. */
const soakSeconds = Number(process.env['SOAK_SECONDS'] ?? 20);
const pairs = soakSeconds >= 300 ? 15 : 3;
const doorCount = soakSeconds >= 300 ? 20 : 8;

jest.setTimeout((soakSeconds + 300) * 1000);

const zkFaults: readonly ZkFault[][] = [
  [],
  [{ on: 1504, effect: { kind: 'silence' } }],
  [{ on: 1503, times: 1, effect: { kind: 'cut', afterBytes: 300, then: 'reset' } }],
  [{ on: 1503, times: 2, effect: { kind: 'damage', packet: 0, what: 'checksum' } }],
  [{ on: 11, times: 1, effect: { kind: 'reboot' } }],
  [{ on: 201, effect: { kind: 'stray', packet: 0, copies: 2 } }],
  [{ on: 1503, effect: { kind: 'punch', count: 0 } }],
];
const pushFaults: readonly (() => PushFault)[] = [
  () => ({ kind: 'drop', times: 1 }),
  () => ({ kind: 'cut', times: 1 }),
  () => ({ kind: 'copies', count: 8, times: 1 }),
  () => ({ kind: 'bom', times: 1 }),
  () => ({ kind: 'chunked', times: 1 }),
  () => ({ kind: 'extra-line', bytes: POISON_LINES['impossible-date'] ?? Buffer.alloc(0), times: 1 }),
];
const pick = <T>(all: readonly T[]): T => all[Math.floor(Math.random() * all.length)] as T;

/** Different for each punch of a terminal, in the past, and rising. */
const wallClockOf = (n: number): string => new Date(Date.UTC(2026, 9, 1) + n * 7000).toISOString().slice(0, 19).replace('T', ' ');

describe(`${2 * pairs} terminals and ${doorCount} doors for ${soakSeconds} s, with everything that goes wrong`, () => {
  let site: Site;
  let env: ServiceEnvironment;
  let service: ServiceProcess;
  const doors = new SoakDoors();
  const polled: ZkTerminalSimulator[] = [];
  const calling: PushTerminalSimulator[] = [];
  const truth: string[] = [];

  beforeAll(async () => {
    site = await Site.create();
    const mqttPort = String(await freePort());
    env = { ...site.env, MQTT_PORT: mqttPort };
    for (let n = 0; n < pairs; n += 1) {
      const terminal = new ZkTerminalSimulator({ serial: `SOAKZ${n}`, transports: ['tcp'], utcOffsetMinutes: 420 });
      const port = await terminal.start();
      polled.push(terminal);
      await runCli(['terminal', 'add', `SOAKZ${n}`, '--address', `127.0.0.1:${port}`, '--accept-from', '2020-01-01'], site.env);
      await runCli(['terminal', 'add', `SOAKP${n}`, '--push', '--accept-from', '2020-01-01'], site.env);
      calling.push(new PushTerminalSimulator({ baseUrl: `http://127.0.0.1:${site.env.DEVICE_PORT}`, serial: `SOAKP${n}`, batchLines: 20, timeoutMs: 3000 }));
    }
    service = await ServiceProcess.start(env);
    await doors.begin(doorCount, service.url, (await runCli(['token', 'create'], env)).stdout.trim(), mqttPort);
  });
  afterAll(async () => {
    await service.kill();
    await Promise.all(polled.map((terminal) => terminal.stop()));
    await site.remove();
  });

  /** Open files and sockets, sockets and timers that the event loop waits for, and the memory of the service. */
  const resources = async (): Promise<Readonly<Record<'files' | 'handles' | 'bytes', number>>> => {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    const gauge = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
    return { files: gauge('process_open_fds'), handles: gauge('nodejs_active_resources_total'), bytes: gauge('process_resident_memory_bytes') };
  };

  async function live(untilAt: number): Promise<void> {
    let n = truth.length;
    const punching = (async () => {
      while (Date.now() < untilAt) {
        n += 1;
        const [pin, wallClock, state] = [String(1 + (n % 40)), wallClockOf(n), n % 2];
        const terminal = pick([...polled, ...calling]);
        if (terminal instanceof ZkTerminalSimulator) terminal.punch({ uid: Number(pin), pin, wallClock, verify: 1, state, workCode: 0 });
        else terminal.log.push({ pin, wallClock, state, verify: 1, workCode: '0' });
        truth.push(`${terminal instanceof ZkTerminalSimulator ? `SOAKZ${polled.indexOf(terminal)}` : terminal.connection.serial} ${pin} ${wallClock} ${state}`);
        await sleep(5 + Math.random() * 20);
      }
    })();
    const breaking = (async () => {
      while (Date.now() < untilAt) {
        pick(polled).setFaults(pick(zkFaults));
        pick(calling).connection.faults.push(pick(pushFaults)());
        await sleep(100 + Math.random() * 400);
      }
    })();
    const callers = calling.map(async (terminal) => {
      while (Date.now() < untilAt) {
        await terminal.round();
        await sleep(100 + Math.random() * 200);
      }
    });
    await Promise.all([punching, breaking, ...callers]);
  }

  it('ends with the truth of the terminals in the ledger, each record once, and with nothing leaked', async () => {
    await live(Date.now() + soakSeconds * 300);
    doors.mayVanish = false;
    // Whoever is on his way back is there by then; the doors go on while nobody listens.
    await sleep(1500);
    await service.kill();
    service = await ServiceProcess.start(env);
    doors.mayVanish = true;
    await live(Date.now() + soakSeconds * 300);
    const before = await resources();
    await live(Date.now() + soakSeconds * 400);
    const after = await resources();
    const { listenerLeaks } = service;
    await doors.end();
    for (const terminal of polled) terminal.setFaults([]);
    for (const terminal of calling) terminal.connection.faults.length = 0;
    for (const terminal of calling) for (let tries = 0; tries < 20 && !(await terminal.round()); tries += 1) await sleep(100);
    // What stood back-off is read at once by a new process.
    expect(await service.stop()).toBe(0);
    service = await ServiceProcess.start(env);
    await until(async () => Number((await site.look<{ n: number }>("SELECT COUNT(*) AS n FROM punch WHERE terminal LIKE 'SOAK%'"))[0]?.n) >= truth.length, 60_000);
    const stored = await site.look<{ terminal: string; pin: string; wall_clock: string; state: number }>("SELECT terminal, pin, wall_clock, state FROM punch WHERE terminal LIKE 'SOAK%'");
    expect(stored.map((row) => `${row.terminal} ${row.pin} ${row.wall_clock} ${row.state}`).sort()).toEqual([...truth].sort());
    const told = await site.look<{ sensor: string; kind: string; value: string | null }>("SELECT sensor, kind, value FROM door_event WHERE kind IN ('opened', 'closed', 'card-granted', 'card-denied')");
    expect(told.map((row) => `${row.sensor} ${row.kind} ${row.value ?? ''}`).sort()).toEqual(doors.truth.sort());
    expect(doors.truth.length).toBeGreaterThan(soakSeconds * doorCount / 4);
    expect(calling.map((terminal) => terminal.pending)).toEqual(calling.map(() => 0));
    expect(truth.length).toBeGreaterThan(soakSeconds * 20);
    expect(after.files).toBeLessThan(before.files + 25);
    expect(after.handles).toBeLessThan(before.handles + 50);
    expect(after.bytes).toBeLessThan(before.bytes + 64 * 1_048_576);
    expect(listenerLeaks).toBe(0);
    const figures = { punches: truth.length, doorEvents: doors.truth.length, before, after };
    if (soakSeconds >= 300) process.stdout.write(`${JSON.stringify(figures)}\n`);
  });
});

