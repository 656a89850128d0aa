import { IconCheck } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { StatusMark } from '../../status/Status';
import { recorderName } from '../cases/case-model';
import css from './Employee.module.css';
import { employeeWords } from './employee-words';
import { type EmployeeYear } from './employee-year';

/** The days that the account counts or may still count, newest first; each opens to its evidence. */
export function CountedDays({ of, onOpen }: { readonly of: EmployeeYear; readonly onOpen: (date: string) => void }): ReactNode {
  const say = useWords(employeeWords);
  let count = 0;
  const numbered = of.days.map((day) => ({ ...day, number: day.standing === 'counted' ? (count += day.days) : null }));
  return (
    <Card title={say('counted.title')}>
      {of.days.length === 0 ? <p className="h-quiet">{say('counted.none', { year: String(of.year) })}</p> : null}
      <ul className={css['counted']}>
        {numbered.reverse().map((day) => (
          <li key={day.date}>
            <button type="button" onClick={() => onOpen(day.date)}>
              <StatusMark status={day.standing === 'counted' ? 'absent' : day.standing === 'waiting' ? 'waiting' : 'no-record'} certainty={day.standing === 'counted' ? 'verified' : 'unverified'} decorative />
              <span>
                <b>{shortDate(day.date)}</b>
                <small>{day.standing === 'counted' ? [day.days < 1 ? say('counted.half') : '', day.verifiedBy ? say('counted.by', { actor: recorderName(day.verifiedBy) }) : ''].filter(Boolean).join(', ') : say(`counted.${day.standing}`)}</small>
              </span>
              <em>{day.number ?? ''}</em>
            </button>
          </li>
        ))}
      </ul>
      {of.days.length > 0 ? (
        <p className={css['evidenceNote']}>
          <IconCheck size={15} stroke={1.7} aria-hidden /> {say('counted.note')}
        </p>
      ) : null}
    </Card>
  );
}
