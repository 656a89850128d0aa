import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database, type SqlValue, type Transaction } from '../platform/database/database';
import { type Delivery, type DeliveryOutcome, type NewPunch, type QuarantinedPunch, type RejectedRecord, type TerminalAlarm, type TerminalEventRecord } from './punch';

const punchColumns = ['terminal', 'wall_clock', 'pin', 'state', 'verify', 'work_code', 'zone', 'punched_at', 'received_at', 'source'];
/** What makes two records one: poll, push and file of one terminal meet here. */
const naturalKey = ['terminal', 'wall_clock', 'pin', 'state'];

const keyText = (terminal: string, wallClock: string, pin: string, state: number): string => `${terminal}\n${wallClock}\n${pin}\n${state}`;
const keyOf = (punch: NewPunch): string => keyText(punch.terminal, punch.wallClock, punch.pin, punch.state);

const rowOf = (punch: NewPunch): SqlValue[] => [
  punch.terminal,
  punch.wallClock,
  punch.pin,
  punch.state,
  punch.verify,
  punch.workCode,
  punch.zone,
  punch.punchedAt,
  punch.receivedAt,
  punch.source,
];

/** The append-only book of what happened. */
@Injectable()
export class PunchLedger {
  constructor(private readonly database: Database) {}

  /** Appends a delivery and marks the days it touches, in one transaction: when this resolves, the device may be told "kept". */
  append(delivery: Delivery): Promise<DeliveryOutcome> {
    return this.database.transaction((tx) => appendDelivery(tx, delivery));
  }
}

/** Appends a delivery within a transaction that the caller commits. */
export async function appendDelivery(tx: Transaction, delivery: Delivery): Promise<DeliveryOutcome> {
  const punches = inKeyOrder(delivery.punches);
  const stored = punches.length === 0 ? 0 : await tx.insert('punch', punchColumns, punches.map(rowOf), { ignore: naturalKey });
  if (stored > 0) {
    await leaveQuarantine(tx, punches);
    await markTouched(tx, punches);
  }
  const quarantined = await quarantine(tx, delivery.quarantined);
  const rejected = await reject(tx, delivery.rejected);
  await keepEvents(tx, delivery.events ?? []);
  await raiseAlarms(tx, delivery.alarms ?? []);
  const read = delivery.punches.length + delivery.quarantined.length + delivery.rejected.length;
  return { read, stored, duplicates: read - stored - quarantined - rejected, quarantined, rejected };
}

/** Two deliveries with the same records must lock them in the same order, or they would stop each other. */
function inKeyOrder(punches: readonly NewPunch[]): NewPunch[] {
  return [...punches].sort((a, b) => compare(a.terminal, b.terminal) || compare(a.wallClock, b.wallClock) || compare(a.pin, b.pin) || a.state - b.state);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function markTouched(tx: Transaction, punches: readonly NewPunch[]): Promise<void> {
  const days = new Map<string, SqlValue[]>();
  for (const punch of punches) {
    const date = punch.wallClock.slice(0, 10);
    days.set(`${punch.pin}\n${punch.terminal}\n${date}`, [punch.pin, punch.terminal, date, punch.receivedAt]);
  }
  const rows = [...days.entries()].sort(([a], [b]) => compare(a, b)).map(([, row]) => row);
  // An upsert that takes the row's lock, never "insert if absent": a worker that is just reading these days must not swallow the mark.
  await tx.insert('touched_day', ['pin', 'terminal', 'wall_date', 'marked_at'], rows, { key: ['pin', 'terminal', 'wall_date'], update: ['marked_at'] });
}

/** A record that came in by another door (a file takes older dates) no longer waits. */
async function leaveQuarantine(tx: Transaction, punches: readonly NewPunch[]): Promise<void> {
  const held = await terminalsInQuarantine(tx, [...new Set(punches.map((punch) => punch.terminal))]);
  const mine = held.size === 0 ? [] : punches.filter((punch) => held.has(punch.terminal));
  for (const chunk of chunksOf(mine)) {
    await tx.execute(`DELETE FROM quarantined_punch WHERE ${chunk.map(() => oneRecord).join(' OR ')}`, chunk.flatMap(keyValues));
  }
}

async function terminalsInQuarantine(tx: Transaction, terminals: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ terminal: string }>(`SELECT DISTINCT terminal FROM quarantined_punch WHERE terminal IN (${terminals.map(() => '?').join(',')})`, terminals);
  return new Set(rows.map((row) => row.terminal));
}

