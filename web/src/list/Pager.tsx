import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { wholeNumber } from '../format/numbers';
import { useWords } from '../i18n/words';
import { listWords } from './DataTable';
import css from './Table.module.css';

interface PagerProps {
  readonly page: number;
  readonly pageSize: number;
  /** The true number of all rows that match. */
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** `1–50 dari 1.204`, and the two arrows. */
export function Pager({ page, pageSize, total, onPage }: PagerProps): ReactNode {
  const say = useWords(listWords);
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);
  return (
    <nav className={css['pager']} aria-label={say('range', { from, to, total })}>
      <span>{total === 0 ? say('none') : say('range', { from: wholeNumber(from), to: wholeNumber(to), total: wholeNumber(total) })}</span>
      <ActionIcon variant="subtle" color="gray" disabled={page <= 1} onClick={() => onPage(page - 1)} aria-label={say('previous')}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" disabled={to >= total} onClick={() => onPage(page + 1)} aria-label={say('next')}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </nav>
  );
}
