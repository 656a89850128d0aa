/** One record of an `attlog.dat` file, as the terminal means it: no zone, no person, the numbers raw. */
export interface AttlogFileRecord {
  readonly pin: string;
  /** 'YYYY-MM-DD HH:MM:SS', the terminal's own clock. */
  readonly wallClock: string;
  /** Number of the machine in its own settings; most sites leave it at 1. */
  readonly machine: number;
  /** The function key: 0-5, 255 = none. */
  readonly state: number;
  readonly verify: number;
  readonly workCode: string | null;
}

/** A line that could not be read. */
export interface RejectedLine {
  /** 1-based. */
  readonly lineNo: number;
  readonly raw: Buffer;
  readonly reason: string;
}

/** What one line of the file is. */
export type AttlogFileLine = { readonly record: AttlogFileRecord } | { readonly rejected: RejectedLine } | 'blank';

const pinPattern = /^[0-9A-Za-z_.-]{1,32}$/;
const timePattern = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;
const byte = /^\d{1,3}$/;

/**
 * Reads one line (without its line end) of the file that a terminal writes on a USB stick: pin padded on the left, time, machine, state, verify,
 * work code, separated by tabs. Never throws: what is wrong is said in the rejected line.
 * @param lineNo 1-based, for the reason
 */
export function readAttlogFileLine(raw: Buffer, lineNo: number): AttlogFileLine {
  const text = textOf(raw, lineNo);
  if (text.trim() === '') return 'blank';
  const reason = faultOf(text);
  if (reason) return { rejected: { lineNo, raw, reason } };
  const [pin = '', wallClock = '', machine = '', state = '', verify = '', workCode = ''] = fieldsOf(text);
  return { record: { pin, wallClock, machine: Number(machine), state: Number(state), verify: Number(verify || 0), workCode: workCode === '' || workCode === '0' ? null : workCode } };
}

// Latin-1 keeps each byte as one character, so that bytes which are not text show up in the checks instead of being replaced.
function textOf(raw: Buffer, lineNo: number): string {
  const text = raw.toString('latin1').replace(/\r$/, '');
  return lineNo === 1 ? text.replace(/^\u00ef\u00bb\u00bf/, '') : text;
}

const fieldsOf = (text: string): string[] => text.split('\t').map((field) => field.trim());

function faultOf(text: string): string | null {
  const fields = fieldsOf(text);
  const [pin = '', wallClock = '', machine = '', state = '', verify = '0', workCode = ''] = fields;
  if (fields.length < 4) return `has ${fields.length} of the fields pin, time, machine, state, verify, work code`;
  if (!pinPattern.test(pin)) return `"${printable(pin)}" is not a pin`;
  if (!isRealTime(wallClock)) return `"${printable(wallClock)}" is not a time that exists`;
  if (!byte.test(machine)) return `machine "${printable(machine)}" is not a number`;
  if (!byte.test(state) || Number(state) > 255) return `state "${printable(state)}" is not a number from 0 to 255`;
  if (verify !== '' && (!byte.test(verify) || Number(verify) > 255)) return `verify "${printable(verify)}" is not a number from 0 to 255`;
  return workCode.length > 24 ? 'the work code is longer than 24 characters' : null;
}

const printable = (text: string): string => text.slice(0, 40).replace(/[^\x20-\x7e]/g, '?');

/** Whether a wall clock names a moment of the calendar; terminals do write 30 February. */
function isRealTime(wallClock: string): boolean {
  const parts = timePattern.exec(wallClock)?.slice(1).map(Number);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
}
