import { type ReportTerminal } from '../../core/report/report-input';

/** What is read of a terminal and of its health (`terminal t LEFT JOIN terminal_health h`) for whoever says what is wrong with it. */
export const terminalColumns = 't.serial, t.name, t.unit_id, t.zone, h.last_contact_at, h.clock_offset_seconds, h.device_records, h.device_capacity, h.error_text, h.error_since_at';

/** A row of these columns. */
export interface TerminalRow {
  readonly serial: string;
  readonly name: string;
  readonly unit_id: string | null;
  readonly zone: string;
  readonly last_contact_at: number | null;
  readonly clock_offset_seconds: number | null;
  readonly device_records: number | null;
  readonly device_capacity: number | null;
  readonly error_text: string | null;
  readonly error_since_at: number | null;
}

/** The terminal as its troubles are judged. */
export const reportTerminalOf = (row: TerminalRow): ReportTerminal => ({
  serial: row.serial,
  name: row.name,
  unitId: row.unit_id,
  zone: row.zone,
  lastContactAt: row.last_contact_at,
  clockOffsetSeconds: row.clock_offset_seconds,
  deviceRecords: row.device_records,
  deviceCapacity: row.device_capacity,
  errorText: row.error_text,
  errorSinceAt: row.error_since_at,
});
