import { ProtocolError } from '../errors';

/** A line longer than this is no record of any terminal, in bytes. */
const longestLine = 64 * 1024;

/**
 * Splits a stream of bytes at line feeds, without decoding it; the last line needs none.
 * @throws ProtocolError when no line end comes for 64 KiB: the file is not a log
 */
export async function* linesOf(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, Buffer.from(chunk)]);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      yield bytes.subarray(start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > longestLine) throw new ProtocolError('no line end within 64 KiB: this is not a log of records', rest.subarray(0, 256));
  }
  if (rest.length > 0) yield rest;
}
