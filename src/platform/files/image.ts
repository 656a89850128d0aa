import { crc32, inflateSync } from 'node:zlib';

/** A picture that can be shown everywhere: its kind, and its size in pixels. */
export interface ImageFacts {
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

/** A picture that cannot be read, and why. */
export class UnreadableImage extends Error {}

const pngMark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Start-of-frame markers of JPEG; C4, C8 and CC mean something else. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * Reads a PNG (ISO/IEC 15948) or JPEG (ITU T.81) through to its end, so that one that was cut off or damaged on its way is known before it stands in a letter.
 * @throws UnreadableImage
 */
export function readImage(content: Buffer): ImageFacts {
  if (content.subarray(0, 8).equals(pngMark)) return readPng(content);
  if (content[0] === 0xff && content[1] === 0xd8) return readJpeg(content);
  throw new UnreadableImage('it is neither PNG nor JPEG');
}

function readPng(content: Buffer): ImageFacts {
  let [width, height] = [0, 0];
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= content.length; ) {
    const length = content.readUInt32BE(at);
    const end = at + 12 + length;
    const type = content.toString('latin1', at + 4, at + 8);
    if (end > content.length) throw new UnreadableImage('the PNG ends in the middle');
    if (crc32(content.subarray(at + 4, end - 4)) !== content.readUInt32BE(end - 4)) throw new UnreadableImage(`the PNG is damaged in its part ${type.replace(/\W/g, '?')}`);
    if (type === 'IHDR' && length >= 8) [width, height] = [content.readUInt32BE(at + 8), content.readUInt32BE(at + 12)];
    if (type === 'IDAT') data.push(content.subarray(at + 8, end - 4));
    if (type === 'IEND') return pngOf(width, height, data);
    at = end;
  }
  throw new UnreadableImage('the PNG ends in the middle');
}

function pngOf(width: number, height: number, data: readonly Buffer[]): ImageFacts {
  if (width === 0 || height === 0) throw new UnreadableImage('the PNG has no size');
  try {
    // A small file that unfolds to gigabytes is no letterhead.
    inflateSync(Buffer.concat(data), { maxOutputLength: 64 * 1024 * 1024 });
  } catch (error) {
    throw new UnreadableImage(`the points of the PNG cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
  return { mediaType: 'image/png', width, height };
}

function readJpeg(content: Buffer): ImageFacts {
  for (let at = 2; at + 4 <= content.length; ) {
    if (content[at] !== 0xff) throw new UnreadableImage('the JPEG is damaged before its picture');
    const marker = content[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = content.readUInt16BE(at + 2);
    if (isFrame(marker) && at + 9 <= content.length) return jpegOf(content, content.readUInt16BE(at + 7), content.readUInt16BE(at + 5));
    at += 2 + length;
  }
  throw new UnreadableImage('the JPEG has no picture');
}

function jpegOf(content: Buffer, width: number, height: number): ImageFacts {
  if (width === 0 || height === 0) throw new UnreadableImage('the JPEG has no size');
  // Some cameras write zeros after the end-of-image marker.
  const end = content.lastIndexOf(Buffer.from([0xff, 0xd9]));
  if (end < 0 || end < content.length - 64) throw new UnreadableImage('the JPEG ends in the middle');
  return { mediaType: 'image/jpeg', width, height };
}
