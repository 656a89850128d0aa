import { ProtocolError } from '../errors';
import { type LineFault, parseAttlogLine } from './attlog-line';
import { carriesTemplate, isBiometricKind, isOneFile, isPhotoUpload } from './biometric-kind';
import { type BodyLine, eachLine, firstWord, lineText, splitLines } from './body-lines';
import { unwrapForm } from './form-body';
import { maskPasswords, parseErrorLine, parseOplogLine, parseOptionsLine, parseUserLine } from './operlog-line';
import type { PushLine, PushUpload } from './push-line';
import { parseRtlogLine, parseRtstateLine } from './rtlog-line';
import { unpackTgz } from './tgz';

type LineParser = (text: string, lineNo: number, word: string) => PushLine | LineFault;

/** How the lines of a table are read; `mixed` tables name a line's kind in its first word, and may carry templates (push.md A4). */
interface TableRule {
  parse: LineParser;
  mixed: boolean;
}

const unrecognised: LineParser = (raw, lineNo) => ({ kind: 'unrecognised', lineNo, raw: maskPasswords(raw) });
const transaction: TableRule = { parse: (text, lineNo) => parseRtlogLine(text, lineNo, 'transaction'), mixed: false };
const UNKNOWN_TABLE: TableRule = { parse: unrecognised, mixed: true };

/** Lines of OPERLOG are routed one by one, on their first word (push.md A4). */
const OPERLOG_LINES = new Map<string, LineParser>([
  ['OPLOG', parseOplogLine],
  ['USER', parseUserLine],
  ['ERRORLOG', parseErrorLine],
]);

const TABLES = new Map<string, TableRule>([
  ['attlog', { parse: parseAttlogLine, mixed: false }],
  ['rtlog', { parse: (text, lineNo) => parseRtlogLine(text, lineNo, 'rtlog'), mixed: false }],
  ['rtstate', { parse: parseRtstateLine, mixed: false }],
  ['transaction', transaction],
  [
    'operlog',
    { parse: (text, lineNo, word) => (OPERLOG_LINES.get(word) ?? unrecognised)(text, lineNo, word), mixed: true },
  ],
  ['options', { parse: parseOptionsLine, mixed: false }],
  ['errorlog', { parse: parseErrorLine, mixed: false }],
]);

/** Tables inside a `tabledata` or `querydata` upload (push.md A1). */
const NAMED_TABLES = new Map<string, TableRule>([
  ['transaction', transaction],
  ['rtlog', transaction],
  ['user', { parse: parseUserLine, mixed: true }],
  ['options', { parse: parseOptionsLine, mixed: false }],
]);

/**
 * Reads the body of an upload by its table (push.md A4): one bad line never stops the others, a body that cannot be unpacked is one rejected
 * record, templates and photos are counted and left. Never throws.
 */
export function parseUpload(query: ReadonlyMap<string, string>, body: Buffer): PushUpload {
  const tableName = query.get('tablename') ?? null;
  const table = (query.get('table') ?? (tableName === null ? '' : 'tabledata')).toLowerCase();
  const upload: PushUpload = { table, tableName, lines: [], rejected: [], dropped: {}, evidence: body };
  const named = table === 'tabledata' || table === 'querydata' ? (tableName ?? '') : table;
  const packed = query.get('contenttype')?.toLowerCase() === 'tgz';
  if (isBiometricKind(named) || (!packed && isPhotoUpload(body))) return dropWhole(upload, named, packed);
  const rule = (named === table ? TABLES.get(table) : NAMED_TABLES.get(named.toLowerCase())) ?? UNKNOWN_TABLE;
  const text = packed ? unpackOrReject(upload, rule) : [body];
  return readLines(upload, rule, text);
}

/** A table of templates or photos: counted, not decoded, not kept. */
function dropWhole(upload: PushUpload, named: string, packed: boolean): PushUpload {
  const kind = isBiometricKind(named) ? named.toUpperCase() : 'ATTPHOTO';
  const one = packed || isOneFile(kind);
  upload.dropped = { [kind]: one ? 1 : splitLines(upload.evidence).length };
  return { ...upload, evidence: Buffer.alloc(0) };
}

/** A body that cannot be unpacked is kept whole as one rejected record, unless its table may carry templates. */
function unpackOrReject(upload: PushUpload, rule: TableRule): Buffer[] {
  try {
    return unpackTgz(upload.evidence);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const raw = rule.mixed ? Buffer.alloc(0) : upload.evidence;
    upload.rejected.push({ lineNo: 1, raw, reason: error.message });
    return [];
  }
}

function readLines(upload: PushUpload, rule: TableRule, texts: readonly Buffer[]): PushUpload {
  const kept: Buffer[] = [];
  let before = 0;
  for (const text of texts) {
    let last = 0;
    for (const { lineNo, bytes } of eachLine(unwrapForm(text))) {
      const evidence = readLine(upload, rule, { lineNo: before + lineNo, bytes });
      if (rule.mixed && evidence !== null) kept.push(evidence, LINE_END);
      last = lineNo;
    }
    before += last;
  }
  return rule.mixed ? { ...upload, evidence: Buffer.concat(kept) } : upload;
}

const LINE_END = Buffer.from('\n');

/** Reads one line into the upload; returns what may be kept of it as evidence, or null when it was dropped. */
function readLine(upload: PushUpload, rule: TableRule, { lineNo, bytes }: BodyLine): Buffer | null {
  const word = rule.mixed ? firstWord(bytes) : '';
  if (rule.mixed && isBiometricKind(word)) return drop(upload, word);
  const known = rule !== UNKNOWN_TABLE && OPERLOG_LINES.has(word);
  if (rule.mixed && !known && carriesTemplate(bytes)) return drop(upload, 'UNRECOGNISED');
  const text = lineText(bytes);
  const line = typeof text === 'string' ? rule.parse(text, lineNo, word) : text;
  const raw = rule.mixed ? maskedBytes(bytes) : bytes;
  if ('kind' in line) upload.lines.push(line);
  else upload.rejected.push({ lineNo, raw, reason: line.reason });
  return raw;
}

function drop(upload: PushUpload, kind: string): null {
  upload.dropped[kind] = (upload.dropped[kind] ?? 0) + 1;
  return null;
}

function maskedBytes(bytes: Buffer): Buffer {
  return Buffer.from(maskPasswords(bytes.toString('latin1')), 'latin1');
}

/** How many records of an upload were dealt with, dropped ones included: what the device is told (push.md A5). */
export function processedCount(upload: PushUpload): number {
  return upload.lines.length + upload.rejected.length + droppedCount(upload);
}

/** How many templates and photos an upload held. */
export function droppedCount(upload: PushUpload): number {
  return Object.values(upload.dropped).reduce((sum, count) => sum + count, 0);
}

/** The acknowledgement of an upload that is durably kept (push.md A1, A5): `X=N` for a panel's table, `OK` for its events, else `OK: n`. */
export function uploadAnswer(upload: PushUpload): string {
  const count = processedCount(upload);
  if (upload.tableName !== null && /^\w{1,40}$/.test(upload.tableName)) return `${upload.tableName}=${count}`;
  return ['rtlog', 'rtstate', 'attphoto'].includes(upload.table) ? 'OK' : `OK: ${count}`;
}
