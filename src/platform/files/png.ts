import { PNG } from 'pngjs';

/** A colour of a drawing: red, green, blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

const channels = 4;
/** Red, green and blue without opacity (ISO/IEC 15948, colour type 2). */
const colourType = 2;

/** A white sheet of points on which rectangles, dashes and hatching can be drawn, and its PNG. */
export class Drawing {
  private readonly points: Buffer;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.points = Buffer.alloc(width * height * channels, 0xff);
  }

  /** Colours one point; points outside are left out. */
  point(x: number, y: number, colour: Colour): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.points.set(colour, (y * this.width + x) * channels);
  }

  /** Fills where `inside` says so, from (x, y) on. */
  fill(x: number, y: number, width: number, height: number, colour: Colour, inside: (x: number, y: number) => boolean = () => true): void {
    for (let row = 0; row < height; row += 1) for (let column = 0; column < width; column += 1) if (inside(column, row)) this.point(x + column, y + row, colour);
  }

  /** The drawing as a PNG file. */
  png(): Buffer {
    return PNG.sync.write({ width: this.width, height: this.height, data: this.points }, { colorType: colourType });
  }
}
