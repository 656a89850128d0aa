import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { addDays, clockTime, shortDate } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import { type Column, DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { ErrorState, LoadingRows } from '../../states/States';
import { StatusMark, statusWords } from '../../status/Status';
import { MiniStrip } from '../../strip/MiniStrip';
import { midnightOf, stripOfDay } from '../../strip/strip-of-day';
import { DayCard } from './DayCard';
import css from './Employee.module.css';
import { employeeWords } from './employee-words';
import { employeeYearQuery, statusOfDay } from './employee-year';

type Day = Schema<'AttendanceDayItem'>;

/** Days and punches of a month; a row opens to its strip and reasons. */
export function DaysTab({ employeeId, today }: { readonly employeeId: string; readonly today: string }): ReactNode {
  const say = useWords(employeeWords);
  const sayStatus = useWords(statusWords);
  const language = useLanguage();
  const [search, change] = useUrlState();
  const month = /^\d{4}-\d{2}$/.test(search['month'] ?? '') ? (search['month'] ?? '') : today.slice(0, 7);
  const from = `${month}-01`;
  const to = addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1);
  const days = useQuery({ queryKey: ['attendance-days', employeeId, from, language], queryFn: () => answerOf(api.GET('/api/v1/attendance-days', { params: { query: { employeeId, from, to, pageSize: 100, sort: '-workDate', language } } })) });
  const standings = new Map(useQuery(employeeYearQuery(employeeId, Number(month.slice(0, 4)))).data?.days.map(({ date, standing }) => [date, standing] as const));
  const statusOf = (day: Day): ReactNode => {
    const status = statusOfDay({ ...day, date: day.workDate }, standings.get(day.workDate), today);
    return status ? (
      <span className={css['statusCell']}>
        <StatusMark status={status} certainty={status === 'absent' ? 'verified' : 'unverified'} decorative /> {sayStatus(status)}
      </span>
    ) : (
      <span className="h-quiet">{say('cell.today')}</span>
    );
  };
  const columns: readonly Column<Day>[] = [
    { key: 'date', head: say('days.date'), width: 110, cell: (day) => <button type="button" className={css['dateButton']} onClick={() => change({ day: day.workDate })}>{shortDate(day.workDate)}</button> },
    { key: 'status', head: say('days.status'), cell: statusOf },
    { key: 'strip', head: say('days.strip'), cell: (day) => <MiniStrip day={stripOfDay(day)} midnightAt={midnightOf(day.workDate, day.zone)} width={180} /> },
    { key: 'in', head: say('days.in'), align: 'right', cell: (day) => (day.inAt ? clockTime(day.inAt, day.zone) : '–') },
    { key: 'out', head: say('days.out'), align: 'right', cell: (day) => (day.outAt ? clockTime(day.outAt, day.zone) : '–') },
    { key: 'worked', head: say('days.worked'), align: 'right', cell: (day) => (day.workedMinutes > 0 ? say('days.hours', { hours: Math.floor(day.workedMinutes / 60), minutes: day.workedMinutes % 60 }) : '–') },
  ];
  const rows = (days.data?.items ?? []).filter(({ status, workDate }) => status !== 'OFF' && workDate <= today);
  return (
    <div className={css['year']}>
      <TextInput type="month" label={say('month')} value={month} max={today.slice(0, 7)} w={180} onChange={(event) => change({ month: event.currentTarget.value || undefined, day: undefined })} />
      {search['day'] ? <DayCard employeeId={employeeId} date={search['day']} onClose={() => change({ day: undefined })} /> : null}
      <div className="h-card">
        {days.isPending ? <LoadingRows /> : null}
        {days.isError ? <ErrorState error={days.error} onRetry={() => void days.refetch()} /> : null}
        {days.data && rows.length === 0 ? <p className={css['nothing']}>{say('days.none')}</p> : null}
        {rows.length > 0 ? <DataTable label={say('tab.days')} columns={columns} rows={rows} rowKey={(day) => `${day.workDate}${day.shiftNo}`} openKey={search['day'] ? `${search['day']}1` : undefined} onOpen={(day) => change({ day: day.workDate })} /> : null}
      </div>
    </div>
  );
}
