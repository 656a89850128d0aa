import { type PaperTone } from './paper';

/** A length of paper in points. */
export const millimetres = (value: number): number => (value * 72) / 25.4;

/** Width and height in points, upright. */
export const paperSizes: Readonly<Record<'F4' | 'A4', readonly [number, number]>> = { F4: [millimetres(215), millimetres(330)], A4: [millimetres(210), millimetres(297)] };

/** Ink and ground of the tones (console.md, status vocabulary). */
export const paperInks: Readonly<Record<PaperTone, { readonly color: string; readonly fillColor: string }>> = {
  present: { color: '#1C6638', fillColor: '#FFFFFF' },
  late: { color: '#864900', fillColor: '#FEF4E0' },
  missing: { color: '#5A3AA6', fillColor: '#F2EDFC' },
  noRecord: { color: '#A01640', fillColor: '#FCEBF0' },
  absent: { color: '#FFFFFF', fillColor: '#B81D48' },
  cover: { color: '#0B5E6E', fillColor: '#E4F4F7' },
  waiting: { color: '#485262', fillColor: '#E2E6EC' },
  off: { color: '#616B7A', fillColor: '#F6F7F9' },
};
