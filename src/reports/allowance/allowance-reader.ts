import { Injectable } from '@nestjs/common';
import { leaveTypeOf } from '../../attendance/requests/leave-types';
import { workingDaysOf } from '../../core/calendar/working-calendar';
import { allowanceCut, type AllowanceCut, type AllowanceDay, type LeaveSpan } from '../../core/discipline/allowance';
import { type AllowanceTable } from '../../core/discipline/allowance-table';
import { type CaseRound } from '../../core/discipline/case-state';
import { type Source, valueOn } from '../../core/discipline/dated';
import { type AllowanceProvision } from '../../core/discipline/regulation';
import { addDays } from '../../core/time/calendar';
import { readOfficeCalendar } from '../../discipline/office-days';
import { unitsBelow } from '../../platform/auth/unit-places';
import { RegulationBook } from '../../discipline/regulation-book';
import { Database, type SqlValue } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';

/** The table by which somebody's allowance is cut in a month, or why there is none. */
export type TableInForce = { readonly code: string; readonly title: string; readonly source: Source; readonly table: AllowanceTable } | { readonly why: string };

/** One person's cut of a month. */
export interface EmployeeAllowance {
  readonly employeeId: string;
  readonly number: string;
  readonly name: string;
  readonly category: string;
  readonly table: { readonly code: string; readonly title: string; readonly source: string } | null;
  /** Why nothing is computed, where nothing is. */
  readonly why: string | null;
  readonly cut: AllowanceCut | null;
}

/** Whose allowance is meant. */
export interface AllowancePerson {
  id: string;
  number: string;
  name: string;
  category: string;
}

interface DayRow {
  employee_id: string;
  work_date: string;
  absent_days: number;
  late_minutes: number;
  early_leave_minutes: number;
  flags: string;
  settled: number;
}

/** Employees whose days are in memory at once. */
const batch = 300;

/** Reads what a month's allowance is cut by: days as judged, officers' words, leaves and sanctions in force. */
@Injectable()
export class AllowanceReader {
  constructor(
    private readonly database: Database,
    private readonly book: RegulationBook,
  ) {}

  /** Codes of the tables that ship or are adopted. */
  get tables(): { readonly shipped: readonly string[]; readonly adopted: readonly string[] } {
    const isTable = (each: { kind: string }): boolean => each.kind === 'allowance';
    return { shipped: this.book.regulations.all.map(({ regulation }) => regulation).filter(isTable).map(({ code }) => code), adopted: this.book.regulations.inUse.filter(isTable).map(({ code }) => code) };
  }

  /**
   * Whose cuts a month ('YYYY-MM') has, by number of the person.
   * @param unitCode a unit with all below it; null = everybody
   * @throws DomainError `unknown-unit`
   */
  people(month: string, unitCode: string | null): Promise<AllowancePerson[]> {
    return this.peopleOf(unitCode, `${month}-01`, addDays(`${nextMonth(month)}-01`, -1));
  }

  /** Their cuts, some people at a time. */
  async *cuts(people: readonly AllowancePerson[], month: string): AsyncGenerator<EmployeeAllowance> {
    const workingDays = await this.workingDays(month);
    for (let start = 0; start < people.length; start += batch) yield* await this.cutsOf(people.slice(start, start + batch), month, workingDays);
  }

  /** The office's working days of a month. */
  async workingDays(month: string): Promise<readonly string[]> {
    const calendar = await readOfficeCalendar(this.database, this.book.holidays);
    return workingDaysOf(calendar, `${month}-01`, addDays(`${nextMonth(month)}-01`, -1));
  }

  /** The cuts of some people, a few hundred at a time. */
  async cutsOf(people: readonly AllowancePerson[], month: string, workingDays: readonly string[]): Promise<EmployeeAllowance[]> {
    return this.batch(people, month, addDays(`${nextMonth(month)}-01`, -1), workingDays);
  }

  private async batch(people: readonly AllowancePerson[], month: string, last: string, workingDays: readonly string[]): Promise<EmployeeAllowance[]> {
    const ids = people.filter(({ category }) => !('why' in this.tableOf(category, last))).map(({ id }) => id);
    const days = ids.length === 0 ? new Map<string, AllowanceDay[]>() : await this.days(ids, `${month}-01`, last);
    const leaves = ids.length === 0 ? new Map<string, LeaveSpan[]>() : await this.leaves(ids, `${month}-01`, last);
    const sanctions = ids.length === 0 ? new Map<string, { sanction: string; inForceDate: string }[]>() : await this.sanctions(ids);
    return people.map((person): EmployeeAllowance => {
      const found = this.tableOf(person.category, last);
      const head = { employeeId: person.id, number: person.number, name: person.name, category: person.category };
      if ('why' in found) return { ...head, table: null, why: found.why, cut: null };
      const context = { workingDays, leaves: leaves.get(person.id) ?? [], sanctions: sanctions.get(person.id) ?? [] };
      const cut = allowanceCut(days.get(person.id) ?? [], found.table, month, context);
      return { ...head, table: { code: found.code, title: found.title, source: `${found.source.act}, ${found.source.article}` }, why: null, cut };
    });
  }

  private tableOf(category: string, date: string): TableInForce {
    const adopted = this.book.regulations.inUse.filter((each): each is AllowanceProvision => each.kind === 'allowance' && each.appliesTo.includes(category));
    const [only] = adopted;
    if (adopted.length > 1) return { why: `more than one allowance table is adopted for ${category}: ${adopted.map(({ code }) => code).join(', ')}` };
    if (!only) return { why: `no allowance table is adopted for ${category}; adopt one by its code in REGULATIONS (shipped: ${this.tables.shipped.join(', ')})` };
    const value = valueOn(only.parameters.table, date);
    return value === undefined ? { why: `${only.code} has no table in force on ${date}` } : { code: only.code, title: only.title, source: value.source, table: value.value };
  }

