import { createHash } from 'node:crypto';
import { offsetAt } from '../../core/time/zone';
import { type Delivery, type RejectedRecord, type TerminalAlarm, type TerminalEventRecord } from '../../ledger/punch';
import { type TerminalProfile } from '../../protocols/profiles/terminal-profile';
import { type AttlogLine, type OplogLine, type PushLine, type PushUpload, type RejectedLine, type RtlogLine } from '../../protocols/push/push-line';
import { wallClockAt } from '../../protocols/push/push-time';
import { alarmOf } from '../incidents/incident-book';
import { type AlarmKind } from '../incidents/incident-kind';
import { type Terminal } from '../terminals/terminal';
import { type Arrival, isOffsetOfZone, sortOut, type WireRecord } from '../to-punch';

/** A state or verification that a line leaves out (push.md A4: positions 2-3 are nearly always there). */
const noState = 255;
const noVerify = 0;

/** Panel events by which somebody was let through, or opened by force with his own card: he was there (push.md A4). */
const entryRoles = new Set(['granted', 'passage', 'duress']);

/** Entries of the operation log that somebody has to look at (push.md A4, A9). */
const alarmByCode: ReadonlyMap<number, AlarmKind> = new Map([
  [13, 'data-cleared'],
  [21, 'clock-set'],
  [22, 'factory-reset'],
  [23, 'records-deleted'],
  [82, 'server-changed'],
  [83, 'server-changed'],
]);

/** By what an upload of one terminal is read. */
export interface UploadContext {
  readonly terminal: Terminal;
  /** What the event codes of an access panel do. */
  readonly accessEvents: NonNullable<TerminalProfile['access_events']>;
  readonly acceptFromDate: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** Turns an upload into one delivery: punches, evidence, alarms and what could not be read go in together. */
export function deliveryOfUpload(upload: PushUpload, context: UploadContext): Delivery & { alarms: readonly TerminalAlarm[] } {
  const { terminal, acceptFromDate, receivedAt } = context;
  const arrival: Arrival = { terminal: terminal.serial, zone: terminal.zone, source: 'push', receivedAt, acceptFromDate };
  const lines = upload.lines.map((line) => (line.kind === 'rtlog' ? inLocalTime(line, terminal) : line));
  const records = lines.flatMap((line) => recordsOf(line, context));
  return {
    rejected: upload.rejected.map((line) => rejectedRecord(line, terminal.serial, receivedAt)),
    events: lines.filter((line) => line.kind !== 'attlog').map((line) => eventOf(line, terminal.serial, receivedAt)),
    alarms: [...lines.flatMap((line) => (line.kind === 'oplog' ? operationAlarm(line, terminal.serial, receivedAt) : [])), ...zoneAlarm(lines, terminal, receivedAt)],
    ...sortOut(records, arrival),
  };
}

function recordsOf(line: PushLine, context: UploadContext): WireRecord[] {
  if (line.kind === 'attlog') return [attendanceRecord(line)];
  return line.kind === 'rtlog' && isEntry(line, context) ? [panelRecord(line)] : [];
}

const attendanceRecord = (line: AttlogLine): WireRecord => ({
  pin: line.pin,
  wallClock: line.wallClock,
  state: line.state ?? noState,
  verify: line.verify ?? noVerify,
  workCode: line.workCode === '0' ? null : line.workCode,
  offsetSeconds: line.offsetSeconds,
});

/** Only a person whom the panel let through makes a punch; denied cards, doors and buttons are evidence. */
function isEntry(line: RtlogLine, { terminal, accessEvents }: UploadContext): boolean {
  if (line.pin === null) return false;
  const chosen = terminal.settings.punchEvents;
  return chosen ? chosen.includes(line.event) : entryRoles.has(accessEvents.get(line.event) ?? '');
}

/** The side of the door stands where a terminal has its function key: 0 in, 1 out, anything else unset (push.md A4, inoutstatus). */
const panelRecord = (line: RtlogLine): WireRecord => ({
  pin: line.pin ?? '',
  wallClock: line.wallClock,
  state: line.inOut === 0 || line.inOut === 1 ? line.inOut : noState,
  // Sixteen digits are a bit mask whose meaning differs by model; it stays in the evidence.
  verify: line.verifyType !== null && /^\d{1,3}$/.test(line.verifyType) ? Number(line.verifyType) : noVerify,
  workCode: null,
});

/** A time that came as one number is counted in GMT by some panels, of which the site knows (push.md A7). */
function inLocalTime(line: RtlogLine, terminal: Terminal): RtlogLine {
  if (line.timeForm !== 'encoded' || terminal.settings.encodedTime !== 'gmt') return line;
  const at = Date.parse(`${line.wallClock.replace(' ', 'T')}Z`);
  return { ...line, wallClock: wallClockAt(at, offsetAt(terminal.zone, at) / 60_000) };
}

function eventOf(line: PushLine, serial: string, receivedAt: number): TerminalEventRecord {
  return {
    serial,
    id: eventId(line),
    kind: line.kind,
    wallClock: 'wallClock' in line ? line.wallClock : null,
    code: line.kind === 'oplog' ? line.code : line.kind === 'rtlog' ? line.event : null,
    pin: 'pin' in line ? line.pin : null,
    receivedAt,
    raw: line.raw,
  };
}

/** A panel numbers its events: the same number at the same time is one event, as real-time line and in the table (push.md A4). */
function eventId(line: PushLine): string {
  const identity = line.kind === 'rtlog' && line.index !== null ? `${line.index}\n${line.wallClock}\n${line.event}` : line.raw;
  return hash(`${line.kind}\n${identity}`);
}

function operationAlarm(line: OplogLine, serial: string, receivedAt: number): TerminalAlarm[] {
  const kind = alarmByCode.get(line.code);
  return kind ? [alarmOf(serial, kind, receivedAt, line.raw, { admin: line.admin, wallClock: line.wallClock, values: line.values })] : [];
}

/** The first record of an upload whose own offset is none of the terminal's zone. */
export function zoneMismatch(lines: readonly PushLine[], zone: string): AttlogLine | null {
  return lines.find((line): line is AttlogLine => line.kind === 'attlog' && line.offsetSeconds !== null && !isOffsetOfZone(line.wallClock, line.offsetSeconds, zone)) ?? null;
}

function zoneAlarm(lines: readonly PushLine[], terminal: Terminal, receivedAt: number): TerminalAlarm[] {
  const line = zoneMismatch(lines, terminal.zone);
  return line ? [alarmOf(terminal.serial, 'zone-mismatch', receivedAt, `${line.offsetSeconds} ${terminal.zone}`, { offsetSeconds: line.offsetSeconds, zone: terminal.zone })] : [];
}

/** A line that could not be read, as it is kept. */
export const rejectedRecord = (line: RejectedLine, terminal: string, receivedAt: number): RejectedRecord => ({ terminal, source: 'push', receivedAt, raw: line.raw, reason: line.reason });

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
