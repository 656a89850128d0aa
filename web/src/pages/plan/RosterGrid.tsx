import { type ClipboardEvent, type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { longDate, weekdayOf } from '../../format/dates';
import { decimalNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import css from './Plan.module.css';
import { planWords } from './plan-words';
import { holidayOf, type RosterPerson, workedOf } from './roster';
import { cellKey, type RosterChanges } from './roster-changes';
import { type Corner, isIn, type Range, sizeOf } from './roster-range';
import { RosterCell } from './RosterCell';
import { type Shift, shiftOn } from './shifts';

/** What the keyboard and the clipboard ask for, besides moving. */
export type GridCommand = 'undo' | 'redo' | 'fill' | 'planned' | 'row' | 'none';

interface GridProps {
  readonly rows: readonly RosterPerson[];
  readonly dates: readonly string[];
  readonly today: string;
  readonly shifts: readonly Shift[];
  readonly changes: RosterChanges;
  readonly picked: string | null;
  readonly range: Range;
  /** Whether a press and a drag choose cells instead of painting them. */
  readonly choosing: boolean;
  /** A stroke of the brush over a cell; `joined` = the stroke goes on. */
  readonly onPaint: (person: RosterPerson, date: string, joined: boolean) => void;
  readonly onRange: (range: Range) => void;
  readonly onCommand: (command: GridCommand) => void;
  /** The text that is copied. */
  readonly onCopy: () => string;
  readonly onPaste: (text: string) => void;
}

const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };

function commandOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): GridCommand | null {
  const control = ctrlKey || metaKey;
  if (key.toLowerCase() === 'z') return shiftKey && control ? 'redo' : 'undo';
  if (key.toLowerCase() === 'y' && control) return 'redo';
  if (key === ' ' && shiftKey) return 'row';
  if (key === 'Delete' || key === 'Backspace') return 'planned';
  if (key === 'Escape') return 'none';
  return key === 'Enter' || key === ' ' ? 'fill' : null;
}

/** People by days: head and names stay; a press and a drag fill or choose, arrows walk the cells and with Shift choose them. */
export function RosterGrid(props: GridProps): ReactNode {
  const { rows, dates, today, shifts, changes, picked, range, choosing, onPaint, onRange, onCommand, onCopy, onPaste } = props;
  const say = useWords(planWords);
  const grid = useRef<HTMLTableElement>(null);
  const stroke = useRef<string | null>(null);
  // The arrows have said already what is chosen when the focus follows them.
  const moving = useRef(false);
  const cornerOf = (key: string): Corner => ({ row: rows.findIndex(({ id }) => id === key.split('|')[0]), column: dates.indexOf(key.split('|')[1] ?? '') });
  const keyAt = (event: PointerEvent): string | undefined => document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-cell]')?.dataset['cell'];
  const touch = (key: string | undefined, joined: boolean, extend: boolean): void => {
    if (!key || key === stroke.current) return;
    stroke.current = key;
    const corner = cornerOf(key);
    const person = rows[corner.row];
    if (extend || choosing) return onRange(joined || extend ? { anchor: range.anchor, end: corner } : { anchor: corner, end: corner });
    if (!joined) onRange({ anchor: corner, end: corner });
    if (person) onPaint(person, dates[corner.column] ?? '', joined);
  };
  const onPointerDown = (event: PointerEvent): void => {
    const key = keyAt(event);
    if (!key || event.button !== 0) return;
    stroke.current = null;
    touch(key, false, event.shiftKey);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const command = step ? null : commandOf(event);
    if (command) {
      event.preventDefault();
      return onCommand(command);
    }
    if (!step && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    const { end } = range;
    const column = event.key === 'Home' ? 0 : event.key === 'End' ? dates.length - 1 : end.column + (step?.[1] ?? 0);
    const next = { row: Math.max(0, Math.min(rows.length - 1, end.row + (step?.[0] ?? 0))), column: Math.max(0, Math.min(dates.length - 1, column)) };
    onRange({ anchor: event.shiftKey ? range.anchor : next, end: next });
    moving.current = true;
    grid.current?.querySelector<HTMLElement>(`[data-at="${next.row}-${next.column}"]`)?.focus();
    moving.current = false;
  };
  const copy = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData.setData('text/plain', onCopy());
  };
  const paste = (event: ClipboardEvent): void => {
    event.preventDefault();
    onPaste(event.clipboardData.getData('text/plain'));
  };
  const several = sizeOf(range) > 1;
  return (
    <table ref={grid} className={css['grid']} role="grid" aria-multiselectable aria-label={say('grid')} onKeyDown={onKeyDown} onCopy={copy} onPaste={paste} onPointerDown={onPointerDown} onPointerMove={(event) => (event.buttons === 1 && stroke.current ? touch(keyAt(event), true, false) : undefined)} onPointerUp={() => void (stroke.current = null)}>
      <GridHead rows={rows} dates={dates} today={today} />
      <tbody>
        {rows.map((person, row) => (
          <tr key={person.id}>
            <th scope="row" className={css['person']}>
              <button type="button" tabIndex={-1} title={say('chooseRow')} onClick={() => onRange({ anchor: { row, column: 0 }, end: { row, column: dates.length - 1 } })}>{person.name}</button> <small>{person.jobTitle ?? ''}</small>
            </th>
            {dates.map((date, column) => {
              const chosen = several && isIn(range, { row, column });
              return (
                <td key={date} data-past={date < today} data-today={date === today} data-holiday={Boolean(person.cells.get(date)?.holiday)} aria-selected={chosen}>
                  <RosterCell person={person} date={date} shifts={shifts} changes={changes} picked={picked === cellKey(person.id, date)} chosen={chosen} at={`${row}-${column}`} focusable={range.end.row === row && range.end.column === column} onFocus={() => (moving.current || range.end.row === row && range.end.column === column ? undefined : onRange({ anchor: { row, column }, end: { row, column } }))} onFill={() => onCommand('fill')} />
                </td>
              );
            })}
            <td className={css['sum']}>{decimalNumber(dates.reduce((sum, date) => sum + workedOf(person, date, changes).reduce((minutes, code) => minutes + (shiftOn(shifts, code, date)?.owedMinutes ?? 0), 0), 0) / 60)}</td>
          </tr>
        ))}
      </tbody>
      <Staffing rows={rows} dates={dates} today={today} changes={changes} />
    </table>
  );
}