  private async peopleOf(unitCode: string | null, from: string, to: string): Promise<AllowancePerson[]> {
    const employed = '(e.joined_date IS NULL OR e.joined_date <= ?) AND (e.left_date IS NULL OR e.left_date >= ?)';
    if (unitCode === null) return this.database.query<AllowancePerson>(`SELECT e.id, e.number, e.name, e.category FROM employee e WHERE ${employed} ORDER BY e.number`, [to, from]);
    const [unit] = await this.database.query<{ id: string }>('SELECT id FROM unit WHERE code = ?', [unitCode]);
    if (!unit) throw new DomainError('unknown-unit', `There is no unit with the code "${unitCode}".`, 404);
    const units = (await unitsBelow(this.database, unit.id)).on(to);
    // The unit at the end of the month pays.
    const sql = `SELECT e.id, e.number, e.name, e.category FROM employee e JOIN employee_unit m ON m.employee_id = e.id AND m.from_date = COALESCE(
        (SELECT MAX(x.from_date) FROM employee_unit x WHERE x.employee_id = e.id AND x.from_date <= ?), (SELECT MIN(y.from_date) FROM employee_unit y WHERE y.employee_id = e.id))
      WHERE ${employed} AND m.unit_id IN (${units.map(() => '?').join(',')}) ORDER BY e.number`;
    return this.database.query<AllowancePerson>(sql, [to, to, from, ...units]);
  }

  private async days(ids: readonly string[], from: string, to: string): Promise<Map<string, AllowanceDay[]>> {
    const within = [...ids, from, to];
    const marks = ids.map(() => '?').join(',');
    const states = await this.database.query<{ employee_id: string; work_date: string; kind: string; state: string }>(
      `SELECT employee_id, work_date, kind, state FROM violation WHERE employee_id IN (${marks}) AND work_date >= ? AND work_date <= ?`,
      within,
    );
    const stateOf = new Map(states.map((row) => [`${row.employee_id} ${row.work_date} ${row.kind}`, row.state]));
    const rows = await this.database.query<DayRow>(
      `SELECT employee_id, work_date, absent_days, late_minutes, early_leave_minutes, flags, settled FROM attendance_day WHERE employee_id IN (${marks}) AND work_date >= ? AND work_date <= ? ORDER BY employee_id, work_date, shift_no`,
      within,
    );
    const found = new Map<string, AllowanceDay[]>();
    for (const row of rows) found.set(row.employee_id, [...(found.get(row.employee_id) ?? []), dayOf(row, (kind) => stateOf.get(`${row.employee_id} ${row.work_date} ${kind}`))]);
    return found;
  }

  private async leaves(ids: readonly string[], from: string, to: string): Promise<Map<string, LeaveSpan[]>> {
    const sql = `SELECT employee_id, type, from_date, to_date FROM request WHERE employee_id IN (${ids.map(() => '?').join(',')}) AND kind = 'leave' AND state = 'approved' AND from_date <= ? AND to_date >= ? ORDER BY from_date, id`;
    const found = new Map<string, LeaveSpan[]>();
    for (const row of await this.database.query<{ employee_id: string; type: string; from_date: string; to_date: string }>(sql, [...ids, to, from])) {
      const span = { leave: leaveTypeOf(row.type)?.effectCode ?? row.type, fromDate: row.from_date, toDate: row.to_date };
      found.set(row.employee_id, [...(found.get(row.employee_id) ?? []), span]);
    }
    return found;
  }

  /** Sanctions in force, the interim substitute in place of the one in law where one was imposed. */
  private async sanctions(ids: readonly string[]): Promise<Map<string, { sanction: string; inForceDate: string }[]>> {
    const values: readonly SqlValue[] = ids;
    const rows = await this.database.query<{ employee_id: string; detail: string }>(`SELECT employee_id, detail FROM discipline_case WHERE employee_id IN (${ids.map(() => '?').join(',')})`, values);
    const found = new Map<string, { sanction: string; inForceDate: string }[]>();
    for (const row of rows) {
      const rounds = (JSON.parse(row.detail) as { rounds: readonly CaseRound[] }).rounds;
      const standing = rounds.flatMap(({ decision, inForceDate }) => (decision?.imposed && !decision.annulled && inForceDate !== null ? [{ sanction: decision.imposed.interim?.sanction ?? decision.imposed.sanction, inForceDate }] : []));
      found.set(row.employee_id, [...(found.get(row.employee_id) ?? []), ...standing]);
    }
    return found;
  }
}

/** A day that waits for a fact or for an officer cuts nothing yet; what an officer excused is no absence. */
function dayOf(row: DayRow, state: (kind: string) => string | undefined): AllowanceDay {
  const flags = row.flags.split(' ');
  const absence = state('absence');
  const waits = (kind: string): boolean => ['unverified', 'waiting', 'sent-back'].includes(state(kind) ?? '');
  const missing = (kind: 'missing-in' | 'missing-out', flag: string): boolean => flags.includes(flag) && state(kind) !== 'excused';
  return {
    date: row.work_date,
    absentDays: absence === 'excused' ? 0 : row.absent_days,
    lateMinutes: row.late_minutes,
    earlyLeaveMinutes: row.early_leave_minutes,
    missingIn: missing('missing-in', 'MISSING_IN'),
    missingOut: missing('missing-out', 'MISSING_OUT'),
    excused: flags.includes('LATE_EXCUSED') || flags.includes('EARLY_EXCUSED') || state('late-arrival') === 'excused' || state('early-leave') === 'excused',
    waiting: row.settled === 0 || waits('absence') || waits('missing-in') || waits('missing-out'),
  };
}

function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
