import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../access/me';
import { answerOf, api } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { addDays } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { deviceDate } from '../../shell/overview';
import { type SlowSignal } from './services';
import { servicesWords } from './services-words';

const textLabel = { 'take-on': 'cause', finish: 'proof', verify: 'seen' } as const;

/** Takes a signal on, says that it is done, or verifies it. */
export function FollowUpDialog({ signal, act, onClose }: { readonly signal: SlowSignal; readonly act: keyof typeof textLabel; readonly onClose: () => void }): ReactNode {
  const say = useWords(servicesWords);
  const me = useMe();
  const [text, setText] = useState('');
  const [measure, setMeasure] = useState('');
  const [owner, setOwner] = useState(`user:${me.username ?? ''}`);
  const [dueDate, setDueDate] = useState(addDays(deviceDate(), 14));
  const [helped, setHelped] = useState('yes');
  const fields = act === 'take-on' ? { measure, owner: owner.trim(), dueDate } : act === 'verify' ? { helped: helped === 'yes' } : {};
  const save = useChange(['slow-signals'], () => answerOf(api.POST('/api/v1/slow-signals/{id}/follow-up', { params: { path: { id: signal.id } }, body: { act, text, ...fields } })), onClose);
  return (
    <FormDialog title={say(`act.${act}`)} {...(act === 'verify' ? { lead: say('verifyLead') } : {})} submit={say(`act.${act}`)} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      <Textarea label={say(textLabel[act])} required withAsterisk={false} autosize minRows={2} data-autofocus value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {act === 'take-on' ? (
        <>
          <Textarea label={say('measure')} required withAsterisk={false} autosize minRows={2} value={measure} onChange={(event) => setMeasure(event.currentTarget.value)} />
          <TextInput label={say('owner')} description={say('ownerHint')} required withAsterisk={false} value={owner} onChange={(event) => setOwner(event.currentTarget.value)} />
          <TextInput type="date" label={say('due')} required withAsterisk={false} value={dueDate} onChange={(event) => setDueDate(event.currentTarget.value)} />
        </>
      ) : null}
      {act === 'verify' ? (
        <Radio.Group aria-label={say('seen')} value={helped} onChange={setHelped}>
          <Stack gap={8}>
            <Radio value="yes" label={say('helped')} />
            <Radio value="no" label={say('notHelped')} />
          </Stack>
        </Radio.Group>
      ) : null}
    </FormDialog>
  );
}
