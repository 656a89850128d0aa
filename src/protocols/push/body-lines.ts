import { isUtf8 } from 'node:buffer';

/** One line of a body as bytes, without its line end; `lineNo` counts from 1. */
export interface BodyLine {
  lineNo: number;
  bytes: Buffer;
}

const LF = 0x0a;
const CR = 0x0d;

/** Cuts a body into its non-blank lines before anything is decoded (push.md A10); LF or CRLF end them, a byte order mark is taken off. */
export function* eachLine(body: Buffer): Generator<BodyLine> {
  let start = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  for (let lineNo = 1; start < body.length; lineNo += 1) {
    const found = body.indexOf(LF, start);
    const end = found < 0 ? body.length : found;
    const bytes = body.subarray(start, end > start && body[end - 1] === CR ? end - 1 : end);
    if (!isBlank(bytes)) yield { lineNo, bytes };
    start = end + 1;
  }
}

/** All lines of a body at once; see `eachLine`. */
export function splitLines(body: Buffer): BodyLine[] {
  return [...eachLine(body)];
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === CR);
}

const gb18030 = new TextDecoder('gb18030', { fatal: true });

/** The text of a line: UTF-8, else GB18030 (names on Chinese-language terminals); or why it has none (push.md A4, A10). */
export function lineText(bytes: Buffer): string | { reason: string } {
  if (bytes.includes(0)) return { reason: 'holds a NUL byte' };
  if (isUtf8(bytes)) return bytes.toString('utf8');
  try {
    return gb18030.decode(bytes);
  } catch {
    return { reason: 'neither UTF-8 nor GB18030' };
  }
}

/** The first word of a line, in capitals, read from its first bytes only. */
export function firstWord(bytes: Buffer): string {
  const head = bytes.subarray(0, 24).toString('latin1');
  return (/^\s*([A-Za-z0-9_]+)(?=[\s]|$)/.exec(head)?.[1] ?? '').toUpperCase();
}
