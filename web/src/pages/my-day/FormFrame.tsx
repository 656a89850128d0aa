import { ActionIcon, Alert, Button } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect } from 'react';
import { useWords } from '../../i18n/words';
import { EmptyState } from '../../states/States';
import css from './MyDay.module.css';
import { myDayWords } from './my-day-words';

interface FormFrameProps {
  readonly title: string;
  readonly subtitle: string;
  readonly send: string;
  readonly busy: boolean;
  /** What went wrong, in words. */
  readonly refusal: string | null;
  readonly onSend: () => void;
  readonly back?: '/me' | '/my-requests';
  readonly children: ReactNode;
}

/** A form of a phone: a head with the way back, its fields, and one button that stays at the bottom. */
export function FormFrame({ title, subtitle, send, busy, refusal, onSend, back = '/me', children }: FormFrameProps): ReactNode {
  const say = useWords(myDayWords);
  useEffect(() => {
    document.title = `${title} · Hadir`;
  }, [title]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSend();
  };
  return (
    <form className={css['form']} onSubmit={submit}>
      <header>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={say('back')} renderRoot={(props) => <Link to={back} {...props} />}>
          <IconArrowLeft size={21} />
        </ActionIcon>
        <span>
          <h1>{title}</h1>
          <p>{subtitle}</p>
        </span>
      </header>
      <div className={css['fields']}>
        {children}
        <p className={css['privacy']}>
          <IconLock size={16} stroke={1.7} aria-hidden />
          {say('privacy')}
        </p>
        {refusal ? (
          <Alert role="alert" color="danger" variant="light">
            {refusal}
          </Alert>
        ) : null}
      </div>
      <footer>
        <Button type="submit" size="lg" fullWidth loading={busy}>
          {send}
        </Button>
      </footer>
    </form>
  );
}

/** It is sent: what happens next, and the way back. */
export function Sent({ title, text, back = '/me' }: { readonly title: string; readonly text: string; readonly back?: '/me' | '/my-requests' }): ReactNode {
  const say = useWords(myDayWords);
  return (
    <div role="status">
      <EmptyState icon={IconCircleCheck} title={title} text={text}>
        <Button size="md" renderRoot={(props) => <Link to={back} {...props} />}>
          {say('back')}
        </Button>
      </EmptyState>
    </div>
  );
}
