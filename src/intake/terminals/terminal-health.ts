import { Injectable, Logger } from '@nestjs/common';
import { addDays } from '../../core/time/calendar';
import { dateAt } from '../../core/time/zone';
import { markSite } from '../../ledger/dirty-days';
import { Database, type SqlValue, type Transaction } from '../../platform/database/database';

/** What is known of a terminal's condition. */
export interface TerminalHealthRecord {
  readonly serial: string;
  /** Epoch milliseconds, like all instants here. */
  readonly lastContactAt: number | null;
  readonly lastAddress: string | null;
  readonly lastRecordAt: number | null;
  /** Everything that the terminal recorded until then is in the ledger. */
  readonly syncedUntilAt: number | null;
  /** Terminal clock minus true time. */
  readonly clockOffsetSeconds: number | null;
  readonly clockMeasuredAt: number | null;
  readonly deviceRecords: number | null;
  readonly deviceCapacity: number | null;
  /** Records of ours (punches, quarantined and unreadable ones) when both were last counted. */
  readonly storedRecords: number | null;
  /** Records that the terminal counts and that are not here; null = never compared. */
  readonly missingRecords: number | null;
  /** So many of ours belong to logs that the terminal no longer has; null = none is known to be gone. */
  readonly logBase: number | null;
  readonly reconciledAt: number | null;
  readonly reconcileOutcome: string | null;
  readonly oldestRecord: string | null;
  readonly newestRecord: string | null;
  readonly firmware: string | null;
  readonly errorCode: string | null;
  /** In words that an officer understands. */
  readonly errorText: string | null;
  readonly errorSinceAt: number | null;
}

/** What one contact taught. Fields left out stay as they were. */
export interface Sighting {
  readonly at: number;
  readonly address?: string;
  readonly lastRecordAt?: number;
  readonly syncedUntilAt?: number;
  readonly clockOffsetSeconds?: number;
  readonly deviceRecords?: number;
  readonly deviceCapacity?: number;
  readonly storedRecords?: number;
  readonly missingRecords?: number;
  readonly logBase?: number;
  readonly reconciledAt?: number;
  readonly reconcileOutcome?: string;
  readonly oldestRecord?: string;
  readonly newestRecord?: string;
  readonly firmware?: string;
}

const columnsByField: Readonly<Record<Exclude<keyof Sighting, 'at' | 'clockOffsetSeconds'>, string>> = {
  address: 'last_address',
  lastRecordAt: 'last_record_at',
  syncedUntilAt: 'synced_until_at',
  deviceRecords: 'device_records',
  deviceCapacity: 'device_capacity',
  storedRecords: 'stored_records',
  missingRecords: 'missing_records',
  logBase: 'log_base',
  reconciledAt: 'reconciled_at',
  reconcileOutcome: 'reconcile_outcome',
  oldestRecord: 'oldest_record',
  newestRecord: 'newest_record',
  firmware: 'firmware',
};

/** A clock's history gets a new entry when the offset moved by this much, or once a day. */
const noteworthySeconds = 5;
const dayMs = 86_400_000;

/** The condition of every terminal, and its history. */
@Injectable()
export class TerminalHealthBook {
  private readonly logger = new Logger(TerminalHealthBook.name);

  constructor(private readonly database: Database) {}

  /** The condition of one terminal; null when it was never heard of. */
  async of(serial: string): Promise<TerminalHealthRecord | null> {
    const rows = await this.database.query<HealthRow>('SELECT * FROM terminal_health WHERE serial = ?', [serial]);
    return rows[0] ? recordOf(rows[0]) : null;
  }

  /** The condition of every terminal by serial number. */
  async all(): Promise<Map<string, TerminalHealthRecord>> {
    const rows = await this.database.query<HealthRow>('SELECT * FROM terminal_health');
    return new Map(rows.map((row) => [row.serial, recordOf(row)]));
  }

  /** Notes a contact that went well; a trouble that stood is over. Logged once when a terminal returns. */
  async seen(serial: string, sighting: Sighting): Promise<void> {
    const before = await this.of(serial);
    if (before?.errorCode) this.logger.log({ serial, since: before.errorSinceAt }, 'the terminal answers again');
    await this.put(rowOf(serial, sighting));
    await this.noteClock(serial, sighting, before);
  }

  /** Notes many contacts in few statements: what terminals that call by themselves have shown since the last time. */
  async seenAll(sightings: ReadonlyMap<string, Sighting>): Promise<void> {
    const groups = new Map<string, SqlValue[][]>();
    for (const [serial, sighting] of [...sightings].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const row = rowOf(serial, sighting);
      const columns = Object.keys(row).join(',');
      groups.set(columns, [...(groups.get(columns) ?? []), Object.values(row)]);
    }
    await this.database.transaction(async (tx) => {
      for (const [columns, rows] of groups) await tx.insert('terminal_health', columns.split(','), rows, { key: ['serial'], update: columns.split(',').filter((column) => column !== 'serial') });
    });
  }

  /** Counts what we have of a terminal: punches, records in quarantine, and lines that could not be read; one read again later is its punch. */
  async countStored(serial: string): Promise<number> {
    const count = (table: string, and = ''): string => `(SELECT COUNT(*) FROM ${table} WHERE terminal = ?${and})`;
    const [row] = await this.database.query<{ n: number }>(`SELECT ${count('punch')} + ${count('quarantined_punch')} + ${count('rejected_record', " AND status <> 'replayed'")} AS n`, [serial, serial, serial]);
    return Number(row?.n);
  }

