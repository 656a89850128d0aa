import { Button, Loader } from '@mantine/core';
import { type Icon, IconAlertTriangle, IconLock, IconMapQuestion, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { type ReactNode } from 'react';
import { Problem } from '../api/problem';
import { en } from '../i18n/states.en';
import { id } from '../i18n/states.id';
import { namespace, useWords } from '../i18n/words';
import css from './States.module.css';

const words = namespace('states', id, en);

interface EmptyProps {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
  readonly warn?: boolean;
  /** Buttons: what would fill it. */
  readonly children?: ReactNode;
}

/** Nothing is here, and what would fill it. */
export function EmptyState({ icon: Shape, title, text, warn = false, children }: EmptyProps): ReactNode {
  return (
    <div className={clsx(css['state'], warn && css['warn'])}>
      <Shape size={26} stroke={1.5} aria-hidden />
      <h2 className={css['title']}>{title}</h2>
      <p className={css['text']}>{text}</p>
      {children ? <div className={css['actions']}>{children}</div> : null}
    </div>
  );
}

/** Something failed: what was kept, and a way to try again. A refusal (403) says who can give access instead. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }): ReactNode {
  const say = useWords(words);
  if (error instanceof Problem && error.status === 403) return <NoPermission detail={error.message} />;
  const reached = error instanceof Problem && error.status !== 0;
  const code = error instanceof Problem ? (error.code || String(error.status)) : 'UI';
  return (
    <div role="alert">
      <EmptyState icon={IconAlertTriangle} warn title={say('error.title')} text={`${say(reached ? 'error.other' : 'error.unreachable')} ${say('error.code', { code })}`}>
        {onRetry ? (
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
            {say('retry')}
          </Button>
        ) : null}
      </EmptyState>
    </div>
  );
}

/** A page that the account may not see: says who can give access. */
export function NoPermission({ detail }: { readonly detail?: string }): ReactNode {
  const say = useWords(words);
  return (
    <EmptyState icon={IconLock} title={say('forbidden.title')} text={detail || say('forbidden.text')}>
      <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
        {say('forbidden.back')}
      </Button>
    </EmptyState>
  );
}

/** An address that points to nothing. */
export function MissingPage(): ReactNode {
  const say = useWords(words);
  return (
    <EmptyState icon={IconMapQuestion} title={say('missing.title')} text={say('missing.text')}>
      <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
        {say('forbidden.back')}
      </Button>
    </EmptyState>
  );
}

const widths = [132, 118, 146, 104, 128, 112, 140, 120];

/** The bones of a list, shown after two tenths of a second; after two seconds it says that it still loads. */
export function LoadingRows({ rows = 6 }: { readonly rows?: number }): ReactNode {
  const say = useWords(words);
  return (
    <div role="status" aria-label={say('loading')}>
      <div className={css['rows']} aria-hidden>
        {Array.from({ length: rows }, (_, row) => (
          <div className={css['row']} key={row}>
            <span className={css['bone']} style={{ height: 16 }} />
            <span className={css['bone']} style={{ height: 22 }} />
            <span className={css['lines']}>
              <span className={css['bone']} style={{ width: widths[row % widths.length] }} />
              <span className={css['bone']} style={{ width: (widths[(row + 3) % widths.length] ?? 100) * 0.6 }} />
            </span>
            <span className={css['bone']} />
          </div>
        ))}
      </div>
      <p className={css['long']}>
        <Loader size={12} />
        {say('loading.long')}
      </p>
    </div>
  );
}
