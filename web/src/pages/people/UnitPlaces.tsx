import { Button } from '@mantine/core';
import { type ReactNode } from 'react';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import css from './People.module.css';
import { peopleWords } from './people-words';
import { type Unit } from './units';

/** A move that is taken back: from its date on the unit stands where it stood before. */
export interface TakenBack {
  readonly parent: string | null;
  readonly parentFromDate: string;
}

/** Under which units a unit has stood and is known to stand, oldest first; a move can be taken back. */
export function UnitPlaces({ unit, units, onTakeBack }: { readonly unit: Unit; readonly units: readonly Unit[]; readonly onTakeBack: (move: TakenBack) => void }): ReactNode {
  const say = useWords(peopleWords);
  const nameOf = (code: string | null): string => (code === null ? say('placeTop') : (units.find((each) => each.code === code)?.name ?? code));
  return (
    <div>
      <b id="unit-places">{say('places')}</b>
      <ul aria-labelledby="unit-places" className={css['places']}>
        {unit.places.map(({ fromDate, parent }, index) => (
          <li key={fromDate ?? ''}>
            <span>
              {fromDate === null ? say('placeSinceEver') : say('placeFrom', { date: mediumDate(fromDate) })}: {nameOf(parent)}
            </span>
            {fromDate === null ? null : (
              <Button size="compact-xs" variant="subtle" onClick={() => onTakeBack({ parent: unit.places[index - 1]?.parent ?? null, parentFromDate: fromDate })}>
                {say('placeTakeBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
