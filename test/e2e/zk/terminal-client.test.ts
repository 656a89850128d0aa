import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { punchSeries, usersOfSeries } from '../../../devices/simulators/zk/punch-series';
import type { ZkSimulatorOptions } from '../../../devices/simulators/zk/simulator-options';
import { ZkTerminalSimulator } from '../../../devices/simulators/zk/zk-terminal-simulator';
import { encodePacket } from '../../../src/protocols/zk/packet';
import { encodeFrame } from '../../../src/protocols/zk/tcp-frame';
import { probeTerminal } from '../../../src/protocols/zk/probe-terminal';
import type { ZkEvent } from '../../../src/protocols/zk/realtime-event';
import { ZkConversation } from '../../../src/protocols/zk/conversation';
import { SafeZtcp } from '../../../src/protocols/zk/safe-ztcp';
import { TcpWire } from '../../../src/protocols/zk/tcp-wire';
import { readTime } from '../../../src/protocols/zk/terminal-reads';
import { UdpWire } from '../../../src/protocols/zk/udp-wire';
import { ZkError } from '../../../src/protocols/zk/zk-error';
import { ZkTerminalClient, type ZkTerminalOptions } from '../../../src/protocols/zk/zk-terminal-client';
import { openBlackHole } from './black-hole';

const punches = punchSeries(120);
const users = usersOfSeries(50);
const simulators: ZkTerminalSimulator[] = [];
const clients: ZkTerminalClient[] = [];

async function terminal(options: ZkSimulatorOptions = {}): Promise<ZkTerminalSimulator> {
  const simulator = new ZkTerminalSimulator({ punches, users, ...options });
  simulators.push(simulator);
  await simulator.start();
  return simulator;
}

function clientOf(port: number, options: Partial<ZkTerminalOptions> = {}): ZkTerminalClient {
  const client = new ZkTerminalClient({
    host: '127.0.0.1',
    port,
    connectTimeoutMs: 400,
    requestTimeoutMs: 5_000,
    ...options,
  });
  clients.push(client);
  return client;
}

async function waitFor(condition: () => boolean): Promise<void> {
  for (let turn = 0; !condition() && turn < 600; turn += 1) await sleep(5);
  expect(condition()).toBe(true);
}

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  for (const simulator of simulators.splice(0)) await simulator.stop();
});

describe.each(['tcp', 'udp'] as const)('a terminal over %s', (transport) => {
  it('tells who it is, its time, its sizes and its users', async () => {
    const simulator = await terminal({
      serial: 'ABC1234567',
      deviceName: 'MB360',
      firmware: 'Ver 6.60 Nov 13 2019',
      stoppedClock: '2026-11-24 08:00:00',
    });
    const client = clientOf(simulator.port, { transport });
    await client.connect();
    expect(await client.readIdentity()).toEqual({
      serial: 'ABC1234567',
      deviceName: 'MB360',
      firmware: 'Ver 6.60 Nov 13 2019',
      platform: 'ZMM220_TFT',
      mac: '00:17:61:00:00:01',
    });
    expect(await client.readTime()).toEqual({ wallClock: '2026-11-24 08:00:00' });
    expect(await client.readSizes()).toMatchObject({
      users: 50,
      records: 120,
      recordCapacity: 100_000,
      recordsFree: 99_880,
    });
    expect((await client.readUsers()).map(({ pin, name, card }) => ({ pin, name, card }))).toEqual(
      users.map(({ pin, name, card }) => ({ pin, name, card })),
    );
  });

  it('serves calls made at once one after the other', async () => {
    const simulator = await terminal();
    const client = clientOf(simulator.port, { transport });
    await client.connect();
    const [identity, log, list, sizes] = await Promise.all([
      client.readIdentity(),
      client.readAttendance(),
      client.readUsers(),
      client.readSizes(),
    ]);
    expect([identity.serial, log.records.length, list.length, sizes.records]).toEqual(['SIM0000000001', 120, 50, 120]);
  });

  it('goes on when the reply ids begin again', async () => {
    const simulator = await terminal({ stoppedClock: '2026-11-24 08:00:00' });
    const address = { host: '127.0.0.1', port: simulator.port, connectTimeoutMs: 1_000 };
    const timing = { requestTimeoutMs: 5_000, transferTimeoutMs: 10_000 };
    const wire = transport === 'udp' ? new UdpWire(address) : new TcpWire(address);
    const conversation = new ZkConversation(wire, timing, 65_530);
    await conversation.open(0);
    for (let asked = 0; asked < 12; asked += 1) {
      expect(await readTime(conversation)).toEqual({ wallClock: '2026-11-24 08:00:00' });
    }
    conversation.fail(new ZkError('Closed', 'done'));
  });

  it('hands on pushed punches, acknowledges each, and still answers questions', async () => {
    const simulator = await terminal({ eventsWaitForAck: true });
    const client = clientOf(simulator.port, { transport });
    const events: ZkEvent[] = [];
    await client.connect();
    await client.subscribeEvents((event) => events.push(event));
    for (const punch of punches.slice(0, 7)) simulator.punch(punch);
    expect((await client.readSizes()).records).toBe(127);
    await waitFor(() => events.length === 7);
    expect(events.map((event) => (event.kind === 'attendance' ? `${event.pin} ${event.wallClock}` : event))).toEqual(
      punches.slice(0, 7).map(({ pin, wallClock }) => `${pin} ${wallClock}`),
    );
    expect((await client.readAttendance()).records).toHaveLength(127);
  });

  it('refuses what could change a terminal before a byte leaves', async () => {
    const simulator = await terminal();
    const safe = new SafeZtcp({
      host: '127.0.0.1',
      port: simulator.port,
      commKey: 0,
      connectTimeoutMs: 1_000,
      requestTimeoutMs: 1_000,
      transferTimeoutMs: 10_000,
    });
    await safe.connect();
    const sent = simulator.received.length;
    const attempts = [
      safe.clearAttendanceLog,
      safe.clearData,
      safe.setTime,
      safe.deleteUser,
      safe.setUser,
      safe.disableDevice,
      safe.enableDevice,
      safe.voiceTest,
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ name: 'Unsupported' });
    for (const command of [7, 8, 12, 14, 15, 18, 202, 1003, 1004])
      await expect(safe.conversation.ask(command)).rejects.toMatchObject({ name: 'Unsupported' });
    expect(simulator.received).toHaveLength(sent);
    await safe.disconnect();
  });
});

