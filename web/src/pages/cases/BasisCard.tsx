import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { StatusMark } from '../../status/Status';
import { type AccountDetail, accountsQuery, type CaseView } from './case-model';
import css from './Cases.module.css';
import { casesWords } from './cases-words';
import { absenceLadder, sanctionName, sanctionWords } from './sanctions';

interface BasisProps {
  readonly view: CaseView;
  readonly shown: boolean;
  readonly onShow: (shown: boolean) => void;
}

/** The days a case rests on, and the unverified ones with what verifying would do. */
export function BasisCard({ view, shown, onShow }: BasisProps): ReactNode {
  const say = useWords(casesWords);
  const { level } = view.round.proposal;
  const account = useQuery(accountsQuery(view.item.employeeId)).data?.find(({ year }) => year === view.item.year);
  const waiting = ((account?.detail as unknown as AccountDetail | undefined)?.waiting ?? []).filter(({ date }) => !level.dates.includes(date));
  return (
    <Card
      title={say('basis.title')}
      action={
        <Button variant="subtle" size="compact-xs" aria-expanded={shown} onClick={() => onShow(!shown)}>
          {say(shown ? 'basis.hide' : 'basis.evidence')}
        </Button>
      }
    >
      <ul className={css['basis']}>
        {level.dates
          .map((date, index) => (
            <li key={date}>
              <StatusMark status="absent" certainty="verified" />
              <span>{shortDate(date)}</span>
              <small aria-label={say('basis.day', { count: index + 1 })}>{index + 1}</small>
            </li>
          ))
          .reverse()}
        {waiting.map(({ date }) => (
          <li key={date} data-waiting>
            <StatusMark status="no-record" />
            <span>{shortDate(date)}</span>
          </li>
        ))}
      </ul>
      {waiting.length > 0 ? <WaitingNote view={view} dates={waiting.map(({ date }) => date)} days={waiting.reduce((sum, { days }) => sum + days, 0)} /> : null}
    </Card>
  );
}

function WaitingNote({ view, dates, days }: { readonly view: CaseView; readonly dates: readonly string[]; readonly days: number }): ReactNode {
  const say = useWords(casesWords);
  const saySanction = useWords(sanctionWords);
  const { level, cumulativeDays } = view.round.proposal;
  const count = cumulativeDays + days;
  const known = absenceLadder.some(({ sanction }) => sanction === level.sanction);
  const row = absenceLadder.findLast(({ from }) => from <= count);
  const what = !known || level.by !== 'count' ? '' : row && row.severity > level.severity ? say('basis.ifRaised', { count, sanction: sanctionName(saySanction, row.sanction) }) : say('basis.ifVerified', { count });
  return (
    <p className={css['note']}>
      {dates.length === 1 ? say('basis.waiting', { date: shortDate(dates[0] ?? '') }) : say('basis.waitingMany', { count: dates.length })} {what}
    </p>
  );
}