async function quarantine(tx: Transaction, records: readonly QuarantinedPunch[]): Promise<number> {
  const standing = new Set<string>();
  for (const chunk of chunksOf(records)) {
    const found = await tx.query<{ terminal: string; wall_clock: string; pin: string; state: number }>(`SELECT terminal, wall_clock, pin, state FROM punch WHERE ${chunk.map(() => oneRecord).join(' OR ')}`, chunk.flatMap(keyValues));
    for (const row of found) standing.add(keyText(row.terminal, row.wall_clock, row.pin, row.state));
  }
  const rows = records.filter((record) => !standing.has(keyOf(record))).map((record) => [...rowOf(record), record.reason]);
  return tx.insert('quarantined_punch', [...punchColumns, 'reason'], rows, { ignore: naturalKey });
}

/** Written out with OR: MariaDB finds these rows by the key. */
const oneRecord = '(terminal = ? AND wall_clock = ? AND pin = ? AND state = ?)';
const keyValues = (punch: NewPunch): SqlValue[] => [punch.terminal, punch.wallClock, punch.pin, punch.state];
const recordsPerCondition = 100;

function* chunksOf<T>(records: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < records.length; start += recordsPerCondition) yield records.slice(start, start + recordsPerCondition);
}

/** The same bytes from the same terminal are one rejected record, however often they are sent again. */
function reject(tx: Transaction, records: readonly RejectedRecord[]): Promise<number> {
  const columns = ['id', 'terminal', 'source', 'received_at', 'raw', 'reason', 'status'];
  const rows = records.map((record) => [rejectedId(record), record.terminal, record.source, record.receivedAt, record.raw, record.reason.slice(0, 1000), 'open']);
  return tx.insert('rejected_record', columns, rows, { ignore: ['id'] });
}

const rejectedId = (record: RejectedRecord): string => createHash('sha256').update(`${record.terminal}\n${record.source}\n`).update(record.raw).digest('hex').slice(0, 32);

/** Longest evidence of one event that is kept; what a terminal says of itself is shorter. */
const eventCharacters = 1000;

async function keepEvents(tx: Transaction, events: readonly TerminalEventRecord[]): Promise<void> {
  const columns = ['serial', 'id', 'kind', 'wall_clock', 'code', 'pin', 'received_at', 'raw'];
  const rowsOf = (some: readonly TerminalEventRecord[]): SqlValue[][] => [...some].sort((a, b) => compare(a.serial, b.serial) || compare(a.id, b.id)).map((event) => [event.serial, event.id, event.kind, event.wallClock, event.code, event.pin, event.receivedAt, event.raw.slice(0, eventCharacters)]);
  // How a user is has no time of its own: what a terminal says again holds from the moment when it said so last.
  const users = new Map(events.filter(({ kind }) => kind === 'user').map((event) => [`${event.serial} ${event.id}`, event]));
  const others = events.filter(({ kind }) => kind !== 'user');
  if (others.length > 0) await tx.insert('terminal_event', columns, rowsOf(others), { ignore: ['serial', 'id'] });
  if (users.size > 0) await tx.insert('terminal_event', columns, rowsOf([...users.values()]), { key: ['serial', 'id'], update: ['received_at'] });
}

/** Raises alarms within a transaction that the caller commits; an alarm that was raised before stays as it is. */
export function raiseAlarms(tx: Transaction, alarms: readonly TerminalAlarm[]): Promise<number> {
  const rows = alarms.map((alarm): SqlValue[] => [alarm.id, alarm.serial, alarm.kind, alarm.at, alarm.at, alarm.detail.slice(0, eventCharacters)]);
  return tx.insert('terminal_incident', ['id', 'serial', 'kind', 'from_at', 'to_at', 'detail'], rows, { ignore: ['id'] });
}
