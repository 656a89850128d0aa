import { type JudgedDay } from '../core/discipline/exception';
import { type YearAccount } from '../core/discipline/account';
import { type WorkingCalendar } from '../core/calendar/working-calendar';
import { assess } from '../core/discipline/assess';
import { exceptionsOf } from '../core/discipline/exception';
import { type Regulations } from '../core/discipline/regulation';
import { type Verification } from '../core/discipline/violation';
import { yearAccount } from '../core/discipline/year-account';
import { type Database } from '../platform/database/database';
import { verificationsOf } from './violation-store';

/** Which stored days another rule is tried on, and against what. */
export interface SimulationScope {
  readonly from: string;
  readonly to: string;
  readonly calendar: WorkingCalendar;
  /** The law in use. */
  readonly now: Regulations;
  /** The law with the other rule in it. */
  readonly then: Regulations;
}

/** Somebody whose level would differ. */
export interface DifferingLevel {
  readonly employeeId: string;
  readonly number: string;
  readonly name: string;
  readonly category: string;
  readonly year: number;
  readonly cumulativeDays: { readonly now: number; readonly then: number };
  readonly level: { readonly now: string | null; readonly then: string | null };
}

/** What a simulation came to. */
export interface SimulationResult {
  readonly employees: number;
  readonly accounts: number;
  readonly differing: readonly DifferingLevel[];
}

interface PersonRow {
  id: string;
  number: string;
  name: string;
  category: string;
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
}

/** People whose days are in memory at once. */
const batchSize = 200;
const free: ReadonlySet<string> = new Set(['OFF', 'HOLIDAY', 'NOT_EMPLOYED']);

/** Runs another rule over stored days and tells whose level would differ; it only ever reads. */
export async function simulate(database: Database, scope: SimulationScope): Promise<SimulationResult> {
  const differing: DifferingLevel[] = [];
  let [employees, accounts] = [0, 0];
  for (let after = ''; ; ) {
    const people = await database.query<PersonRow>('SELECT id, number, name, category FROM employee WHERE id > ? ORDER BY id LIMIT ?', [after, batchSize]);
    const last = people.at(-1);
    if (!last) return { employees, accounts, differing };
    after = last.id;
    const days = await readDays(database, people.map(({ id }) => id), scope);
    const words = await verificationsOf(database, people.map(({ id }) => id));
    for (const person of people) {
      const ofPerson = days.get(person.id);
      if (!ofPerson) continue;
      employees += 1;
      for (const year of yearsOf(scope)) {
        accounts += 1;
        const found = compare(person, year, ofPerson, words.get(person.id) ?? [], scope);
        if (found) differing.push(found);
      }
    }
  }
}

/** A judged day of one shift, and whether work was owed on it. */
type OwedDay = JudgedDay & { readonly owed: boolean };

async function readDays(database: Database, ids: readonly string[], { from, to }: SimulationScope): Promise<Map<string, OwedDay[]>> {
  const sql = `SELECT employee_id, work_date, status, settled, flags, absent_days, late_minutes, early_leave_minutes FROM attendance_day
    WHERE employee_id IN (${ids.map(() => '?').join(',')}) AND work_date >= ? AND work_date <= ? ORDER BY employee_id, work_date, shift_no`;
  const found = new Map<string, OwedDay[]>();
  for (const row of await database.query<DayRow>(sql, [...ids, from, to])) {
    const ofPerson = found.get(row.employee_id);
    if (ofPerson) ofPerson.push(dayOf(row));
    else found.set(row.employee_id, [dayOf(row)]);
  }
  return found;
}

const dayOf = (row: DayRow): OwedDay => ({
  date: row.work_date,
  status: row.status,
  settled: row.settled === 1,
  flags: row.flags === '' ? [] : row.flags.split(' '),
  absentDays: row.absent_days,
  lateMinutes: row.late_minutes,
  earlyLeaveMinutes: row.early_leave_minutes,
  owed: !free.has(row.status),
});

function compare(person: PersonRow, year: number, days: readonly OwedDay[], verifications: readonly Verification[], scope: SimulationScope): DifferingLevel | null {
  const now = accountOf(person.category, year, days, verifications, scope, scope.now);
  const then = accountOf(person.category, year, days, verifications, scope, scope.then);
  const [before, after] = [now.level?.sanction ?? null, then.level?.sanction ?? null];
  if (before === after) return null;
  return {
    ...{ employeeId: person.id, number: person.number, name: person.name, category: person.category, year },
    ...{ cumulativeDays: { now: now.cumulativeDays, then: then.cumulativeDays }, level: { now: before, then: after } },
  };
}

function accountOf(category: string, year: number, days: readonly OwedDay[], verifications: readonly Verification[], scope: SimulationScope, regulations: Regulations): YearAccount {
  const violations = days.flatMap((day) => assess(exceptionsOf(day), regulations, category, day.date));
  const owed = new Map<string, boolean>();
  for (const day of days) owed.set(day.date, day.owed || owed.get(day.date) === true);
  return yearAccount({ category, year, violations, verifications, owed }, scope.calendar, regulations, scope.to);
}

function yearsOf({ from, to }: SimulationScope): readonly number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