describe('a terminal that cannot be reached', () => {
  it('refuses a closed TCP port at once', async () => {
    const simulator = await terminal();
    const { port } = simulator;
    await simulator.stop();
    await expect(clientOf(port).connect()).rejects.toMatchObject({ name: 'Refused' });
    await expect(clientOf(port, { transport: 'udp' }).connect()).rejects.toMatchObject({ name: 'Refused' });
  });

  it('gives up on a black hole within the connect deadline', async () => {
    const hole = await openBlackHole();
    try {
      await expect(clientOf(hole.port).connect()).rejects.toMatchObject({ name: 'ConnectTimeout' });
    } finally {
      await hole.close();
    }
  });

  it('says that the key is wrong when the terminal lets it in and then wants a key for everything', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (frame) => socket.write(encodeFrame(encodePacket({ command: frame.readUInt16LE(8) === 1000 ? 2000 : 2005, session: 7, replyId: frame.readUInt16LE(14), data: Buffer.alloc(0) }))));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = clientOf((server.address() as { port: number }).port);
    await client.connect();
    await expect(client.readIdentity()).rejects.toMatchObject({ name: 'WrongKey' });
    server.close();
  });

  it('gives up on a host name that nobody knows', async () => {
    const client = new ZkTerminalClient({ host: 'terminal.invalid', connectTimeoutMs: 4_000 });
    await expect(client.connect()).rejects.toMatchObject({
      name: expect.stringMatching(/Unreachable|ConnectTimeout/) as string,
    });
  });

  it.each(['hangs', 'reset'] as const)(
    'names the failure when the only slot is taken and a second client %s',
    async (secondClient) => {
      const simulator = await terminal({ secondClient });
      const first = clientOf(simulator.port);
      await first.connect();
      await expect(clientOf(simulator.port, { requestTimeoutMs: 200 }).connect()).rejects.toMatchObject({
        name: secondClient === 'hangs' ? 'Timeout' : 'Closed',
      });
      expect((await first.readAttendance()).records).toHaveLength(120);
      await first.close();
      await waitFor(() => simulator.openConnections === 0);
      const later = clientOf(simulator.port);
      await later.connect();
      expect((await later.readAttendance()).records).toHaveLength(120);
    },
  );

  it('does not wait for ever for one that dribbles bytes', async () => {
    const dribble = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(Buffer.from('5050827dff000000', 'hex'));
      const timer = setInterval(() => socket.write(Buffer.alloc(1)), 20);
      socket.once('close', () => clearInterval(timer));
    });
    dribble.listen(0, '127.0.0.1');
    await once(dribble, 'listening');
    const { port } = dribble.address() as { port: number };
    await expect(clientOf(port, { requestTimeoutMs: 200 }).connect()).rejects.toMatchObject({ name: 'Timeout' });
    await new Promise((resolve) => dribble.close(resolve));
  });

  it('ends a lively but endless transfer at its overall deadline', async () => {
    const simulator = await terminal({
      delivery: { kind: 'pieces', bytes: 1 },
      punches: punchSeries(4_000),
      dataPacketBytes: 64,
    });
    const client = clientOf(simulator.port, { transferTimeoutMs: 250 });
    await client.connect();
    await expect(client.readAttendance()).rejects.toMatchObject({ name: 'Timeout' });
  });

  it('tells a subscriber when the connection ends', async () => {
    const simulator = await terminal();
    const client = clientOf(simulator.port);
    const ended: ZkError[] = [];
    await client.connect();
    await client.subscribeEvents(
      () => undefined,
      (error) => ended.push(error),
    );
    simulator.dropClients();
    await waitFor(() => ended.length === 1);
    expect(ended[0]).toMatchObject({ name: 'Closed' });
    await expect(client.readTime()).rejects.toMatchObject({ name: 'Closed' });
  });

  it('rejects the waiting call when it is destroyed', async () => {
    const simulator = await terminal({ faults: [{ on: 201, effect: { kind: 'silence' } }] });
    const client = clientOf(simulator.port);
    await client.connect();
    const waiting = expect(client.readTime()).rejects.toMatchObject({ name: 'Closed' });
    await waitFor(() => simulator.received.some(({ command }) => command === 201));
    client.destroy();
    await waiting;
  });
});

