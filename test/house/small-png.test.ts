import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

// A picture of 120 x 100: 2,000 greys in a ramp as the edges of letters make them, and a red mark of nine pixels.
const program = `
import { deflateSync, inflateSync, crc32 } from 'node:zlib';
import { smallPng } from '${join(__dirname, '../../scripts/small-png.mjs')}';
const [width, height] = [120, 100];
const rows = [];
for (let y = 0; y < height; y += 1) {
  const row = [0];
  for (let x = 0; x < width; x += 1) row.push(...(x >= 50 && x < 53 && y >= 50 && y < 53 ? [220, 20, 60] : [(x * 2 + y) % 256, (x + y * 2) % 256, (x * 2 + y) % 256]));
  rows.push(...row);
}
const chunk = (type, body) => { const named = Buffer.concat([Buffer.from(type, 'latin1'), body]); const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]; size.writeUInt32BE(body.length); sum.writeUInt32BE(crc32(named)); return Buffer.concat([size, named, sum]); };
const header = Buffer.alloc(13); header.writeUInt32BE(width, 0); header.writeUInt32BE(height, 4); header.set([8, 2, 0, 0, 0], 8);
const png = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND', Buffer.alloc(0))]);
const small = smallPng(png);
const chunks = {};
for (let at = 8; at < small.length; at += 12 + small.readUInt32BE(at)) chunks[small.toString('latin1', at + 4, at + 8)] = small.subarray(at + 8, at + 8 + small.readUInt32BE(at));
const at = inflateSync(chunks.IDAT)[51 * (width + 1) + 1 + 51];
console.log(JSON.stringify({ colours: chunks.PLTE.length / 3, mark: [...chunks.PLTE.subarray(at * 3, at * 3 + 3)], smaller: small.length < png.length }));
`;

describe('pictures of the guides with few colours', () => {
  it('keep the colour of a small mark among many greys', () => {
    const found: unknown = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
    expect(found).toEqual({ colours: 256, mark: [220, 20, 60], smaller: true });
  });
});
