import { IconCalendarDue, IconCheck } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { shortDate } from '../../format/dates';
import { articleText } from '../../format/law';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { type CaseView } from './case-model';
import css from './Cases.module.css';
import { casesWords, coded } from './cases-words';
import { DaysLeft } from './DaysLeft';

/** The deadlines of a case by the decreed calendar; those that are met stand quietly at the end. */
export function DeadlinesCard({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords(casesWords);
  const deadlines = [...view.item.deadlines].sort((a, b) => Number(a.met) - Number(b.met) || (a.dueDate < b.dueDate ? -1 : 1));
  return (
    <Card title={say('deadlines.title')} action={<span className="h-quiet">{say('deadlines.note', { year: view.item.year })}</span>}>
      {deadlines.length === 0 ? <p className="h-quiet">{say('deadlines.none')}</p> : null}
      <ul className={css['deadlines']}>
        {deadlines.map((deadline) => (
          <li key={deadline.code} data-met={deadline.met} title={articleText(deadline.source)}>
            {deadline.met ? <IconCheck size={16} stroke={1.7} aria-hidden /> : <IconCalendarDue size={16} stroke={1.7} aria-hidden />}
            <b>{shortDate(deadline.dueDate)}</b>
            <span>{coded(say, 'deadline', deadline.code)}</span>
            <small>{deadline.met ? say('deadlines.met') : <DaysLeft deadline={deadline} />}</small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
