import { type Transaction } from '../database/database';
import { Conditions } from '../http/page';
import { type Reach } from './reach';

/** A table whose rows have a unit and a person, and its alias in the list. */
export interface OwnRows {
  readonly table: string;
  readonly alias: string;
}

/**
 * The limits of a list of rows that have both `unit_id` and `employee_id`. Own rows outside the units in reach are rare, and one look tells that there are
 * none: then an index of units alone answers, which no index can for "in these units or mine".
 * @param among conditions about the alias that narrow the look, e.g. by dates
 */
export async function limitRows(reader: Pick<Transaction, 'query'>, reach: Reach, { table, alias }: OwnRows, among: Conditions = new Conditions()): Promise<Conditions> {
  const both = { unit: `${alias}.unit_id`, employee: `${alias}.employee_id` };
  const { all, unitIds, employeeId } = reach;
  if (all || employeeId === null || unitIds.length === 0) return reach.limit(new Conditions(), both);
  const elsewhere = new Conditions()
    .add(`${both.employee} = ?`, employeeId)
    .add(`${both.unit} IS NULL OR ${both.unit} NOT IN (${unitIds.map(() => '?').join(',')})`, ...unitIds);
  const sql = `SELECT 1 FROM ${table} ${alias} ${elsewhere.toString()}${among.toString().replace(/^WHERE /, ' AND ')} LIMIT 1`;
  const found = await reader.query(sql, [...elsewhere.values, ...among.values]);
  return reach.limit(new Conditions(), found.length > 0 ? both : { unit: both.unit });
}