describe('a probe', () => {
  const jakarta = (): number => 420;

  it('prints what the terminal is, its clock offset and its log', async () => {
    const simulator = await terminal({
      serial: 'PROBE1',
      deviceName: 'F22',
      punches: punches.slice(0, 2),
      utcOffsetMinutes: 420,
    });
    const result = await probeTerminal({
      host: '127.0.0.1',
      port: simulator.port,
      now: Date.now,
      offsetMinutesAt: jakarta,
    });
    expect(result).toEqual({
      ok: true,
      serial: 'PROBE1',
      deviceName: 'F22',
      firmware: 'Ver 6.60 Apr 26 2016',
      clockOffsetSeconds: expect.any(Number) as number,
      records: punches.slice(0, 2).map(({ pin, wallClock, verify, state }) => ({ pin, wallClock, verify, state })),
    });
    expect(Math.abs((result as { clockOffsetSeconds: number }).clockOffsetSeconds)).toBeLessThanOrEqual(1);
  });

  it.each([
    [3_600, 'ahead'],
    [-86_400, 'behind'],
  ])('measures a clock that is %i seconds %s', async (seconds) => {
    const simulator = await terminal({ utcOffsetMinutes: 420 });
    simulator.memory.setClock(
      new Date(Date.now() + 420 * 60_000 + seconds * 1000).toISOString().slice(0, 19).replace('T', ' '),
    );
    const result = await probeTerminal({
      host: '127.0.0.1',
      port: simulator.port,
      now: Date.now,
      offsetMinutesAt: jakarta,
    });
    expect(Math.abs((result as { clockOffsetSeconds: number }).clockOffsetSeconds - seconds)).toBeLessThanOrEqual(2);
  });

  it('does not measure a clock whose date does not exist', async () => {
    const simulator = await terminal({ stoppedClock: '2026-02-30 00:00:00' });
    expect(
      await probeTerminal({ host: '127.0.0.1', port: simulator.port, now: Date.now, offsetMinutesAt: jakarta }),
    ).toMatchObject({ ok: true, clockOffsetSeconds: null });
  });

  it('gives the name of a failure, and never the key', async () => {
    const simulator = await terminal({ commKey: 424_242 });
    const result = await probeTerminal({
      host: '127.0.0.1',
      port: simulator.port,
      commKey: 313_131,
      now: Date.now,
      offsetMinutesAt: jakarta,
    });
    expect(result).toEqual({ ok: false, error: { name: 'WrongKey', message: expect.any(String) as string } });
    expect(JSON.stringify(result)).not.toMatch(/313131|424242/);
  });
});

describe('a full terminal', () => {
  it('gives 100,000 records whole, and says how much memory that took', async () => {
    const many = punchSeries(100_000, { users: 50 });
    const simulator = await terminal({ punches: many, capacity: 100_000 });
    const client = clientOf(simulator.port);
    await client.connect();
    const before = process.memoryUsage().rss;
    const { records } = await client.readAttendance();
    const grown = Math.round((process.memoryUsage().rss - before) / 1_048_576);
    process.stdout.write(
      `100,000 records read; resident memory grew by ${grown} MB with terminal and client in one process\n`,
    );
    expect(records).toHaveLength(100_000);
    expect(records.every((record, i) => record.pin === many[i]?.pin && record.wallClock === many[i].wallClock)).toBe(
      true,
    );
  });
});
