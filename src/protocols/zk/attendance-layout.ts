import { ATTENDANCE_LAYOUTS, type AttendanceLayout, type AttendanceLayoutName } from './attendance-record';
import { type CountRange, fittingRecordSizes } from './record-size';
import { fieldBytes, isPrintableId } from './text';
import { decodeWallClock } from './wall-clock';
import { ZkCodecError } from './zk-error';

const SIZES = [8, 16, 40, 49] as const;
const KNOWN_STATES = new Set([0, 1, 2, 3, 4, 5, 255]);
const CLEAR_LEAD = 0.1;
const PACKED_FROM = 0x10;
const SMALL_LOG = 3;

function* recordsOf(body: Buffer, bytes: number): Generator<Buffer> {
  for (let at = 0; at + bytes <= body.length; at += bytes) yield body.subarray(at, at + bytes);
}

/** The share of records (0 to 1) whose time is a real date of a plausible year; a lost clock (2000) counts only when asked to. */
function plausibleTimes(body: Buffer, layout: AttendanceLayout, lostClockIsFine: boolean): number {
  let plausible = 0;
  for (const raw of recordsOf(body, layout.bytes)) {
    const fault = decodeWallClock(raw.readUInt32LE(layout.timeAt)).fault;
    if (!fault || (lostClockIsFine && fault === 'clock-lost')) plausible += 1;
  }
  return plausible / (body.length / layout.bytes);
}

function everyIdPrintable(body: Buffer, layout: AttendanceLayout): boolean {
  for (const raw of recordsOf(body, layout.bytes)) {
    const id = layout.bytes === 16 ? raw.subarray(0, 4) : fieldBytes(raw.subarray(2, 26));
    if (layout.bytes === 16 ? raw.readUInt32LE(0) === 0 : !isPrintableId(id)) return false;
  }
  return true;
}

/** Whether the content can be attendance records of this layout: printable ids, and in all but tiny logs mostly plausible times (zk.md B.9). */
function looksLike(body: Buffer, layout: AttendanceLayout): boolean {
  if (layout.bytes === 8) return plausibleTimes(body, layout, true) > 0.5;
  const small = body.length / layout.bytes < SMALL_LOG && layout.bytes !== 16;
  return everyIdPrintable(body, layout) && (small || plausibleTimes(body, layout, true) > 0.5);
}

/** Real and rising times and known states, as a mean of shares: tells the two layouts of 8 bytes apart (zk.md B.9). */
function scoreOfEight(body: Buffer, layout: AttendanceLayout): number {
  const count = body.length / 8;
  let known = 0;
  let rising = 0;
  let last = 0;
  for (const raw of recordsOf(body, 8)) {
    const time = raw.readUInt32LE(layout.timeAt);
    if (KNOWN_STATES.has(layout.fields(raw).state)) known += 1;
    if (time >= last) rising += 1;
    last = time;
  }
  return (2 * plausibleTimes(body, layout, false) + known / count + rising / count) / 4;
}

/** State and verify share byte 2 when byte 3 is always 0 and byte 2 is sometimes larger than the verify codes of such old firmware (zk.md B.9). */
function isPacked(body: Buffer): boolean {
  let large = false;
  for (const raw of recordsOf(body, 8)) {
    if (raw[3] !== 0) return false;
    if ((raw[2] as number) >= PACKED_FROM) large = true;
  }
  return large;
}

function layoutOfEight(body: Buffer): AttendanceLayout | undefined {
  const b = isPacked(body) ? ATTENDANCE_LAYOUTS['8B-packed'] : ATTENDANCE_LAYOUTS['8B'];
  const a = ATTENDANCE_LAYOUTS['8A'];
  const lead = scoreOfEight(body, a) - scoreOfEight(body, b);
  if (Math.abs(lead) < CLEAR_LEAD) return undefined;
  return lead > 0 ? a : b;
}

function layoutOfSize(body: Buffer, size: number, sixteen: '16' | '16-state-first'): AttendanceLayout | undefined {
  const names: Readonly<Record<number, AttendanceLayoutName>> = { 16: sixteen, 40: '40', 49: '49' };
  const name = names[size];
  const layout = name ? ATTENDANCE_LAYOUTS[name] : layoutOfEight(body);
  return layout && looksLike(body, layout) ? layout : undefined;
}

/**
 * The one layout that the body's length, the counts around the read and the content all allow. Anything else is refused:
 * `Length` when no record size fits, `Protocol` when the content fits none or more than one (zk.md B.9, E.3).
 * Which of verify and state comes first in 16 bytes cannot be derived: the terminal's profile says it.
 */
export function deriveAttendanceLayout(
  body: Buffer,
  counted: CountRange,
  sixteen: '16' | '16-state-first' = '16',
): AttendanceLayout {
  const sizes = fittingRecordSizes(body.length, SIZES, counted);
  const found = `${body.length} bytes for ${counted.least} to ${counted.most} counted records`;
  if (sizes.length === 0) throw new ZkCodecError('Length', `no known record size fits ${found}`);
  const layouts = sizes.flatMap((size) => layoutOfSize(body, size, sixteen) ?? []);
  const [layout, other] = layouts;
  if (!layout || other) {
    throw new ZkCodecError(
      'Protocol',
      `${layout ? 'more than one record layout fits' : 'not plausible attendance records'}: ${found}`,
      body.subarray(0, 98),
    );
  }
  return layout;
}
