/** A column of a paper's table; width in points, or `*` for what is left. */
export interface PaperColumn {
  readonly head: string;
  readonly width: number | '*';
  readonly align?: 'left' | 'center' | 'right';
}

/** A cell: its text, a tone that says the same as the text, and the number or the date ('YYYY-MM-DD') that the text writes out, which a spreadsheet reckons with. */
export type PaperCell = string | { readonly text: string; readonly tone?: PaperTone; readonly value?: number; readonly date?: string };

/** The text of a cell. */
export const cellText = (cell: PaperCell): string => (typeof cell === 'string' ? cell : cell.text);

/** Tones of the status vocabulary (console.md). */
export type PaperTone = 'late' | 'missing' | 'noRecord' | 'absent' | 'waiting' | 'off' | 'cover' | 'present';

/** A headed table; its head is repeated on every page. */
export interface PaperTable {
  readonly heading: string | null;
  readonly note: string | null;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly PaperCell[])[];
  /** Many narrow columns: less air between them, and no code is broken in two. */
  readonly dense?: boolean;
}

/** More rows than this are printed one by one, as they come. */
export const mostRowsAtOnce = 500;

/** A table too long to be held: its columns, and of each row the text in the one column that may take several lines. */
export interface LongTable {
  readonly columns: readonly PaperColumn[];
  /** Index of that column. */
  readonly wrapped: number;
  readonly texts: readonly string[];
}

/** Who signs by hand, with the place and the date above. */
export interface PaperSignature {
  readonly place: string;
  readonly role: string;
  readonly name: string;
  readonly number: string;
}

/** A document that goes to the printer: plain data, so that a thread of its own can lay it out. */
export interface Paper {
  readonly title: string;
  readonly organisation: string | null;
  readonly lines: readonly string[];
  /** What must be read before any figure, e.g. that days still wait. */
  readonly notices: readonly string[];
  readonly landscape: boolean;
  readonly size: 'F4' | 'A4';
  readonly fontSize: number;
  readonly tables: readonly PaperTable[];
  readonly legend: readonly string[];
  readonly signature: PaperSignature | null;
  readonly foot: string;
  /** The letterhead's logo as a data address, with its size in pixels; put in when the paper is issued. */
  readonly logo?: { readonly source: string; readonly width: number; readonly height: number } | null;
  readonly proof: { readonly code: string; readonly url: string; readonly text: string; readonly qr: string } | null;
  readonly printedAt: number;
  readonly pageText: string;
}
