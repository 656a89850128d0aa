import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { useUrlState } from '../../list/url-state';
import { ErrorState, LoadingRows } from '../../states/States';
import { AccountCard } from './AccountCard';
import { CountedDays } from './CountedDays';
import { DayCard } from './DayCard';
import css from './Employee.module.css';
import { employeeYearQuery } from './employee-year';
import { HeatMap } from './HeatMap';

interface YearTabProps {
  readonly employeeId: string;
  readonly year: number;
  readonly today: string;
}

/** The year of a person: account, calendar, counted days; a day opens under the calendar. */
export function YearTab({ employeeId, year, today }: YearTabProps): ReactNode {
  const [search, change] = useUrlState();
  const found = useQuery(employeeYearQuery(employeeId, year));
  const date = search['day'];
  const open = (day: string): void => change({ day });
  if (found.isPending || found.isError) return <div className="h-card">{found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <LoadingRows rows={8} />}</div>;
  return (
    <div className={css['year']}>
      <AccountCard of={found.data} />
      <div className={css['columns']}>
        <div>
          <HeatMap of={found.data} today={today} openDate={date} onOpen={open} onYear={(next) => change({ year: next === Number(today.slice(0, 4)) ? undefined : String(next), day: undefined })} />
          {date ? <DayCard employeeId={employeeId} date={date} onClose={() => change({ day: undefined })} /> : null}
        </div>
        <CountedDays of={found.data} onOpen={open} />
      </div>
    </div>
  );
}
