import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Terminals: what a site chose, how they are, and the spans in which they could not be trusted. */
export class Intake20261124000003 implements MigrationInterface {
  readonly name = 'Intake20261124000003';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE terminal (
        serial {CODE} NOT NULL PRIMARY KEY,
        name {NAME} NOT NULL,
        unit_id {ID} NULL,
        zone {CODE} NOT NULL,
        status {CODE} NOT NULL,
        speaks {CODE} NOT NULL,
        profile {CODE} NOT NULL,
        address {LINE} NULL,
        comm_key {INT} NULL,
        accept_from_date {DATE} NULL,
        approved_at {INSTANT} NULL,
        first_seen_at {INSTANT} NOT NULL,
        settings {TEXT} NOT NULL
      ) {NATURAL}`,
      `CREATE TABLE terminal_health (
        serial {CODE} NOT NULL PRIMARY KEY,
        last_contact_at {INSTANT} NULL,
        last_address {CODE} NULL,
        last_record_at {INSTANT} NULL,
        synced_until_at {INSTANT} NULL,
        clock_offset_seconds {INT} NULL,
        clock_measured_at {INSTANT} NULL,
        device_records {INT} NULL,
        device_capacity {INT} NULL,
        firmware {LINE} NULL,
        error_code {CODE} NULL,
        error_text {LINE} NULL,
        error_since_at {INSTANT} NULL
      ) {NATURAL}`,
      `CREATE TABLE terminal_clock (
        serial {CODE} NOT NULL,
        measured_at {INSTANT} NOT NULL,
        offset_seconds {INT} NOT NULL,
        PRIMARY KEY (serial, measured_at)
      ) {NATURAL}`,
      `CREATE TABLE terminal_incident (
        id {ID} NOT NULL PRIMARY KEY,
        serial {CODE} NOT NULL,
        kind {CODE} NOT NULL,
        from_at {INSTANT} NOT NULL,
        to_at {INSTANT} NULL,
        detail {LINE} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_incident_serial ON terminal_incident (serial, from_at)`,
      `CREATE TABLE terminal_command (
        id {INSTANT} NOT NULL,
        serial {CODE} NOT NULL,
        command {TEXT} NOT NULL,
        status {CODE} NOT NULL,
        attempts {INT} NOT NULL,
        queued_at {INSTANT} NOT NULL,
        sent_at {INSTANT} NULL,
        answered_at {INSTANT} NULL,
        return_code {INT} NULL,
        answer {TEXT} NULL,
        PRIMARY KEY (serial, id)
      ) {NATURAL}`,
      // What a terminal says beside punches: its operation log, panel events, door states, faults. Evidence, and the source of alarms.
      `CREATE TABLE terminal_event (
        serial {CODE} NOT NULL,
        id {ID} NOT NULL,
        kind {CODE} NOT NULL,
        wall_clock {WALLCLOCK} NULL,
        code {INT} NULL,
        pin {CODE} NULL,
        received_at {INSTANT} NOT NULL,
        raw {LINE} NOT NULL,
        PRIMARY KEY (serial, id)
      ) {NATURAL}`,
      `CREATE INDEX ix_terminal_event_time ON terminal_event (serial, received_at)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['terminal_event', 'terminal_command', 'terminal_incident', 'terminal_clock', 'terminal_health', 'terminal'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
