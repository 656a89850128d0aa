import { Modal } from '@mantine/core';
import { type ReactNode } from 'react';
import { answerOf, api } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { formWords } from '../../form/form-words';
import { useWords } from '../../i18n/words';
import css from '../services/Service.module.css';
import { complaintsWords } from './complaints-words';

/** Who reported: asked for on purpose, and written down that it was. */
export function ReporterDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(complaintsWords);
  const form = useWords(formWords);
  const ask = useChange(['complaints'], () => answerOf(api.GET('/api/v1/complaints/{id}/reporter', { params: { path: { id } } })));
  if (!ask.data) return <FormDialog title={say('reporter')} lead={say('reporterWarn')} submit={say('reporter')} busy={ask.isPending} error={ask.error} onSubmit={() => ask.mutate(undefined)} onClose={onClose} />;
  const { name, contact } = ask.data;
  return (
    <Modal opened onClose={onClose} title={say('reporterTitle')} closeButtonProps={{ 'aria-label': form('close') }}>
      {name === null && contact === null ? <p>{say('anonymous')}</p> : (
        <dl className={css['facts']}>
          <dt>{say('name')}</dt>
          <dd>{name ?? '–'}</dd>
          <dt>{say('contact')}</dt>
          <dd>{contact ?? '–'}</dd>
        </dl>
      )}
    </Modal>
  );
}
