import type { ZkPacket } from './packet';
import { fieldBytes, isPrintableId } from './text';
import { decodeEventWallClock, type WallClockFault } from './wall-clock';
import { ZkCodecError } from './zk-error';

/** The event mask and code of a punch (zk.md B.11). */
export const ATTENDANCE_EVENT = 1;

/** A punch that a terminal pushed: a hint to poll, never a record, because events are lost silently (zk.md B.11). */
export interface ZkAttendanceEvent {
  readonly kind: 'attendance';
  readonly pin: string;
  readonly wallClock: string;
  readonly clockFault?: WallClockFault;
  readonly verify: number;
  readonly state: number;
}

/** Any other pushed event: its code and its bytes as hex (zk.md B.11). */
export interface ZkOtherEvent {
  readonly kind: 'other';
  readonly code: number;
  readonly raw: string;
}

export type ZkEvent = ZkAttendanceEvent | ZkOtherEvent;

interface EventLayout {
  readonly lengths: readonly number[];
  readonly idBytes: number;
  pin(data: Buffer): string;
}

function characters(data: Buffer): string {
  const id = fieldBytes(data.subarray(0, 24));
  if (!isPrintableId(id)) throw new ZkCodecError('Protocol', 'the user id of an event is not printable', data);
  return id.toString('latin1');
}

const LAYOUTS: readonly EventLayout[] = [
  { lengths: [10, 14], idBytes: 2, pin: (data) => String(data.readUInt16LE(0)) },
  { lengths: [12], idBytes: 4, pin: (data) => String(data.readUInt32LE(0)) },
  { lengths: [32, 36, 37, 52], idBytes: 24, pin: characters },
];

function decodeAttendanceEvent(data: Buffer): ZkAttendanceEvent {
  const layout = LAYOUTS.find((candidate) => candidate.lengths.includes(data.length));
  if (!layout) throw new ZkCodecError('Length', `an attendance event of ${data.length} bytes`, data);
  const time = decodeEventWallClock(data.subarray(layout.idBytes + 2, layout.idBytes + 8));
  return {
    kind: 'attendance',
    pin: layout.pin(data),
    wallClock: time.wallClock,
    ...(time.fault ? { clockFault: time.fault } : {}),
    verify: data.readUInt8(layout.idBytes),
    state: data.readUInt8(layout.idBytes + 1),
  };
}

/** Decodes a pushed packet, whose session field is the event code; an attendance event of unknown shape is a `ZkCodecError` (zk.md B.11). */
export function decodeEvent(packet: ZkPacket): ZkEvent {
  if (packet.session === ATTENDANCE_EVENT) return decodeAttendanceEvent(packet.data);
  return { kind: 'other', code: packet.session, raw: packet.data.toString('hex') };
}
