import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { dayMonth, longDate, weekdayOf } from '../../format/dates';
import { decimalNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import css from './Plan.module.css';
import { planWords } from './plan-words';
import { type RosterPerson, shiftsOf } from './roster';
import { cellKey, type RosterChanges } from './roster-changes';
import { type Shift, shiftOn, toneOf } from './shifts';

interface GridProps {
  readonly rows: readonly RosterPerson[];
  readonly dates: readonly string[];
  readonly today: string;
  readonly shifts: readonly Shift[];
  readonly changes: RosterChanges;
  readonly picked: string | null;
  /** A stroke of the brush over a cell; `joined` = the stroke goes on. */
  readonly onPaint: (person: RosterPerson, date: string, joined: boolean) => void;
  readonly onUndo: () => void;
}

/** People by days: head and names stay, a press and a drag fill, arrows walk the cells. */
export function RosterGrid({ rows, dates, today, shifts, changes, picked, onPaint, onUndo }: GridProps): ReactNode {
  const say = useWords(planWords);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);
  const stroke = useRef<string | null>(null);
  const paint = (key: string | undefined, joined: boolean): void => {
    if (!key || key === stroke.current) return;
    stroke.current = key;
    const [id = '', date = ''] = key.split('|');
    const person = rows.find((row) => row.id === id);
    if (person) onPaint(person, date, joined);
  };
  const keyAt = (event: PointerEvent): string | undefined => document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-cell]')?.dataset['cell'];
  const onPointerDown = (event: PointerEvent): void => {
    const key = keyAt(event);
    if (!key || event.button !== 0) return;
    stroke.current = null;
    paint(key, false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    if (event.key === 'z' || event.key === 'Z') return onUndo();
    if (!step) return;
    event.preventDefault();
    const next = { row: Math.max(0, Math.min(rows.length - 1, at.row + step[0])), column: Math.max(0, Math.min(dates.length - 1, at.column + step[1])) };
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-at="${next.row}-${next.column}"]`)?.focus();
  };
  return (
    <table ref={grid} className={css['grid']} role="grid" aria-label={say('grid')} onKeyDown={onKeyDown} onPointerDown={onPointerDown} onPointerMove={(event) => (event.buttons === 1 && stroke.current ? paint(keyAt(event), true) : undefined)} onPointerUp={() => void (stroke.current = null)}>
      <thead>
        <tr>
          <th scope="col" className={css['person']}>
            <span className={css['legend']}>{say('people', { count: rows.length })}</span>
          </th>
          {dates.map((date) => (
            <th scope="col" key={date} data-past={date < today} data-today={date === today} abbr={longDate(date)}>
              <small>{weekdayOf(date).charAt(0)}</small>
              <span>{Number(date.slice(8))}</span>
            </th>
          ))}
          <th scope="col" className={css['sum']}>{say('hours')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((person, row) => (
          <tr key={person.id}>
            <th scope="row" className={css['person']}>
              {person.name} <small>{person.jobTitle ?? ''}</small>
            </th>
            {dates.map((date, column) => (
              <td key={date} data-past={date < today} data-today={date === today}>
                <RosterCell person={person} date={date} shifts={shifts} changes={changes} picked={picked === cellKey(person.id, date)} at={`${row}-${column}`} focusable={at.row === row && at.column === column} onFocus={() => setAt({ row, column })} onFill={() => onPaint(person, date, false)} />
              </td>
            ))}
            <td className={css['sum']}>{decimalNumber(dates.reduce((sum, date) => sum + shiftsOf(person, date, changes).reduce((minutes, code) => minutes + (shiftOn(shifts, code, date)?.owedMinutes ?? 0), 0), 0) / 60)}</td>
          </tr>
        ))}
      </tbody>
      <Staffing rows={rows} dates={dates} today={today} changes={changes} />
    </table>
  );
}

interface CellProps {
  readonly person: RosterPerson;
  readonly date: string;
  readonly shifts: readonly Shift[];
  readonly changes: RosterChanges;
  readonly picked: boolean;
  readonly at: string;
  readonly focusable: boolean;
  readonly onFocus: () => void;
  readonly onFill: () => void;
}

function RosterCell({ person, date, shifts, changes, picked, at, focusable, onFocus, onFill }: CellProps): ReactNode {
  const say = useWords(planWords);
  const planned = person.cells.get(date);
  const key = cellKey(person.id, date);
  const changed = changes.has(key);
  const codes = shiftsOf(person, date, changes);
  const text = codes.length === 0 ? say('offCode') : codes.join('+');
  const tone = codes.length === 0 ? 'off' : toneOf(shiftOn(shifts, codes[0] ?? '', date));
  const shift = codes.length === 0 ? (planned?.holiday ?? say('off')) : codes.join(', ');
  if (planned && !planned.employed) return <span className={css['blank']} aria-hidden />;
  return (
    <button
      type="button"
      className={css['cell']}
      data-cell={key}
      data-at={at}
      data-tone={tone}
      data-changed={changed}
      data-picked={picked}
      data-long={text.length > 2}
      tabIndex={focusable ? 0 : -1}
      title={planned?.holiday ?? undefined}
      aria-label={say(changed ? 'cellChanged' : 'cell', { name: person.name, date: dayMonth(date), shift })}
      onFocus={onFocus}
      // The pointer paints by itself; a click without one comes from the keyboard or a screen reader.
      onClick={(event) => (event.detail === 0 ? onFill() : undefined)}
    >
      {text}
    </button>
  );
}

/** How many work each shift on each day. */
function Staffing({ rows, dates, today, changes }: Pick<GridProps, 'rows' | 'dates' | 'today' | 'changes'>): ReactNode {
  const counts = new Map<string, Map<string, number>>();
  for (const person of rows) {
    for (const date of dates) {
      for (const code of shiftsOf(person, date, changes)) {
        const byDate = counts.get(code) ?? new Map<string, number>();
        counts.set(code, byDate.set(date, (byDate.get(date) ?? 0) + 1));
      }
    }
  }
  return (
    <tfoot>
      {[...counts].sort(([a], [b]) => a.localeCompare(b)).map(([code, byDate]) => (
        <tr key={code}>
          <th scope="row" className={css['person']}>{code}</th>
          {dates.map((date) => (
            <td key={date} data-past={date < today} data-today={date === today}>{byDate.get(date) ?? 0}</td>
          ))}
          <td />
        </tr>
      ))}
    </tfoot>
  );
}
