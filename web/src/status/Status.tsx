import clsx from 'clsx';
import { type ReactNode } from 'react';
import { namespace, useWords } from '../i18n/words';
import { en } from '../i18n/status.en';
import { id } from '../i18n/status.id';
import css from './Status.module.css';
import { type Certainty, type StatusName, type Tone, vocabulary } from './vocabulary';

/** The words of the status vocabulary. */
export const statusWords = namespace('status', id, en);

interface MarkProps {
  readonly status: StatusName;
  readonly certainty?: Certainty;
  /** True where the word stands beside it, so that it is not read twice. */
  readonly decorative?: boolean;
}

/** The small square of a status: colour and shape; a screen reader hears the word. */
export function StatusMark({ status, certainty = 'unverified', decorative = false }: MarkProps): ReactNode {
  const say = useWords(statusWords);
  const { tone, icon: Shape } = vocabulary[status];
  return (
    <span className={clsx(css['mark'], css[`tone-${tone}`], status === 'waiting' && 'h-hatch')} data-certainty={certainty} data-tone={tone} {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': say(status) })}>
      <Shape size={15} stroke={1.7} />
    </span>
  );
}

interface TagProps {
  readonly tone: Tone;
  readonly certainty?: Certainty | 'plain';
  readonly children: ReactNode;
}

/** A word in a frame: dashed while nobody has verified it, filled once somebody has. */
export function Tag({ tone, certainty = 'plain', children }: TagProps): ReactNode {
  return (
    <span className={clsx(css['tag'], css[`tone-${tone}`])} data-certainty={certainty}>
      {children}
    </span>
  );
}

/** A word beside a hatch: something waits for a machine. */
export function HatchTag({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <span className={clsx(css['tag'], css['tone-machine'], css['hatched'])}>
      <i className="h-hatch" aria-hidden />
      {children}
    </span>
  );
}

/** The status of a verdict as a framed word: `Belum diverifikasi`, `Terverifikasi`, `Alasan diterima`. */
export function CertaintyTag({ status, certainty }: { readonly status: StatusName; readonly certainty: Certainty }): ReactNode {
  const say = useWords(statusWords);
  return (
    <Tag tone={certainty === 'accepted' ? 'machine' : vocabulary[status].tone} certainty={certainty}>
      {say(certainty)}
    </Tag>
  );
}
