import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useRef } from 'react';
import { addDays, longDate, monthName, weekdayName } from '../../format/dates';
import { wholeNumber } from '../../format/numbers';
import { type Say, useWords } from '../../i18n/words';
import { type id } from '../../i18n/employee.id';
import { statusWords } from '../../status/Status';
import { vocabulary } from '../../status/vocabulary';
import css from './Employee.module.css';
import { employeeWords } from './employee-words';
import { type AccountDay, type EmployeeYear, statusOfDay, type YearDay } from './employee-year';

interface HeatMapProps {
  readonly of: EmployeeYear;
  readonly today: string;
  readonly openDate: string | undefined;
  readonly onOpen: (date: string) => void;
  readonly onYear: (year: number) => void;
}

const weekdayOfDate = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The year as months by days; minutes stand in the cells. Arrow keys walk it, Enter opens a day. */
export function HeatMap({ of, today, openDate, onOpen, onYear }: HeatMapProps): ReactNode {
  const say = useWords(employeeWords);
  const root = useRef<HTMLDivElement>(null);
  const days = new Map(of.months.flatMap((month) => month.days.map((day) => [day.date, day] as const)));
  const standings = new Map(of.days.map((day) => [day.date, day.standing] as const));
  const weekends = [...days.values()].some((day) => weekdayOfDate(day.date) > 4 && !['OFF', 'HOLIDAY', 'NOT_EMPLOYED'].includes(day.status));
  const start = openDate ?? (today.startsWith(String(of.year)) ? today : `${of.year}-01-01`);
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 }[event.key];
    const at = (event.target as HTMLElement).dataset['date'];
    if (step === undefined || at === undefined) return;
    event.preventDefault();
    root.current?.querySelector<HTMLElement>(`[data-date="${addDays(at, step)}"]`)?.focus();
  };
  return (
    <section className={`h-card ${css['heat']}`}>
      <header>
        <ActionIcon variant="subtle" color="gray" aria-label={say('heat.previous', { year: String(of.year - 1) })} onClick={() => onYear(of.year - 1)}>
          <IconChevronLeft size={17} />
        </ActionIcon>
        <h2>{of.year}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label={say('heat.next', { year: String(of.year + 1) })} disabled={String(of.year) >= today.slice(0, 4)} onClick={() => onYear(of.year + 1)}>
          <IconChevronRight size={17} />
        </ActionIcon>
        <LatePattern days={[...days.values()]} say={say} />
      </header>
      <div ref={root} role="group" aria-label={say('heat.label', { year: String(of.year) })} onKeyDown={walk} className={css['months']} data-weekends={weekends}>
        <div className={css['weekdays']} aria-hidden>
          <span />
          <div>
            {Array.from({ length: 37 }, (_, index) => (
              <span key={index}>{weekdayName((index + 1) % 7).slice(0, 1)}</span>
            ))}
          </div>
          <b>{say('heat.present')}</b>
          <b>{say('heat.late')}</b>
          <b>{say('heat.absent')}</b>
        </div>
        {Array.from({ length: 12 }, (_, index) => (
          <Month key={index} year={of.year} month={index + 1} days={days} standings={standings} today={today} tabDate={start} openDate={openDate} onOpen={onOpen} />
        ))}
      </div>
      <Legend />
    </section>
  );
}

function LatePattern({ days, say }: { readonly days: readonly YearDay[]; readonly say: Say<typeof id> }): ReactNode {
  const late = days.filter(({ lateMinutes }) => lateMinutes > 0);
  const byWeekday = Array.from({ length: 7 }, (_, weekday) => late.filter(({ date }) => weekdayOfDate(date) === weekday).length);
  const most = Math.max(...byWeekday);
  // A pattern is named only where it is one: at least half, of at least six.
  if (late.length < 6 || most * 2 < late.length) return null;
  return <span className="h-quiet">{say('heat.monday', { part: most, count: late.length, day: weekdayName((byWeekday.indexOf(most) + 1) % 7) })}</span>;
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly days: ReadonlyMap<string, YearDay>;
  readonly standings: ReadonlyMap<string, AccountDay['standing']>;
  readonly today: string;
  readonly tabDate: string;
  readonly openDate: string | undefined;
  readonly onOpen: (date: string) => void;
}

