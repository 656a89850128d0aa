import { type Transaction } from '../database/database';
import { Conditions } from '../http/page';
import { type Reach } from './reach';

/** A table whose rows have a unit and a person, its alias in the list, and the column of their date where they have one. */
export interface OwnRows {
  readonly table: string;
  readonly alias: string;
  /** Without alias; null = the rows have no date, or are about what goes on. */
  readonly date: string | null;
}

/**
 * The limits of a list of rows that have both `unit_id` and `employee_id`. Own rows outside the units in reach are rare, and one look tells that there are
 * none: then an index of units alone answers, which no index can for "in these units or mine".
 * @param among conditions about the alias that narrow the look, e.g. by dates
 */
export async function limitRows(reader: Pick<Transaction, 'query'>, reach: Reach, { table, alias, date }: OwnRows, among: Conditions = new Conditions()): Promise<Conditions> {
  const both = { unit: `${alias}.unit_id`, employee: `${alias}.employee_id`, date: date === null ? null : `${alias}.${date}` };
  const ofUnits = { unit: both.unit, date: both.date };
  const { all, reached, employeeId } = reach;
  if (all || employeeId === null || reached.isEmpty) return reach.limit(new Conditions(), both);
  const within = reach.condition(ofUnits);
  const elsewhere = new Conditions().add(`${both.employee} = ?`, employeeId).add(`${both.unit} IS NULL OR NOT (${within.sql})`, ...within.values);
  const sql = `SELECT 1 FROM ${table} ${alias} ${elsewhere.toString()}${among.toString().replace(/^WHERE /, ' AND ')} LIMIT 1`;
  const found = await reader.query(sql, [...elsewhere.values, ...among.values]);
  return reach.limit(new Conditions(), found.length > 0 ? both : ofUnits);
}
