import { gunzipSync } from 'node:zlib';
import { ProtocolError } from '../errors';

/** What an archive may grow to: a terminal's log of 100,000 records is about 6 MB of text. */
export interface TgzLimits {
  unpackedBytes: number;
  files: number;
}

const DEFAULT_LIMITS: TgzLimits = { unpackedBytes: 32 * 1024 * 1024, files: 64 };
const BLOCK = 512;
const REGULAR_FILE = new Set(['0', '\0', '7']);

/**
 * The files of a tar.gz body, in order (push.md A4, `ContentType=tgz`); names are not read, because nothing here becomes a file.
 * Throws ProtocolError for what is no archive, for one that is cut off, and for one that grows beyond the limits.
 */
export function unpackTgz(body: Buffer, limits: TgzLimits = DEFAULT_LIMITS): Buffer[] {
  const tar = gunzip(body, limits.unpackedBytes);
  const files: Buffer[] = [];
  let at = 0;
  while (at + BLOCK <= tar.length && tar[at] !== 0) {
    const header = tar.subarray(at, at + BLOCK);
    checkHeader(header);
    const size = octal(header.subarray(124, 136));
    const start = at + BLOCK;
    if (start + size > tar.length) throw new ProtocolError('The archive is cut off');
    if (REGULAR_FILE.has(String.fromCharCode(header[156] ?? 0))) files.push(tar.subarray(start, start + size));
    if (files.length > limits.files) throw new ProtocolError('The archive holds too many files');
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  if (files.length === 0) throw new ProtocolError('The archive holds no file');
  return files;
}

function gunzip(body: Buffer, mostBytes: number): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: mostBytes });
  } catch {
    throw new ProtocolError('The body is no gzip, is cut off, or is too large unpacked');
  }
}

/** The checksum of a tar header counts its own eight bytes as spaces. */
function checkHeader(header: Buffer): void {
  let sum = 8 * 0x20;
  header.forEach((byte, index) => {
    if (index < 148 || index >= 156) sum += byte;
  });
  if (sum !== octal(header.subarray(148, 156))) throw new ProtocolError('The archive has a broken header');
}

function octal(bytes: Buffer): number {
  const text = bytes.toString('latin1').replace(/[\0 ]+/g, '');
  if (!/^[0-7]{1,11}$/.test(text)) throw new ProtocolError('The archive has a broken header');
  return parseInt(text, 8);
}
