import { type Employee, type EmployeeCategory, type UnitMembership } from '../employee/employee';
import { type HeldEnrolment } from '../enrolment/enrolment';
import { type Reader, queryByValues } from './reader';
import { type Dated } from './timeline';

/** Everything of one person that makes a plan. */
export interface EmployeeRows {
  readonly employee: Employee;
  /** Codes of schedules given to the person alone. */
  readonly assignments: readonly Dated<string>[];
  readonly roster: ReadonlyMap<string, readonly string[]>;
  readonly enrolments: readonly HeldEnrolment[];
}

interface EmployeeRow {
  id: string;
  number: string;
  name: string;
  category: EmployeeCategory;
  job_title: string | null;
  email: string | null;
  joined_date: string | null;
  left_date: string | null;
}

const employeeColumns = 'id, number, name, category, job_title, email, joined_date, left_date';

/** A condition on the column that names a person, with its values: a list of ids, or a range of them. */
type Whom = { readonly ids: readonly string[] } | { readonly firstId: string; readonly lastId: string };

/** People with the ids given, in order of id; unknown ids are left out. */
export async function employeesByIds(reader: Reader, ids: readonly string[]): Promise<Employee[]> {
  const rows = await queryByValues<EmployeeRow>(reader, (list) => `SELECT ${employeeColumns} FROM employee WHERE id IN (${list})`, ids);
  return withUnits(reader, rows, { ids });
}

/** People with the numbers given; unknown numbers are left out. */
export async function employeesByNumbers(reader: Reader, numbers: readonly string[]): Promise<Map<string, Employee>> {
  const rows = await queryByValues<EmployeeRow>(reader, (list) => `SELECT ${employeeColumns} FROM employee WHERE number IN (${list})`, numbers);
  const employees = await withUnits(reader, rows, { ids: rows.map((row) => row.id) });
  return new Map(employees.map((employee) => [employee.number, employee]));
}

/** The next people in order of id, at most `limit`. */
export async function employeesAfter(reader: Reader, afterId: string, limit: number): Promise<Employee[]> {
  const rows = await reader.query<EmployeeRow>(`SELECT ${employeeColumns} FROM employee WHERE id > ? ORDER BY id LIMIT ${limit}`, [afterId]);
  const [first, last] = [rows[0], rows.at(-1)];
  return first && last ? withUnits(reader, rows, { firstId: first.id, lastId: last.id }) : [];
}

async function withUnits(reader: Reader, rows: readonly EmployeeRow[], whom: Whom): Promise<Employee[]> {
  const memberships = await rowsOf<{ who: string; from_date: string; value: string }>(reader, 'employee_id AS who, from_date, unit_id AS value', 'employee_unit', 'employee_id', whom, 'from_date');
  const units = groupBy(memberships, unitOf);
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => employeeOf(row, units.get(row.id) ?? []));
}

const unitOf = (row: { from_date: string; value: string }): UnitMembership => ({ fromDate: row.from_date, unitId: row.value });

const employeeOf = (row: EmployeeRow, units: readonly UnitMembership[]): Employee => ({
  id: row.id,
  number: row.number,
  name: row.name,
  category: row.category,
  jobTitle: row.job_title,
  email: row.email,
  joinedDate: row.joined_date,
  leftDate: row.left_date,
  units,
});

/** The plan rows of people who follow each other in the order of ids (or of few people), in as many queries as there are tables. */
export async function rowsOfEmployees(reader: Reader, employees: readonly Employee[], contiguous: boolean, fromDate: string, toDate: string): Promise<EmployeeRows[]> {
  const [first, last] = [employees[0], employees.at(-1)];
  if (!first || !last) return [];
  const whom: Whom = contiguous ? { firstId: first.id, lastId: last.id } : { ids: employees.map((employee) => employee.id) };
  const parts = partsOfPlan(fromDate, toDate);
  const assignments = await rowsOf<PlanRow>(reader, parts.assignment.columns, parts.assignment.table, parts.assignment.key, whom, 'from_date', parts.assignment.condition);
  const roster = await rowsOf<PlanRow>(reader, parts.roster.columns, parts.roster.table, parts.roster.key, whom, 'work_date', parts.roster.condition, parts.roster.values);
  const enrolments = await rowsOf<PlanRow>(reader, parts.enrolment.columns, parts.enrolment.table, parts.enrolment.key, whom, 'from_date', parts.enrolment.condition, parts.enrolment.values);
  return assembled(employees, [...assignments, ...roster, ...enrolments]);
}

/**
 * Few people with all their plan rows in two queries: for one late punch the way to the database and back is most of the time.
 * Ids that nobody has are left out.
 */
export async function rowsOfFew(reader: Reader, ids: readonly string[], fromDate: string, toDate: string): Promise<EmployeeRows[]> {
  const found: EmployeeRows[] = [];
  for (let start = 0; start < ids.length; start += peoplePerUnion) found.push(...(await rowsOfPart(reader, ids.slice(start, start + peoplePerUnion), fromDate, toDate)));
  return found.sort((a, b) => (a.employee.id < b.employee.id ? -1 : 1));
}

