import { Injectable } from '@nestjs/common';
import { type DayChanges, DayChangesReader } from '../../attendance/requests/day-changes-reader';
import { excusedTime } from '../../core/attendance/excused-time';
import { type SpanFacts } from '../../core/attendance/span-facts';
import { type ShiftFacts } from '../../core/performance/present-state';
import { planDay } from '../../core/schedule/plan-day';
import { type PlanDay } from '../../core/schedule/planned-day';
import { addDays } from '../../core/time/calendar';
import { MINUTE_MS } from '../../core/time/instant';
import { dateAt } from '../../core/time/zone';
import { Database } from '../../platform/database/database';
import { type PlannedEmployee } from '../../plan/reading/plan-book';
import { PlanReader } from '../../plan/reading/plan-reader';
import { MachineReader } from '../today/machine-reader';

/** Somebody with the shifts around a minute and whether their machine can be heard. */
export interface ExpectedFacts {
  readonly employeeId: string;
  readonly unitId: string | null;
  readonly shifts: readonly ShiftFacts[];
  readonly unheard: boolean;
}

interface RecordRow {
  readonly employee_id: string;
  readonly work_date: string;
  readonly shift_no: number;
  readonly in_at: number | null;
  readonly out_at: number | null;
}

const noChanges: DayChanges = { leaves: [], duties: [], corrections: [], excuses: [], overtimeOrders: [] };

/** Lays plan, leave, duty and the records of the ledger side by side for a minute; what a roll call is held against. */
@Injectable()
export class ExpectedPeople {
  constructor(
    private readonly database: Database,
    private readonly plan: PlanReader,
    private readonly changes: DayChangesReader,
    private readonly machines: MachineReader,
  ) {}

  /** Ids of who belongs to the units on a date and is employed on it, in order of id. */
  async members(unitIds: readonly string[], date: string): Promise<string[]> {
    if (unitIds.length === 0) return [];
    const rows = await this.database.query<{ id: string }>(
      `SELECT e.id AS id FROM employee e JOIN employee_unit m ON m.employee_id = e.id AND m.from_date = (SELECT MAX(n.from_date) FROM employee_unit n WHERE n.employee_id = e.id AND n.from_date <= ?)
       WHERE m.unit_id IN (${unitIds.map(() => '?').join(',')}) AND (e.joined_date IS NULL OR e.joined_date <= ?) AND (e.left_date IS NULL OR e.left_date >= ?) ORDER BY e.id`,
      [date, ...unitIds, date, date],
    );
    return rows.map(({ id }) => id);
  }

  /** The facts about some people around a minute, as they are known now. */
  async facts(ids: readonly string[], at: number, now: number): Promise<ExpectedFacts[]> {
    if (ids.length === 0) return [];
    // The dates are local to each unit; a day on either side of the one in UTC covers every zone and every night shift.
    const today = dateAt('UTC', at);
    const dates = [-2, -1, 0, 1].map((days) => addDays(today, days));
    const [first, last] = [dates[0] ?? today, dates.at(-1) ?? today];
    const book = await this.plan.loadPlanBook();
    const [people, changes, records, { silentUnits }] = await Promise.all([
      book.employeesWithIds(ids, first, last),
      this.changes.changesFor(this.database, ids, first, last),
      this.records(ids, first, last),
      this.machines.read(null, today, now),
    ]);
    return people.map((person) => {
      const days = dates.map((date) => planDay(person.plan, date)).filter(({ employed }) => employed);
      const unitId = days.findLast(({ startsAt }) => startsAt <= at)?.unitId ?? days[0]?.unitId ?? null;
      return { employeeId: person.employee.id, unitId, shifts: shiftsOf(person, days, changes.get(person.employee.id) ?? noChanges, records), unheard: unitId !== null && silentUnits.has(unitId) };
    });
  }

  private async records(ids: readonly string[], from: string, to: string): Promise<Map<string, RecordRow>> {
    const rows = await this.database.query<RecordRow>(`SELECT employee_id, work_date, shift_no, in_at, out_at FROM attendance_day WHERE employee_id IN (${ids.map(() => '?').join(',')}) AND work_date >= ? AND work_date <= ?`, [...ids, from, to]);
    return new Map(rows.map((row) => [keyOf(row.employee_id, row.work_date, row.shift_no), row]));
  }
}

const keyOf = (employeeId: string, date: string, shiftNo: number): string => `${employeeId} ${date} ${shiftNo}`;

function shiftsOf({ employee }: PlannedEmployee, days: readonly PlanDay[], changes: DayChanges, records: ReadonlyMap<string, RecordRow>): ShiftFacts[] {
  const facts = { leaves: changes.leaves, duties: changes.duties } as SpanFacts;
  return days.flatMap((day) =>
    day.shifts.map((shift, index): ShiftFacts => {
      const excused = excusedTime(facts, day, shift, shift.owed);
      const whole = day.holiday !== null && day.holiday.intervals === null && !day.owedOnHoliday;
      const record = records.get(keyOf(employee.id, day.date, index + 1));
      const { startsAt, endsAt, owed } = shift;
      return { startsAt, endsAt, owed, leave: excused.leave, duty: excused.duty, holiday: whole ? [{ startAt: startsAt, endAt: endsAt }] : excused.holiday, dueAt: startsAt + (day.policy.flex?.lateMinutes ?? 0) * MINUTE_MS, inAt: record?.in_at ?? null, outAt: record?.out_at ?? null };
    }),
  );
}
