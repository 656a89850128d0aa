import { isUtf8 } from 'node:buffer';
import { ProtocolError } from '../errors';
import { decodeBthome } from './bthome';
import type { DoorMessageRow, ProfileWord } from './door-profile';

/** Payloads above this are no door report; 64 KiB. */
export const maximumPayloadBytes = 65_536;

/** The payload as text. Throws ProtocolError when it is too long or not UTF-8. */
export function payloadText(payload: Buffer): string {
  if (payload.length > maximumPayloadBytes) throw new ProtocolError(`payload of ${payload.length} bytes`, payload.subarray(0, 1024));
  if (!isUtf8(payload)) throw new ProtocolError('payload is not UTF-8', payload);
  return payload.toString('utf8').replace(/^\uFEFF/, '').trim();
}

/** The payload in the format of its row, ready for `valueAt`. Throws ProtocolError when it does not follow the format. */
export function parsePayload(row: DoorMessageRow, payload: Buffer): unknown {
  const text = payloadText(payload);
  if (row.format === 'plain') return text;
  const parsed = parseJson(text, payload, row.format === 'json-or-plain');
  return row.format === 'bthome-hex' ? withServiceData(row, parsed, payload) : parsed;
}

function parseJson(text: string, payload: Buffer, plainAllowed: boolean): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    if (plainAllowed) return text;
    throw new ProtocolError('payload is not JSON', payload);
  }
}

function withServiceData(row: DoorMessageRow, parsed: unknown, payload: Buffer): unknown {
  const hex = valueAt(parsed, row.service_data ?? 'service_data');
  if (typeof hex !== 'string' || !/^([0-9a-f]{2})+$/i.test(hex)) throw new ProtocolError('no BTHome service data in hex', payload);
  return { ...(parsed as object), ...decodeBthome(Buffer.from(hex, 'hex')) };
}

/**
 * The value at a dotted path; undefined when it is not there. `$` is the whole payload when that is a single word.
 * Only own members count: a payload cannot reach `constructor` and its kind.
 */
export function valueAt(root: unknown, path: string): unknown {
  if (path === '$') return typeof root === 'object' ? undefined : root;
  let value = root;
  for (const member of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return undefined;
    value = (value as Record<string, unknown>)[member];
  }
  return value;
}

/** Whether a payload value is the word a row names: by text without case, so "false" never counts as true (mqtt.md C1, traps). */
export function sameWord(value: unknown, word: ProfileWord): boolean {
  if (typeof value === 'object' || value === undefined) return false;
  return String(value).trim().toLowerCase() === String(word).toLowerCase();
}

/** Whether a payload value is one of the words of a row. */
export function isOneOf(value: unknown, words: readonly ProfileWord[] | undefined): boolean {
  return words !== undefined && words.some((word) => sameWord(value, word));
}
