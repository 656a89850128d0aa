import { fieldBytes } from './text';
import { decodeWallClock, type WallClockFault } from './wall-clock';

/** A punch as the terminal means it (zk.md B.9): numbers not interpreted, wall clock without zone. */
export interface ZkAttendanceRecord {
  /** The terminal's internal user index; records of 16 bytes have none. */
  readonly uid?: number;
  /** The printed user id; in records of 8 bytes it comes from the user list. */
  readonly pin: string;
  /** Where `pin` comes from: the record itself, the user list, or, for want of both, the internal uid (then not to be trusted). */
  readonly pinFrom: 'record' | 'user-list' | 'uid';
  /** 'YYYY-MM-DD HH:MM:SS' exactly as stored, even when the date does not exist. */
  readonly wallClock: string;
  readonly clockFault?: WallClockFault;
  readonly verify: number;
  readonly state: number;
  readonly workCode?: number;
  /** The record's bytes as hex. */
  readonly raw: string;
}

/** The known layouts of an attendance record; the number is the size in bytes (zk.md B.9). */
export type AttendanceLayoutName = '8A' | '8B' | '8B-packed' | '16' | '16-state-first' | '40' | '49';

/** One layout: its size in bytes and where its fields are. */
export interface AttendanceLayout {
  readonly name: AttendanceLayoutName;
  readonly bytes: 8 | 16 | 40 | 49;
  readonly timeAt: number;
  fields(raw: Buffer): Pick<ZkAttendanceRecord, 'uid' | 'pin' | 'pinFrom' | 'verify' | 'state' | 'workCode'>;
}

const byUid = (raw: Buffer) => ({
  uid: raw.readUInt16LE(0),
  pin: String(raw.readUInt16LE(0)),
  pinFrom: 'uid' as const,
});
const byNumber = (raw: Buffer) => ({
  pin: String(raw.readUInt32LE(0)),
  pinFrom: 'record' as const,
  workCode: raw.readUInt32LE(12),
});
const byCharacters = (raw: Buffer) => ({
  uid: raw.readUInt16LE(0),
  pin: fieldBytes(raw.subarray(2, 26)).toString('latin1'),
  pinFrom: 'record' as const,
  verify: raw.readUInt8(26),
  state: raw.readUInt8(31),
  workCode: raw.readUInt32LE(32),
});

/** Every layout a terminal was seen to send (zk.md B.9). */
export const ATTENDANCE_LAYOUTS: Readonly<Record<AttendanceLayoutName, AttendanceLayout>> = {
  '8A': {
    name: '8A',
    bytes: 8,
    timeAt: 3,
    fields: (raw) => ({ verify: raw.readUInt8(2), state: raw.readUInt8(7), ...byUid(raw) }),
  },
  '8B': {
    name: '8B',
    bytes: 8,
    timeAt: 4,
    fields: (raw) => ({ verify: raw.readUInt8(2), state: raw.readUInt8(3), ...byUid(raw) }),
  },
  '8B-packed': {
    name: '8B-packed',
    bytes: 8,
    timeAt: 4,
    fields: (raw) => ({ verify: raw.readUInt8(2) & 0x0f, state: raw.readUInt8(2) >> 4, ...byUid(raw) }),
  },
  '16': {
    name: '16',
    bytes: 16,
    timeAt: 4,
    fields: (raw) => ({ verify: raw.readUInt8(8), state: raw.readUInt8(9), ...byNumber(raw) }),
  },
  '16-state-first': {
    name: '16-state-first',
    bytes: 16,
    timeAt: 4,
    fields: (raw) => ({ verify: raw.readUInt8(9), state: raw.readUInt8(8), ...byNumber(raw) }),
  },
  '40': { name: '40', bytes: 40, timeAt: 27, fields: byCharacters },
  '49': { name: '49', bytes: 49, timeAt: 27, fields: byCharacters },
};

/** Decodes one record of a known layout; `raw` must have the layout's size. */
export function decodeAttendanceRecord(layout: AttendanceLayout, raw: Buffer): ZkAttendanceRecord {
  const time = decodeWallClock(raw.readUInt32LE(layout.timeAt));
  const { uid, pin, pinFrom, verify, state, workCode } = layout.fields(raw);
  return {
    uid,
    pin,
    pinFrom,
    wallClock: time.wallClock,
    clockFault: time.fault,
    verify,
    state,
    workCode,
    raw: raw.toString('hex'),
  };
}

/** Decodes records `from` (inclusive) to `to` (exclusive, counted in records) of a dataset's body in the terminal's order. */
export function decodeAttendanceRecords(
  layout: AttendanceLayout,
  body: Buffer,
  from = 0,
  to = Math.floor(body.length / layout.bytes),
): ZkAttendanceRecord[] {
  const records: ZkAttendanceRecord[] = [];
  for (let at = from; at < to; at += 1) {
    records.push(decodeAttendanceRecord(layout, body.subarray(at * layout.bytes, (at + 1) * layout.bytes)));
  }
  return records;
}
