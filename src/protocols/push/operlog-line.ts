import type { LineFault } from './attlog-line';
import { keyedFields, numberField, pinFault } from './keyed-fields';
import type { ErrorLine, OplogLine, OptionsLine, UserLine } from './push-line';
import { parseWallClock } from './push-time';

/** Reads one `OPLOG <code>\t<admin>\t<time>\t<values...>` line (push.md A4, OPERLOG); some firmware puts a tab after the word. */
export function parseOplogLine(raw: string, lineNo: number): OplogLine | LineFault {
  const [code = '', admin = '', time = '', ...values] = raw
    .replace(/^\s*OPLOG\s+/i, '')
    .split('\t')
    .map((field) => field.trim());
  const number = numberField(code);
  if (number === null || number === undefined) return { reason: 'the operation code is no number' };
  const wallClock = parseWallClock(time);
  if (wallClock === null) return { reason: 'the time is missing or does not exist' };
  if (admin.length > 32) return { reason: 'the administrator is longer than 32 characters' };
  return { kind: 'oplog', lineNo, raw, code: number, admin, wallClock, values };
}

/** Reads one user of OPERLOG or of a panel's user table (push.md A4, USER); the password is masked and not read. */
export function parseUserLine(text: string, lineNo: number): UserLine | LineFault {
  const raw = maskPasswords(text);
  const fields = keyedFields(raw.replace(/^\s*USER\s+/i, ''));
  const pin = fields.get('pin') ?? '';
  const fault = pinFault(pin);
  if (fault !== null) return { reason: fault };
  const value = (...keys: string[]): string | null =>
    keys.map((key) => fields.get(key)).find((found) => found !== undefined && found !== '') ?? null;
  return {
    kind: 'user',
    lineNo,
    raw,
    pin,
    name: value('name'),
    privilege: value('pri', 'privilege'),
    card: value('card', 'cardno'),
    group: value('grp', 'group'),
  };
}

/** A text with the values of `Passwd=` and `Password=` replaced by stars: they are never kept. */
export function maskPasswords(text: string): string {
  return text.replace(/(\bpassw(?:or)?d=)[^\t\r\n]+/gi, '$1***');
}

/** Reads one `ERRORLOG ErrCode=..` line (push.md A4). */
export function parseErrorLine(raw: string, lineNo: number): ErrorLine | LineFault {
  const fields = keyedFields(raw.replace(/^\s*ERRORLOG\s+/i, ''));
  if (fields.size === 0) return { reason: 'no field of an error' };
  return { kind: 'error', lineNo, raw, fields: Object.fromEntries(fields) };
}

/**
 * Reads `k=v,k=v` as terminals describe themselves (push.md A4, options and registry): a piece without `=` belongs to the value before it,
 * because a value may hold a comma; keys lose their leading `~`.
 */
export function parseOptions(text: string): Record<string, string> {
  const options = new Map<string, string>();
  let last: string | null = null;
  for (const piece of text.split(/[,\n]/)) {
    const mark = piece.indexOf('=');
    if (mark > 0) {
      last = piece.slice(0, mark).trim().replace(/^~/, '');
      options.set(last, piece.slice(mark + 1).trim());
    } else if (last !== null && piece.trim() !== '') {
      options.set(last, `${options.get(last)},${piece.trimEnd()}`);
    }
  }
  return Object.fromEntries(options);
}

/** One line of options (push.md A4). */
export function parseOptionsLine(raw: string, lineNo: number): OptionsLine | LineFault {
  const options = parseOptions(raw);
  return Object.keys(options).length === 0 ? { reason: 'no option' } : { kind: 'options', lineNo, raw, options };
}
