import { type Delivery, type RejectedRecord } from '../../ledger/punch';
import { type ZkAttendanceRecord } from '../../protocols/zk/attendance-record';
import { clockOffsetSeconds } from '../../protocols/zk/probe-terminal';
import { ZkError } from '../../protocols/zk/zk-error';
import { ZkTerminalClient, type ZkTerminalOptions } from '../../protocols/zk/zk-terminal-client';
import { type Terminal } from '../terminal';
import { sortOut } from '../to-punch';

/** What the last look at a terminal found, to tell whether its log has to be read again. */
export interface PollMemory {
  readonly deviceRecords: number;
  /** Epoch milliseconds of the last read of the whole log. */
  readonly readAt: number;
}

/** What one poll found; the log is null when it had not changed. */
export interface PollReading {
  /** Epoch milliseconds before the log was read: everything older is in it. */
  readonly askedAt: number;
  readonly clockOffsetSeconds: number | null;
  readonly firmware: string;
  readonly deviceRecords: number;
  readonly deviceCapacity: number;
  readonly log: readonly ZkAttendanceRecord[] | null;
}

/** A full read at least this often, since a log at its capacity can roll while its count stands still (zk.md E.7). */
const fullReadEveryMs = 24 * 3_600_000;

/** Splits 'host' or 'host:port'. */
export function addressOf(address: string): Pick<ZkTerminalOptions, 'host' | 'port'> {
  const [, host = address, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(address) ?? [];
  return port ? { host, port: Number(port) } : { host };
}

/**
 * Reads one terminal: who it is, its clock, its counts, and its log unless that cannot have changed.
 * @throws ZkError when anything was not as it must be; nothing is then to be believed
 */
export async function readTerminal(terminal: Terminal, memory: PollMemory | null, now: () => number, offsetMinutesAt: (at: number) => number): Promise<PollReading> {
  const client = new ZkTerminalClient({
    ...addressOf(terminal.address ?? ''),
    transport: terminal.speaks === 'zk-udp' ? 'udp' : 'tcp',
    ...(terminal.commKey === null ? {} : { commKey: terminal.commKey }),
  });
  try {
    await client.connect();
    return await readConnected(client, terminal, memory, now, offsetMinutesAt);
  } finally {
    await client.close();
  }
}

async function readConnected(client: ZkTerminalClient, terminal: Terminal, memory: PollMemory | null, now: () => number, offsetMinutesAt: (at: number) => number): Promise<PollReading> {
  const identity = await client.readIdentity();
  if (identity.serial !== terminal.serial) throw new ZkError('Protocol', `at ${terminal.address} answers the terminal ${identity.serial}, not ${terminal.serial}`);
  const askedAt = now();
  const clock = await client.readTime();
  const sizes = await client.readSizes();
  const full = sizes.recordsFree <= 0;
  const unchanged = memory !== null && !full && sizes.records === memory.deviceRecords && askedAt - memory.readAt < fullReadEveryMs;
  return {
    askedAt,
    clockOffsetSeconds: clockOffsetSeconds(clock, askedAt, offsetMinutesAt),
    firmware: identity.firmware,
    deviceRecords: sizes.records,
    deviceCapacity: sizes.recordCapacity,
    log: unchanged ? null : (await client.readAttendance()).records,
  };
}

/** Turns a log into a delivery; a record whose date does not exist is kept raw. */
export function deliveryOf(records: readonly ZkAttendanceRecord[], terminal: Terminal, acceptFromDate: string, receivedAt: number): Delivery {
  const readable = records.filter((record) => record.clockFault !== 'impossible-date');
  const wire = readable.map((record) => ({ ...record, workCode: record.workCode ? String(record.workCode) : null }));
  const rejected = records
    .filter((record) => record.clockFault === 'impossible-date')
    .map((record): RejectedRecord => ({ terminal: terminal.serial, source: 'poll', receivedAt, raw: Buffer.from(record.raw, 'hex'), reason: `"${record.wallClock}" is not a time that exists` }));
  return { ...sortOut(wire, { terminal: terminal.serial, zone: terminal.zone, source: 'poll', receivedAt, acceptFromDate }), rejected };
}
