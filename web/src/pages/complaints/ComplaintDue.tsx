import { type ReactNode } from 'react';
import { shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import css from '../services/Service.module.css';
import { type ListedComplaint } from './complaints';
import { complaintsWords } from './complaints-words';

/** What is due next of a complaint, and whether its day has passed. */
export function ComplaintDue({ complaint }: { readonly complaint: ListedComplaint }): ReactNode {
  const say = useWords(complaintsWords);
  const improvement = complaint.improvementDue === null ? null : { date: complaint.improvementDue, provisional: false };
  const due = complaint.verifyDue ?? (complaint.overdue === 'improvement' ? improvement : complaint.followUpDue) ?? improvement;
  if (!due) return '–';
  return (
    <span className={complaint.overdue ? css['past'] : undefined} title={due.provisional ? say('provisional') : undefined}>
      {shortDate(due.date)} · {say(complaint.verifyDue ? 'dueVerify' : due === complaint.followUpDue ? 'dueFollowUp' : 'dueImprovement')}
      {complaint.overdue ? ` · ${say('overdue')}` : ''}
      {due.provisional ? ' *' : ''}
    </span>
  );
}
