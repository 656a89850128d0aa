import { ActionIcon, Alert, Button, Menu, Modal, TextInput } from '@mantine/core';
import { IconDots, IconEye, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { api, answerOf, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { formWords } from '../../form/form-words';
import { FormDialog } from '../../form/FormDialog';
import { Refused } from '../../form/Refused';
import { dateTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Panel } from '../../panel/Panel';
import { unitsQuery } from '../people/units';
import { DefinitionDialog } from './DefinitionDialog';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';
import { defaultId, type Definition, draftOf, rhythmText } from './schedules';

interface DefinitionPanelProps {
  readonly definition: Definition;
  readonly zone: string;
  readonly onClose: () => void;
}

type Dialog = 'edit' | 'preview' | 'send' | 'remove' | null;

/** One scheduled report: when it comes next, for whom, and what can be done with it. */
export function DefinitionPanel({ definition, zone, onClose }: DefinitionPanelProps): ReactNode {
  const say = useWords(reportsWords);
  const mayWrite = useMay('reports.write');
  const [, change] = useUrlState();
  const [dialog, setDialog] = useState<Dialog>(null);
  const { id, name, enabled } = definition;
  const pause = useChange(['report-definitions'], () => answerOf(api.PUT('/api/v1/reports/definitions/{id}', { params: { path: { id } }, body: { ...draftOf(definition), enabled: !enabled } })));
  const close = (): void => setDialog(null);
  return (
    <Panel label={name} head={say(`kind.${definition.report}`)} foot={mayWrite ? <Foot definition={definition} busy={pause.isPending} onPause={() => pause.mutate(undefined)} onDialog={setDialog} /> : null} onClose={onClose}>
      <h2>{name}</h2>
      <Facts definition={definition} zone={zone} />
      <div className={css['row']}>
        <Button variant="default" size="xs" leftSection={<IconEye size={15} />} onClick={() => setDialog('preview')}>
          {say('previewDo')}
        </Button>
        <Button variant="default" size="xs" onClick={() => change({ tab: 'runs', of: id, open: undefined })}>
          {say('showRuns')}
        </Button>
      </div>
      <h3>{say('recipients')}</h3>
      {definition.recipients.length === 0 ? <p className="h-quiet">{say('nobody')}</p> : null}
      <ul className={css['places']}>
        {definition.recipients.map(({ channel, address }) => (
          <li key={`${channel} ${address}`}>
            {address}
            <span className={css['small']}>{say(`channel.${channel}`)}</span>
          </li>
        ))}
      </ul>
      <Refused error={pause.error} />
      {dialog === 'edit' ? <DefinitionDialog draft={draftOf(definition)} idFor={() => id} isDefault={id === defaultId} onDone={close} onClose={close} /> : null}
      {dialog === 'preview' ? <PreviewDialog definition={definition} onClose={close} /> : null}
      {dialog === 'send' ? <SendDialog id={id} onClose={close} /> : null}
      {dialog === 'remove' ? <RemoveDialog definition={definition} onClose={close} onDone={onClose} /> : null}
    </Panel>
  );
}

function Foot({ definition: { id, enabled, changedBy }, busy, onPause, onDialog }: { readonly definition: Definition; readonly busy: boolean; readonly onPause: () => void; readonly onDialog: (dialog: Dialog) => void }): ReactNode {
  const say = useWords(reportsWords);
  const removable = changedBy !== 'environment';
  return (
    <div>
      <Button flex={1} leftSection={<IconSend size={16} />} onClick={() => onDialog('send')}>
        {say('sendMe')}
      </Button>
      <Button variant="default" onClick={() => onDialog('edit')}>
        {say('edit')}
      </Button>
      <Menu position="top-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={36} loading={busy} aria-label={say('more')}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onPause}>{say(enabled ? 'pause' : 'resume')}</Menu.Item>
          {removable ? <Menu.Item onClick={() => onDialog('remove')}>{say(id === defaultId ? 'restore' : 'remove')}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Facts({ definition, zone }: { readonly definition: Definition; readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const units = useQuery(unitsQuery);
  const { unit, nextAt, attachments, workingDaysOnly, changedAt, changedBy } = definition;
  const facts: readonly (readonly [string, string])[] = [
    [say('unit'), unit ? (units.data?.find(({ code }) => code === unit)?.name ?? unit) : say('everyUnit')],
    [say('when'), `${rhythmText(definition, say)}${workingDaysOnly ? `. ${say('workingDaysOnly')}` : ''}`],
    [say('next'), nextAt === null ? say('paused') : dateTime(nextAt, zone)],
    [say('files'), attachments.length === 0 ? say('filesNone') : attachments.map((one) => say(one)).join(', ')],
  ];
  return (
    <>
      <dl className={css['facts']}>
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className={css['quiet']}>{changedBy === 'environment' ? say('ofEnvironment') : say('changed', { when: dateTime(changedAt, zone), who: changedBy.replace(/^user:/, '') })}</p>
    </>
  );
}

function PreviewDialog({ definition: { id, name }, onClose }: { readonly definition: Definition; readonly onClose: () => void }): ReactNode {
  const say = useWords(reportsWords);
  const form = useWords(formWords);
  return (
    <Modal opened onClose={onClose} size={680} title={say('previewOf', { name })} closeButtonProps={{ 'aria-label': form('dismiss') }}>
      <iframe className={css['mail']} title={say('previewOf', { name })} src={`/api/v1/reports/definitions/${id}/preview`} />
    </Modal>
  );
}

const lastAddress = 'hadir-report-address';

/** Sends the report once to whoever asks; the address is remembered in this browser. */
function SendDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(reportsWords);
  const [address, setAddress] = useState(() => localStorage.getItem(lastAddress) ?? '');
  const [answer, setAnswer] = useState<Schema<'SendAnswer'> | null>(null);
  const send = useChange([], () => (setAnswer(null), localStorage.setItem(lastAddress, address.trim()), answerOf(api.POST('/api/v1/reports/definitions/{id}/send', { params: { path: { id } }, body: { address: address.trim() } }))), setAnswer);
  const outcome = answer?.outcome;
  return (
    <FormDialog title={say('sendMeDo')} lead={say('sendMeLead')} submit={say('sendMeDo')} busy={send.isPending} error={send.error} onSubmit={() => send.mutate(undefined)} onClose={onClose}>
      <TextInput type="email" label={say('address')} required withAsterisk={false} data-autofocus value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
      {outcome === 'delivered' ? <Alert role="status" variant="light">{say('sent.delivered', { address: address.trim() })}</Alert> : null}
      {outcome === 'refused' || outcome === 'try-again' ? <Alert role="alert" color="danger" variant="light">{say(`sent.${outcome}`, { reason: answer?.reason ?? '' })}</Alert> : null}
    </FormDialog>
  );
}

function RemoveDialog({ definition: { id, name }, onDone, onClose }: { readonly definition: Definition; readonly onDone: () => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(reportsWords);
  const what = id === defaultId ? 'restore' : 'remove';
  const remove = useChange(['report-definitions'], () => answerOf(api.DELETE('/api/v1/reports/definitions/{id}', { params: { path: { id } } })), onDone);
  return <FormDialog title={say(`${what}Do`)} lead={what === 'restore' ? say('restoreAsk') : say('removeAsk', { name })} submit={say(`${what}Do`)} danger busy={remove.isPending} error={remove.error} onSubmit={() => remove.mutate(undefined)} onClose={onClose} />;
}
