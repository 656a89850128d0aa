import { Conditions } from '../../platform/http/page';
import { type Reach, withinReach } from '../reach';
import { type ReviewQuery, type ReviewTab } from './review-items';

const statesOf: Readonly<Record<ReviewTab, string>> = {
  review: "v.state = 'unverified'",
  waiting: "v.state = 'waiting'",
  explanation: "v.state = 'sent-back'",
  done: "v.state IN ('verified', 'excused')",
};

/**
 * Days of which nothing is said until a machine is heard, in the shape of a violation. They are no violations, so they are listed beside them.
 * A day whose window is merely open waits for nobody.
 */
const pendingDays = `SELECT d.employee_id, d.work_date, d.shift_no, 'waiting' AS kind, d.unit_id, 0 AS minutes, 0 AS days, 'waiting' AS state
  FROM attendance_day d WHERE d.status = 'PENDING' AND (d.flags LIKE '%AWAITING_DEVICE_SYNC%' OR d.flags LIKE '%DEVICE_FAULT%')`;

const columns = 'employee_id, work_date, shift_no, kind, unit_id, minutes, days, state';

/** What the rows of a tab are read from, as `v`; the dates are inside, so that a union stays small. */
export function reviewSource(query: Pick<ReviewQuery, 'tab' | 'from' | 'to'>): { readonly sql: string; readonly values: readonly string[] } {
  if (query.tab !== 'waiting') return { sql: 'violation v', values: [] };
  const dates = (alias: string): string => `${query.from === undefined ? '' : ` AND ${alias}.work_date >= ?`}${query.to === undefined ? '' : ` AND ${alias}.work_date <= ?`}`;
  const values = [query.from, query.to].filter((date) => date !== undefined);
  return { sql: `(SELECT ${columns} FROM violation w WHERE w.state = 'waiting'${dates('w')} UNION ALL ${pendingDays}${dates('d')}) v`, values: [...values, ...values] };
}

/** The filter as conditions about `v` and the person `e`. */
export function reviewConditions(query: Omit<ReviewQuery, 'page' | 'pageSize'>, reach: Reach): Conditions {
  const conditions = new Conditions()
    .add(statesOf[query.tab])
    .when(query.from, 'v.work_date >= ?')
    .when(query.to, 'v.work_date <= ?')
    .when(query.kind, 'v.kind = ?')
    .when(query.category, 'e.category = ?');
  const text = query.text?.trim();
  if (text) conditions.add("(LOWER(e.name) LIKE ? ESCAPE '!' OR e.number LIKE ? ESCAPE '!')", `%${escaped(text.toLowerCase())}%`, `${escaped(text)}%`);
  return withinReach(conditions, 'v.unit_id', reach);
}

/** What a person types is text, not a pattern. */
const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&');
