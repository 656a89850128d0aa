import { type SqlValue, type Transaction } from '../../platform/database/database';
import { Conditions } from '../../platform/http/page';
import { awaitsMachine } from '../awaiting-days';
import { type Reach, withinReach } from '../reach';
import { type ReviewQuery, type ReviewTab } from './review-items';

/** What a filter of the review comes to in SQL. */
export interface ReviewScope {
  /** What the rows are read from as `v`, with the person `e` only where the conditions speak of one. */
  readonly from: string;
  /** The same with the person `e` and the unit `u`, for what is shown. */
  readonly fromAll: string;
  /** Values of the question marks in `from`. */
  readonly values: readonly SqlValue[];
  readonly conditions: Conditions;
}

type Filter = Omit<ReviewQuery, 'page' | 'pageSize'>;
type Reader = Pick<Transaction, 'query' | 'dialect'>;

/** People who are named one by one; of more the name is compared row by row. */
const mostNamed = 500;

const statesOf: Readonly<Record<ReviewTab, string>> = {
  review: "v.state = 'unverified'",
  waiting: "v.state = 'waiting'",
  explanation: "v.state = 'sent-back'",
  done: "v.state IN ('verified', 'excused')",
};

/**
 * Days that wait for a machine, in the shape of a violation. They are no violations, so they are listed beside them.
 * A day whose window is merely open waits for nobody.
 */
const pendingDays = `SELECT d.employee_id, d.work_date, d.shift_no, 'waiting' AS kind, d.unit_id, 0 AS minutes, 0 AS days, 'waiting' AS state
  FROM attendance_day d WHERE d.status = 'PENDING' AND ${awaitsMachine('d')}`;

const columns = 'employee_id, work_date, shift_no, kind, unit_id, minutes, days, state';

/** The filter with its tab. */
export async function reviewScope(reader: Reader, query: Filter, reach: Reach): Promise<ReviewScope> {
  const scope = await filterScope(reader, query, reach, query.tab === 'waiting' ? waitingSource(query) : { sql: 'violation v', values: [] });
  scope.conditions.add(statesOf[query.tab]);
  return scope;
}

/** The filter whatever the tab, about violations only. */
export const violationScope = (reader: Reader, query: Filter, reach: Reach): Promise<ReviewScope> => filterScope(reader, query, reach, { sql: 'violation v', values: [] });

interface Source {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** What waits: the dates are inside, so that the union stays small. */
function waitingSource(query: Filter): Source {
  const dates = (alias: string): string => `${query.from === undefined ? '' : ` AND ${alias}.work_date >= ?`}${query.to === undefined ? '' : ` AND ${alias}.work_date <= ?`}`;
  const values = [query.from, query.to].filter((date) => date !== undefined);
  return { sql: `(SELECT ${columns} FROM violation w WHERE w.state = 'waiting'${dates('w')} UNION ALL ${pendingDays}${dates('d')}) v`, values: [...values, ...values] };
}

async function filterScope(reader: Reader, query: Filter, reach: Reach, source: Source): Promise<ReviewScope> {
  const conditions = new Conditions().when(query.from, 'v.work_date >= ?').when(query.to, 'v.work_date <= ?').when(query.kind, 'v.kind = ?');
  const person = personConditions(query);
  const named = person.values.length > 0 ? await namedPeople(reader, person) : null;
  if (named !== null) nameOneOf(conditions, named);
  else if (person.values.length > 0) conditions.add(person.toString().replace(/^WHERE /, ''), ...person.values);
  // Where many people are meant the rows come first; some servers would rather ask for the rows of each person.
  const withPerson = `${source.sql} ${reader.dialect === 'mysql' ? 'STRAIGHT_JOIN' : 'JOIN'} employee e ON e.id = v.employee_id`;
  return {
    from: named === null && person.values.length > 0 ? withPerson : source.sql,
    fromAll: `${withPerson} LEFT JOIN unit u ON u.id = v.unit_id`,
    values: source.values,
    conditions: withinReach(conditions, reach, 'v.unit_id', 'v.work_date'),
  };
}

function personConditions(query: Filter): Conditions {
  const conditions = new Conditions().when(query.category, 'e.category = ?');
  const text = query.text?.trim();
  return text ? conditions.add("(LOWER(e.name) LIKE ? ESCAPE '!' OR e.number LIKE ? ESCAPE '!')", `%${escaped(text.toLowerCase())}%`, `${escaped(text)}%`) : conditions;
}

/** Ids of the people whom a text and a category mean; null where they are too many to be named. */
async function namedPeople(reader: Reader, person: Conditions): Promise<string[] | null> {
  const rows = await reader.query<{ id: string }>(`SELECT e.id FROM employee e ${person.toString()} LIMIT ${mostNamed + 1}`, person.values);
  return rows.length > mostNamed ? null : rows.map(({ id }) => id);
}

function nameOneOf(conditions: Conditions, ids: readonly string[]): void {
  if (ids.length === 0) conditions.add('1 = 0');
  else conditions.add(`v.employee_id IN (${ids.map(() => '?').join(',')})`, ...ids);
}

/** What a person types is text, not a pattern. */
const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&');
