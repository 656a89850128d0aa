import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useMay } from '../../access/me';
import { dateTime, mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { useOverview } from '../../shell/overview';
import css from '../services/Service.module.css';
import { type Complaint } from './complaints';
import { complaintsWords } from './complaints-words';

/** Everything that happened to a complaint, newest first. */
export function HistoryCard({ complaint }: { readonly complaint: Complaint }): ReactNode {
  const say = useWords(complaintsWords);
  const mayRead = useMay('cases.read');
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const outcome = (type: string, helped: boolean | null): string => (helped === null ? '' : `: ${type === 'reply' ? say(helped ? 'content' : 'notContent') : say(helped ? 'helpedYes' : 'helpedNo')}`);
  return (
    <Card title={say('history')}>
      {complaint.events.length === 0 ? <p className="h-quiet">{say('historyNone')}</p> : null}
      <ul className={css['events']}>
        {[...complaint.events].reverse().map((event, index) => (
          <li key={`${event.at} ${index}`}>
            <b>{say(`event.${event.type as 'answer'}`)}{outcome(event.type, event.helped)}</b>
            {event.employee ? <p>{event.employee}</p> : null}
            {event.text ? <p>{event.text}</p> : null}
            {event.dueDate ? <p>{say(event.type === 'call-for-clarification' ? 'talkDate' : 'doneDate')}: {mediumDate(event.dueDate)}</p> : null}
            {event.caseId && mayRead ? <p><Link to="/cases/$caseId" params={{ caseId: event.caseId }}>{say('refer.toCase')}</Link></p> : null}
            <small>{event.actor} · {dateTime(event.at, zone)}</small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
