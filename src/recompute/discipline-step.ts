import { type StoredDay } from '../attendance/attendance-day-store';
import { type AttendanceStatus } from '../core/attendance/attendance-day';
import { type WorkingCalendar } from '../core/calendar/working-calendar';
import { type AccountInput, type YearAccount } from '../core/discipline/account';
import { judgementOf } from '../core/discipline/assess';
import { caseEvents } from '../core/discipline/case-facts';
import { NO_CASE } from '../core/discipline/case-state';
import { type Regulations } from '../core/discipline/regulation';
import { type Verification, type Violation } from '../core/discipline/violation';
import { yearAccount } from '../core/discipline/year-account';
import { writeAccounts } from '../discipline/account-store';
import { appendCaseEvents, type CaseAppend, casesOf, systemActor } from '../discipline/case-store';
import { exceptionOf, replaceViolations, type StoredViolation, verificationsOf, violationColumns, type ViolationRow, violationRowOf } from '../discipline/violation-store';
import { type Transaction } from '../platform/database/database';
import { type PlannedEmployee } from '../plan/reading/plan-book';
import { violationsOf } from './judge';

/** What the discipline rules are held against. */
export interface DisciplineBasis {
  readonly regulations: Regulations;
  readonly calendar: WorkingCalendar;
  /** The date up to which accounts are made, 'YYYY-MM-DD'. */
  readonly asOfDate: string;
}

/** One person whose days were just judged. */
export interface JudgedPerson {
  readonly person: PlannedEmployee;
  /** Every date that was judged, with or without rows. */
  readonly dates: readonly string[];
  readonly days: readonly StoredDay[];
  /** What closed dates would say if they were not closed. */
  readonly proposals: readonly StoredDay[];
}

/** On these days nothing was owed. */
export const freeStatuses: ReadonlySet<AttendanceStatus> = new Set(['OFF', 'HOLIDAY', 'NOT_EMPLOYED']);

/**
 * From judged days to violations, accounts and cases, in the transaction of the days. A violation that vanishes takes its days out of the account,
 * and the account moves the case; what people did in the case stays.
 */
export async function applyDiscipline(tx: Transaction, judged: readonly JudgedPerson[], basis: DisciplineBasis, now: number): Promise<void> {
  const ids = judged.map(({ person }) => person.employee.id);
  const words = await verificationsOf(tx, ids);
  const violations = judged.flatMap(({ person, days }) => violationsOf(person, days, basis.regulations, words.get(person.employee.id) ?? []));
  const stored = await standingViolations(tx, judged);
  const standing = withFresh(stored, judged, violations);
  await replaceViolations(tx, standing.replaced, violations);
  await updateAccounts(tx, judged, words, standing.rows, basis, now);
}

/** The violations as they stand after the judgement, and the stored ones of judged dates, whose place the fresh ones take. */
export function withFresh(
  stored: ReadonlyMap<string, readonly ViolationRow[]>,
  judged: readonly Pick<JudgedPerson, 'person' | 'dates'>[],
  fresh: readonly StoredViolation[],
): { readonly rows: Map<string, ViolationRow[]>; readonly replaced: readonly ViolationRow[] } {
  const rows = new Map<string, ViolationRow[]>();
  const replaced: ViolationRow[] = [];
  for (const { person, dates } of judged) {
    const ofDates = new Set(dates);
    const kept: ViolationRow[] = [];
    for (const row of stored.get(person.employee.id) ?? []) (ofDates.has(row.work_date) ? replaced : kept).push(row);
    rows.set(person.employee.id, kept);
  }
  for (const violation of fresh) rows.get(violation.employeeId)?.push(violationRowOf(violation));
  for (const ofPerson of rows.values()) ofPerson.sort(inOrder);
  return { rows, replaced };
}

const inOrder = (a: ViolationRow, b: ViolationRow): number => {
  if (a.work_date !== b.work_date) return a.work_date < b.work_date ? -1 : 1;
  return a.shift_no === b.shift_no ? (a.kind < b.kind ? -1 : 1) : a.shift_no - b.shift_no;
};

async function updateAccounts(
  tx: Transaction,
  judged: readonly JudgedPerson[],
  verifications: ReadonlyMap<string, Verification[]>,
  standing: ReadonlyMap<string, readonly ViolationRow[]>,
  basis: DisciplineBasis,
  now: number,
): Promise<void> {
  const cases = await casesOf(tx, judged.map(({ person }) => person.employee.id));
  const accounts = accountsOf(judged, verifications, standing, await owedDates(tx, standing), basis);
  await writeAccounts(tx, accounts);
  const appends = accounts.map(({ employeeId, unitId, account }): CaseAppend => {
    const before = cases.get(`${employeeId}\n${account.year}`);
    return { employeeId, year: account.year, unitId, before, events: caseEvents(before?.state ?? NO_CASE, account, basis.asOfDate), actor: systemActor };
  });
  await appendCaseEvents(tx, appends, now);
}

/** One person's account of one year as it comes out. */
export interface PersonAccount {
  readonly employeeId: string;
  readonly unitId: string | null;
  readonly account: YearAccount;
}

