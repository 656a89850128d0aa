import { Inject, Injectable } from '@nestjs/common';
import { type YearAccount } from '../../core/discipline/account';
import { escalationFor, noRuleReason, sanctionOn } from '../../core/discipline/rules-in-force';
import { valueOn } from '../../core/discipline/dated';
import { dateAt } from '../../core/time/zone';
import { personOn } from '../../discipline/people';
import { RegulationBook } from '../../discipline/regulation-book';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { CONFIG } from '../../platform/tokens';
import { type CountedDayItem, type EmployeeYear, type ThresholdItem, type YearAccountItem, type YearDayItem, type YearMonthItem } from './employee-year-items';

type StoredYear = Omit<YearAccount, 'asOfDate'>;

interface DayRow {
  work_date: string;
  status: string;
  settled: number;
  late_minutes: number;
  early_leave_minutes: number;
  absent_days: number;
  flags: string;
}

/** Reads one person's year for the page that shows it. */
@Injectable()
export class EmployeeYearReader {
  constructor(
    private readonly database: Database,
    private readonly book: RegulationBook,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /**
   * The year with its account, the table it is held against and its days.
   * @throws DomainError `unknown-employee`
   */
  async read(employeeId: string, year: number): Promise<EmployeeYear> {
    const today = dateAt(this.config.defaultZone, this.clock.now());
    // The law and the position of the year's last day, or of today while it runs.
    const asOfDate = today < `${year}-12-31` ? (today < `${year}-01-01` ? `${year}-01-01` : today) : `${year}-12-31`;
    const person = await personOn(this.database, employeeId, asOfDate);
    const [row] = await this.database.query<{ detail: string }>('SELECT detail FROM year_account WHERE employee_id = ? AND account_year = ?', [employeeId, year]);
    const stored = row ? (JSON.parse(row.detail) as StoredYear) : null;
    const sql = `SELECT work_date, status, settled, late_minutes, early_leave_minutes, absent_days, flags FROM attendance_day
      WHERE employee_id = ? AND work_date >= ? AND work_date <= ? ORDER BY work_date, shift_no`;
    const rows = await this.database.query<DayRow>(sql, [employeeId, `${year}-01-01`, `${year}-12-31`]);
    return {
      person,
      ...{ year, asOfDate },
      account: this.accountItem(stored, person.category, asOfDate),
      thresholds: this.thresholds(stored, person.category, asOfDate),
      days: daysOf(stored),
      months: monthsOf(year, rows),
    };
  }

  private accountItem(stored: StoredYear | null, category: string, date: string): YearAccountItem {
    const escalation = escalationFor(this.book.regulations, category, 'absence');
    return {
      ...(stored === null ? emptyAccount : accountOf(stored)),
      runLimit: (escalation && valueOn(escalation.parameters.run, date)?.value.workingDays) ?? null,
      noRule: escalation === undefined ? noRuleReason(this.book.regulations, category, 'absence', date).reason : null,
    };
  }

  /** The table in force on a date; a category without a rule is shown none. */
  private thresholds(stored: StoredYear | null, category: string, date: string): ThresholdItem[] {
    const escalation = escalationFor(this.book.regulations, category, 'absence');
    const table = escalation && valueOn(escalation.parameters.thresholds, date);
    const [counted, waiting] = [stored?.cumulativeDays ?? 0, stored?.waitingDays ?? 0];
    const rows = table?.value.rows ?? [];
    const next = rows.find((row) => row.from > counted);
    return rows.map((row) => {
      const sanction = sanctionOn(this.book.regulations, row.sanction, date);
      const reached = counted >= row.from;
      return { at: row.from, sanction: row.sanction, title: sanction?.title ?? row.sanction, abbreviation: sanction?.abbreviation ?? '', tier: sanction?.tier ?? '', article: row.article, reached, next: row === next, possible: !reached && counted + waiting >= row.from };
    });
  }
}

type OwnFigures = Omit<YearAccountItem, 'runLimit' | 'noRule'>;

const noRun = { length: 0, fromDate: null, toDate: null };

/** A year in which nothing has ever happened has no row. */
const emptyAccount: OwnFigures = {
  ...{ verifiedDays: 0, waitingDays: 0, cumulativeDays: 0, lateMinutes: 0, earlyLeaveMinutes: 0, run: noRun, possibleRun: noRun },
  ...{ level: null, nextLevel: null, daysToNext: null, salaryStopMonth: null, provisional: false },
};

const accountOf = ({ verifiedDays, waitingDays, cumulativeDays, lateMinutes, earlyLeaveMinutes, longestRun, possibleRun, level, next, salaryStop, provisional }: StoredYear): OwnFigures => ({
  ...{ verifiedDays, waitingDays, cumulativeDays, lateMinutes, earlyLeaveMinutes, run: runOf(longestRun), possibleRun: runOf(possibleRun) },
  ...{ level: level?.sanction ?? null, nextLevel: next?.sanction ?? null, daysToNext: next?.missing ?? null, salaryStopMonth: salaryStop?.month ?? null, provisional },
});

const runOf = ({ length, fromDate, toDate }: YearAccount['longestRun']) => ({ length, fromDate, toDate });

function daysOf(stored: StoredYear | null): CountedDayItem[] {
  const counted = (stored?.counted ?? []).map(({ date, days, verifiedBy, evidence }): CountedDayItem => ({ date, days, standing: 'counted', verifiedBy, evidence }));
  const waiting = (stored?.waiting ?? []).map(({ date, days, why }): CountedDayItem => ({ date, days, standing: why, verifiedBy: null, evidence: [] }));
  return [...counted, ...waiting].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function monthsOf(year: number, rows: readonly DayRow[]): YearMonthItem[] {
  const days = new Map<string, YearDayItem>();
  for (const row of rows) days.set(row.work_date, withShift(days.get(row.work_date), row));
  return Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    return { month, days: [...days.values()].filter(({ date }) => date.startsWith(month)) };
  });
}

/** A day of several shifts shows the one with the most absent time, else the one with the most minutes. */
function withShift(known: YearDayItem | undefined, row: DayRow): YearDayItem {
  const flags = row.flags === '' ? [] : row.flags.split(' ');
  const own = { status: row.status, lateMinutes: row.late_minutes, earlyLeaveMinutes: row.early_leave_minutes, absentDays: row.absent_days };
  if (!known) return { date: row.work_date, ...own, settled: row.settled === 1, shifts: 1, flags };
  const weighs = row.absent_days > known.absentDays || (row.absent_days === known.absentDays && row.late_minutes + row.early_leave_minutes > known.lateMinutes + known.earlyLeaveMinutes);
  return {
    ...{ date: known.date, status: weighs ? row.status : known.status, settled: known.settled && row.settled === 1, shifts: known.shifts + 1 },
    ...{ lateMinutes: known.lateMinutes + row.late_minutes, earlyLeaveMinutes: known.earlyLeaveMinutes + row.early_leave_minutes },
    ...{ absentDays: known.absentDays + row.absent_days, flags: [...new Set([...known.flags, ...flags])] },
  };
}
