import { TextInput } from '@mantine/core';
import { IconCheck, IconEyeOff, IconMapPin } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { useWords } from '../../i18n/words';
import { type Draft, isDue, type KeptMark } from './roll-call';
import css from './Supervision.module.css';
import { stateText, supervisionWords } from './supervision-words';

type Person = Schema<'CheckedPerson'>;
const buttons = [['seen', IconCheck], ['not-seen', IconEyeOff], ['elsewhere', IconMapPin]] as const;

interface ListProps {
  readonly people: readonly Person[];
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** The people of a roll call, each with three large buttons. */
export function RollCallList({ people, draft, onChange }: ListProps): ReactNode {
  const set = (employeeId: string, mark: KeptMark | null): void => {
    const { [employeeId]: _, ...others } = draft.marks;
    onChange({ ...draft, marks: mark === null ? others : { ...others, [employeeId]: mark } });
  };
  const afterSeconds = (): number => Math.max(0, Math.round((Date.now() - draft.beganAt) / 1000));
  return (
    <ul className={css['rollList']}>
      {people.map((person) => {
        const kept = draft.marks[person.employeeId];
        // The same button again takes the mark back.
        const press = (mark: KeptMark['mark']): void => set(person.employeeId, kept?.mark === mark ? null : { mark, note: kept?.note ?? '', afterSeconds: afterSeconds() });
        return <Row key={person.employeeId} person={person} kept={kept} zone={draft.check.zone} onPress={press} onNote={(note) => kept && set(person.employeeId, { ...kept, note })} />;
      })}
    </ul>
  );
}

interface RowProps {
  readonly person: Person;
  readonly kept: KeptMark | undefined;
  readonly zone: string;
  readonly onPress: (mark: KeptMark['mark']) => void;
  readonly onNote: (note: string) => void;
}

function Row({ person, kept, zone, onPress, onNote }: RowProps): ReactNode {
  const say = useWords(supervisionWords);
  return (
    <li data-due={isDue(person)}>
      <span>
        <b>{person.name}</b>
        <small>{[person.jobTitle, person.unitName].filter(Boolean).join(' · ')}</small>
        <small className={css['state']}>{stateText(say, person.state, person.stateAt, zone)}</small>
      </span>
      <span className={css['marks']} role="group" aria-label={say('markOf', { name: person.name })}>
        {buttons.map(([mark, Shape]) => (
          <button key={mark} type="button" data-mark={mark} aria-pressed={kept?.mark === mark} onClick={() => onPress(mark)}>
            <Shape size={18} stroke={1.8} aria-hidden />
            {say(`mark.${mark}`)}
          </button>
        ))}
      </span>
      {kept?.mark === 'elsewhere' ? <TextInput size="md" label={say('where', { name: person.name })} value={kept.note} maxLength={500} error={kept.note.trim() ? null : say('whereMissing')} onChange={(event) => onNote(event.currentTarget.value)} /> : null}
    </li>
  );
}
