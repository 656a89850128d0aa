import { Injectable } from '@nestjs/common';
import { type UnitSpans } from '../../core/organisation/unit-spans';
import { unitsCondition, unitsConditionOn } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { type SqlPart } from '../../platform/http/page';
import { datesOf } from './months';
import { type AccountLine, type AppraisalLine, type AttendanceMonth, type CountLine, type ViolationMonth } from './one-page-items';

/** Units whose figures are meant: rows with a date by the units of their date, others by those of the date `on`. */
export interface UnitScope {
  readonly units: UnitSpans;
  /** 'YYYY-MM-DD'. */
  readonly on: string;
}

/** Whose figures: one person's, or those of all who belonged to the units on the day. */
export type Scope = { readonly employeeId: string } | UnitScope;

/** Days of one person in one unit. */
export interface PersonDays {
  readonly unitId: string | null;
  readonly employeeId: string;
  readonly owed: number;
  readonly attended: number;
  readonly late: number;
}

const attended = "('PRESENT','INCOMPLETE','HALF_DAY')";
const owed = "('PRESENT','INCOMPLETE','HALF_DAY','ABSENT')";
const sum = (condition: string, what = '1'): string => `SUM(CASE WHEN ${condition} THEN ${what} ELSE 0 END)`;
const counts = `${sum(`d.status IN ${owed}`)} AS owed, ${sum(`d.status IN ${attended}`)} AS attended, ${sum(`d.status IN ${attended} AND d.late_minutes > 0`)} AS late`;

/**
 * The rows of a scope as a condition about a table's alias.
 * @param date column of the rows' date, or null
 */
export function scopeOf(alias: string, scope: Scope, date: string | null): SqlPart {
  if ('employeeId' in scope) return { sql: `${alias}.employee_id = ?`, values: [scope.employeeId] };
  return date === null ? unitsConditionOn(scope.units, `${alias}.unit_id`, scope.on) : unitsCondition(scope.units, `${alias}.unit_id`, `${alias}.${date}`);
}

/** Every month of the span, also those of which nothing was found. */
export const everyMonth = <T extends { readonly month: string }>(months: readonly string[], rows: readonly T[], nothing: (month: string) => T): T[] => months.map((month) => rows.find((row) => row.month === month) ?? nothing(month));

const numbers = <T extends object>(row: T): T => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, ['month', 'unitId', 'employeeId', 'key', 'level', 'period', 'name', 'status', 'predicate'].includes(name) ? value : Number(value)])) as T;

/** What is derived and decided about people, counted. */
@Injectable()
export class PeopleFigures {
  constructor(private readonly database: Database) {}

  /** Attendance month by month. */
  async attendance(scope: Scope, months: readonly string[]): Promise<AttendanceMonth[]> {
    const { sql, values } = scopeOf('d', scope, 'work_date');
    const { from, to } = datesOf(months);
    const rows = await this.database.query<AttendanceMonth>(
      `SELECT SUBSTR(d.work_date, 1, 7) AS month, COUNT(DISTINCT d.employee_id) AS people, ${counts}, ${sum(`d.status IN ${attended}`, 'd.late_minutes')} AS lateMinutes, ${sum("d.status = 'ABSENT'")} AS noRecord,
         ${sum("d.status = 'ON_LEAVE'")} AS \`leave\`, ${sum("d.status = 'ON_DUTY'")} AS duty, ${sum("d.status = 'PENDING'")} AS waiting
       FROM attendance_day d WHERE d.work_date >= ? AND d.work_date <= ? AND ${sql} GROUP BY SUBSTR(d.work_date, 1, 7)`,
      [from, to, ...values],
    );
    return everyMonth(months, rows.map(numbers), (month) => ({ month, people: 0, owed: 0, attended: 0, late: 0, lateMinutes: 0, noRecord: 0, leave: 0, duty: 0, waiting: 0 }));
  }

  /** The days of each person in each unit. */
  async personDays(units: UnitSpans, months: readonly string[]): Promise<PersonDays[]> {
    const { sql, values } = unitsCondition(units, 'd.unit_id', 'd.work_date');
    const { from, to } = datesOf(months);
    const rows = await this.database.query<PersonDays>(`SELECT d.unit_id AS unitId, d.employee_id AS employeeId, ${counts} FROM attendance_day d WHERE d.work_date >= ? AND d.work_date <= ? AND ${sql} GROUP BY d.unit_id, d.employee_id`, [from, to, ...values]);
    return rows.map(numbers);
  }

  /** Violations month by month. */
  async violations(scope: Scope, months: readonly string[]): Promise<ViolationMonth[]> {
    const { sql, values } = scopeOf('v', scope, 'work_date');
    const { from, to } = datesOf(months);
    const rows = await this.database.query<ViolationMonth>(
      `SELECT SUBSTR(v.work_date, 1, 7) AS month, ${sum("v.state = 'verified'")} AS verified, ${sum("v.state = 'unverified'")} AS unverified, ${sum("v.state NOT IN ('verified', 'unverified')")} AS other
       FROM violation v WHERE v.work_date >= ? AND v.work_date <= ? AND ${sql} GROUP BY SUBSTR(v.work_date, 1, 7)`,
      [from, to, ...values],
    );
    return everyMonth(months, rows.map(numbers), (month) => ({ month, verified: 0, unverified: 0, other: 0 }));
  }

  /** The accounts of the years that the months touch. */
  async accounts(employeeId: string, months: readonly string[]): Promise<AccountLine[]> {
    const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))];
    const rows = await this.database.query<AccountLine>(
      `SELECT account_year AS \`year\`, verified_days AS verifiedDays, waiting_days AS waitingDays, late_minutes AS lateMinutes, level FROM year_account WHERE employee_id = ? AND account_year IN (${years.map(() => '?').join(',')}) ORDER BY account_year`,
      [employeeId, ...years],
    );
    return rows.map(numbers);
  }

  /** Cases that were opened in the years of the months, by state. */
  async cases(scope: Scope, months: readonly string[]): Promise<CountLine[]> {
    const { sql, values } = scopeOf('c', scope, null);
    const years = [...new Set(months.map((month) => Number(month.slice(0, 4))))];
    const rows = await this.database.query<CountLine>(`SELECT c.state AS \`key\`, COUNT(*) AS count FROM discipline_case c WHERE c.account_year IN (${years.map(() => '?').join(',')}) AND ${sql} GROUP BY c.state ORDER BY c.state`, [...years, ...values]);
    return rows.map(numbers);
  }

  /** Appraisals of periods that the months touch, by period, status and outcome. */
  async appraisals(scope: Scope, months: readonly string[]): Promise<AppraisalLine[]> {
    const { sql, values } = scopeOf('a', scope, null);
    const { from, to } = datesOf(months);
    const rows = await this.database.query<AppraisalLine>(
      `SELECT a.period_code AS period, p.name AS name, a.status AS status, a.predicate AS predicate, COUNT(*) AS count FROM appraisal a JOIN appraisal_period p ON p.code = a.period_code
       WHERE p.to_date >= ? AND p.from_date <= ? AND ${sql} GROUP BY a.period_code, p.name, p.from_date, a.status, a.predicate ORDER BY p.from_date, a.period_code, a.status, a.predicate`,
      [from, to, ...values],
    );
    return rows.map(numbers);
  }
}
