import { crc32, deflateSync } from 'node:zlib';

/** A colour of a drawing: red, green, blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

const channels = 3;

/** A white sheet of points on which rectangles, dashes and hatching can be drawn, and its PNG (ISO/IEC 15948, 8 bits, RGB). */
export class Drawing {
  private readonly points: Buffer;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.points = Buffer.alloc(width * height * channels, 0xff);
  }

  /** Colours one point; points outside are left out. */
  point(x: number, y: number, [red, green, blue]: Colour): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = (y * this.width + x) * channels;
    this.points[at] = red;
    this.points[at + 1] = green;
    this.points[at + 2] = blue;
  }

  /** Fills where `inside` says so, from (x, y) on. */
  fill(x: number, y: number, width: number, height: number, colour: Colour, inside: (x: number, y: number) => boolean = () => true): void {
    for (let row = 0; row < height; row += 1) for (let column = 0; column < width; column += 1) if (inside(column, row)) this.point(x + column, y + row, colour);
  }

  /** The drawing as a PNG file. */
  png(): Buffer {
    const head = Buffer.alloc(13);
    head.writeUInt32BE(this.width, 0);
    head.writeUInt32BE(this.height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    const lines = Buffer.alloc(this.height * (1 + this.width * channels));
    for (let row = 0; row < this.height; row += 1) this.points.copy(lines, row * (1 + this.width * channels) + 1, row * this.width * channels, (row + 1) * this.width * channels);
    return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
