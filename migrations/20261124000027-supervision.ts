import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Direct supervision: notes of superiors, roll calls, and the differences they found. */
export class Supervision20261124000027 implements MigrationInterface {
  readonly name = 'Supervision20261124000027';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      // unit_id is that of the person on the date the note is about; kind, visibility and withdrawn are what the events make of them, kept for lists.
      `CREATE TABLE supervision_note (
        id {ID} NOT NULL PRIMARY KEY,
        employee_id {ID} NOT NULL,
        unit_id {ID} NULL,
        author {CODE} NOT NULL,
        kind {CODE} NOT NULL,
        visibility {CODE} NOT NULL,
        withdrawn {FLAG} NOT NULL,
        about_date {DATE} NOT NULL,
        changed_at {INSTANT} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_supervision_note_employee ON supervision_note (employee_id, about_date)`,
      `CREATE INDEX ix_supervision_note_unit ON supervision_note (unit_id, about_date)`,
      `CREATE TABLE supervision_note_event (
        note_id {ID} NOT NULL,
        position {INT} NOT NULL,
        body {TEXT} NOT NULL,
        PRIMARY KEY (note_id, position)
      ) {NATURAL}`,
      // The id is made by whoever starts: a start that is sent twice is one check. content_digest tells a second sending from another content.
      `CREATE TABLE spot_check (
        id {ID} NOT NULL PRIMARY KEY,
        unit_id {ID} NOT NULL,
        zone {CODE} NOT NULL,
        started_at {INSTANT} NOT NULL,
        started_by {CODE} NOT NULL,
        submitted_at {INSTANT} NULL,
        content_digest {CODE} NULL,
        remark {TEXT} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_spot_check_unit ON spot_check (unit_id, started_at)`,
      // state is what the checker was shown; marked_state what plan and ledger say of the minute of the mark, as known when it was handed in.
      `CREATE TABLE spot_check_person (
        check_id {ID} NOT NULL,
        employee_id {ID} NOT NULL,
        unit_id {ID} NULL,
        state {CODE} NOT NULL,
        state_at {INSTANT} NULL,
        mark {CODE} NULL,
        note {LINE} NOT NULL,
        marked_at {INSTANT} NULL,
        marked_state {CODE} NULL,
        PRIMARY KEY (check_id, employee_id)
      ) {NATURAL}`,
      `CREATE INDEX ix_spot_check_person ON spot_check_person (employee_id, marked_at)`,
      `CREATE TABLE spot_check_difference (
        id {ID} NOT NULL PRIMARY KEY,
        check_id {ID} NOT NULL,
        employee_id {ID} NOT NULL,
        unit_id {ID} NULL,
        kind {CODE} NOT NULL,
        status {CODE} NOT NULL,
        outcome {CODE} NULL,
        seen_at {INSTANT} NOT NULL,
        due_date {DATE} NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_spot_check_difference ON spot_check_difference (check_id, employee_id)`,
      `CREATE INDEX ix_spot_check_difference_unit ON spot_check_difference (unit_id, status, seen_at)`,
      `CREATE INDEX ix_spot_check_difference_employee ON spot_check_difference (employee_id, seen_at)`,
      `CREATE TABLE spot_check_difference_event (
        difference_id {ID} NOT NULL,
        position {INT} NOT NULL,
        body {TEXT} NOT NULL,
        PRIMARY KEY (difference_id, position)
      ) {NATURAL}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['spot_check_difference_event', 'spot_check_difference', 'spot_check_person', 'spot_check', 'supervision_note_event', 'supervision_note'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
