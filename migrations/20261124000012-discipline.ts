import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/**
 * Due process around violations and cases: what employees explain, the papers that decisions and explanations rest on, single-use links for
 * explaining, and letters as they were printed. All of it is only ever appended to; a link is marked when it is used up.
 */
export class Discipline20261124000012 implements MigrationInterface {
  readonly name = 'Discipline20261124000012';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE explanation_link (
        id {ID} NOT NULL PRIMARY KEY,
        employee_id {ID} NOT NULL,
        token_hash {CODE} NOT NULL,
        about {TEXT} NOT NULL,
        created_at {INSTANT} NOT NULL,
        created_by {CODE} NOT NULL,
        expires_at {INSTANT} NOT NULL,
        used_at {INSTANT} NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_explanation_link_token ON explanation_link (token_hash)`,
      `CREATE TABLE explanation (
        id {ID} NOT NULL PRIMARY KEY,
        employee_id {ID} NOT NULL,
        work_date {DATE} NOT NULL,
        kind {CODE} NOT NULL,
        words {TEXT} NOT NULL,
        via {CODE} NOT NULL,
        actor {CODE} NOT NULL,
        given_at {INSTANT} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_explanation_day ON explanation (employee_id, work_date)`,
      `CREATE TABLE discipline_paper (
        id {ID} NOT NULL PRIMARY KEY,
        link_id {ID} NULL,
        sha256 {CODE} NOT NULL,
        size_bytes {INT} NOT NULL,
        media_type {CODE} NOT NULL,
        file_name {LINE} NOT NULL,
        added_at {INSTANT} NOT NULL,
        added_by {CODE} NOT NULL
      ) {TABLE}`,
      // One paper may stand behind many decisions: a letter that covers a week, a bulk of excuses.
      `CREATE TABLE discipline_paper_use (
        about_id {ID} NOT NULL,
        paper_id {ID} NOT NULL,
        PRIMARY KEY (about_id, paper_id)
      ) {NATURAL}`,
      `CREATE TABLE case_document (
        id {ID} NOT NULL PRIMARY KEY,
        case_id {ID} NOT NULL,
        employee_id {ID} NOT NULL,
        round_no {INT} NOT NULL,
        kind {CODE} NOT NULL,
        title {LINE} NOT NULL,
        number {LINE} NULL,
        draft {FLAG} NOT NULL,
        printed_at {INSTANT} NOT NULL,
        actor {CODE} NOT NULL,
        template {TEXT} NOT NULL,
        template_sha256 {CODE} NOT NULL,
        data {TEXT} NOT NULL,
        sha256 {CODE} NOT NULL,
        size_bytes {INT} NOT NULL,
        pages {INT} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_case_document_case ON case_document (case_id, printed_at)`,
      `CREATE INDEX ix_case_document_employee ON case_document (employee_id)`,
      // Addresses are separated by spaces; a unit without a row follows the one above it.
      `CREATE TABLE unit_reminder (
        unit_id {ID} NOT NULL PRIMARY KEY,
        emails {TEXT} NOT NULL,
        muted {FLAG} NOT NULL
      ) {TABLE}`,
      // One row for each date and recipient: the key keeps a second mail of a day from being written at all.
      `CREATE TABLE reminder_mail (
        reminder_date {DATE} NOT NULL,
        recipient {LINE} NOT NULL,
        reminder_key {CODE} NOT NULL PRIMARY KEY,
        state {CODE} NOT NULL,
        attempts {INT} NOT NULL,
        next_attempt_at {INSTANT} NULL,
        matters {INT} NOT NULL,
        subject {LINE} NOT NULL,
        content {TEXT} NOT NULL,
        reason {LINE} NULL,
        changed_at {INSTANT} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_reminder_mail_due ON reminder_mail (state, next_attempt_at)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['reminder_mail', 'unit_reminder', 'case_document', 'discipline_paper_use', 'discipline_paper', 'explanation', 'explanation_link'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
