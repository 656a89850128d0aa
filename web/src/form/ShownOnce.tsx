import { Button, CopyButton, Modal } from '@mantine/core';
import { type ReactNode } from 'react';
import { useWords } from '../i18n/words';
import css from './Form.module.css';
import { formWords } from './form-words';

/** A password or a token that is told once: to copy, and then it is gone. */
export function ShownOnce({ title, lead, secret, onClose }: { readonly title: string; readonly lead: string; readonly secret: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(formWords);
  return (
    <Modal opened onClose={onClose} aria-label={title} closeOnClickOutside={false} withCloseButton={false}>
      <div className={css['form']}>
        <h2>{title}</h2>
        <p>{lead}</p>
        <output className={css['secret']}>{secret}</output>
        <div className={css['buttons']}>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {say(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
          <Button data-autofocus onClick={onClose}>{say('done')}</Button>
        </div>
      </div>
    </Modal>
  );
}
