import { v7 as uuidv7 } from 'uuid';
import { type CaseEvent } from '../core/discipline/case-event';
import { foldCase } from '../core/discipline/case-fold';
import { isConductCase } from '../core/discipline/conduct-case';
import { type CaseState, currentRound, NO_CASE } from '../core/discipline/case-state';
import { type SqlValue, type Transaction } from '../platform/database/database';

/** A case with whose and of which year it is. */
export interface StoredCase {
  readonly caseId: string;
  readonly employeeId: string;
  readonly year: number;
  readonly state: CaseState;
}

interface CaseEventRow {
  case_id: string;
  sequence: number;
  employee_id: string;
  account_year: number;
  payload: string;
}

/** The software itself, where it notes what the facts did to a case. */
export const systemActor = 'hadir';

const eventColumns = ['case_id', 'sequence', 'employee_id', 'account_year', 'type', 'occurred_at', 'actor', 'payload'];
const caseKey = ['case_id'];
const caseFacts = ['employee_id', 'account_year', 'unit_id', 'state', 'level', 'basis', 'counted_days', 'opened_at', 'changed_at', 'detail'];

const keyOf = (employeeId: string, year: number): string => `${employeeId}\n${year}`;

/** The cases about absence of some people, folded from their events, by `employeeId\nyear`; cases about conduct are moved by no account and are not among them. */
export async function casesOf(reader: Pick<Transaction, 'query'>, employeeIds: readonly string[]): Promise<Map<string, StoredCase>> {
  const rows: CaseEventRow[] = [];
  for (let start = 0; start < employeeIds.length; start += 400) {
    const part = employeeIds.slice(start, start + 400);
    const sql = `SELECT case_id, sequence, employee_id, account_year, payload FROM case_event WHERE employee_id IN (${part.map(() => '?').join(',')}) ORDER BY case_id, sequence`;
    rows.push(...(await reader.query<CaseEventRow>(sql, part)));
  }
  const cases = foldRows(rows).filter(({ state }) => !isConductCase(state));
  return new Map(cases.map((stored) => [keyOf(stored.employeeId, stored.year), stored]));
}

/** The case with an id, or null. */
export async function caseWithId(reader: Pick<Transaction, 'query'>, caseId: string): Promise<StoredCase | null> {
  const rows = await reader.query<CaseEventRow>('SELECT case_id, sequence, employee_id, account_year, payload FROM case_event WHERE case_id = ? ORDER BY sequence', [caseId]);
  return foldRows(rows)[0] ?? null;
}

function foldRows(rows: readonly CaseEventRow[]): StoredCase[] {
  const events = new Map<string, CaseEventRow[]>();
  for (const row of rows) events.set(row.case_id, [...(events.get(row.case_id) ?? []), row]);
  return [...events.values()].map((ofCase): StoredCase => {
    const first = ofCase[0] as CaseEventRow;
    const state = foldCase(ofCase.map((row) => JSON.parse(row.payload) as CaseEvent));
    return { caseId: first.case_id, employeeId: first.employee_id, year: first.account_year, state };
  });
}

/** What to append to whose case. */
export interface CaseAppend {
  readonly employeeId: string;
  readonly year: number;
  readonly unitId: string | null;
  /** The case as it stood; undefined opens one. */
  readonly before: StoredCase | undefined;
  readonly events: readonly CaseEvent[];
  readonly actor: string;
}

/** Appends events to cases and writes their fold; a sequence number that is taken means that somebody else acted in between, and fails. */
export async function appendCaseEvents(tx: Transaction, appends: readonly CaseAppend[], occurredAt: number): Promise<StoredCase[]> {
  const stored = appends.filter(({ events }) => events.length > 0).map((append) => ({ append, after: afterwards(append) }));
  await tx.insert('case_event', eventColumns, stored.flatMap(({ append, after }) => eventRows(append, after, occurredAt)));
  await writeCaseRows(tx, stored.map(({ append, after }) => ({ stored: after, unitId: append.unitId })), occurredAt);
  return stored.map(({ after }) => after);
}

function afterwards({ employeeId, year, before, events }: CaseAppend): StoredCase {
  return { caseId: before?.caseId ?? uuidv7(), employeeId, year, state: foldCase(events, before?.state ?? NO_CASE) };
}

function eventRows({ employeeId, year, before, events, actor }: CaseAppend, after: StoredCase, occurredAt: number): SqlValue[][] {
  const first = (before?.state.history.length ?? 0) + 1;
  return events.map((event, index) => [after.caseId, first + index, employeeId, year, event.kind, occurredAt, actor, JSON.stringify(event)]);
}

/** Writes the fold of cases for lists. */
export async function writeCaseRows(tx: Transaction, cases: readonly { readonly stored: StoredCase; readonly unitId: string | null }[], changedAt: number): Promise<void> {
  const rows = cases.flatMap(({ stored, unitId }) => caseRow(stored, unitId, changedAt));
  await tx.insert('discipline_case', [...caseKey, ...caseFacts], rows, { key: caseKey, update: caseFacts.filter((column) => column !== 'opened_at') });
}

function caseRow({ caseId, employeeId, year, state }: StoredCase, unitId: string | null, changedAt: number): SqlValue[][] {
  const round = currentRound(state);
  if (!round) return [];
  const { proposal } = round;
  const { history: _, ...detail } = state;
  return [[caseId, employeeId, year, unitId, round.stage, proposal.level.sanction, proposal.level.by, proposal.cumulativeDays, changedAt, changedAt, JSON.stringify(detail)]];
}
