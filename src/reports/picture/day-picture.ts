import { type Colour, Drawing } from '../../platform/files/png';
import type { ShownPlace } from '../daily-report-view';

/** Its size in a mail, in CSS pixels; it is drawn twice as fine. */
export const dayPictureSize = { width: 560, height: 24 } as const;

const scale = 2;
const gap = 4;
const edge = 2;
/** Nobody is too few to be seen. */
const narrowest = 10;

type Pattern = 'plain' | 'hatched' | 'dashed' | 'dotted';

interface Look {
  readonly ground: Colour;
  readonly ink: Colour;
  readonly pattern: Pattern;
}

const colour = (hex: number): Colour => [hex >> 16, (hex >> 8) & 0xff, hex & 0xff];
const look = (ground: number, ink: number, pattern: Pattern = 'plain'): Look => ({ ground: colour(ground), ink: colour(ink), pattern });

/** Colours and patterns of the status vocabulary (console.md): each is told apart without its colour. */
const looks: Readonly<Record<Exclude<ShownPlace, 'off'>, Look>> = {
  present: look(0xb9dfc6, 0x1c6638),
  leaveOrDuty: look(0xa9dbe5, 0x0b5e6e),
  excused: look(0xffffff, 0x0b5e6e),
  noRecord: look(0xfcebf0, 0xa01640, 'dashed'),
  absentVerified: look(0xb81d48, 0xb81d48),
  waitingForTerminal: look(0xf0f2f6, 0x485262, 'hatched'),
  waitingForShift: look(0xffffff, 0x858e9c, 'dotted'),
  waitingForDecision: look(0xffffff, 0x858e9c, 'dotted'),
};

/** One bar of all who were due, as PNG; what it shows stands as text beside it, too. Null where nobody was due. */
export function dayPicture(people: readonly { readonly place: ShownPlace; readonly count: number }[]): Buffer | null {
  const parts = people.flatMap(({ place, count }) => (place !== 'off' && count > 0 ? [{ look: looks[place], count }] : []));
  if (parts.length === 0) return null;
  const drawing = new Drawing(dayPictureSize.width * scale, dayPictureSize.height * scale);
  let x = 0;
  widthsOf(parts.map(({ count }) => count), drawing.width - gap * (parts.length - 1)).forEach((width, index) => {
    const part = parts[index];
    if (part) drawPart(drawing, x, width, part.look);
    x += width + gap;
  });
  return drawing.png();
}

/** Widths in proportion, none too narrow to be seen, together exactly as wide as there is room. */
function widthsOf(counts: readonly number[], room: number): number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  const free = room - narrowest * counts.length;
  const widths = counts.map((count) => narrowest + Math.floor((count / sum) * free));
  const widest = widths.indexOf(Math.max(...widths));
  return widths.map((width, index) => (index === widest ? width + room - widths.reduce((total, one) => total + one, 0) : width));
}

function drawPart(drawing: Drawing, x: number, width: number, { ground, ink, pattern }: Look): void {
  const { height } = drawing;
  drawing.fill(x, 0, width, height, ground);
  if (pattern === 'hatched') drawing.fill(x, 0, width, height, ink, (column, row) => (column + row) % 12 < 3);
  if (pattern === 'dotted') drawing.fill(x, 0, width, height, ink, (column, row) => column % 12 < 3 && row % 12 < 3);
  const onEdge = (column: number, row: number): boolean => column < edge || row < edge || column >= width - edge || row >= height - edge;
  const drawn = pattern === 'dashed' ? (column: number, row: number): boolean => onEdge(column, row) && (column + row) % 16 < 10 : onEdge;
  drawing.fill(x, 0, width, height, ink, drawn);
}

/** The picture as an address of its own, for a page without a mail around it. */
export function pictureInside(people: readonly { readonly place: ShownPlace; readonly count: number }[]): string | undefined {
  const drawn = dayPicture(people);
  return drawn === null ? undefined : `data:image/png;base64,${drawn.toString('base64')}`;
}
