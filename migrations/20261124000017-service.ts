import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Public service: what a unit offers and promises, the points where citizens speak, what they said, and what became of their complaints. */
export class Service20261124000017 implements MigrationInterface {
  readonly name = 'Service20261124000017';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE service (
        id {ID} NOT NULL PRIMARY KEY,
        code {CODE} NOT NULL,
        unit_id {ID} NOT NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_service_code ON service (code)`,
      `CREATE INDEX ix_service_unit ON service (unit_id)`,
      `CREATE TABLE service_version (
        service_id {ID} NOT NULL,
        from_date {DATE} NOT NULL,
        definition {TEXT} NOT NULL,
        written_at {INSTANT} NOT NULL,
        written_by {CODE} NOT NULL,
        PRIMARY KEY (service_id, from_date)
      ) {NATURAL}`,
      `CREATE TABLE service_counter (
        id {ID} NOT NULL PRIMARY KEY,
        unit_id {ID} NOT NULL,
        code {CODE} NOT NULL,
        name {LINE} NOT NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_service_counter ON service_counter (unit_id, code)`,
      // The code of a point is what hangs on the wall; a closed point is kept, because ratings name it.
      `CREATE TABLE service_point (
        code {CODE} NOT NULL PRIMARY KEY,
        service_id {ID} NOT NULL,
        counter_id {ID} NULL,
        hourly_capacity {INT} NOT NULL,
        per_address_daily {INT} NOT NULL,
        opened_at {INSTANT} NOT NULL,
        opened_by {CODE} NOT NULL,
        closed_at {INSTANT} NULL
      ) {TABLE}`,
      `CREATE INDEX ix_service_point_service ON service_point (service_id)`,
      // One row: every process signs and checks forms and links with the same key.
      `CREATE TABLE service_secret (
        id {INT} NOT NULL PRIMARY KEY,
        secret {CODE} NOT NULL
      ) {TABLE}`,
      // Only ever appended to; what is plausible is derived when it is read. once_key: one form or one ticket, one rating.
      `CREATE TABLE rating (
        id {ID} NOT NULL PRIMARY KEY,
        once_key {CODE} NOT NULL,
        point_code {CODE} NOT NULL,
        service_id {ID} NOT NULL,
        channel {CODE} NOT NULL,
        quick {INT} NULL,
        elements {CODE} NOT NULL,
        remark {TEXT} NULL,
        language {CODE} NOT NULL,
        address_key {CODE} NOT NULL,
        form_seconds {INT} NOT NULL,
        trapped {FLAG} NOT NULL,
        given_at {INSTANT} NOT NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_rating_once ON rating (once_key)`,
      `CREATE INDEX ix_rating_service ON rating (service_id, given_at)`,
      `CREATE INDEX ix_rating_point ON rating (point_code, given_at)`,
      // status and unit_id are what the events make of them, kept for lists. once_key: one form or one number of LAPOR!, one complaint.
      `CREATE TABLE complaint (
        id {ID} NOT NULL PRIMARY KEY,
        once_key {CODE} NOT NULL,
        code_key {CODE} NOT NULL,
        channel {CODE} NOT NULL,
        kind {CODE} NOT NULL,
        status {CODE} NOT NULL,
        unit_id {ID} NULL,
        service_id {ID} NULL,
        point_code {CODE} NULL,
        words {TEXT} NOT NULL,
        language {CODE} NOT NULL,
        trapped {FLAG} NOT NULL,
        address_key {CODE} NULL,
        received_at {INSTANT} NOT NULL,
        received_date {DATE} NOT NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_complaint_once ON complaint (once_key)`,
      `CREATE UNIQUE INDEX uq_complaint_code ON complaint (code_key)`,
      `CREATE INDEX ix_complaint_received ON complaint (received_at)`,
      `CREATE INDEX ix_complaint_address ON complaint (address_key)`,
      // Who reported stands apart, so that no list and no letter can carry it along by accident.
      `CREATE TABLE complaint_reporter (
        complaint_id {ID} NOT NULL PRIMARY KEY,
        name {LINE} NULL,
        contact {LINE} NULL
      ) {TABLE}`,
      `CREATE TABLE complaint_photo (
        id {ID} NOT NULL PRIMARY KEY,
        complaint_id {ID} NOT NULL,
        sha256 {CODE} NOT NULL,
        media_type {CODE} NOT NULL,
        size_bytes {INT} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_complaint_photo ON complaint_photo (complaint_id)`,
      `CREATE TABLE complaint_event (
        complaint_id {ID} NOT NULL,
        position {INT} NOT NULL,
        body {TEXT} NOT NULL,
        PRIMARY KEY (complaint_id, position)
      ) {NATURAL}`,
      // When a unit serves citizens; not the hours of its staff.
      `CREATE TABLE opening_week (
        unit_id {ID} NOT NULL,
        from_date {DATE} NOT NULL,
        days {LINE} NOT NULL,
        PRIMARY KEY (unit_id, from_date)
      ) {NATURAL}`,
      // taken_at and finished_at are what the events make of them, kept for lists; finished_at is empty for cancelled tickets.
      `CREATE TABLE ticket (
        id {ID} NOT NULL PRIMARY KEY,
        service_id {ID} NOT NULL,
        number {CODE} NOT NULL,
        taken_at {INSTANT} NOT NULL,
        finished_at {INSTANT} NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_ticket_number ON ticket (service_id, number)`,
      `CREATE INDEX ix_ticket_finished ON ticket (service_id, finished_at)`,
      // The natural key makes a file that is sent twice harmless; step is '' where there is none.
      `CREATE TABLE ticket_event (
        ticket_id {ID} NOT NULL,
        at {INSTANT} NOT NULL,
        type {CODE} NOT NULL,
        step {CODE} NOT NULL,
        recorded_at {INSTANT} NOT NULL,
        recorded_by {CODE} NOT NULL,
        PRIMARY KEY (ticket_id, at, type, step)
      ) {NATURAL}`,
      `CREATE TABLE slow_signal (
        id {ID} NOT NULL PRIMARY KEY,
        service_id {ID} NOT NULL,
        week_date {DATE} NOT NULL,
        found_at {INSTANT} NOT NULL,
        status {CODE} NOT NULL,
        detail {TEXT} NOT NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_slow_signal_week ON slow_signal (service_id, week_date)`,
      `CREATE TABLE follow_up_event (
        signal_id {ID} NOT NULL,
        position {INT} NOT NULL,
        body {TEXT} NOT NULL,
        PRIMARY KEY (signal_id, position)
      ) {NATURAL}`,
      `CREATE TABLE complaint_term (
        kind {CODE} NOT NULL,
        from_date {DATE} NOT NULL,
        verify_working_days {INT} NOT NULL,
        follow_up_working_days {INT} NOT NULL,
        source {LINE} NOT NULL,
        PRIMARY KEY (kind, from_date)
      ) {NATURAL}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['follow_up_event', 'slow_signal', 'ticket_event', 'ticket', 'opening_week', 'complaint_term', 'complaint_event', 'complaint_photo', 'complaint_reporter', 'complaint', 'rating', 'service_secret', 'service_point', 'service_counter', 'service_version', 'service'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
