import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { dateTime, mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Panel } from '../../panel/Panel';
import { ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { recorderName } from '../cases/case-model';
import { differenceTone } from './DifferencesTab';
import css from './Supervision.module.css';
import { supervisionWords } from './supervision-words';

type Difference = Schema<'DifferenceDetail'>;
type Act = 'ask' | 'answer' | 'close';
const outcomes = ['explained', 'record-to-correct', 'check-mistaken', 'noted'] as const;

/** One difference with its story and what can be done about it. */
export function DifferencePanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(supervisionWords);
  const one = useQuery({ queryKey: ['differences', 'one', id], queryFn: () => answerOf(api.GET('/api/v1/spot-check-differences/{id}', { params: { path: { id } } })) });
  const decides = useMay('differences.decide');
  return (
    <Panel label={say('what')} head={one.data ? <Tag tone={differenceTone[one.data.status]}>{say(`status.${one.data.status}`)}</Tag> : null} onClose={onClose}>
      {one.isPending ? <LoadingRows rows={3} /> : one.isError ? <ErrorState error={one.error} onRetry={() => void one.refetch()} /> : (
        <>
          <h2>{one.data.name}</h2>
          <p>{say(`kind.${one.data.kind}`)}</p>
          <Facts one={one.data} />
          <Story one={one.data} />
          {decides && one.data.allowed.length > 0 ? <Steps one={one.data} /> : null}
        </>
      )}
    </Panel>
  );
}

function Facts({ one }: { readonly one: Difference }): ReactNode {
  const say = useWords(supervisionWords);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('person'), <Link key="person" to="/people/$employeeId" params={{ employeeId: one.employeeId }}>{one.number}</Link>],
    [say('unit'), one.unitName],
    [say('when'), <Link key="check" to="/supervision/$checkId" params={{ checkId: one.checkId }}>{dateTime(one.seenAt, one.zone)}</Link>],
    [say('saidThen'), say(`state.${one.markedState}`, { time: '' }).trim()],
    [say('checkerNote'), one.note],
    [say('due'), one.dueDate ? mediumDate(one.dueDate) : null],
    [say('mail'), one.mail === null || one.status === 'found' ? null : say(`mail.${one.mail}`)],
    [say('outcome'), one.outcome ? say(`outcome.${one.outcome}`) : null],
  ];
  return (
    <dl className={css['facts']}>
      {facts.filter(([, value]) => value !== null && value !== '').map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was asked and said. */
export function Story({ one }: { readonly one: Pick<Difference, 'events' | 'zone'> }): ReactNode {
  const say = useWords(supervisionWords);
  if (one.events.length === 0) return null;
  return (
    <>
      <h3>{say('story')}</h3>
      <ol className={css['story']}>
        {one.events.map((event, index) => (
          <li key={index}>
            <time dateTime={event.at}>{dateTime(event.at, one.zone)}</time>
            <span>
              <b>{recorderName(event.actor)}</b> {say(`event.${event.type}`)}: {event.text}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Steps({ one }: { readonly one: Difference }): ReactNode {
  const say = useWords(supervisionWords);
  const allowed = one.allowed as readonly Act[];
  const [chosen, setChosen] = useState<Act | null>(null);
  const act = allowed.find((each) => each === chosen) ?? allowed[0] ?? 'close';
  const [text, setText] = useState('');
  const [dueDate, setDueDate] = useState('');
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('noted');
  const body = { act, text, ...(act === 'ask' && dueDate ? { dueDate } : {}), ...(act === 'close' ? { outcome } : {}) };
  const step = useChange(['differences'], () => answerOf(api.POST('/api/v1/spot-check-differences/{id}/acts', { params: { path: { id: one.id } }, body })), () => setText(''));
  return (
    <form className={css['steps']} onSubmit={(event) => { event.preventDefault(); step.mutate(undefined); }}>
      <div className={css['acts']} role="group" aria-label={say('what')}>
        {allowed.map((each) => (
          <button key={each} type="button" aria-pressed={each === act} onClick={() => setChosen(each)}>{say(`act.${each}`)}</button>
        ))}
      </div>
      <Textarea label={say(`text.${act}`)} autosize minRows={2} maxLength={5000} required withAsterisk={false} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {act === 'ask' ? <TextInput type="date" label={say('due')} value={dueDate} onChange={(event) => setDueDate(event.currentTarget.value)} /> : null}
      {act === 'close' ? <Select label={say('outcome')} allowDeselect={false} value={outcome} onChange={(next) => setOutcome((next ?? 'noted') as typeof outcome)} data={outcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))} /> : null}
      <Refused error={step.error} />
      <Button type="submit" loading={step.isPending}>{say(`act.${act}`)}</Button>
    </form>
  );
}
