import { Injectable } from '@nestjs/common';
import type { RecapDay, RecapPerson } from '../../core/report/recap';
import { recapRow, type RecapRow } from '../../core/report/recap';
import { datesBetween } from '../../core/time/calendar';
import { lastDateOf } from '../../core/time/month';
import { unitsBelow } from '../../platform/auth/unit-places';
import { Database, type SqlValue } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { AllowanceReader } from '../allowance/allowance-reader';

/** A month of a scope: whom it is about and its dates; rows come in batches, so that a city is never in memory whole. */
export interface RecapMonth {
  readonly month: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly dates: readonly string[];
  readonly people: readonly (RecapPerson & { readonly id: string; readonly category: string })[];
}

interface DayRow {
  employee_id: string;
  work_date: string;
  status: string;
  settled: number;
  flags: string;
  absent_days: number;
  late_minutes: number;
  early_leave_minutes: number;
  late_band: string | null;
  early_band: string | null;
}

interface CoverRow {
  employee_id: string;
  type: string;
  from_date: string;
  to_date: string;
}

/** People whose days are in memory at once: few enough to be forgotten before the collector moves them to where garbage stays long. */
const batch = 100;

/** People who are asked about at once where only a number is wanted. */
const peopleAsked = 500;

/** Reads the months of people for the recap. */
@Injectable()
export class RecapReader {
  constructor(
    private readonly database: Database,
    private readonly allowance: AllowanceReader,
  ) {}

  /**
   * Whom the recap of a month ('YYYY-MM') is about, by unit and name.
   * @param unitCode a unit with all below it; null = everybody
   * @throws DomainError `unknown-unit`
   */
  async month(month: string, unitCode: string | null): Promise<RecapMonth> {
    const last = lastDateOf(month);
    const unit = unitCode === null ? null : await this.unitOf(unitCode);
    const within = unit === null ? null : (await unitsBelow(this.database, unit.id)).on(last);
    // The unit at the end of the month answers for the recap.
    const sql = `SELECT e.id, e.number, e.name, e.category, COALESCE(u.name, '-') AS unit FROM employee e
      LEFT JOIN employee_unit m ON m.employee_id = e.id AND m.from_date = COALESCE(
        (SELECT MAX(x.from_date) FROM employee_unit x WHERE x.employee_id = e.id AND x.from_date <= ?), (SELECT MIN(y.from_date) FROM employee_unit y WHERE y.employee_id = e.id))
      LEFT JOIN unit u ON u.id = m.unit_id
      WHERE (e.joined_date IS NULL OR e.joined_date <= ?) AND (e.left_date IS NULL OR e.left_date >= ?)${within === null ? '' : ` AND m.unit_id IN (${within.map(() => '?').join(',')})`}
      ORDER BY unit, e.name, e.number`;
    const people = await this.database.query<{ id: string; number: string; name: string; category: string; unit: string }>(sql, [last, last, `${month}-01`, ...(within ?? [])]);
    return { month, unitId: unit?.id ?? null, unitName: unit?.name ?? null, dates: datesBetween(`${month}-01`, last), people: people.map((one) => ({ ...one, employeeId: one.id })) };
  }

  /** The rows of a month, a batch of people at a time. */
  async *rows({ month, dates, people }: RecapMonth): AsyncGenerator<RecapRow> {
    const workingDays = await this.allowance.workingDays(month);
    for (let start = 0; start < people.length; start += batch) {
      const some = people.slice(start, start + batch);
      const cuts = new Map((await this.allowance.cutsOf(some, month, workingDays)).map(({ employeeId, cut }) => [employeeId, cut?.cutPercent ?? null]));
      const days = await this.days(some.map(({ id }) => id), dates[0] ?? '', dates.at(-1) ?? '');
      for (const person of some) yield recapRow(person, days.get(person.id) ?? [], dates, cuts.get(person.id) ?? null);
    }
  }

  /** Dates of people that still wait for a terminal, a shift or a decision. */
  async waiting({ dates, people }: RecapMonth): Promise<number> {
    let count = 0;
    for (let start = 0; start < people.length; start += peopleAsked) {
      const ids = people.slice(start, start + peopleAsked).map(({ id }) => id);
      const sql = `SELECT COUNT(*) AS count FROM (SELECT DISTINCT employee_id, work_date FROM attendance_day WHERE employee_id IN (${ids.map(() => '?').join(',')}) AND work_date >= ? AND work_date <= ? AND (settled = 0 OR status = 'PENDING')) w`;
      count += (await this.database.query<{ count: number }>(sql, [...ids, dates[0] ?? '', dates.at(-1) ?? '']))[0]?.count ?? 0;
    }
    return count;
  }

  private async unitOf(code: string): Promise<{ id: string; name: string }> {
    const [unit] = await this.database.query<{ id: string; name: string }>('SELECT id, name FROM unit WHERE code = ?', [code]);
    if (!unit) throw new DomainError('unknown-unit', `There is no unit with the code "${code}".`, 404);
    return unit;
  }

  /** The judged days of some people from a date to a date, each person's by date and shift. */
  async days(ids: readonly string[], from: string, to: string): Promise<Map<string, RecapDay[]>> {
    const marks = ids.map(() => '?').join(',');
    const within: readonly SqlValue[] = [...ids, from, to];
    const sql = `SELECT employee_id, work_date, status, settled, flags, absent_days, late_minutes, early_leave_minutes, late_band, early_band FROM attendance_day
      WHERE employee_id IN (${marks}) AND work_date >= ? AND work_date <= ? ORDER BY employee_id, work_date, shift_no`;
    const absences = await this.database.query<{ employee_id: string; work_date: string; state: string }>(
      `SELECT employee_id, work_date, state FROM violation WHERE employee_id IN (${marks}) AND work_date >= ? AND work_date <= ? AND kind = 'absence'`,
      within,
    );
    const covers = await this.database.query<CoverRow>(
      `SELECT employee_id, type, from_date, to_date FROM request WHERE employee_id IN (${marks}) AND to_date >= ? AND from_date <= ? AND state = 'approved' AND kind IN ('leave', 'duty') ORDER BY from_date, id`,
      within,
    );
    const stateOf = new Map(absences.map((row) => [`${row.employee_id} ${row.work_date}`, row.state]));
    const coversOf = groupBy(covers, (row) => row.employee_id);
    const found = new Map<string, RecapDay[]>();
    for (const row of await this.database.query<DayRow>(sql, within)) {
      const day = dayOf(row, stateOf.get(`${row.employee_id} ${row.work_date}`) ?? null, coversOf.get(row.employee_id) ?? []);
      const known = found.get(row.employee_id);
      if (known) known.push(day);
      else found.set(row.employee_id, [day]);
    }
    return found;
  }
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row]);
  return found;
}

const dayOf = (row: DayRow, absence: string | null, covers: readonly CoverRow[]): RecapDay => ({
  workDate: row.work_date,
  status: row.status,
  settled: row.settled === 1,
  flags: row.flags.match(/[A-Z][A-Z_]+/g) ?? [],
  absentDays: row.absent_days,
  lateMinutes: row.late_minutes,
  earlyLeaveMinutes: row.early_leave_minutes,
  lateBand: row.late_band,
  earlyBand: row.early_band,
  absence,
  cover: covers.find((each) => each.from_date <= row.work_date && each.to_date >= row.work_date)?.type ?? null,
});
