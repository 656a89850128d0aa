import { useState } from 'react';
import { changeTo, type RosterPerson, shiftsOf } from './roster';
import { type CellChange, cellKey, useRosterChanges } from './roster-changes';
import { copyOf, fillOf, pasteOver, type Range, readText, repeatWeek, textOf } from './roster-range';
import { type GridCommand } from './RosterGrid';

/** What a stroke makes of cells; `choose` makes nothing of them but chooses them. */
export type Brush = { readonly kind: 'shift'; readonly code: string } | { readonly kind: 'off' | 'planned' | 'swap' | 'choose' };

const start: Range = { anchor: { row: 0, column: 0 }, end: { row: 0, column: 0 } };

const wantedBy = (brush: Brush): CellChange | undefined => (brush.kind === 'shift' ? [brush.code] : brush.kind === 'off' ? [] : brush.kind === 'planned' ? null : undefined);

/** Everything that edits a roster before it is saved: brush, range, clipboard, undo. */
export function useRosterEdit(rows: readonly RosterPerson[], dates: readonly string[], options: { readonly mayWrite: boolean; readonly codes: readonly string[]; readonly offCode: string }) {
  const roster = useRosterChanges();
  const [brush, setBrush] = useState<Brush>({ kind: 'choose' });
  const [picked, setPicked] = useState<{ readonly person: RosterPerson; readonly date: string } | null>(null);
  const [range, setRange] = useState<Range>(start);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const swap = (person: RosterPerson, date: string): void => {
    if (!picked) return setPicked({ person, date });
    const cells = new Map<string, CellChange | undefined>();
    cells.set(cellKey(person.id, date), changeTo(person, date, shiftsOf(picked.person, picked.date, roster.changes)));
    cells.set(cellKey(picked.person.id, picked.date), changeTo(picked.person, picked.date, shiftsOf(person, date, roster.changes)));
    setPicked(null);
    roster.put(cells);
  };
  const paint = (person: RosterPerson, date: string, joined: boolean): void => {
    if (!options.mayWrite) return;
    if (brush.kind === 'swap') return joined ? undefined : swap(person, date);
    const wanted = wantedBy(brush);
    if (wanted !== undefined) roster.put(new Map([[cellKey(person.id, date), changeTo(person, date, wanted)]]), joined);
  };
  const fill = (wanted: CellChange | undefined): void => {
    if (options.mayWrite && wanted !== undefined) roster.put(fillOf(range, wanted, rows, dates));
  };
  const corner = (): void => {
    const [person, date] = [rows[range.end.row], dates[range.end.column]];
    if (person && date && brush.kind === 'swap' && options.mayWrite) swap(person, date);
  };
  const command = (asked: GridCommand): void => {
    if (asked === 'undo') roster.undo();
    if (asked === 'redo') roster.redo();
    if (asked === 'fill' && brush.kind === 'swap') corner();
    if (asked === 'fill' && brush.kind !== 'swap') fill(wantedBy(brush));
    if (asked === 'planned') fill(null);
    if (asked === 'none') setRange({ anchor: range.end, end: range.end });
    if (asked === 'row') setRange({ anchor: { row: range.anchor.row, column: 0 }, end: { row: range.end.row, column: dates.length - 1 } });
  };
  const paste = (text: string): void => {
    const { copied, unknown } = readText(text, new Set(options.codes), options.offCode);
    setRefused(unknown);
    if (options.mayWrite && unknown.length === 0) roster.put(pasteOver(copied, range, rows, dates));
  };
  const repeat = (): void => {
    const [top, bottom] = [Math.min(range.anchor.row, range.end.row), Math.max(range.anchor.row, range.end.row)];
    if (options.mayWrite) roster.put(new Map(rows.slice(top, bottom + 1).flatMap((person) => [...repeatWeek(person, dates, roster.changes)])));
  };
  return {
    ...{ roster, brush, picked, range, refused, setRange, paint, command, paste, repeat, fill },
    choose: (next: Brush) => (setBrush(next), setPicked(null)),
    copy: () => textOf(copyOf(range, rows, dates, roster.changes)),
  };
}
