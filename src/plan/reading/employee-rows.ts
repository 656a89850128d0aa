import { type Employee, type EmployeeCategory, type UnitMembership } from '../employee/employee';
import { type Enrolment } from '../enrolment/enrolment';
import { type Reader, queryByValues } from './reader';
import { type Dated } from './timeline';

/** Everything of one person that makes a plan. */
export interface EmployeeRows {
  readonly employee: Employee;
  /** Codes of schedules given to the person alone. */
  readonly assignments: readonly Dated<string>[];
  readonly roster: ReadonlyMap<string, readonly string[]>;
  readonly enrolments: readonly Enrolment[];
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
  const memberships = await rowsOf<{ who: string; from_date: string; unit_id: string }>(reader, 'employee_id AS who, from_date, unit_id', 'employee_unit', 'employee_id', whom, 'from_date');
  const units = groupBy(memberships, (row): UnitMembership => ({ fromDate: row.from_date, unitId: row.unit_id }));
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => ({
    id: row.id,
    number: row.number,
    name: row.name,
    category: row.category,
    jobTitle: row.job_title,
    email: row.email,
    joinedDate: row.joined_date,
    leftDate: row.left_date,
    units: units.get(row.id) ?? [],
  }));
}

/** The plan rows of people who follow each other in the order of ids (or of few people), in as many queries as there are tables. */
export async function rowsOfEmployees(reader: Reader, employees: readonly Employee[], contiguous: boolean, fromDate: string, toDate: string): Promise<EmployeeRows[]> {
  const [first, last] = [employees[0], employees.at(-1)];
  if (!first || !last) return [];
  const whom: Whom = contiguous ? { firstId: first.id, lastId: last.id } : { ids: employees.map((employee) => employee.id) };
  const assignments = groupBy(
    await rowsOf<{ who: string; from_date: string; to_date: string | null; schedule: string }>(reader, 'subject_id AS who, from_date, to_date, schedule', "schedule_assignment", 'subject_id', whom, 'from_date', "subject_kind = 'employee'"),
    (row) => ({ fromDate: row.from_date, toDate: row.to_date, value: row.schedule }),
  );
  const roster = groupBy(
    await rowsOf<{ who: string; work_date: string; shifts: string }>(reader, 'employee_id AS who, work_date, shifts', 'roster_entry', 'employee_id', whom, 'work_date', 'work_date >= ? AND work_date <= ?', [fromDate, toDate]),
    (row): readonly [string, readonly string[]] => [row.work_date, shiftsOfText(row.shifts)],
  );
  const enrolments = groupBy(
    await rowsOf<{ who: string; id: string; pin: string; terminal: string; from_date: string; to_date: string | null }>(reader, 'employee_id AS who, id, pin, terminal, from_date, to_date', 'enrolment', 'employee_id', whom, 'from_date', 'from_date <= ? AND (to_date IS NULL OR to_date >= ?)', [toDate, fromDate]),
    (row): Enrolment => ({ id: row.id, pin: row.pin, terminal: row.terminal, employeeId: row.who, fromDate: row.from_date, toDate: row.to_date }),
  );
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