function GridHead({ rows, dates, today }: Pick<GridProps, 'rows' | 'dates' | 'today'>): ReactNode {
  const say = useWords(planWords);
  return (
    <thead>
      <tr>
        <th scope="col" className={css['person']}>
          <span className={css['legend']}>{say('people', { count: rows.length })}</span>
        </th>
        {dates.map((date) => {
          const holiday = holidayOf(rows, date);
          return (
            <th scope="col" key={date} data-past={date < today} data-today={date === today} data-holiday={holiday !== null} abbr={longDate(date)} title={holiday ?? undefined}>
              <small>{weekdayOf(date).charAt(0)}</small>
              <span>{Number(date.slice(8))}</span>
              {holiday ? <i className="h-visually-hidden">{holiday}</i> : null}
            </th>
          );
        })}
        <th scope="col" className={css['sum']}>{say('hours')}</th>
      </tr>
    </thead>
  );
}

/** How many are planned for each shift on each day, and how many of all are away. */
function Staffing({ rows, dates, today, changes }: Pick<GridProps, 'rows' | 'dates' | 'today' | 'changes'>): ReactNode {
  const say = useWords(planWords);
  const counts = new Map<string, Map<string, number>>();
  const away = new Map<string, number>();
  for (const person of rows) {
    for (const date of dates) {
      const over = person.cells.get(date)?.away;
      const codes = workedOf(person, date, changes);
      if (over?.wholeDay && !over.pending && codes.length > 0) {
        away.set(date, (away.get(date) ?? 0) + 1);
        continue;
      }
      for (const code of codes) {
        const byDate = counts.get(code) ?? new Map<string, number>();
        counts.set(code, byDate.set(date, (byDate.get(date) ?? 0) + 1));
      }
    }
  }
  const line = (name: string, byDate: ReadonlyMap<string, number>): ReactNode => (
    <tr key={name}>
      <th scope="row" className={css['person']}>{name}</th>
      {dates.map((date) => (
        <td key={date} data-past={date < today} data-today={date === today}>{byDate.get(date) ?? 0}</td>
      ))}
      <td />
    </tr>
  );
  return (
    <tfoot>
      {[...counts].sort(([a], [b]) => a.localeCompare(b)).map(([code, byDate]) => line(code, byDate))}
      {away.size > 0 ? line(say('awayCount'), away) : null}
    </tfoot>
  );
}

