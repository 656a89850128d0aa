import { type ReactNode } from 'react';
import { dayMonth } from '../../format/dates';
import { useWords } from '../../i18n/words';
import css from './Plan.module.css';
import { planWords, type SayPlan } from './plan-words';
import { type Away, type RosterPerson, workedOf } from './roster';
import { cellKey, type RosterChanges } from './roster-changes';
import { type Shift, shiftOn, toneOf } from './shifts';

interface CellProps {
  readonly person: RosterPerson;
  readonly date: string;
  readonly shifts: readonly Shift[];
  readonly changes: RosterChanges;
  readonly picked: boolean;
  readonly chosen: boolean;
  readonly at: string;
  readonly focusable: boolean;
  readonly onFocus: () => void;
  readonly onFill: () => void;
}

const leaveKinds = ['annual', 'big', 'sick', 'birth', 'important-reason', 'collective', 'cltn'];

/** Leave or duty in words. */
export function awayText({ kind, type, pending, wholeDay }: Away, say: SayPlan): string {
  const name = kind === 'duty' ? say('away.duty') : say(`away.${(leaveKinds.includes(type) ? type : 'leave') as 'leave'}`);
  return [name, wholeDay ? '' : say('away.hours'), pending ? say('away.pending') : ''].filter(Boolean).join(', ');
}

const letterOf = ({ kind, type }: Away, say: SayPlan): string => say(`away.letter.${kind === 'duty' ? 'duty' : type === 'sick' ? 'sick' : 'leave'}`);

/** One date of one person: the shift, and over it what keeps the person away. */
export function RosterCell({ person, date, shifts, changes, picked, chosen, at, focusable, onFocus, onFill }: CellProps): ReactNode {
  const say = useWords(planWords);
  const planned = person.cells.get(date);
  if (planned && !planned.employed) return <span className={css['blank']} aria-hidden />;
  const key = cellKey(person.id, date);
  const changed = changes.has(key);
  const codes = workedOf(person, date, changes);
  const away = planned?.away ?? null;
  const covered = away !== null && away.wholeDay && !away.pending && !changed;
  const text = covered ? letterOf(away, say) : codes.length === 0 ? say('offCode') : codes.join('+');
  const tone = covered ? 'away' : codes.length === 0 ? 'off' : toneOf(shiftOn(shifts, codes[0] ?? '', date));
  const shift = codes.length === 0 ? (planned?.holiday ?? say('off')) : codes.join(', ');
  const words = away ? say('cellAway', { shift, away: awayText(away, say) }) : planned?.holiday && codes.length > 0 ? say('cellAway', { shift, away: planned.holiday }) : shift;
  return (
    <button
      type="button"
      className={css['cell']}
      data-cell={key}
      data-at={at}
      data-tone={tone}
      data-changed={changed}
      data-picked={picked}
      data-chosen={chosen}
      data-over={away !== null && !covered ? (away.pending ? 'pending' : 'away') : undefined}
      data-long={text.length > 2}
      tabIndex={focusable ? 0 : -1}
      title={away || planned?.holiday ? words : undefined}
      aria-label={say(changed ? 'cellChanged' : 'cell', { name: person.name, date: dayMonth(date), shift: words })}
      onFocus={onFocus}
      // The pointer paints by itself; a click without one comes from a screen reader.
      onClick={(event) => (event.detail === 0 ? onFill() : undefined)}
    >
      {text}
    </button>
  );
}
