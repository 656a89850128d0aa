import { gzipSync } from 'node:zlib';

/** A tar.gz as a terminal would send it: enough of the format for the tests, written independently of the reader. */
export function tarGz(files: { name: string; body: Buffer; type?: string }[]): Buffer {
  const blocks = files.flatMap(({ name, body, type }) => [tarHeader(name, body.length, type ?? '0'), padded(body)]);
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function tarHeader(name: string, size: number, type: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\0', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}
