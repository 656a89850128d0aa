import { Inject, Injectable } from '@nestjs/common';
import type { ReportCase, ReportDay, ReportFrame, ReportObservation, ReportPeople, ReportRest, ReportReview, ReportTerminal, ReportUnit } from '../core/report/report-input';
import { type ExplanationStep } from '../core/attendance/explanation-step';
import { type UnitSpans } from '../core/organisation/unit-spans';
import { dateAt } from '../core/time/zone';
import { readOfficeCalendar } from '../discipline/office-days';
import { RegulationBook } from '../discipline/regulation-book';
import { type Config } from '../platform/config';
import { Database, type SqlValue } from '../platform/database/database';
import { readUnitPlaces, unitsCondition } from '../platform/auth/unit-places';
import { DomainError } from '../platform/errors';
import { CONFIG } from '../platform/tokens';
import { caseOf, type CaseRow, openCaseStates } from './case-row';
import { TerminalStates } from './terminal/terminal-states';

interface DayRow {
  employee_id: string;
  number: string;
  name: string;
  unit_id: string | null;
  zone: string;
  work_date: string;
  shift_no: number;
  status: string;
  settled: number;
  flags: string;
  absent_days: number;
  late_minutes: number;
  early_leave_minutes: number;
  in_at: number | null;
  out_at: number | null;
  closes_at: number | null;
}

interface Reach {
  readonly scope: ReportUnit | null;
  readonly units: readonly ReportUnit[];
  /** Ids of the unit and those under it on the date; null = everybody. */
  readonly unitIds: readonly string[] | null;
  /** The same on every date; null = everybody. */
  readonly within: UnitSpans | null;
}

/** A report that is being read. */
export interface OpenReport {
  readonly frame: ReportFrame;
  readonly reach: Reach;
}

/** People whose days are in memory at once. */
const peopleAtOnce = 500;

const dayColumns =
  'd.employee_id, e.number, e.name, d.unit_id, d.zone, d.work_date, d.shift_no, d.status, d.settled, d.flags, d.absent_days, d.late_minutes, d.early_leave_minutes, d.in_at, d.out_at, d.closes_at';

