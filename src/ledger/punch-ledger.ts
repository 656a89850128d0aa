import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database, type SqlValue, type Transaction } from '../platform/database/database';
import { type Delivery, type DeliveryOutcome, type NewPunch, type QuarantinedPunch, type RejectedRecord } from './punch';

const punchColumns = ['terminal', 'wall_clock', 'pin', 'state', 'verify', 'work_code', 'zone', 'punched_at', 'received_at', 'source'];
/** What makes two records one: poll, push and file of one terminal meet here. */
const naturalKey = ['terminal', 'wall_clock', 'pin', 'state'];

const keyOf = (punch: NewPunch): string => `${punch.terminal}\n${punch.wallClock}\n${punch.pin}\n${punch.state}`;

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
  const terminals = [...new Set(punches.map((punch) => punch.terminal))];
  for (const terminal of terminals) {
    const waiting = await tx.query<{ wall_clock: string; pin: string; state: number }>('SELECT wall_clock, pin, state FROM quarantined_punch WHERE terminal = ? LIMIT 5000', [terminal]);
    if (waiting.length === 0) continue;
    const stored = new Set(punches.map(keyOf));
    for (const record of waiting) {
      if (!stored.has(`${terminal}\n${record.wall_clock}\n${record.pin}\n${record.state}`)) continue;
      await tx.execute('DELETE FROM quarantined_punch WHERE terminal = ? AND wall_clock = ? AND pin = ? AND state = ?', [terminal, record.wall_clock, record.pin, record.state]);
    }
  }
}

async function quarantine(tx: Transaction, records: readonly QuarantinedPunch[]): Promise<number> {
  if (records.length === 0) return 0;
  const unknown: QuarantinedPunch[] = [];
  for (const record of records) {
    const standing = await tx.query('SELECT 1 AS one FROM punch WHERE terminal = ? AND wall_clock = ? AND pin = ? AND state = ?', [record.terminal, record.wallClock, record.pin, record.state]);
    if (standing.length === 0) unknown.push(record);
  }
  const rows = unknown.map((record) => [...rowOf(record), record.reason]);
  return tx.insert('quarantined_punch', [...punchColumns, 'reason'], rows, { ignore: naturalKey });
}

/** The same bytes from the same terminal are one rejected record, however often they are sent again. */
function reject(tx: Transaction, records: readonly RejectedRecord[]): Promise<number> {
  const columns = ['id', 'terminal', 'source', 'received_at', 'raw', 'reason', 'status'];
  const rows = records.map((record) => [rejectedId(record), record.terminal, record.source, record.receivedAt, record.raw, record.reason.slice(0, 1000), 'open']);
  return tx.insert('rejected_record', columns, rows, { ignore: ['id'] });
}

const rejectedId = (record: RejectedRecord): string => createHash('sha256').update(`${record.terminal}\n${record.source}\n`).update(record.raw).digest('hex').slice(0, 32);
