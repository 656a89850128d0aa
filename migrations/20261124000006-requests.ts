import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

const requestTables = [
  // Wall clocks, not instants: they are read in the zone of the unit that the person belonged to, also when that is corrected later.
  `CREATE TABLE request (
    id {ID} NOT NULL PRIMARY KEY,
    employee_id {ID} NOT NULL,
    kind {CODE} NOT NULL,
    state {CODE} NOT NULL,
    type {CODE} NOT NULL,
    day_portion {CODE} NOT NULL,
    from_date {DATE} NOT NULL,
    to_date {DATE} NOT NULL,
    from_wall {WALLCLOCK} NULL,
    to_wall {WALLCLOCK} NULL,
    letter {LINE} NULL,
    reason {LINE} NULL,
    filed_date {DATE} NOT NULL,
    late_days {INT} NOT NULL,
    filed_at {INSTANT} NOT NULL,
    filed_by {LINE} NOT NULL,
    changed_at {INSTANT} NOT NULL
  ) {TABLE}`,
  `CREATE INDEX ix_request_employee ON request (employee_id, from_date)`,
  `CREATE INDEX ix_request_state ON request (state, from_date)`,
  `CREATE TABLE request_event (
    request_id {ID} NOT NULL,
    sequence {INT} NOT NULL,
    type {CODE} NOT NULL,
    occurred_at {INSTANT} NOT NULL,
    actor {LINE} NOT NULL,
    reason {LINE} NULL,
    PRIMARY KEY (request_id, sequence)
  ) {NATURAL}`,
  `CREATE TABLE request_attachment (
    id {ID} NOT NULL PRIMARY KEY,
    request_id {ID} NOT NULL,
    sha256 {CODE} NOT NULL,
    size_bytes {INT} NOT NULL,
    media_type {CODE} NOT NULL,
    file_name {LINE} NOT NULL,
    added_at {INSTANT} NOT NULL,
    added_by {LINE} NOT NULL
  ) {TABLE}`,
  `CREATE INDEX ix_request_attachment ON request_attachment (request_id)`,
];

const lockTables = [
  // unit_id '' = all units. The last row of a unit and month says whether it is closed.
  `CREATE TABLE month_lock (
    unit_id {ID} NOT NULL,
    month {CODE} NOT NULL,
    sequence {INT} NOT NULL,
    action {CODE} NOT NULL,
    locked_at {INSTANT} NOT NULL,
    actor {LINE} NOT NULL,
    reason {LINE} NOT NULL,
    PRIMARY KEY (unit_id, month, sequence)
  ) {NATURAL}`,
  `CREATE TABLE locked_change (
    id {ID} NOT NULL PRIMARY KEY,
    employee_id {ID} NOT NULL,
    work_date {DATE} NOT NULL,
    unit_id {ID} NULL,
    record {TEXT} NOT NULL,
    proposal {TEXT} NOT NULL,
    proposal_digest {CODE} NOT NULL,
    since_at {INSTANT} NOT NULL,
    changed_at {INSTANT} NOT NULL,
    state {CODE} NOT NULL,
    decided_at {INSTANT} NULL,
    actor {LINE} NULL,
    reason {LINE} NULL,
    applied_at {INSTANT} NULL
  ) {TABLE}`,
  `CREATE INDEX ix_locked_change_day ON locked_change (employee_id, work_date)`,
  `CREATE INDEX ix_locked_change_state ON locked_change (state, since_at)`,
];

/**
 * What changes a day by word of a person: requests with their history and papers, closed months, and what a closed month would say today.
 * `request_event` and `month_lock` are only ever appended to; `request` is the fold of its events.
 */
export class Requests20261124000006 implements MigrationInterface {
  readonly name = 'Requests20261124000006';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [...requestTables, ...lockTables]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['locked_change', 'month_lock', 'request_attachment', 'request_event', 'request'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
