import { ZkCodecError } from './zk-error';

/** Why a terminal's wall clock cannot be believed: the clock restarted at 2000, the date does not exist, or the year is far off. */
export type WallClockFault = 'clock-lost' | 'impossible-date' | 'implausible-year';

/** A terminal's wall clock 'YYYY-MM-DD HH:MM:SS' exactly as it sent it, never shifted, without zone (zk.md B.7). */
export interface ZkWallClock {
  readonly wallClock: string;
  readonly fault?: WallClockFault;
}

const LAST_PLAUSIBLE_YEAR = 2060;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const SCRATCH = Buffer.from('0000-00-00 00:00:00', 'latin1');
const ZERO = 0x30;

function writeTwo(value: number, at: number): void {
  SCRATCH[at] = ZERO + Math.floor(value / 10);
  SCRATCH[at + 1] = ZERO + (value % 10);
}

/** Written through one scratch buffer: 100,000 strings glued together from pieces would keep all the pieces in memory. */
function format(year: number, month: number, day: number, hour: number, minute: number, second: number): string {
  writeTwo(Math.floor(year / 100), 0);
  writeTwo(year % 100, 2);
  writeTwo(month, 5);
  writeTwo(day, 8);
  writeTwo(hour, 11);
  writeTwo(minute, 14);
  writeTwo(second, 17);
  return SCRATCH.toString('latin1');
}

function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

function faultOf(year: number, month: number, day: number): WallClockFault | undefined {
  if (day < 1 || day > daysIn(year, month)) return 'impossible-date';
  if (year === 2000) return 'clock-lost';
  return year > LAST_PLAUSIBLE_YEAR ? 'implausible-year' : undefined;
}

function wallClockOf(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): ZkWallClock {
  const wallClock = format(year, month, day, hour, minute, second);
  const fault = hour > 23 || minute > 59 || second > 59 ? 'impossible-date' : faultOf(year, month, day);
  return fault ? { wallClock, fault } : { wallClock };
}

/** Decodes the packed u32 of records and GET_TIME, in which every month has 31 days (zk.md B.7). */
export function decodeWallClock(packed: number): ZkWallClock {
  const second = packed % 60;
  const minute = Math.floor(packed / 60) % 60;
  const hour = Math.floor(packed / 3600) % 24;
  const days = Math.floor(packed / 86400);
  const months = Math.floor(days / 31);
  return wallClockOf(2000 + Math.floor(months / 12), (months % 12) + 1, (days % 31) + 1, hour, minute, second);
}

/** Decodes the six bytes yy mm dd hh mi ss of realtime events (zk.md B.7, B.11). */
export function decodeEventWallClock(bytes: Buffer): ZkWallClock {
  if (bytes.length < 6) throw new ZkCodecError('Length', `an event's time has 6 bytes, not ${bytes.length}`, bytes);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = bytes;
  if (Math.max(...bytes.subarray(0, 6)) > 99)
    throw new ZkCodecError('Protocol', 'an event with a time that is none', bytes);
  return wallClockOf(2000 + year, month, day, hour, minute, second);
}

const WALL_CLOCK = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

/** Encodes 'YYYY-MM-DD HH:MM:SS' to the packed u32, impossible dates included; the inverse of `decodeWallClock`. */
export function encodeWallClock(wallClock: string): number {
  const match = WALL_CLOCK.exec(wallClock);
  if (!match) throw new ZkCodecError('Protocol', `not a wall clock: ${wallClock}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return (((year - 2000) * 12 + month - 1) * 31 + day - 1) * 86400 + hour * 3600 + minute * 60 + second;
}

/** Milliseconds of a wall clock as if it were UTC, for differences of two wall clocks; undefined when the date does not exist. */
export function wallClockMillis(clock: ZkWallClock): number | undefined {
  const match = WALL_CLOCK.exec(clock.wallClock);
  if (!match || clock.fault === 'impossible-date') return undefined;
  return Date.parse(`${clock.wallClock.replace(' ', 'T')}Z`);
}
