import { createHash } from 'node:crypto';
import { type Delivery, type RejectedRecord } from '../../ledger/punch';
import { type TerminalProfile } from '../../protocols/profiles/terminal-profile';
import { type ZkAttendanceRecord } from '../../protocols/zk/attendance-record';
import { clockOffsetSeconds } from '../../protocols/zk/probe-terminal';
import { parseTerminalAddress, type TerminalAddress } from '../../protocols/zk/terminal-address';
import { ZkError } from '../../protocols/zk/zk-error';
import { ZkTerminalClient, type ZkTerminalOptions } from '../../protocols/zk/zk-terminal-client';
import { type ClockReading } from '../incidents/fault-watch';
import { type Terminal } from '../terminals/terminal';
import { type Arrival, sortOut } from '../to-punch';

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
  readonly clock: ClockReading;
  readonly firmware: string;
  readonly deviceRecords: number;
  readonly deviceCapacity: number;
  /** Whether the next record overwrites the oldest. */
  readonly full: boolean;
  readonly log: readonly ZkAttendanceRecord[] | null;
}

/** The time, and the site's offset from UTC in minutes. */
export interface SiteTime {
  now(): number;
  offsetMinutesAt(at: number): number;
}

/** Another terminal answers at the address: nothing of it is read. */
export class OtherTerminal extends ZkError {
  constructor(
    address: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super('Protocol', `at ${address} answers the terminal ${found}, not ${expected}`);
  }
}

/** A full read at least this often, since a log at its capacity can roll while its count stands still (zk.md E.7). */
const fullReadEveryMs = 24 * 3_600_000;
const longestConnectMs = 5_000;

/** Where a terminal listens. @throws ZkError `Unreachable` for what is no address */
export function addressOf(address: string): TerminalAddress {
  const known = parseTerminalAddress(address);
  if (known === null) throw new ZkError('Unreachable', `"${address}" is no address: HOST, HOST:PORT, or [IPv6]:PORT with a port from 1 to 65535`);
  return known;
}

/** How a terminal is to be reached: its address, its key, and what its model's profile asks for. */
export function clientOptions(terminal: Terminal, profile: TerminalProfile): ZkTerminalOptions {
  const timeoutMs = profile.poll?.timeoutMs ?? 10_000;
  const sixteen = terminal.settings.sixteenByteLayout;
  return {
    ...addressOf(terminal.address ?? ''),
    transport: terminal.speaks === 'zk-udp' ? 'udp' : 'tcp',
    connectTimeoutMs: Math.min(longestConnectMs, timeoutMs),
    requestTimeoutMs: timeoutMs,
    ...(terminal.commKey === null ? {} : { commKey: terminal.commKey }),
    ...(sixteen === undefined ? {} : { sixteenByteLayout: sixteen }),
  };
}

/**
 * Reads one terminal: who it is, its clock, its counts, and its log unless that cannot have changed.
 * @throws ZkError when anything was not as it must be; nothing is then to be believed
 */
export async function readTerminal(terminal: Terminal, profile: TerminalProfile, memory: PollMemory | null, time: SiteTime): Promise<PollReading> {
  const client = new ZkTerminalClient(clientOptions(terminal, profile));
  try {
    await client.connect();
    return await readConnected(client, terminal, memory, time);
  } finally {
    await client.close();
  }
}

async function readConnected(client: ZkTerminalClient, terminal: Terminal, memory: PollMemory | null, time: SiteTime): Promise<PollReading> {
  const identity = await client.readIdentity();
  if (identity.serial !== terminal.serial) throw new OtherTerminal(terminal.address ?? '', terminal.serial, identity.serial);
  const askedAt = time.now();
  const clock = await client.readTime();
  const offset = clock.fault === undefined ? clockOffsetSeconds(clock, (askedAt + time.now()) / 2, (at) => time.offsetMinutesAt(at)) : null;
  const sizes = await client.readSizes();
  const full = sizes.recordsFree <= 0;
  const unchanged = memory !== null && !full && sizes.records === memory.deviceRecords && askedAt - memory.readAt < fullReadEveryMs;
  return {
    askedAt,
    clock: offset ?? 'lost',
    firmware: identity.firmware,
    deviceRecords: sizes.records,
    deviceCapacity: sizes.recordCapacity,
    full,
    log: unchanged ? null : (await client.readAttendance()).records,
  };
}

/**
 * Turns a log into a delivery: a record whose date does not exist is kept raw, one whose pin is only the terminal's internal number waits,
 * because such numbers are given to new people (zk.md B.9).
 */
export function deliveryOf(records: readonly ZkAttendanceRecord[], terminal: Terminal, acceptFromDate: string, receivedAt: number): Delivery {
  const arrival: Arrival = { terminal: terminal.serial, zone: terminal.zone, source: 'poll', receivedAt, acceptFromDate };
  const readable = records.filter((record) => record.clockFault !== 'impossible-date');
  const wire = (record: ZkAttendanceRecord) => ({ ...record, workCode: record.workCode ? String(record.workCode) : null });
  const believed = sortOut(readable.filter((record) => record.pinFrom !== 'uid').map(wire), arrival);
  const nameless = sortOut(readable.filter((record) => record.pinFrom === 'uid').map(wire), arrival);
  const waiting = [...nameless.punches.map((punch) => ({ ...punch, reason: 'unknown-pin-source' as const })), ...nameless.quarantined];
  const rejected = records
    .filter((record) => record.clockFault === 'impossible-date')
    .map((record): RejectedRecord => ({ terminal: terminal.serial, source: 'poll', receivedAt, raw: Buffer.from(record.raw, 'hex'), reason: `"${record.wallClock}" is not a time that exists` }));
  return { punches: believed.punches, quarantined: [...believed.quarantined, ...waiting], rejected };
}

/** What remains of a log to recognise it by. */
export interface LogMark {
  readonly deviceRecords: number | null;
  readonly oldestRecord: string | null;
  readonly newestRecord: string | null;
}

/** Digest of one record's bytes. */
const markOf = (record: ZkAttendanceRecord | undefined): string => (record ? createHash('sha256').update(record.raw).digest('hex').slice(0, 32) : '');

/** The marks of a log that was read. */
export const marksOf = (log: readonly ZkAttendanceRecord[]): { oldestRecord: string; newestRecord: string } => ({ oldestRecord: markOf(log[0]), newestRecord: markOf(log.at(-1)) });

/**
 * What became of a log since it was last read: shorter, emptied and begun anew, or, full, overwritten further than was read; null when it
 * only grew. Whatever had been read is in the ledger; records between the two reads may be lost.
 */
export function lossOf(before: LogMark, log: readonly ZkAttendanceRecord[], full: boolean): 'log-shrunk' | 'log-cleared' | 'log-rolled' | null {
  if (!before.deviceRecords || !before.oldestRecord || !before.newestRecord) return null;
  if (log.length < before.deviceRecords) return log.length === 0 ? 'log-cleared' : shrunkOrCleared(before, log);
  if (markOf(log[0]) === before.oldestRecord) return null;
  const stillThere = log.some((record) => markOf(record) === before.newestRecord);
  if (stillThere) return null;
  return full ? 'log-rolled' : 'log-cleared';
}

const shrunkOrCleared = (before: LogMark, log: readonly ZkAttendanceRecord[]): 'log-shrunk' | 'log-cleared' => (log.some((record) => markOf(record) === before.newestRecord) || markOf(log[0]) === before.oldestRecord ? 'log-shrunk' : 'log-cleared');
