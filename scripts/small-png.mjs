// A picture of a page with at most 256 colours: half of them are those on most pixels, which stay as they are; the other half are those farthest from all
// that were chosen before, so that a small coloured mark keeps its colour; the rest (edges of letters) takes the nearest. Less than half of the bytes.
import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const most = 256;
/** A mark of so many pixels counts as much as a large one. */
const markPixels = 24;

/** The same picture with a palette, of which the library that reads it writes none; what was see-through is not any more. */
export function smallPng(png) {
  const { width, height, pixels } = pixelsOf(png);
  const palette = paletteOf(pixels);
  const nearest = nearestIn(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = nearest(pixels[y * width + x]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Colours as 0xRRGGBB, row by row. */
function pixelsOf(png) {
  const { width, height, data } = PNG.sync.read(png);
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = data.readUInt32BE(at * 4) >>> 8;
  return { width, height, pixels };
}

function paletteOf(pixels) {
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const known = [...counts].sort(([one, often], [other, oftenToo]) => oftenToo - often || one - other);
  const palette = known.slice(0, most / 2).map(([colour]) => colour);
  const rest = known.slice(most / 2).map(([colour, count]) => ({ colour, weight: Math.min(count, markPixels), away: Math.min(...palette.map((other) => distance(colour, other))) }));
  while (palette.length < most && rest.length > 0) {
    let far = rest[0];
    for (const one of rest) if (one.away * one.weight > far.away * far.weight) far = one;
    if (far.away === 0) break;
    palette.push(far.colour);
    for (const one of rest) one.away = Math.min(one.away, distance(one.colour, far.colour));
  }
  return palette;
}

/** Square of the distance of two colours; the eye sees differences of green best and of blue least. */
function distance(one, other) {
  const [red, green, blue] = [(one >> 16) - (other >> 16), ((one >> 8) & 255) - ((other >> 8) & 255), (one & 255) - (other & 255)];
  return 3 * red * red + 4 * green * green + 2 * blue * blue;
}

function nearestIn(palette) {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const distances = palette.map((other) => distance(colour, other));
    const index = distances.indexOf(Math.min(...distances));
    known.set(colour, index);
    return index;
  };
}
