import { addDays } from '../../format/dates';
import { changeTo, type RosterPerson, shiftsOf } from './roster';
import { type CellChange, cellKey, type RosterChanges } from './roster-changes';

/** A corner of what is chosen, by row and column. */
export interface Corner {
  readonly row: number;
  readonly column: number;
}

/** Cells from one corner to the other. */
export interface Range {
  readonly anchor: Corner;
  readonly end: Corner;
}

/** The first and last row and column. */
export const boundsOf = ({ anchor, end }: Range) => ({
  top: Math.min(anchor.row, end.row),
  bottom: Math.max(anchor.row, end.row),
  left: Math.min(anchor.column, end.column),
  right: Math.max(anchor.column, end.column),
});

/** How many cells are chosen. */
export function sizeOf(range: Range): number {
  const { top, bottom, left, right } = boundsOf(range);
  return (bottom - top + 1) * (right - left + 1);
}

/** Whether a cell is among those chosen. */
export function isIn(range: Range, { row, column }: Corner): boolean {
  const { top, bottom, left, right } = boundsOf(range);
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** Cells as they are copied: shifts by row and column; null = left as it is. */
export type Copied = readonly (readonly (readonly string[] | null)[])[];

type Cells = Map<string, CellChange | undefined>;

/** What a range holds, changes that are not saved among it. */
export function copyOf(range: Range, rows: readonly RosterPerson[], dates: readonly string[], changes: RosterChanges): Copied {
  const { top, bottom, left, right } = boundsOf(range);
  return rows.slice(top, bottom + 1).map((person) => dates.slice(left, right + 1).map((date) => (person.cells.get(date)?.employed === false ? null : shiftsOf(person, date, changes))));
}

/** The same as the text of a spreadsheet: tabs between cells, a line for each row. */
export const textOf = (copied: Copied): string => copied.map((row) => row.map((codes) => (codes === null ? '' : codes.join('+') || '-')).join('\t')).join('\n');

/** A text that was copied in a spreadsheet; null where a cell names no shift. A cell that is empty leaves what it falls on as it is. */
export function readText(text: string, known: ReadonlySet<string>, offCode: string): { readonly copied: Copied; readonly unknown: readonly string[] } {
  const unknown = new Set<string>();
  const copied = text.replace(/\r?\n$/, '').split(/\r?\n/).map((line) => line.split('\t').map((cell): readonly string[] | null => {
    const word = cell.trim();
    if (word === '') return null;
    if (word === '-' || word.toLowerCase() === offCode.toLowerCase() || /^(off|libur)$/i.test(word)) return [];
    const codes = word.split(/[\s+]+/);
    for (const code of codes) if (!known.has(code)) unknown.add(code);
    return codes;
  }));
  return { copied, unknown: [...unknown] };
}

/** Changes that lay what was copied over cells: from the first cell of a range, repeated until the range is full. */
export function pasteOver(copied: Copied, range: Range, rows: readonly RosterPerson[], dates: readonly string[]): Cells {
  const { top, bottom, left, right } = boundsOf(range);
  const [height, width] = [Math.max(bottom - top + 1, copied.length), Math.max(right - left + 1, Math.max(...copied.map((row) => row.length)))];
  const cells: Cells = new Map();
  for (const [index, person] of rows.slice(top, top + height).entries()) {
    const line = copied[index % copied.length] ?? [];
    for (const [column, date] of dates.slice(left, left + width).entries()) {
      const wanted = line[column % line.length];
      if (wanted && person.cells.get(date)?.employed !== false) cells.set(cellKey(person.id, date), changeTo(person, date, wanted));
    }
  }
  return cells;
}

/** Changes that make every cell of a range the same; null = what the schedule says. */
export function fillOf(range: Range, wanted: CellChange, rows: readonly RosterPerson[], dates: readonly string[]): Cells {
  const { top, bottom, left, right } = boundsOf(range);
  return new Map(rows.slice(top, bottom + 1).flatMap((person) => dates.slice(left, right + 1).filter((date) => person.cells.get(date)?.employed !== false).map((date): [string, CellChange | undefined] => [cellKey(person.id, date), changeTo(person, date, wanted)])));
}

/** Changes that repeat the first week of a row in the weeks after it. */
export function repeatWeek(person: RosterPerson, dates: readonly string[], changes: RosterChanges): Cells {
  return new Map(dates.slice(7).filter((date) => person.cells.get(date)?.employed !== false).map((date, index): [string, CellChange | undefined] => [cellKey(person.id, date), changeTo(person, date, shiftsOf(person, addDays(date, -7 * (Math.floor(index / 7) + 1)), changes))]));
}
