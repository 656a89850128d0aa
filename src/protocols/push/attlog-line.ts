import { keyedFields, numberField, pinFault } from './keyed-fields';
import type { AttlogLine } from './push-line';
import { parseWallClock } from './push-time';

/** A line that cannot be what its table says, in words. */
export interface LineFault {
  reason: string;
}

/** Position of `TimeOffset` in the long form of an ATTLOG line (push.md A4), read only when it looks like one. */
const OFFSET_POSITION = 10;
const LONGEST_WORK_CODE = 64;
const PREFIX = /^\s*ATTLOG[\t ]+/i;
const KEYED = /^\s*[A-Za-z]+=/;

/** Reads one ATTLOG line in any form of push.md A4: positional, keyed, with a leading table name, with spaces for tabs. */
export function parseAttlogLine(raw: string, lineNo: number): AttlogLine | LineFault {
  const text = PREFIX.test(raw) ? raw.replace(PREFIX, '') : raw;
  return KEYED.test(text) ? keyedLine(text, raw, lineNo) : positionalLine(text, raw, lineNo);
}

function positionalLine(text: string, raw: string, lineNo: number): AttlogLine | LineFault {
  const [pin = '', time = '', state, verify, workCode, ...more] = positions(text);
  const rest = more.length === 0 && workCode === undefined ? [] : more;
  return attlogLine({ raw, lineNo, form: 'positional', pin, time, state, verify, workCode, rest });
}

/** The fields by position: separated by tabs, or where the line has none by spaces, of which the one inside the time is not one. */
function positions(text: string): string[] {
  if (text.includes('\t')) return text.split('\t').map((field) => field.trim());
  const words = text.trim().split(/ +/);
  const timed = /^\d{4}-/.test(words[1] ?? '') && !(words[1] ?? '').includes('T');
  return timed ? [words[0] ?? '', `${words[1]} ${words[2] ?? ''}`.trim(), ...words.slice(3)] : words;
}

/** Keyed forms name their fields `DateTime` or `Time`, `Verified`, `Verify` or `VerifyMode`, `Status` or `State` (push.md A4, variants). */
function keyedLine(text: string, raw: string, lineNo: number): AttlogLine | LineFault {
  const fields = keyedFields(text);
  const pick = (...keys: string[]): string | undefined =>
    keys.map((key) => fields.get(key)).find((value) => value !== undefined);
  return attlogLine({
    raw,
    lineNo,
    form: 'keyed',
    pin: pick('pin') ?? '',
    time: pick('datetime', 'time') ?? '',
    state: pick('status', 'state'),
    verify: pick('verified', 'verifymode', 'verify'),
    workCode: pick('workcode'),
    rest: [],
    offset: pick('timeoffset'),
  });
}

interface AttlogFields {
  raw: string;
  lineNo: number;
  form: AttlogLine['form'];
  pin: string;
  time: string;
  state: string | undefined;
  verify: string | undefined;
  workCode: string | undefined;
  rest: string[];
  offset?: string | undefined;
}

function attlogLine(fields: AttlogFields): AttlogLine | LineFault {
  const { raw, lineNo, form, pin, rest } = fields;
  const fault = pinFault(pin);
  if (fault !== null) return { reason: fault };
  const wallClock = parseWallClock(fields.time);
  if (wallClock === null) return { reason: 'the time is missing or does not exist' };
  const state = numberField(fields.state);
  const verify = numberField(fields.verify);
  if (state === undefined) return { reason: 'the state is no number' };
  if (verify === undefined) return { reason: 'the verification is no number' };
  const workCode = fields.workCode === undefined || fields.workCode === '' ? null : fields.workCode;
  if (workCode !== null && workCode.length > LONGEST_WORK_CODE) return { reason: 'the work code is too long' };
  const offsetSeconds = offsetOf(fields.offset ?? rest[OFFSET_POSITION - 5]);
  return { kind: 'attlog', lineNo, raw, form, pin, wallClock, state, verify, workCode, offsetSeconds, rest };
}

/** `TimeOffset`, seconds from UTC with a sign; anything else at that place is another field of another branch (push.md A4). */
function offsetOf(text: string | undefined): number | null {
  return text !== undefined && /^[+-]\d{1,5}$/.test(text) ? Number(text) : null;
}