/** Reads what a daily report is made from, some people at a time. */
@Injectable()
export class DailyReportReader {
  constructor(
    private readonly database: Database,
    private readonly book: RegulationBook,
    private readonly states: TerminalStates,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * What the report of one date is about.
   * @param unitCode a unit with all under it; null = all units
   * @throws DomainError `unknown-unit`
   */
  async open(date: string, unitCode: string | null, generatedAt: number): Promise<OpenReport> {
    const reach = await this.reachOf(unitCode, date);
    return { reach, frame: { date, generatedAt, zone: reach.scope?.zone ?? this.config.defaultZone, scope: reach.scope, units: reach.units } };
  }

  /** The people of a report, some at a time: a city is never in memory whole. */
  async *people({ reach, frame: { date } }: OpenReport): AsyncGenerator<ReportPeople> {
    const monthStart = `${date.slice(0, 7)}-01`;
    const ids = await this.peopleOf(reach, monthStart, date);
    for (let start = 0; start < ids.length; start += peopleAtOnce) {
      const some = ids.slice(start, start + peopleAtOnce);
      yield {
        days: await this.days(reach, some, 'd.work_date = ?', [date]),
        monthDays: await this.days(reach, some, `d.work_date >= ? AND d.work_date <= ? AND ${departs}`, [monthStart, date]),
        reviews: await this.reviews(some, monthStart, date),
      };
    }
  }

  /** What stands beside the people of a report. */
  async rest({ reach, frame: { date, generatedAt } }: OpenReport, missedDates: readonly string[]): Promise<ReportRest> {
    return {
      cases: await this.cases(reach, dateAt(this.config.defaultZone, generatedAt)),
      terminals: await this.terminals(reach, date),
      observations: await this.observations(reach, date),
      missedDates,
    };
  }

  /** On which of the dates from `from` to `to` somebody was due to work, oldest first. */
  async datesWithPeopleDue(from: string, to: string): Promise<readonly string[]> {
    const sql = `SELECT DISTINCT work_date FROM attendance_day WHERE work_date BETWEEN ? AND ? AND status NOT IN ('OFF', 'HOLIDAY', 'NOT_EMPLOYED') ORDER BY work_date`;
    return (await this.database.query<{ work_date: string }>(sql, [from, to])).map((row) => row.work_date);
  }

  /** Whether days of a date still wait to be computed. */
  async isBeingComputed(date: string): Promise<boolean> {
    return (
      (await this.database.query('SELECT work_date FROM dirty_day WHERE work_date = ? LIMIT 1', [date])).length > 0
    );
  }

  /** The id of a unit by its code, or null where there is none. */
  async unitId(code: string): Promise<string | null> {
    return (await this.database.query<{ id: string }>('SELECT id FROM unit WHERE code = ?', [code]))[0]?.id ?? null;
  }

  /** The units as they stood on the date of the report. */
  private async reachOf(unitCode: string | null, date: string): Promise<Reach> {
    const rows = await this.database.query<Omit<ReportUnit, 'parentId'>>('SELECT id, code, name, zone FROM unit ORDER BY code');
    const places = await readUnitPlaces(this.database);
    const units = rows.map(({ id, code, name, zone }): ReportUnit => ({ id, code, name, parentId: places.parentOn(id, date), zone }));
    if (unitCode === null) return { scope: null, units, unitIds: null, within: null };
    const scope = units.find((unit) => unit.code === unitCode);
    if (!scope) throw new DomainError('unknown-unit', `There is no unit with the code "${unitCode}".`, 404);
    const within = places.subtreeOf(scope.id);
    return { scope, units, unitIds: within.on(date), within };
  }

  /** Ids of whom the month of a report may be about. */
  private async peopleOf({ within }: Reach, from: string, to: string): Promise<readonly string[]> {
    const inUnits = within && unitsCondition(within, 'unit_id', 'work_date');
    const sql =
      inUnits === null
        ? 'SELECT id FROM employee WHERE left_date IS NULL OR left_date >= ? ORDER BY id'
        : `SELECT DISTINCT employee_id AS id FROM attendance_day WHERE work_date >= ? AND work_date <= ? AND ${inUnits.sql} ORDER BY employee_id`;
    return (await this.database.query<{ id: string }>(sql, inUnits === null ? [from] : [from, to, ...inUnits.values])).map(({ id }) => id);
  }

  /** CROSS JOIN keeps SQLite to this order, person by person; by itself it would read the whole date again for each batch. */
  private async days(reach: Reach, ids: readonly string[], condition: string, values: readonly SqlValue[]): Promise<readonly ReportDay[]> {
    const within = reach.within === null ? { sql: '1 = 1', values: [] } : unitsCondition(reach.within, 'd.unit_id', 'd.work_date');
    const sql = `SELECT ${dayColumns} FROM employee e CROSS JOIN attendance_day d ON d.employee_id = e.id WHERE e.id IN (${ids.map(() => '?').join(', ')}) AND ${condition} AND ${within.sql}`;
    return (await this.database.query<DayRow>(sql, [...ids, ...values, ...within.values])).map(dayOf);
  }

  private async reviews(ids: readonly string[], from: string, to: string): Promise<readonly ReportReview[]> {
    const sql = `SELECT v.employee_id, v.work_date, v.shift_no, v.kind, v.state FROM employee e CROSS JOIN violation v ON v.employee_id = e.id
      WHERE e.id IN (${ids.map(() => '?').join(', ')}) AND v.work_date >= ? AND v.work_date <= ? AND v.state IN ('verified', 'excused', 'sent-back')`;
    const rows = await this.database.query<{
      employee_id: string;
      work_date: string;
      shift_no: number;
      kind: ReportReview['kind'];
      state: string;
    }>(sql, [...ids, from, to]);
    return rows.map((row) => ({
      employeeId: row.employee_id,
      workDate: row.work_date,
      shiftNo: row.shift_no,
      kind: row.kind,
      state: row.state,
    }));
  }

  private async cases(reach: Reach, asOfDate: string): Promise<readonly ReportCase[]> {
    const within = inUnits('c.unit_id', reach.unitIds);
    const sql = `SELECT c.case_id, e.number, e.name, e.category, c.unit_id, c.state, c.level, c.counted_days, c.detail FROM discipline_case c JOIN employee e ON e.id = c.employee_id WHERE ${openCaseStates} AND ${within.sql}`;
    const rows = await this.database.query<CaseRow>(sql, within.values);
    if (rows.length === 0) return [];
    const basis = { regulations: this.book.regulations, calendar: await readOfficeCalendar(this.database, this.book.holidays), asOfDate };
    return rows.map((row) => caseOf(row, basis));
  }

  private async terminals({ scope }: Reach, date: string): Promise<readonly ReportTerminal[]> {
    const people = await this.peopleByTerminal(date);
    return (await this.states.of(scope?.id ?? null)).map((terminal) => ({ ...terminal, people: people.get(terminal.serial)?.size ?? 0 }));
  }

  /** Whose day of the date waits for which terminal: the day's own explanation names it. */
  private async peopleByTerminal(date: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const sql = `SELECT employee_id, explanation FROM attendance_day WHERE work_date = ? AND settled = 0 AND (flags LIKE '%AWAITING_DEVICE_SYNC%' OR flags LIKE '%DEVICE_FAULT%')`;
    const held = new Map<string, Set<string>>();
    for (const row of await this.database.query<{ employee_id: string; explanation: string }>(sql, [date])) {
      for (const { code, params } of JSON.parse(row.explanation) as readonly ExplanationStep[]) {
        const serial = params['terminal'];
        if (code.startsWith('TERMINAL_') && serial !== undefined) held.set(String(serial), (held.get(String(serial)) ?? new Set()).add(row.employee_id));
      }
    }
    return held;
  }

  private async observations(reach: Reach, date: string): Promise<readonly ReportObservation[]> {
    const within = inUnits('o.unit_id', reach.unitIds);
    const sql = `SELECT o.rule, o.finding, o.unit_id, o.door, o.from_at, o.to_at, e.number, e.name FROM observation o LEFT JOIN employee e ON e.id = o.employee_id WHERE o.work_date = ? AND ${within.sql}`;
    const zones = new Map(reach.units.map(({ id, zone }) => [id, zone]));
    const rows = await this.database.query<ObservationRow>(sql, [date, ...within.values]);
    return rows.map((row) => ({
      rule: row.rule,
      finding: row.finding,
      person: row.number === null || row.name === null ? null : { number: row.number, name: row.name },
      unitId: row.unit_id,
      door: row.door,
      zone: zones.get(row.unit_id ?? '') ?? this.config.defaultZone,
      fromAt: row.from_at,
      toAt: row.to_at,
    }));
  }
}

/** Rows that may hold an event; which of them do is judged by the same code as the report's own date. */
const departs = `d.settled = 1 AND (d.late_minutes > 0 OR d.early_leave_minutes > 0 OR d.absent_days > 0 OR d.flags LIKE '%MISSING%')`;

interface ObservationRow {
  rule: string;
  finding: 'observed' | 'unknown';
  unit_id: string | null;
  door: string | null;
  from_at: number;
  to_at: number;
  number: string | null;
  name: string | null;
}

const dayOf = (row: DayRow): ReportDay => ({
  employeeId: row.employee_id,
  person: { number: row.number, name: row.name },
  unitId: row.unit_id,
  zone: row.zone,
  workDate: row.work_date,
  shiftNo: row.shift_no,
  status: row.status,
  settled: row.settled === 1,
  flags: row.flags.match(/[A-Z][A-Z_]+/g) ?? [],
  absentDays: row.absent_days,
  lateMinutes: row.late_minutes,
  earlyLeaveMinutes: row.early_leave_minutes,
  inAt: row.in_at,
  outAt: row.out_at,
  closesAt: row.closes_at,
});

function inUnits(column: string, unitIds: readonly string[] | null): { sql: string; values: readonly SqlValue[] } {
  return unitIds === null
    ? { sql: '1 = 1', values: [] }
    : { sql: `${column} IN (${unitIds.map(() => '?').join(', ')})`, values: unitIds };
}
