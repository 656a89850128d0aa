import type { LineFault } from './attlog-line';
import { keyedFields, numberField, pinFault } from './keyed-fields';
import type { RtlogLine, RtstateLine } from './push-line';
import { decodeDateTime, parseWallClock } from './push-time';

/** Field names of the two spellings of a panel's event (push.md A4 rtlog; the transaction table as panels send it). */
const NAMES = {
  event: ['event', 'eventtype'],
  door: ['eventaddr', 'doorid'],
  inOut: ['inoutstatus', 'inoutstate'],
  verifyType: ['verifytype', 'verified'],
} as const;

/** Reads one event of an access panel: keyed, in any order, with or without its table's name in front (push.md A4). */
export function parseRtlogLine(raw: string, lineNo: number, source: RtlogLine['source']): RtlogLine | LineFault {
  const fields = keyedFields(raw.replace(/^\s*(rtlog|transaction)\s+/i, '').replace(/\ttransaction\s+/i, '\t'));
  const pick = (keys: readonly string[]): string | undefined =>
    keys.map((key) => fields.get(key)).find((value) => value !== undefined);
  const pin = fields.get('pin') ?? '';
  if (pin !== '' && pinFault(pin) !== null) return { reason: pinFault(pin) ?? '' };
  const time = timeOf(fields);
  if (time === null) return { reason: 'the time is missing or does not exist' };
  const event = numberField(pick(NAMES.event));
  if (event === null || event === undefined) return { reason: 'the event is missing or no number' };
  return {
    kind: 'rtlog',
    lineNo,
    raw,
    source,
    pin: pin === '' || pin === '0' ? null : pin,
    ...time,
    event,
    door: numberField(pick(NAMES.door)) ?? null,
    inOut: numberField(pick(NAMES.inOut)) ?? null,
    verifyType: short(pick(NAMES.verifyType)),
    cardNo: short(fields.get('cardno')),
    index: short(fields.get('index')),
  };
}

function timeOf(fields: ReadonlyMap<string, string>): { wallClock: string; timeForm: RtlogLine['timeForm'] } | null {
  const text = fields.get('time') ?? fields.get('time_second') ?? '';
  const encoded = /^\d{1,12}$/.test(text);
  const wallClock = encoded ? decodeDateTime(Number(text)) : parseWallClock(text);
  return wallClock === null ? null : { wallClock, timeForm: encoded ? 'encoded' : 'text' };
}

function short(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text.slice(0, 64);
}

/** Reads one door state of an access panel (push.md A4, rtstate). */
export function parseRtstateLine(raw: string, lineNo: number): RtstateLine | LineFault {
  const fields = keyedFields(raw.replace(/^\s*rtstate\s+/i, ''));
  const wallClock = parseWallClock(fields.get('time') ?? '');
  if (wallClock === null) return { reason: 'the time is missing or does not exist' };
  return {
    kind: 'rtstate',
    lineNo,
    raw,
    wallClock,
    sensor: short(fields.get('sensor')),
    relay: short(fields.get('relay')),
    alarm: short(fields.get('alarm')),
    door: short(fields.get('door')),
  };
}
