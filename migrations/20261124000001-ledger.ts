import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** The ledger: append-only facts from the wires, what could not be read, and the queue of days to judge again. */
export class Ledger20261124000001 implements MigrationInterface {
  readonly name = 'Ledger20261124000001';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      // One terminal's record is told from another by what the device wrote, never by an instant: a corrected zone must not double history.
      `CREATE TABLE punch (
        terminal {CODE} NOT NULL,
        wall_clock {WALLCLOCK} NOT NULL,
        pin {CODE} NOT NULL,
        state {INT} NOT NULL,
        verify {INT} NOT NULL,
        work_code {CODE} NULL,
        zone {CODE} NOT NULL,
        punched_at {INSTANT} NOT NULL,
        received_at {INSTANT} NOT NULL,
        source {CODE} NOT NULL,
        PRIMARY KEY (terminal, wall_clock, pin, state)
      ) {NATURAL}`,
      `CREATE INDEX ix_punch_pin ON punch (pin, punched_at)`,
      `CREATE TABLE quarantined_punch (
        terminal {CODE} NOT NULL,
        wall_clock {WALLCLOCK} NOT NULL,
        pin {CODE} NOT NULL,
        state {INT} NOT NULL,
        verify {INT} NOT NULL,
        work_code {CODE} NULL,
        zone {CODE} NOT NULL,
        punched_at {INSTANT} NOT NULL,
        received_at {INSTANT} NOT NULL,
        source {CODE} NOT NULL,
        reason {CODE} NOT NULL,
        PRIMARY KEY (terminal, wall_clock, pin, state)
      ) {NATURAL}`,
      `CREATE TABLE rejected_record (
        id {ID} NOT NULL PRIMARY KEY,
        terminal {CODE} NOT NULL,
        source {CODE} NOT NULL,
        received_at {INSTANT} NOT NULL,
        raw {BYTES} NOT NULL,
        reason {LINE} NOT NULL,
        status {CODE} NOT NULL,
        resolved_at {INSTANT} NULL
      ) {TABLE}`,
      `CREATE INDEX ix_rejected_terminal ON rejected_record (terminal, received_at)`,
      `CREATE TABLE door_event (
        sensor {CODE} NOT NULL,
        event_key {CODE} NOT NULL,
        kind {CODE} NOT NULL,
        value {CODE} NULL,
        occurred_at {INSTANT} NOT NULL,
        received_at {INSTANT} NOT NULL,
        device_time {LINE} NULL,
        time_trusted {FLAG} NOT NULL,
        raw {TEXT} NULL,
        evidence {LINE} NULL,
        open_since_at {INSTANT} NULL,
        after_outage {FLAG} NULL,
        PRIMARY KEY (sensor, event_key)
      ) {NATURAL}`,
      `CREATE INDEX ix_door_event_time ON door_event (sensor, occurred_at)`,
      // What a batch touched, in the device's own words; the worker learns whose days these are by the enrolments of the moment it looks.
      `CREATE TABLE touched_day (
        pin {CODE} NOT NULL,
        terminal {CODE} NOT NULL,
        wall_date {DATE} NOT NULL,
        marked_at {INSTANT} NOT NULL,
        PRIMARY KEY (pin, terminal, wall_date)
      ) {NATURAL}`,
      `CREATE TABLE dirty_day (
        employee_id {ID} NOT NULL,
        work_date {DATE} NOT NULL,
        marked_at {INSTANT} NOT NULL,
        PRIMARY KEY (employee_id, work_date)
      ) {NATURAL}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['dirty_day', 'touched_day', 'door_event', 'rejected_record', 'quarantined_punch', 'punch'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