  /** Counts what we have of an access panel: its events, and lines that could not be read. Few of its events are punches. */
  async countPanelEvents(serial: string): Promise<number> {
    const sql = "SELECT (SELECT COUNT(*) FROM terminal_event WHERE serial = ? AND kind = 'rtlog') + (SELECT COUNT(*) FROM rejected_record WHERE terminal = ? AND status <> 'replayed') AS n";
    const [row] = await this.database.query<{ n: number }>(sql, [serial, serial]);
    return Number(row?.n);
  }

  /** The measured offsets of a terminal's clock, newest first. */
  async clockHistory(serial: string, limit: number): Promise<{ measuredAt: number; offsetSeconds: number }[]> {
    const rows = await this.database.query<{ measured_at: number; offset_seconds: number }>(`SELECT measured_at, offset_seconds FROM terminal_clock WHERE serial = ? ORDER BY measured_at DESC LIMIT ${Math.trunc(limit)}`, [serial]);
    return rows.map((row) => ({ measuredAt: row.measured_at, offsetSeconds: row.offset_seconds }));
  }

  /** Notes that a terminal could not be read; logged once when it goes. */
  async failed(serial: string, at: number, code: string, text: string): Promise<void> {
    const before = await this.of(serial);
    if (before?.errorCode !== code) this.logger.warn({ serial, code }, text);
    await this.put({ serial, error_code: code, error_text: text.slice(0, 1000), error_since_at: before?.errorSinceAt ?? at });
  }

  private put(row: Readonly<Record<string, SqlValue>>): Promise<unknown> {
    const columns = Object.keys(row);
    return this.database.transaction((tx) => tx.insert('terminal_health', columns, [Object.values(row)], { key: ['serial'], update: columns.filter((column) => column !== 'serial') }));
  }

  private async noteClock(serial: string, sighting: Sighting, before: TerminalHealthRecord | null): Promise<void> {
    const offset = sighting.clockOffsetSeconds;
    if (offset === undefined) return;
    const steady = before?.clockOffsetSeconds !== null && before?.clockOffsetSeconds !== undefined && Math.abs(before.clockOffsetSeconds - offset) < noteworthySeconds;
    if (steady && Math.floor((before.clockMeasuredAt ?? 0) / dayMs) === Math.floor(sighting.at / dayMs)) return;
    await this.database.transaction(async (tx) => {
      await tx.insert('terminal_clock', ['serial', 'measured_at', 'offset_seconds'], [[serial, sighting.at, offset]], { ignore: ['serial', 'measured_at'] });
      await markReread(tx, serial, sighting.at, offset);
    });
  }
}

/**
 * A reading of a clock says how the records after it are read, the first one also those before (clock-drift.ts). Records that came in ahead of
 * their reading have their days judged again; where the clock is right and was, there is nothing to read otherwise.
 */
async function markReread(tx: Transaction, serial: string, measuredAt: number, offset: number): Promise<void> {
  const [before] = await tx.query<{ offset_seconds: number }>('SELECT offset_seconds FROM terminal_clock WHERE serial = ? AND measured_at < ? ORDER BY measured_at DESC LIMIT 1', [serial, measuredAt]);
  if (Math.abs(offset) < noteworthySeconds && Math.abs(before?.offset_seconds ?? 0) < noteworthySeconds) return;
  // A wall clock is at most a day from the date in UTC, and a drifting one not much further.
  const fromDate = before ? addDays(dateAt('UTC', measuredAt), -2) : '';
  await markSite(tx, { serial, unitId: null, fromDate, toDate: '9999-12-31' }, measuredAt);
}

function rowOf(serial: string, sighting: Sighting): Record<string, SqlValue> {
  const row: Record<string, SqlValue> = { serial, last_contact_at: sighting.at, error_code: null, error_text: null, error_since_at: null };
  for (const [field, column] of Object.entries(columnsByField)) {
    const value = sighting[field as keyof typeof columnsByField];
    if (value !== undefined) row[column] = value;
  }
  if (sighting.clockOffsetSeconds !== undefined) {
    row['clock_offset_seconds'] = sighting.clockOffsetSeconds;
    row['clock_measured_at'] = sighting.at;
  }
  return row;
}

interface HealthRow {
  serial: string;
  last_contact_at: number | null;
  last_address: string | null;
  last_record_at: number | null;
  synced_until_at: number | null;
  clock_offset_seconds: number | null;
  clock_measured_at: number | null;
  device_records: number | null;
  device_capacity: number | null;
  stored_records: number | null;
  missing_records: number | null;
  log_base: number | null;
  reconciled_at: number | null;
  reconcile_outcome: string | null;
  oldest_record: string | null;
  newest_record: string | null;
  firmware: string | null;
  error_code: string | null;
  error_text: string | null;
  error_since_at: number | null;
}

const recordOf = (row: HealthRow): TerminalHealthRecord => ({
  serial: row.serial,
  lastContactAt: row.last_contact_at,
  lastAddress: row.last_address,
  lastRecordAt: row.last_record_at,
  syncedUntilAt: row.synced_until_at,
  clockOffsetSeconds: row.clock_offset_seconds,
  clockMeasuredAt: row.clock_measured_at,
  deviceRecords: row.device_records,
  deviceCapacity: row.device_capacity,
  storedRecords: row.stored_records,
  missingRecords: row.missing_records,
  logBase: row.log_base,
  reconciledAt: row.reconciled_at,
  reconcileOutcome: row.reconcile_outcome,
  oldestRecord: row.oldest_record,
  newestRecord: row.newest_record,
  firmware: row.firmware,
  errorCode: row.error_code,
  errorText: row.error_text,
  errorSinceAt: row.error_since_at,
});
