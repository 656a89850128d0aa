import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedPunch } from '../../../devices/simulators/zk/simulator-options';
import { ZkTerminalSimulator } from '../../../devices/simulators/zk/zk-terminal-simulator';
import type { ZkAttendanceRecord } from '../../../src/protocols/zk/attendance-record';
import { ZK_COMMANDS, ZK_REPLIES } from '../../../src/protocols/zk/commands';
import { ZkError } from '../../../src/protocols/zk/zk-error';
import { ZkTerminalClient } from '../../../src/protocols/zk/zk-terminal-client';
import { FAULT_MATRIX, type FaultCase } from './fault-matrix';

type Transport = 'tcp' | 'udp';
type Outcome = { records: ZkAttendanceRecord[] } | { error: ZkError };

const READ_ONLY = new Set<number>([...Object.values(ZK_COMMANDS).map(({ code }) => code), ZK_REPLIES.ok]);
const DESTRUCTIVE = [7, 8, 10, 12, 14, 15, 18, 19, 202, 1003, 1004, 1005];
const PATIENCE_MS = 10_000;
const LOSSY_PATIENCE_MS = 1_500;
const IMPATIENCE_MS = 300;
const rows = FAULT_MATRIX.flatMap((row) =>
  (row.on ?? ['tcp', 'udp']).map((transport: Transport) => ({ row, transport, title: `${transport}: ${row.name}` })),
);

const expected = (row: FaultCase, transport: Transport): string =>
  typeof row.expect === 'string' ? row.expect : row.expect[transport];
const shown = ({ pin, wallClock, verify, state }: ZkAttendanceRecord | SimulatedPunch): string =>
  `${pin} ${wallClock} ${verify} ${state}`;

/** A row whose fault was never met would prove nothing. */
function expectFaultsMet(row: FaultCase, simulator: ZkTerminalSimulator): void {
  for (const fault of row.terminal.faults ?? []) {
    const times = simulator.received.filter(({ command }) => command === fault.on).length;
    expect(times).toBeGreaterThanOrEqual(fault.nth ?? 1);
  }
}

async function read(port: number, transport: Transport, commKey: number, requestTimeoutMs: number): Promise<Outcome> {
  const client = new ZkTerminalClient({
    host: '127.0.0.1',
    port,
    transport,
    commKey,
    connectTimeoutMs: 2_000,
    requestTimeoutMs,
    transferTimeoutMs: 20_000,
  });
  try {
    await client.connect();
    return { records: (await client.readAttendance()).records };
  } catch (error) {
    if (!(error instanceof ZkError)) throw error;
    return { error };
  } finally {
    await client.close();
  }
}

/** Only a read that must end in silence is hurried, so that a busy machine turns no other row into a timeout. */
function patienceFor(row: FaultCase, want: string): number {
  if (/Timeout$/.test(want)) return IMPATIENCE_MS;
  return /lost/.test(row.name) ? LOSSY_PATIENCE_MS : PATIENCE_MS;
}

/** Everything the terminal held at some moment of the read: what it held when it was asked for the log, or what it holds now. */
function expectAll(outcome: Outcome, held: readonly string[], now: readonly string[]): void {
  if ('error' in outcome) throw outcome.error;
  const got = outcome.records.map(shown);
  const truths = [held, now];
  expect(truths.some((truth) => truth.length === got.length && truth.every((line, i) => line === got[i]))).toBe(true);
}

type Resources = Readonly<Record<'sockets' | 'datagramSockets' | 'timers', number>>;

function resources(): Resources {
  const names = process.getActiveResourcesInfo();
  const count = (pattern: RegExp): number => names.filter((name) => pattern.test(name)).length;
  return { sockets: count(/^TCP/), datagramSockets: count(/^UDP/), timers: count(/^Timeout/) };
}

const noMoreThan = (now: Resources, before: Resources): boolean =>
  now.sockets <= before.sockets && now.datagramSockets <= before.datagramSockets && now.timers <= before.timers;

/** Sockets close in a later turn of the loop; what is still there after a second is a leak. */
async function expectNothingLeft(simulator: ZkTerminalSimulator, before: Resources): Promise<void> {
  const clean = (): boolean => simulator.openConnections === 0 && noMoreThan(resources(), before);
  for (let turn = 0; !clean() && turn < 200; turn += 1) await sleep(5);
  expect(simulator.openConnections).toBe(0);
  expect(clean() ? before : resources()).toEqual(before);
}

describe('every fault on the wire of a ZK terminal ends in all records or in a named error', () => {
  const printed: unknown[] = [];
  let simulator: ZkTerminalSimulator;
  beforeAll(() => {
    for (const method of ['log', 'warn', 'error', 'info', 'debug'] as const)
      jest.spyOn(console, method).mockImplementation((...line) => void printed.push(line));
  });
  afterAll(() => jest.restoreAllMocks());
  afterEach(() => simulator?.stop());

  it('has at least 60 cases', () => expect(rows.length).toBeGreaterThanOrEqual(60));

  it.each(rows)('$title', async ({ row, transport }) => {
    simulator = new ZkTerminalSimulator({ ...row.terminal, transports: [transport] });
    const port = await simulator.start();
    const resourcesBefore = resources();
    const commKey = row.commKey ?? 0;
    const want = expected(row, transport);
    const held = simulator.memory.punches.map(shown);
    const outcome = await read(port, transport, commKey, patienceFor(row, want));
    if (want === 'all') expectAll(outcome, held, simulator.memory.punches.map(shown));
    else expect(outcome).toMatchObject({ error: { name: want } });

    expectFaultsMet(row, simulator);
    await expectNothingLeft(simulator, resourcesBefore);

    if (row.heals) {
      simulator.setFaults([]);
      expectAll(await read(port, transport, commKey, PATIENCE_MS), simulator.memory.punches.map(shown), []);
    }
    expect(
      simulator.received.filter(({ command }) => !READ_ONLY.has(command) || DESTRUCTIVE.includes(command)),
    ).toEqual([]);
    expect(simulator.received.every(({ checksumRight }) => checksumRight)).toBe(true);
    expect(printed).toEqual([]);
  });
});
