import { Button, Select, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { dateTime, mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Tag } from '../../status/Status';
import { recorderName } from '../cases/case-model';
import css from './Supervision.module.css';
import { supervisionWords } from './supervision-words';

type Note = Schema<'NoteItem'>;
type Act = 'change' | 'share' | 'withdraw' | 'reply';
const tone = { coaching: 'accent', praise: 'present', observation: 'machine' } as const;
const wider = { author: ['superiors', 'shared'], superiors: ['shared'], shared: [] } as const;

/** One note with its story, and what the reader may do with it. */
export function NoteCard({ note, zone, own = false }: { readonly note: Note; readonly zone: string; readonly own?: boolean }): ReactNode {
  const say = useWords(supervisionWords);
  const [act, setAct] = useState<Act | null>(null);
  return (
    <li className={`h-card ${css['note']}`}>
      <header>
        <Tag tone={tone[note.kind]}>{say(`noteKind.${note.kind}`)}</Tag>
        {note.withdrawn ? <Tag tone="machine">{say('withdrawn')}</Tag> : null}
        {own ? null : <Link to="/people/$employeeId" params={{ employeeId: note.employeeId }}><b>{note.name}</b></Link>}
        <span>{mediumDate(note.aboutDate)} · {recorderName(note.author)}</span>
      </header>
      <p className={css['noteText']} data-withdrawn={note.withdrawn}>{note.text}</p>
      <p className="h-quiet">{say(`visibility.${note.visibility}`)}</p>
      {note.events.length > 1 ? <NoteStory note={note} zone={zone} /> : null}
      {note.allowed.length > 0 ? <div className={css['noteActs']}>{(note.allowed as readonly Act[]).map((each) => <Button key={each} size="compact-sm" variant="default" onClick={() => setAct(each)}>{say(`noteAct.${each}`)}</Button>)}</div> : null}
      {act ? <ActDialog note={note} act={act} onClose={() => setAct(null)} /> : null}
    </li>
  );
}

function NoteStory({ note, zone }: { readonly note: Note; readonly zone: string }): ReactNode {
  const say = useWords(supervisionWords);
  return (
    <details>
      <summary>{say('history', { count: note.events.length })}</summary>
      <ol className={css['story']}>
        {note.events.map((event, index) => (
          <li key={index}>
            <time dateTime={event.at}>{dateTime(event.at, zone)}</time>
            <span>
              <b>{recorderName(event.actor)}</b> {event.type === 'withdraw' ? say('noteEvent.withdraw', { text: event.text }) : `${say(`noteEvent.${event.type}`)}: ${event.text}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function ActDialog({ note, act, onClose }: { readonly note: Note; readonly act: Act; readonly onClose: () => void }): ReactNode {
  const say = useWords(supervisionWords);
  const [text, setText] = useState(act === 'change' ? note.text : '');
  const choices = wider[note.visibility];
  const [visibility, setVisibility] = useState<'superiors' | 'shared'>(choices[0] ?? 'shared');
  const body = act === 'share' ? { act, visibility } : { act, text };
  const step = useChange(['notes'], () => answerOf(api.POST('/api/v1/supervision-notes/{id}/acts', { params: { path: { id: note.id } }, body })), onClose);
  return (
    <FormDialog title={say(`noteAct.${act}`)} lead={act === 'share' ? say('visibilityHint') : undefined} submit={say(`noteAct.${act}`)} busy={step.isPending} error={step.error} onSubmit={() => step.mutate(undefined)} onClose={onClose}>
      {act === 'share' ? <Select label={say('visibility')} allowDeselect={false} value={visibility} onChange={(next) => setVisibility((next ?? 'shared') as typeof visibility)} data={choices.map((value) => ({ value, label: say(`visibility.${value}`) }))} /> : <Textarea label={act === 'withdraw' ? say('reason') : say('noteText')} data-autofocus autosize minRows={3} maxLength={10_000} required withAsterisk={false} value={text} onChange={(event) => setText(event.currentTarget.value)} />}
    </FormDialog>
  );
}
