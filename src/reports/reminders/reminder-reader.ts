import { Injectable } from '@nestjs/common';
import { addWorkingDays, isWorkingDay, workingDaysBetween, type WorkingCalendar } from '../../core/calendar/working-calendar';
import { type CaseState, currentRound } from '../../core/discipline/case-state';
import { deadlineItems } from '../../discipline/cases/case-detail';
import { readOfficeCalendar } from '../../discipline/office-days';
import { RegulationBook } from '../../discipline/regulation-book';
import { VerificationDeadlines } from '../../discipline/violations/verification-deadlines';
import { Database } from '../../platform/database/database';

/** Something that waits for a person, with the day by which it is due. */
export interface DueMatter {
  readonly matter: 'verification' | 'case';
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly number: string;
  readonly name: string;
  /** The work date of a verification; the account year of a case. */
  readonly about: string;
  /** Kind of the exception, or code of the deadline. */
  readonly what: string;
  readonly dueDate: string;
  /** Working days from today; negative when past. */
  readonly workingDaysLeft: number;
}

/** How many working days ahead something is told: a verification is quickly done, a step of a case is not. */
const ahead = { verification: 1, case: 3 };

interface ViolationRow {
  work_date: string;
  kind: string;
  unit_id: string | null;
  unit_name: string | null;
  number: string;
  name: string;
  category: string;
}

interface CaseRow extends Omit<ViolationRow, 'work_date' | 'kind'> {
  account_year: number;
  detail: string;
}

/** Reads what falls due: verifications that nobody has made, and steps of cases that nobody has taken. */
@Injectable()
export class ReminderReader {
  constructor(
    private readonly database: Database,
    private readonly book: RegulationBook,
  ) {}

  /** Whether the office works on a date; nobody is reminded on other days. */
  async works(date: string): Promise<boolean> {
    return isWorkingDay(await this.calendar(), date);
  }

  /** Everything overdue or due within some working days of a date, the most urgent first. */
  async read(today: string): Promise<DueMatter[]> {
    const calendar = await this.calendar();
    const found = [...(await this.verifications(calendar, today)), ...(await this.caseSteps(calendar, today))];
    const orderOf = ({ dueDate, number, about }: DueMatter): string => `${dueDate} ${number} ${about}`;
    return found.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  }

  private calendar(): Promise<WorkingCalendar> {
    return readOfficeCalendar(this.database, this.book.holidays);
  }

  private async verifications(calendar: WorkingCalendar, today: string): Promise<DueMatter[]> {
    const deadlines = new VerificationDeadlines(this.book.regulations, calendar);
    const horizon = addWorkingDays(calendar, today, ahead.verification).date;
    const sql = `SELECT v.work_date, v.kind, v.unit_id, u.name AS unit_name, e.number, e.name, e.category FROM violation v JOIN employee e ON e.id = v.employee_id
      LEFT JOIN unit u ON u.id = v.unit_id WHERE v.state = 'unverified' AND v.work_date <= ? ORDER BY v.work_date, e.number`;
    return (await this.database.query<ViolationRow>(sql, [horizon])).flatMap((row): DueMatter[] => {
      const due = deadlines.of(row.category, row.work_date);
      if (due === null || due.date > horizon) return [];
      return [{ matter: 'verification', ...whoseOf(row), about: row.work_date, what: row.kind, dueDate: due.date, workingDaysLeft: workingDaysBetween(calendar, today, due.date) }];
    });
  }

  private async caseSteps(calendar: WorkingCalendar, today: string): Promise<DueMatter[]> {
    const sql = `SELECT c.account_year, c.detail, c.unit_id, u.name AS unit_name, e.number, e.name, e.category FROM discipline_case c JOIN employee e ON e.id = c.employee_id
      LEFT JOIN unit u ON u.id = c.unit_id WHERE c.state NOT IN ('closed', 'withdrawn') ORDER BY e.number, c.account_year`;
    return (await this.database.query<CaseRow>(sql)).flatMap((row) => {
      const round = currentRound(JSON.parse(row.detail) as CaseState);
      const deadlines = round ? deadlineItems(round, row.category, this.book.regulations, calendar, today) : [];
      // The day on which a decision comes into force asks nothing of anybody, and a recourse is the employee's own affair.
      const open = deadlines.filter(({ code, met, workingDaysLeft }) => !met && workingDaysLeft <= ahead.case && !['in-force', 'objection-filing', 'appeal-filing'].includes(code));
      return open.map(({ code, dueDate, workingDaysLeft }): DueMatter => ({ matter: 'case', ...whoseOf(row), about: String(row.account_year), what: code, dueDate, workingDaysLeft }));
    });
  }
}

const whoseOf = ({ unit_id: unitId, unit_name: unitName, number, name }: Omit<ViolationRow, 'work_date' | 'kind' | 'category'>) => ({ unitId, unitName, number, name });