/** Per person and date whether work was owed. */
export type OwedDates = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/** The accounts of every year that the judged dates can move, from the violations that stand. */
export function accountsOf(
  judged: readonly Pick<JudgedPerson, 'person' | 'dates'>[],
  verifications: ReadonlyMap<string, readonly Verification[]>,
  standing: ReadonlyMap<string, readonly ViolationRow[]>,
  owed: OwedDates,
  basis: DisciplineBasis,
): PersonAccount[] {
  return judged.flatMap(({ person, dates }) => {
    const words = verifications.get(person.employee.id) ?? [];
    return yearsOf(dates).map((year) => {
      const rows = (standing.get(person.employee.id) ?? []).filter((row) => concernsYear(row.work_date, year));
      const account = yearAccount(accountInput(person, year, rows, words, owed.get(person.employee.id), basis.regulations), basis.calendar, basis.regulations, basis.asOfDate);
      return { employeeId: person.employee.id, unitId: person.employee.units.at(-1)?.unitId ?? null, account };
    });
  });
}

function accountInput(person: PlannedEmployee, year: number, rows: readonly ViolationRow[], verifications: readonly Verification[], owed: ReadonlyMap<string, boolean> | undefined, regulations: Regulations): AccountInput {
  return {
    category: person.employee.category,
    year,
    violations: rows.map((row) => violationOf(row, regulations, person.employee.category)),
    verifications,
    // A day with an exception was owed by the roster, whatever weekday it is.
    owed: new Map([...(owed ?? []), ...rows.map((row): [string, boolean] => [row.work_date, true])]),
  };
}

function violationOf(row: ViolationRow, regulations: Regulations, category: string): Violation {
  return { date: row.work_date, exception: exceptionOf(row), judgement: judgementOf(regulations, category, row.kind, row.work_date) };
}

/**
 * An account of a year looks a month beyond it on either side, for runs over New Year: ten working days on end fit in there, whatever holidays lie between.
 * The same span decides which accounts a changed day can move, so that computing a day and computing everything come to the same.
 */
const concernsYear = (date: string, year: number): boolean => date >= `${year - 1}-12-01` && date <= `${year + 1}-01-31`;

/** The years whose accounts a change of these dates can move. */
function yearsOf(dates: readonly string[]): number[] {
  const years = new Set<number>();
  for (const date of dates) {
    const year = Number(date.slice(0, 4));
    years.add(year);
    if (date.slice(5, 7) === '12') years.add(year + 1);
    if (date.slice(5, 7) === '01') years.add(year - 1);
  }
  return [...years].sort((a, b) => a - b);
}

/** All violations of these people that the accounts at hand look at. */
export async function standingViolations(tx: Pick<Transaction, 'query'>, judged: readonly Pick<JudgedPerson, 'person' | 'dates'>[]): Promise<Map<string, ViolationRow[]>> {
  const dates = judged.flatMap((one) => [one.dates[0] ?? '', one.dates.at(-1) ?? '']).filter(Boolean).sort();
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  // A day in January moves last year's account too, which looks back into the December before it; and so forward.
  const [from, to] = [`${Number(first.slice(0, 4)) - 2}-12-01`, `${Number(last.slice(0, 4)) + 2}-01-31`];
  const found = new Map<string, ViolationRow[]>();
  const ids = judged.map(({ person }) => person.employee.id);
  for (let start = 0; start < ids.length && first !== ''; start += 400) {
    const part = ids.slice(start, start + 400);
    const sql = `SELECT ${violationColumns.join(', ')} FROM violation WHERE employee_id IN (${part.map(() => '?').join(',')}) AND work_date >= ? AND work_date <= ? ORDER BY employee_id, work_date, shift_no, kind`;
    for (const row of await tx.query<ViolationRow>(sql, [...part, from, to])) {
      const ofPerson = found.get(row.employee_id);
      if (ofPerson) ofPerson.push(row);
      else found.set(row.employee_id, [row]);
    }
  }
  return found;
}

/** Per person and date whether work was owed, for people whose absences may form a run, from their first absence to their last. */
export async function owedDates(tx: Pick<Transaction, 'query'>, standing: ReadonlyMap<string, readonly ViolationRow[]>): Promise<Map<string, Map<string, boolean>>> {
  const found = new Map<string, Map<string, boolean>>();
  const absences = [...standing].map(([id, rows]) => ({ id, dates: rows.filter((row) => row.kind === 'absence').map((row) => row.work_date) })).filter(({ dates }) => dates.length > 1);
  for (let start = 0; start < absences.length; start += 100) {
    const part = absences.slice(start, start + 100);
    const dates = part.flatMap((one) => [one.dates[0] ?? '', one.dates.at(-1) ?? '']).sort();
    const sql = `SELECT employee_id, work_date, status FROM attendance_day WHERE employee_id IN (${part.map(() => '?').join(',')}) AND work_date >= ? AND work_date <= ?`;
    for (const row of await tx.query<{ employee_id: string; work_date: string; status: AttendanceStatus }>(sql, [...part.map(({ id }) => id), dates[0] ?? '', dates.at(-1) ?? ''])) {
      const owed = found.get(row.employee_id) ?? new Map<string, boolean>();
      found.set(row.employee_id, owed);
      owed.set(row.work_date, (owed.get(row.work_date) ?? false) || !freeStatuses.has(row.status));
    }
  }
  return found;
}
