import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { api, answerOf } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { Refused } from '../../form/Refused';
import { dateTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';
import { type Definition, type Mute, mutesQuery, runName } from './schedules';

const remindersId = 'reminders';

/** Recipients whom an administrator leaves out. */
export function MutesCard({ definitions, zone }: { readonly definitions: readonly Definition[]; readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const mayMute = useMay('settings.write');
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery(mutesQuery);
  const unmute = useChange(['report-mutes'], ({ recipient, definitionId }: Mute) => answerOf(api.DELETE('/api/v1/reports/mutes', { params: { query: { recipient, definitionId } } })));
  const from = (id: string): string => (id === '' ? say('everyReport') : id === remindersId ? say('reminders') : runName(id, definitions));
  return (
    <div className={css['page']}>
      <Card title={say('mutes')} note={say('mutesNote')} action={mayMute ? <Button variant="default" size="xs" onClick={() => setAdding(true)}>{say('muteAdd')}</Button> : null}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <LoadingRows rows={2} /> : null}
        {data?.length === 0 ? <p className={css['quiet']}>{say('muteNone')}</p> : null}
        <ul className={css['places']}>
          {(data ?? []).map((mute) => (
            <li key={`${mute.recipient} ${mute.definitionId}`}>
              <span>
                <b>{mute.recipient}</b>: {from(mute.definitionId)}
                <span className={css['small']}>{`${mute.reason} (${say('muteOf', { who: mute.mutedBy.replace(/^user:/, ''), when: dateTime(mute.mutedAt, zone) })})`}</span>
              </span>
              {mayMute ? <Button size="compact-xs" variant="default" loading={unmute.isPending && unmute.variables === mute} aria-label={say('unmuteOf', { recipient: mute.recipient })} onClick={() => unmute.mutate(mute)}>{say('unmute')}</Button> : null}
            </li>
          ))}
        </ul>
        <Refused error={unmute.error} />
      </Card>
      {adding ? <MuteDialog definitions={definitions} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function MuteDialog({ definitions, onClose }: { readonly definitions: readonly Definition[]; readonly onClose: () => void }): ReactNode {
  const say = useWords(reportsWords);
  const [recipient, setRecipient] = useState('');
  const [definitionId, setDefinitionId] = useState('');
  const [reason, setReason] = useState('');
  const mute = useChange(['report-mutes'], () => answerOf(api.PUT('/api/v1/reports/mutes', { body: { recipient: recipient.trim(), definitionId, reason: reason.trim() } })), onClose);
  return (
    <FormDialog title={say('muteAdd').replace('…', '')} submit={say('muteDo')} busy={mute.isPending} error={mute.error} onSubmit={() => mute.mutate(undefined)} onClose={onClose}>
      <TextInput label={say('address')} required withAsterisk={false} maxLength={500} data-autofocus value={recipient} onChange={(event) => setRecipient(event.currentTarget.value)} />
      <Select label={say('muteFrom')} allowDeselect={false} value={definitionId} onChange={(next) => setDefinitionId(next ?? '')} data={[{ value: '', label: say('everyReport') }, ...definitions.map(({ id, name }) => ({ value: id, label: name })), { value: remindersId, label: say('reminders') }]} />
      <TextInput label={say('reason')} required withAsterisk={false} minLength={3} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
