import { Button, FileInput, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from '../../i18n/words';
import css from './Review.module.css';
import { reviewWords } from './review-words';
import { type Grounds } from './useDecisions';

interface GroundsProps {
  readonly decision: 'excused' | 'sent-back';
  readonly count: number;
  readonly busy: boolean;
  readonly onDecide: (grounds: Grounds) => void;
  readonly onClose: () => void;
}

/** Asks for the reason of a word that is no verification; a letter may go with an accepted reason. */
export function GroundsDialog({ decision, count, busy, onDecide, onClose }: GroundsProps): ReactNode {
  const say = useWords(reviewWords);
  const [reason, setReason] = useState('');
  const [document, setDocument] = useState('');
  const [paper, setPaper] = useState<File | null>(null);
  const name = decision === 'excused' ? 'excuse' : 'ask';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDecide({ reason: reason.trim(), document: document.trim(), paper });
  };
  return (
    <Modal opened onClose={onClose} title={say(`${name}.title`)} size={440} closeButtonProps={{ 'aria-label': say('cancel') }}>
      <form className={css['dialog']} onSubmit={submit}>
        <p>{say(`${name}.text`, { count })}</p>
        <Textarea label={say('reason')} description={say('reasonHint')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required withAsterisk={false} minLength={3} maxLength={1000} minRows={3} autosize data-autofocus />
        {decision === 'excused' ? (
          <>
            <TextInput label={say('document')} value={document} onChange={(event) => setDocument(event.currentTarget.value)} maxLength={200} />
            <FileInput label={say('paper')} description={say('paperHint')} placeholder="…" accept="application/pdf,image/jpeg,image/png" leftSection={<IconPaperclip size={15} />} value={paper} onChange={setPaper} clearable clearButtonProps={{ 'aria-label': say('cancel') }} />
          </>
        ) : null}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={reason.trim().length < 3}>
            {say(`${name}.button`, { count })}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

const keys = [
  ['1', 'verify'],
  ['2', 'accept'],
  ['3', 'ask'],
  ['J K', 'keys.move'],
  ['X', 'keys.select'],
  ['⇧ X', 'keys.range'],
  ['↵', 'keys.open'],
  ['Esc', 'keys.close'],
  ['Z', 'undo'],
  ['/', 'keys.search'],
  ['?', 'keys.help'],
] as const;

/** All keys of the list. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const say = useWords(reviewWords);
  return (
    <Modal opened onClose={onClose} title={say('keys.title')} size={380} closeButtonProps={{ 'aria-label': say('dismiss') }}>
      <dl className={css['keys']}>
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(words).replace('…', '')}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
