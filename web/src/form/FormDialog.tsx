import { Button, Modal } from '@mantine/core';
import { type FormEvent, type ReactNode } from 'react';
import { useWords } from '../i18n/words';
import css from './Form.module.css';
import { formWords } from './form-words';
import { Refused } from './Refused';

interface FormDialogProps {
  readonly title: string;
  readonly lead?: string;
  /** Word of the button that does it; `Simpan` unless said otherwise. */
  readonly submit?: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly size?: number;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** A form in a dialog: fields, what the service refused, and the two buttons. */
export function FormDialog({ title, lead, submit, danger = false, busy, error, size, onSubmit, onClose, children }: FormDialogProps): ReactNode {
  const say = useWords(formWords);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': say('dismiss') }}>
      <form className={css['form']} onSubmit={send}>
        {lead ? <p className="h-quiet">{lead}</p> : null}
        {children}
        <Refused error={error} />
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={busy} color={danger ? 'danger' : undefined}>
            {submit ?? say('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
