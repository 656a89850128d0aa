import { type SqlValue, type Transaction } from '../../platform/database/database';
import { inParts, type Reader } from './employee-directory';
import { type AttendanceRequest, type Portion, type RequestEvent, type RequestEventType, type RequestKind, type RequestState } from './request';

/** One row of `request`. */
export interface RequestRow {
  id: string;
  employee_id: string;
  kind: RequestKind;
  state: RequestState;
  type: string;
  day_portion: Portion;
  from_date: string;
  to_date: string;
  from_wall: string | null;
  to_wall: string | null;
  letter: string | null;
  reason: string | null;
  filed_date: string;
  late_days: number;
  filed_at: number;
  filed_by: string;
  changed_at: number;
}

const columns = ['id', 'employee_id', 'kind', 'state', 'type', 'day_portion', 'from_date', 'to_date', 'from_wall', 'to_wall', 'letter', 'reason', 'filed_date', 'late_days', 'filed_at', 'filed_by', 'changed_at'];

/** A step of a request that is about to be written into its history. */
export interface NewEvent {
  readonly requestId: string;
  readonly type: RequestEventType;
  readonly occurredAt: number;
  readonly actor: string;
  readonly reason: string | null;
}

/** What a stored row says. */
export const requestOf = (row: RequestRow): AttendanceRequest => ({
  id: row.id,
  employeeId: row.employee_id,
  kind: row.kind,
  state: row.state,
  type: row.type,
  portion: row.day_portion,
  fromDate: row.from_date,
  toDate: row.to_date,
  fromWall: row.from_wall,
  toWall: row.to_wall,
  letter: row.letter,
  reason: row.reason,
  filedDate: row.filed_date,
  lateDays: row.late_days,
  filedAt: row.filed_at,
  filedBy: row.filed_by,
  changedAt: row.changed_at,
});

const valuesOf = (request: AttendanceRequest): SqlValue[] => [
  request.id,
  request.employeeId,
  request.kind,
  request.state,
  request.type,
  request.portion,
  request.fromDate,
  request.toDate,
  request.fromWall,
  request.toWall,
  request.letter,
  request.reason,
  request.filedDate,
  request.lateDays,
  request.filedAt,
  request.filedBy,
  request.changedAt,
];

/** One request, or null. */
export async function findRequest(reader: Reader, id: string): Promise<AttendanceRequest | null> {
  const rows = await reader.query<RequestRow>('SELECT * FROM request WHERE id = ?', [id]);
  return rows[0] ? requestOf(rows[0]) : null;
}

/** All requests of one kind that people ever filed, by employee and date. */
export async function requestsOfKind(reader: Reader, employeeIds: readonly string[], kind: RequestKind): Promise<AttendanceRequest[]> {
  const rows = await inParts(employeeIds, (marks, part) =>
    reader.query<RequestRow>(`SELECT * FROM request WHERE employee_id IN (${marks}) AND kind = ? ORDER BY employee_id, from_date, id`, [...part, kind]),
  );
  return rows.map(requestOf);
}

/** Requests that count or may yet count for the dates `from` to `to`, both included. */
export async function requestsTouching(reader: Reader, employeeIds: readonly string[], from: string, to: string): Promise<AttendanceRequest[]> {
  const rows = await inParts(employeeIds, (marks, part) =>
    reader.query<RequestRow>(
      `SELECT * FROM request WHERE employee_id IN (${marks}) AND from_date <= ? AND to_date >= ? AND state IN ('requested', 'approved') ORDER BY employee_id, from_date, id`,
      [...part, to, from],
    ),
  );
  return rows.map(requestOf);
}

/** Writes new requests. */
export async function insertRequests(tx: Transaction, requests: readonly AttendanceRequest[]): Promise<void> {
  await tx.insert('request', columns, requests.map(valuesOf));
}

/** Moves a request to another state. */
export async function setState(tx: Transaction, id: string, state: RequestState, changedAt: number): Promise<void> {
  await tx.execute('UPDATE request SET state = ?, changed_at = ? WHERE id = ?', [state, changedAt, id]);
}

/** Appends to the histories of requests; `firstSequence` is the number of the first event of each request. */
export async function appendEvents(tx: Transaction, events: readonly NewEvent[], firstSequence: number): Promise<void> {
  const used = new Map<string, number>();
  const rows = events.map((event): SqlValue[] => {
    const sequence = (used.get(event.requestId) ?? firstSequence - 1) + 1;
    used.set(event.requestId, sequence);
    return [event.requestId, sequence, event.type, event.occurredAt, event.actor, event.reason];
  });
  await tx.insert('request_event', ['request_id', 'sequence', 'type', 'occurred_at', 'actor', 'reason'], rows);
}

/** Appends one event to a history that already stands. */
export async function appendEvent(tx: Transaction, event: NewEvent): Promise<void> {
  const rows = await tx.query<{ last: number | null }>('SELECT MAX(sequence) AS last FROM request_event WHERE request_id = ?', [event.requestId]);
  await appendEvents(tx, [event], Number(rows[0]?.last ?? 0) + 1);
}

/** The history of a request, oldest first. */
export async function historyOf(reader: Reader, requestId: string): Promise<RequestEvent[]> {
  const rows = await reader.query<{ sequence: number; type: RequestEventType; occurred_at: number; actor: string; reason: string | null }>(
    'SELECT sequence, type, occurred_at, actor, reason FROM request_event WHERE request_id = ? ORDER BY sequence',
    [requestId],
  );
  return rows.map((row) => ({ sequence: row.sequence, type: row.type, occurredAt: row.occurred_at, actor: row.actor, reason: row.reason }));
}