const peoplePerUnion = 400;

/** One row of whichever list of a person's plan; `part` says of which. */
interface PlanRow {
  part: 'unit' | 'assignment' | 'roster' | 'enrolment';
  who: string;
  from_date: string;
  to_date: string | null;
  /** A unit's id, a schedule, shifts, or an enrolment's id. */
  value: string;
  pin: string | null;
  terminal: string | null;
}

interface PartOfPlan {
  readonly columns: string;
  readonly table: string;
  readonly key: string;
  readonly condition: string;
  readonly values: readonly string[];
}

function partsOfPlan(fromDate: string, toDate: string): Readonly<Record<PlanRow['part'], PartOfPlan>> {
  return {
    unit: { columns: "'unit' AS part, employee_id AS who, from_date, NULL AS to_date, unit_id AS value, NULL AS pin, NULL AS terminal", table: 'employee_unit', key: 'employee_id', condition: '1 = 1', values: [] },
    assignment: { columns: "'assignment' AS part, subject_id AS who, from_date, to_date, schedule AS value, NULL AS pin, NULL AS terminal", table: 'schedule_assignment', key: 'subject_id', condition: "subject_kind = 'employee'", values: [] },
    roster: { columns: "'roster' AS part, employee_id AS who, work_date AS from_date, NULL AS to_date, shifts AS value, NULL AS pin, NULL AS terminal", table: 'roster_entry', key: 'employee_id', condition: 'work_date >= ? AND work_date <= ?', values: [fromDate, toDate] },
    enrolment: { columns: "'enrolment' AS part, employee_id AS who, from_date, to_date, id AS value, pin, terminal", table: 'enrolment', key: 'employee_id', condition: 'from_date <= ? AND (to_date IS NULL OR to_date >= ?)', values: [toDate, fromDate] },
  };
}

async function rowsOfPart(reader: Reader, ids: readonly string[], fromDate: string, toDate: string): Promise<EmployeeRows[]> {
  const marks = ids.map(() => '?').join(',');
  const parts = Object.values(partsOfPlan(fromDate, toDate));
  const selects = parts.map(({ columns, table, key, condition }) => `SELECT ${columns} FROM ${table} WHERE ${condition} AND ${key} IN (${marks})`);
  const people = await reader.query<EmployeeRow>(`SELECT ${employeeColumns} FROM employee WHERE id IN (${marks})`, ids);
  const rows = await reader.query<PlanRow>(`${selects.join(' UNION ALL ')} ORDER BY who, part, from_date`, parts.flatMap(({ values }) => [...values, ...ids]));
  const units = groupBy(rows.filter(({ part }) => part === 'unit'), unitOf);
  return assembled(people.map((row) => employeeOf(row, units.get(row.id) ?? [])), rows);
}

function assembled(employees: readonly Employee[], rows: readonly PlanRow[]): EmployeeRows[] {
  const of = (part: PlanRow['part']): PlanRow[] => rows.filter((row) => row.part === part);
  const assignments = groupBy(of('assignment'), (row): Dated<string> => ({ fromDate: row.from_date, toDate: row.to_date, value: row.value }));
  const roster = groupBy(of('roster'), (row): readonly [string, readonly string[]] => [row.from_date, shiftsOfText(row.value)]);
  const enrolments = groupBy(of('enrolment'), (row): HeldEnrolment => ({ id: row.value, pin: row.pin ?? '', terminal: row.terminal ?? '', employeeId: row.who, fromDate: row.from_date, toDate: row.to_date }));
  return employees.map((employee) => ({
    employee,
    assignments: assignments.get(employee.id) ?? [],
    roster: new Map(roster.get(employee.id) ?? []),
    enrolments: enrolments.get(employee.id) ?? [],
  }));
}

/** Shift codes as one column keeps them; '' = a day off. */
export const shiftsOfText = (text: string): string[] => (text === '' ? [] : text.split(' '));

async function rowsOf<T>(reader: Reader, columns: string, table: string, key: string, whom: Whom, order: string, condition = '1 = 1', values: readonly string[] = []): Promise<T[]> {
  const select = `SELECT ${columns} FROM ${table} WHERE ${condition}`;
  if ('firstId' in whom) return reader.query<T>(`${select} AND ${key} >= ? AND ${key} <= ? ORDER BY ${key}, ${order}`, [...values, whom.firstId, whom.lastId]);
  const found: T[] = [];
  const perQuery = 500;
  for (let start = 0; start < whom.ids.length; start += perQuery) {
    const ids = whom.ids.slice(start, start + perQuery);
    found.push(...(await reader.query<T>(`${select} AND ${key} IN (${ids.map(() => '?').join(',')}) ORDER BY ${key}, ${order}`, [...values, ...ids])));
  }
  return found;
}

function groupBy<R extends { who: string }, T>(rows: readonly R[], valueOf: (row: R) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.who);
    if (group) group.push(valueOf(row));
    else groups.set(row.who, [valueOf(row)]);
  }
  return groups;
}
