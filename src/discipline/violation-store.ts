import { type AttendanceException, type ExceptionKind, type ExceptionStanding } from '../core/discipline/exception';
import { type Verification, type Violation } from '../core/discipline/violation';
import { type SqlValue, type Transaction } from '../platform/database/database';

/** What an officer may say of an exception; `withdrawn` takes the last word back. */
export type DecisionWord = Verification['verdict'] | 'withdrawn';

/** Where a violation stands: nobody has looked; a fact may still undo it; or what the officer said. */
export type ViolationState = 'unverified' | 'waiting' | 'verified' | 'excused' | 'sent-back';

const states: Readonly<Record<ViolationState, true>> = { unverified: true, waiting: true, verified: true, excused: true, 'sent-back': true };
/** Every state that a violation can be in. */
export const violationStates = Object.keys(states) as readonly ViolationState[];

/** A violation with whose it is and on which shift. */
export interface StoredViolation {
  readonly employeeId: string;
  readonly unitId: string | null;
  readonly shiftNo: number;
  readonly violation: Violation;
  readonly state: ViolationState;
}

/** One row of `violation`. */
export interface ViolationRow {
  employee_id: string;
  work_date: string;
  shift_no: number;
  kind: ExceptionKind;
  unit_id: string | null;
  minutes: number;
  days: number;
  standing: ExceptionStanding;
  evidence: string;
  provision: string | null;
  source: string | null;
  state: ViolationState;
}

const key = ['employee_id', 'work_date', 'shift_no', 'kind'];
const facts = ['unit_id', 'minutes', 'days', 'standing', 'evidence', 'provision', 'source', 'state'];

/** Columns of `violation` in the order in which rows are written. */
export const violationColumns: readonly string[] = [...key, ...facts];

/** The values of one row, in the order of `violationColumns`. */
export function violationValues({ employeeId, unitId, shiftNo, violation, state }: StoredViolation): SqlValue[] {
  const { exception, judgement } = violation;
  const provision = judgement.outcome === 'breach' ? judgement.provision : null;
  const source = provision ? `${provision.source.act}, ${provision.source.article}` : judgement.outcome === 'no-rule' ? judgement.reason : '';
  return [employeeId, violation.date, shiftNo, exception.kind, unitId, exception.minutes, exception.days, exception.standing, exception.evidence.join(' '), provision?.code ?? null, source.slice(0, 1000), state];
}

/** A violation as the row that it would be. */
export function violationRowOf(stored: StoredViolation): ViolationRow {
  const values = violationValues(stored);
  return Object.fromEntries(violationColumns.map((column, index) => [column, values[index]])) as unknown as ViolationRow;
}

/** The exception that a row rests on; the provision is looked up anew, by its work date. */
export function exceptionOf(row: ViolationRow): AttendanceException {
  return { date: row.work_date, kind: row.kind, days: row.days, minutes: row.minutes, standing: row.standing, evidence: row.evidence === '' ? [] : row.evidence.split(' ') };
}

/**
 * Writes the violations of judged dates where they differ from what stands; returns how many rows were written or removed.
 * @param stored the rows that stand for the judged dates
 */
export async function replaceViolations(tx: Transaction, stored: readonly ViolationRow[], violations: readonly StoredViolation[]): Promise<number> {
  const standing = new Map(stored.map(valuesOfRow).map((values) => [keyOf(values), JSON.stringify(values)]));
  const rows = violations.map(violationValues);
  const changed = rows.filter((row) => standing.get(keyOf(row)) !== JSON.stringify(row));
  for (const row of rows) standing.delete(keyOf(row));
  for (const gone of standing.values()) await remove(tx, JSON.parse(gone) as SqlValue[]);
  await tx.insert('violation', violationColumns, changed, { key, update: facts });
  return changed.length + standing.size;
}

const keyOf = (row: readonly SqlValue[]): string => row.slice(0, key.length).join('\n');

const valuesOfRow = (row: ViolationRow): SqlValue[] => violationColumns.map((column) => (row as unknown as Record<string, SqlValue>)[column] ?? null);

const remove = (tx: Transaction, row: readonly SqlValue[]): Promise<number> =>
  tx.execute(`DELETE FROM violation WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`, row.slice(0, key.length));

/** What officers have said of the exceptions of some people, oldest first; a withdrawn word is left out. */
export async function verificationsOf(reader: Pick<Transaction, 'query'>, employeeIds: readonly string[]): Promise<Map<string, Verification[]>> {
  const spoken = new Map<string, Map<string, Verification>>();
  for (let start = 0; start < employeeIds.length; start += 400) {
    const part = employeeIds.slice(start, start + 400);
    const sql = `SELECT employee_id, work_date, kind, decision, reason, document, actor FROM violation_decision WHERE employee_id IN (${part.map(() => '?').join(',')}) ORDER BY decided_at, id`;
    for (const row of await reader.query<DecisionRow>(sql, part)) note(spoken, row);
  }
  return new Map([...spoken].map(([employeeId, words]) => [employeeId, [...words.values()]]));
}

interface DecisionRow {
  employee_id: string;
  work_date: string;
  kind: ExceptionKind;
  decision: DecisionWord;
  reason: string | null;
  document: string | null;
  actor: string;
}

function note(spoken: Map<string, Map<string, Verification>>, row: DecisionRow): void {
  const words = spoken.get(row.employee_id) ?? new Map<string, Verification>();
  spoken.set(row.employee_id, words);
  const about = `${row.work_date}\n${row.kind}`;
  words.delete(about);
  if (row.decision === 'withdrawn') return;
  words.set(about, { date: row.work_date, kind: row.kind, verdict: row.decision, actor: row.actor, reason: row.reason ?? '', evidence: row.document ? [row.document] : [] });
}

/** Where a violation stands, given what the officer last said of it. */
export function violationState(violation: Violation, verdict: Verification['verdict'] | undefined): ViolationState {
  if (violation.exception.standing === 'waiting') return 'waiting';
  return verdict ?? 'unverified';
}
