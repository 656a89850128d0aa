import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { type Problem } from '../../api/problem';
import { Rich } from '../../i18n/Rich';
import { useWords } from '../../i18n/words';
import css from './Review.module.css';
import { type ReviewItem } from './review-row';
import { reviewWords, type SayReview } from './review-words';
import { type LastDecision } from './useDecisions';

interface SelectionProps {
  readonly rows: readonly ReviewItem[];
  /** What the service says verifying them would do; undefined until it has said so. */
  readonly dryRun: Schema<'DecisionAnswer'> | undefined;
  readonly busy: boolean;
  readonly mayDecide: boolean;
  readonly onVerify: () => void;
  readonly onAccept: () => void;
  readonly onAsk: () => void;
  readonly onClear: () => void;
}

/** While anything is selected: what would happen to how many, and to which it cannot. */
export function SelectionBar({ rows, dryRun, busy, mayDecide, onVerify, onAccept, onAsk, onClear }: SelectionProps): ReactNode {
  const say = useWords(reviewWords);
  const able = dryRun?.applied;
  return (
    <div className={css['bar']} role="region" aria-label={say('selected', { count: rows.length })}>
      <p aria-live="polite">
        <Rich text={selectionWords(rows, dryRun, say)} />
      </p>
      {mayDecide ? (
        <>
          <button type="button" className={css['barMain']} disabled={busy || able === 0} onClick={onVerify}>
            <kbd>1</kbd> {able === undefined ? say('verify') : say('verifyCount', { count: able })}
          </button>
          <button type="button" disabled={busy} onClick={onAccept}>
            <kbd>2</kbd> {say('accept')}
          </button>
          <button type="button" disabled={busy} onClick={onAsk}>
            <kbd>3</kbd> {say('ask')}
          </button>
        </>
      ) : null}
      <ActionIcon variant="transparent" className={css['barClose']} onClick={onClear} aria-label={say('clear')}>
        <IconX size={17} />
      </ActionIcon>
    </div>
  );
}

function selectionWords(rows: readonly ReviewItem[], dryRun: SelectionProps['dryRun'], say: SayReview): string {
  const [first] = rows;
  const same = first && rows.every(({ kind }) => kind === first.kind);
  const parts = [same ? say('selected.same', { count: rows.length, kind: say(`kind.${first.kind as 'absence'}`).toLowerCase() }) : say('selected.mixed', { count: rows.length })];
  // Rows without an event are no part of the question, so the service does not speak of them.
  const waiting = rows.filter(({ kind }) => kind === 'waiting').length + (dryRun?.notApplied.filter(({ why }) => why === 'waiting-for-a-fact').length ?? 0);
  if (waiting > 0) parts.push(say('selected.cannot', { count: waiting }));
  const gone = dryRun?.notApplied.filter(({ why }) => why === 'no-such-violation').length ?? 0;
  if (gone > 0) parts.push(say('selected.gone', { count: gone }));
  const explained = rows.filter((row) => row.explained).length;
  if (explained > 0) parts.push(say('selected.unread', { count: explained }));
  return parts.join(' ');
}

interface DoneProps {
  readonly last: LastDecision;
  /** Local time of the daily report; null where none goes out. */
  readonly reportAt: string | null;
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
}

/** After a decision: what was done, until when it can be undone, and the button for it. */
export function DoneBar({ last, reportAt, onUndo, onDismiss }: DoneProps): ReactNode {
  const say = useWords(reviewWords);
  return (
    <div className={css['bar']} role="status">
      <p>
        <Rich text={say(`done.${last.decision}`, { count: last.applied })} /> {last.left > 0 ? say('done.left', { count: last.left }) : ''} {last.decision === 'withdrawn' ? '' : undoWords(reportAt, say)}
      </p>
      {last.decision === 'withdrawn' ? null : (
        <button type="button" className={css['barMain']} onClick={onUndo}>
          {say('undo')} <kbd>Z</kbd>
        </button>
      )}
      <ActionIcon variant="transparent" className={css['barClose']} onClick={onDismiss} aria-label={say('dismiss')}>
        <IconX size={17} />
      </ActionIcon>
    </div>
  );
}

/** A decision can always be taken back; what holds when the daily report goes out is in it. */
export const undoWords = (reportAt: string | null, say: SayReview): string => (reportAt === null ? say('anytime') : say('anytimeReport', { time: reportAt }));

/** A decision that was not taken: says so, and that nothing changed. */
export function ProblemBar({ problem, onDismiss }: { readonly problem: Problem; readonly onDismiss: () => void }): ReactNode {
  const say = useWords(reviewWords);
  return (
    <div className={css['bar']} role="alert">
      <p>{problem.status === 0 ? say('refusedRetry') : say('refused', { detail: problem.message })}</p>
      <ActionIcon variant="transparent" className={css['barClose']} onClick={onDismiss} aria-label={say('dismiss')}>
        <IconX size={17} />
      </ActionIcon>
    </div>
  );
}
