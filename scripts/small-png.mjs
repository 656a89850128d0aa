// A picture of a page with at most 256 colours: half of them are those on most pixels, which stay as they are; the other half are those farthest from all
// that were chosen before, so that a small coloured mark keeps its colour; the rest (edges of letters) takes the nearest. Less than half of the bytes.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const most = 256;
/** A mark of so many pixels counts as much as a large one. */
const markPixels = 24;

/** The same picture with a palette; takes PNG of eight bits per channel without interlacing, as browsers write it, and gives back PNG. */
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

function chunksOf(png) {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('This is not a PNG.');
  const chunks = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), body: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) });
  }
  return chunks;
}

/** Colours as 0xRRGGBB, row by row. */
function pixelsOf(png) {
  const chunks = chunksOf(png);
  const header = chunks[0].body;
  const [width, height, depth, kind, interlaced] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9], header[12]];
  const channels = { 2: 3, 6: 4 }[kind];
  if (depth !== 8 || channels === undefined || interlaced !== 0) throw new Error(`A PNG of ${depth} bits and colour type ${kind} was not expected.`);
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body)));
  const bytes = unfiltered(raw, width * channels, height, channels);
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (bytes[at * channels] << 16) | (bytes[at * channels + 1] << 8) | bytes[at * channels + 2];
  return { width, height, pixels };
}

/** Each byte was written as its difference to a guess from its neighbours (PNG specification, section 9). */
function unfiltered(raw, stride, height, channels) {
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= channels ? bytes[at - channels] : 0;
      const above = y > 0 ? bytes[at - stride] : 0;
      const corner = x >= channels && y > 0 ? bytes[at - stride - channels] : 0;
      bytes[at] = raw[y * (stride + 1) + 1 + x] + guess(filter, left, above, corner);
    }
  }
  return bytes;
}

function guess(filter, left, above, corner) {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [byLeft, byAbove, byCorner] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  return byLeft <= byAbove && byLeft <= byCorner ? left : byAbove <= byCorner ? above : corner;
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
