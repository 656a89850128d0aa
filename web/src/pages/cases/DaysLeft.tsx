import { type ReactNode } from 'react';
import { articleText } from '../../format/law';
import { useWords } from '../../i18n/words';
import { type Deadline } from './case-model';
import css from './Cases.module.css';
import { casesWords } from './cases-words';

/** How many working days remain to a deadline, or have passed since. */
export function DaysLeft({ deadline }: { readonly deadline: Deadline }): ReactNode {
  const say = useWords(casesWords);
  const left = deadline.workingDaysLeft;
  const words = deadline.overdue ? say('overdueBy', { count: Math.abs(left) }) : left <= 0 ? say('dueToday') : say('daysLeft', { count: left });
  return (
    <span className={css[deadline.overdue ? 'past' : left <= 2 ? 'near' : 'far']} title={deadline.provisional ? say('provisionalNote') : articleText(deadline.source)}>
      {words}
      {deadline.provisional ? ` (${say('provisional')})` : ''}
    </span>
  );
}
