import { Button, Textarea } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { dateTime, mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { Card, Page } from '../../shell/Page';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { Story } from './DifferencePanel';
import { differenceTone } from './DifferencesTab';
import { NoteCard } from './NoteCard';
import css from './Supervision.module.css';
import { supervisionWords } from './supervision-words';

/** What supervision says of oneself: differences to explain, and the notes that were shared. */
export function OwnSupervisionPage(): ReactNode {
  const say = useWords(supervisionWords);
  const { employeeId } = useMe();
  return <Page title={say('own')}>{employeeId ? <div className={css['own']}><Differences employeeId={employeeId} /><Notes employeeId={employeeId} /></div> : <EmptyState icon={IconUserOff} title={say('own')} text={say('notesNoneText')} />}</Page>;
}

function Differences({ employeeId }: { readonly employeeId: string }): ReactNode {
  const say = useWords(supervisionWords);
  const list = useQuery({ queryKey: ['differences', 'own', employeeId], queryFn: () => answerOf(api.GET('/api/v1/spot-check-differences', { params: { query: { employeeId, pageSize: 50 } } })) });
  return (
    <Card title={say('ownDifferences')} note={say('observation')}>
      {list.isPending ? <LoadingRows rows={2} /> : list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : list.data.items.length === 0 ? <p className="h-quiet">{say('ownDifferencesNone')}</p> : <ul className={css['ownList']}>{list.data.items.map((item) => <OwnDifference key={item.id} item={item} />)}</ul>}
    </Card>
  );
}

function OwnDifference({ item }: { readonly item: Schema<'DifferenceItem'> }): ReactNode {
  const say = useWords(supervisionWords);
  const one = useQuery({ queryKey: ['differences', 'one', item.id], queryFn: () => answerOf(api.GET('/api/v1/spot-check-differences/{id}', { params: { path: { id: item.id } } })) });
  const [text, setText] = useState('');
  const answer = useChange(['differences'], () => answerOf(api.POST('/api/v1/spot-check-differences/{id}/own-answer', { params: { path: { id: item.id } }, body: { text } })), () => setText(''));
  return (
    <li>
      <header>
        <b>{say(`kind.${item.kind}`)}</b>
        <Tag tone={differenceTone[item.status]}>{say(`status.${item.status}`)}</Tag>
      </header>
      <p className="h-quiet">{[say('seenAt', { time: dateTime(item.seenAt, item.zone) }), item.dueDate ? `${say('due')} ${mediumDate(item.dueDate)}` : ''].filter(Boolean).join(' · ')}</p>
      {one.data ? <Story one={one.data} /> : null}
      {item.status === 'closed' ? null : (
        <form className={css['steps']} onSubmit={(event) => { event.preventDefault(); answer.mutate(undefined); }}>
          <Textarea size="md" label={say('ownAnswer')} autosize minRows={2} maxLength={5000} required withAsterisk={false} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <Refused error={answer.error} />
          <Button type="submit" size="md" loading={answer.isPending}>{say('ownSend')}</Button>
        </form>
      )}
    </li>
  );
}

function Notes({ employeeId }: { readonly employeeId: string }): ReactNode {
  const say = useWords(supervisionWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const notes = useQuery({ queryKey: ['notes', 'own', employeeId], queryFn: () => answerOf(api.GET('/api/v1/supervision-notes', { params: { query: { employeeId, pageSize: 50 } } })) });
  return (
    <Card title={say('ownNotes')}>
      {notes.isPending ? <LoadingRows rows={2} /> : notes.isError ? <ErrorState error={notes.error} onRetry={() => void notes.refetch()} /> : notes.data.items.length === 0 ? <p className="h-quiet">{say('ownNotesNone')}</p> : <ul className={css['ownList']}>{notes.data.items.map((note) => <NoteCard key={note.id} note={note} zone={zone} own />)}</ul>}
    </Card>
  );
}
