import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Door sensors in full: what a site chose, how each stands, what was already received, and what corroboration observed. */
export class Doors20261124000008 implements MigrationInterface {
  readonly name = 'Doors20261124000008';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE door_sensor (
        code {CODE} NOT NULL PRIMARY KEY,
        name {NAME} NOT NULL,
        unit_id {ID} NULL,
        zone {CODE} NOT NULL,
        profile {CODE} NOT NULL,
        door {CODE} NOT NULL,
        side {CODE} NOT NULL,
        account {CODE} NULL,
        settings {TEXT} NOT NULL
      ) {NATURAL}`,
      `CREATE TABLE door_sensor_health (
        code {CODE} NOT NULL PRIMARY KEY,
        last_contact_at {INSTANT} NULL,
        availability {CODE} NOT NULL,
        availability_since_at {INSTANT} NULL,
        state {CODE} NULL,
        state_since_at {INSTANT} NULL,
        battery_percent {INT} NULL,
        battery_low {FLAG} NULL,
        clock_trusted {FLAG} NULL,
        clock_since_at {INSTANT} NULL
      ) {NATURAL}`,
      // Spans in which a sensor is known to have worked; what no span covers is unknown.
      `CREATE TABLE door_sensor_span (
        code {CODE} NOT NULL,
        from_at {INSTANT} NOT NULL,
        to_at {INSTANT} NOT NULL,
        PRIMARY KEY (code, from_at)
      ) {NATURAL}`,
      // All that is remembered of a door between two messages, kept in the transaction that keeps its events.
      `CREATE TABLE door_state (
        sensor {CODE} NOT NULL PRIMARY KEY,
        state {TEXT} NOT NULL,
        due_at {INSTANT} NULL
      ) {NATURAL}`,
      `CREATE INDEX ix_door_state_due ON door_state (due_at)`,
      `CREATE TABLE mqtt_session (
        client_id {CODE} NOT NULL PRIMARY KEY,
        filters {TEXT} NOT NULL
      ) {NATURAL}`,
      // Packets of the last batches of a session, a row a batch, the rows used in turn: the way to know again what was kept but whose
      // acknowledgement was lost.
      `CREATE TABLE mqtt_batch (
        client_id {CODE} NOT NULL,
        slot {INT} NOT NULL,
        number {INSTANT} NOT NULL,
        packets {TEXT} NOT NULL,
        PRIMARY KEY (client_id, slot)
      ) {NATURAL}`,
      `CREATE TABLE mqtt_account (
        username {CODE} NOT NULL PRIMARY KEY,
        password_hash {LINE} NOT NULL,
        changed_at {INSTANT} NOT NULL
      ) {NATURAL}`,
      // Derived, may be emptied: worth a person's look, never a violation.
      `CREATE TABLE observation (
        id {ID} NOT NULL PRIMARY KEY,
        work_date {DATE} NOT NULL,
        rule {CODE} NOT NULL,
        finding {CODE} NOT NULL,
        employee_id {ID} NULL,
        unit_id {ID} NULL,
        door {CODE} NULL,
        from_at {INSTANT} NOT NULL,
        to_at {INSTANT} NOT NULL,
        evidence {TEXT} NOT NULL,
        doubtful {TEXT} NOT NULL,
        computed_at {INSTANT} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_observation_date ON observation (work_date, employee_id)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['observation', 'mqtt_account', 'mqtt_batch', 'mqtt_session', 'door_state', 'door_sensor_span', 'door_sensor_health', 'door_sensor'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
