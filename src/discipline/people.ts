import { type Transaction } from '../platform/database/database';
import { lockRow } from '../platform/database/lock-row';
import { DomainError } from '../platform/errors';

/** Whom a letter or a list speaks of, with the unit of a date. */
export interface Person {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly category: string;
  readonly jobTitle: string | null;
  /** Pangkat and golongan, the kind of position and its class on the date; null where nobody has entered them. */
  readonly rank: string | null;
  readonly grade: string | null;
  readonly positionKind: string | null;
  readonly jobClass: number | null;
  readonly unitCode: string | null;
  readonly unitName: string | null;
}

type Reader = Pick<Transaction, 'query'>;

/**
 * A person with the unit of a date: the case keeps the unit of that day, whatever comes later.
 * @throws DomainError `unknown-employee`
 */
export async function personOn(reader: Reader, employeeId: string, date: string): Promise<Person> {
  const sql = `SELECT e.id AS id, e.number AS number, e.name AS name, e.category AS category, COALESCE(p.job_title, e.job_title) AS jobTitle,
      p.job_rank AS jobRank, p.grade AS grade, p.position_kind AS positionKind, p.job_class AS jobClass, u.code AS unitCode, u.name AS unitName
    FROM employee e
    LEFT JOIN employee_unit m ON m.employee_id = e.id AND m.from_date = COALESCE(
      (SELECT MAX(x.from_date) FROM employee_unit x WHERE x.employee_id = e.id AND x.from_date <= ?),
      (SELECT MIN(y.from_date) FROM employee_unit y WHERE y.employee_id = e.id))
    LEFT JOIN unit u ON u.id = m.unit_id
    LEFT JOIN employee_position p ON p.employee_id = e.id AND p.from_date = (SELECT MAX(q.from_date) FROM employee_position q WHERE q.employee_id = e.id AND q.from_date <= ?)
    WHERE e.id = ?`;
  const [row] = await reader.query<Omit<Person, 'rank'> & { jobRank: string | null }>(sql, [date, date, employeeId]);
  if (!row) throw new DomainError('unknown-employee', `No employee with the id "${employeeId}".`, 404);
  const { jobRank, ...rest } = row;
  return { ...rest, rank: jobRank };
}

/** Holds a person until the transaction ends, as recomputation does: facts and acts of one case come one after the other. */
export async function lockPerson(tx: Transaction, employeeId: string): Promise<void> {
  await lockRow(tx, 'employee', employeeId);
}
