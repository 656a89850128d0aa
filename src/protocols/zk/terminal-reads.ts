import { setImmediate as nextTurn } from 'node:timers/promises';
import { deriveAttendanceLayout } from './attendance-layout';
import {
  type AttendanceLayout,
  type AttendanceLayoutName,
  decodeAttendanceRecords,
  type ZkAttendanceRecord,
} from './attendance-record';
import { ATTENDANCE_LOG, readBulk, USER_LIST } from './bulk-read';
import { ZK_COMMANDS, ZK_REPLIES } from './commands';
import type { ZkConversation } from './conversation';
import { refusal } from './data-transfer';
import { decodeFreeSizes, type ZkFreeSizes } from './free-sizes';
import { countRange } from './record-size';
import { decodeUsers, type ZkUserRecord } from './user-record';
import { decodeWallClock, type ZkWallClock } from './wall-clock';
import { ZkCodecError } from './zk-error';

/** A whole attendance log in the terminal's order, with what the terminal counted before and after the read. */
export interface ZkAttendanceLog {
  readonly records: ZkAttendanceRecord[];
  /** Undefined for an empty log, which has no layout. */
  readonly layout: AttendanceLayoutName | undefined;
  readonly before: ZkFreeSizes;
  readonly after: ZkFreeSizes;
}

/** What a profile says about a terminal's log and the bytes do not. */
export interface AttendanceReadOptions {
  /** Whether verify or state comes first in records of 16 bytes (zk.md B.9 knows both). */
  readonly sixteenByteLayout?: '16' | '16-state-first';
}

const DECODED_PER_TURN = 4_000;

async function askForData(conversation: ZkConversation, command: number, name: string): Promise<Buffer> {
  const reply = await conversation.ask(command);
  if (reply.command !== ZK_REPLIES.ok && reply.command !== ZK_REPLIES.data) throw refusal(reply.command, name);
  return reply.data;
}

/** Reads what the terminal holds and can hold (zk.md B.6). */
export async function readSizes(conversation: ZkConversation): Promise<ZkFreeSizes> {
  return decodeFreeSizes(await askForData(conversation, ZK_COMMANDS.readFreeSizes.code, 'its sizes'));
}

/** Reads the terminal's wall clock, without zone (zk.md B.7). */
export async function readTime(conversation: ZkConversation): Promise<ZkWallClock> {
  const data = await askForData(conversation, ZK_COMMANDS.readTime.code, 'its time');
  if (data.length < 4) throw new ZkCodecError('Length', `GET_TIME answered ${data.length} bytes`, data);
  return decodeWallClock(data.readUInt32LE(0));
}

/** Reads all users; all or error (zk.md B.10, E.3). */
export async function readUsers(conversation: ZkConversation): Promise<ZkUserRecord[]> {
  const before = await readSizes(conversation);
  if (before.users === 0) return [];
  const body = await readBulk(conversation, USER_LIST);
  const after = await readSizes(conversation);
  return decodeUsers(body, countRange(before.users, after.users));
}

async function decodeInTurns(layout: AttendanceLayout, body: Buffer): Promise<ZkAttendanceRecord[]> {
  const count = body.length / layout.bytes;
  const records: ZkAttendanceRecord[] = [];
  for (let from = 0; from < count; from += DECODED_PER_TURN) {
    for (const record of decodeAttendanceRecords(layout, body, from, Math.min(count, from + DECODED_PER_TURN)))
      records.push(record);
    await nextTurn();
  }
  return records;
}

/**
 * Puts printed ids in place of internal uids. A uid that no user has keeps its number as pin, marked `pinFrom: 'uid'`; where that number
 * is somebody else's printed id it becomes 'uid:N', so that nobody gets a deleted user's punches (zk.md B.9).
 */
export function resolvePins(records: ZkAttendanceRecord[], users: readonly ZkUserRecord[]): ZkAttendanceRecord[] {
  const pinOf = new Map(users.map((user) => [user.uid, user.pin]));
  const pins = new Set(pinOf.values());
  return records.map((record) => {
    const pin = record.uid === undefined ? undefined : pinOf.get(record.uid);
    if (pin !== undefined) return { ...record, pin, pinFrom: 'user-list' };
    return pins.has(record.pin) ? { ...record, pin: `uid:${record.pin}` } : record;
  });
}

/** Reads the whole attendance log, all or error: whole records, as many as were counted, of plausible content (zk.md B.8, B.9, E.3). */
export async function readAttendance(
  conversation: ZkConversation,
  options: AttendanceReadOptions = {},
): Promise<ZkAttendanceLog> {
  const before = await readSizes(conversation);
  if (before.records === 0) return { records: [], layout: undefined, before, after: before };
  const body = await readBulk(conversation, ATTENDANCE_LOG);
  const after = await readSizes(conversation);
  const counted = countRange(before.records, after.records);
  if (body.length === 0 && counted.least === 0) return { records: [], layout: undefined, before, after };
  const layout = deriveAttendanceLayout(body, counted, options.sixteenByteLayout);
  const records = await decodeInTurns(layout, body);
  if (layout.bytes !== 8) return { records, layout: layout.name, before, after };
  return { records: resolvePins(records, await readUsers(conversation)), layout: layout.name, before, after };
}