function Month({ year, month, days, standings, today, tabDate, openDate, onOpen }: MonthProps): ReactNode {
  const say = useWords(employeeWords);
  const dates = Array.from({ length: daysIn(year, month) }, (_, index) => `${year}-${String(month).padStart(2, '0')}-${String(index + 1).padStart(2, '0')}`);
  const offset = weekdayOfDate(dates[0] ?? '');
  const judged = dates.flatMap((date) => days.get(date) ?? []);
  const present = judged.filter(({ status, settled }) => settled && ['PRESENT', 'HALF_DAY', 'INCOMPLETE'].includes(status)).length;
  const late = judged.reduce((sum, { lateMinutes }) => sum + lateMinutes, 0);
  const absent = dates.filter((date) => standings.get(date) === 'counted').length;
  return (
    <div className={css['month']}>
      <span>{monthName(month, true)}</span>
      <div>
        {dates.map((date, index) => (
          <Cell key={date} date={date} day={days.get(date)} standing={standings.get(date)} today={today} column={offset + index + 1} tabbed={date === tabDate} open={date === openDate} onOpen={onOpen} />
        ))}
      </div>
      <span className={css['sum']}>{present || '–'}</span>
      <span className={css['sum']}>{late > 0 ? say('heat.minutes', { count: wholeNumber(late) } as never) : '–'}</span>
      <span className={css['sum']} data-some={absent > 0}>
        {absent || '–'}
      </span>
    </div>
  );
}

interface CellProps {
  readonly date: string;
  readonly day: YearDay | undefined;
  readonly standing: AccountDay['standing'] | undefined;
  readonly today: string;
  readonly column: number;
  readonly tabbed: boolean;
  readonly open: boolean;
  readonly onOpen: (date: string) => void;
}

function Cell({ date, day, standing, today, column, tabbed, open, onOpen }: CellProps): ReactNode {
  const say = useWords(employeeWords);
  const sayStatus = useWords(statusWords);
  const status = day ? statusOfDay(day, standing, today) : null;
  const weekend = weekdayOfDate(date) > 4 && (status === null || status === 'off');
  const number = Number(date.slice(8));
  const shown = status === 'late' ? day?.lateMinutes : status === 'early' ? day?.earlyLeaveMinutes : status === 'punch-missing' ? '?' : status === null || status === 'present' || status === 'excused' ? number : status === 'waiting' ? '' : vocabulary[status].code;
  const words = [status ? sayStatus(status) : date === today ? say('cell.today') : say('cell.none')];
  if (day && day.lateMinutes > 0) words.push(say('cell.late', { count: day.lateMinutes }));
  if (day && day.earlyLeaveMinutes > 0 && status !== 'punch-missing') words.push(say('cell.early', { count: day.earlyLeaveMinutes }));
  const place = { '--column': column, '--weekday': ((column - 1) % 7) + 1 } as CSSProperties;
  if (typeof shown === 'string' && shown !== '' && shown !== '?') words.push(shown);
  if (weekend && date !== today) return <span className={css['weekend']} style={place} aria-hidden data-date={undefined} />;
  return (
    <button type="button" className={`${css['cell']} ${status === 'waiting' ? 'h-hatch' : ''}`} style={place} data-status={status ?? 'none'} data-today={date === today} data-open={open} data-date={date} tabIndex={tabbed ? 0 : -1} aria-label={`${longDate(date)}: ${words.join(', ')}`} onClick={() => onOpen(date)}>
      {shown}
    </button>
  );
}

const legend = ['present', 'late', 'early', 'punch-missing', 'no-record', 'absent', 'leave', 'waiting', 'off'] as const;

function Legend(): ReactNode {
  const say = useWords(employeeWords);
  const sayStatus = useWords(statusWords);
  const sample: Readonly<Record<string, string>> = { present: '5', late: '14', early: '25', 'punch-missing': '?', waiting: '' };
  return (
    <ul className={css['legend']}>
      {legend.map((status) => (
        <li key={status}>
          <i className={`${css['cell']} ${status === 'waiting' ? 'h-hatch' : ''}`} data-status={status} aria-hidden>
            {sample[status] ?? vocabulary[status].code}
          </i>
          {status === 'late' ? say('legend.late') : sayStatus(status)}
        </li>
      ))}
    </ul>
  );
}
