import { v7 as uuidv7 } from 'uuid';
import { type ExceptionKind } from '../../core/discipline/exception';
import { type Transaction } from '../../platform/database/database';

/** The exception that a word is about: one kind on one date of one person. */
export interface AboutDay {
  readonly workDate: string;
  readonly kind: ExceptionKind;
}

/** What an employee says about an exception, in the employee's own words. */
export interface Explanation extends AboutDay {
  readonly id: string;
  readonly employeeId: string;
  readonly words: string;
  /** How it came: by the employee's own link, or written down by an officer. */
  readonly via: 'link' | 'officer';
  readonly actor: string;
  readonly givenAt: number;
}

interface ExplanationRow {
  id: string;
  employee_id: string;
  work_date: string;
  kind: ExceptionKind;
  words: string;
  via: 'link' | 'officer';
  actor: string;
  given_at: number;
}

const columns = ['id', 'employee_id', 'work_date', 'kind', 'words', 'via', 'actor', 'given_at'];

/** Appends explanations and returns them with their ids. */
export async function appendExplanations(tx: Transaction, given: readonly Omit<Explanation, 'id'>[]): Promise<Explanation[]> {
  const explanations = given.map((one): Explanation => ({ ...one, id: uuidv7() }));
  await tx.insert('explanation', columns, explanations.map((one) => [one.id, one.employeeId, one.workDate, one.kind, one.words, one.via, one.actor, one.givenAt]));
  return explanations;
}

/** What an employee has said of the days of a span, oldest word first. */
export async function explanationsOf(reader: Pick<Transaction, 'query'>, employeeId: string, from: string, to: string): Promise<Explanation[]> {
  const sql = `SELECT ${columns.join(', ')} FROM explanation WHERE employee_id = ? AND work_date >= ? AND work_date <= ? ORDER BY given_at, id`;
  const rows = await reader.query<ExplanationRow>(sql, [employeeId, from, to]);
  return rows.map((row) => ({ id: row.id, employeeId: row.employee_id, workDate: row.work_date, kind: row.kind, words: row.words, via: row.via, actor: row.actor, givenAt: row.given_at }));
}
