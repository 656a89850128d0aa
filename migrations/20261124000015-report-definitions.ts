import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Which reports go to whom and when, what the office set about them, and who asked to be left out. */
export class ReportDefinitions20261124000015 implements MigrationInterface {
  readonly name = 'ReportDefinitions20261124000015';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE report_definition (
        id {CODE} NOT NULL PRIMARY KEY,
        name {NAME} NOT NULL,
        enabled {FLAG} NOT NULL,
        definition {TEXT} NOT NULL,
        changed_at {INSTANT} NOT NULL,
        changed_by {LINE} NOT NULL
      ) {NATURAL}`,
      // Recap codes, signature block: one JSON value each.
      `CREATE TABLE report_setting (
        name {CODE} NOT NULL PRIMARY KEY,
        value {TEXT} NOT NULL,
        changed_at {INSTANT} NOT NULL,
        changed_by {LINE} NOT NULL
      ) {NATURAL}`,
      // definition_id '' = of no report at all.
      `CREATE TABLE report_mute (
        recipient {LINE} NOT NULL,
        definition_id {CODE} NOT NULL,
        reason {LINE} NOT NULL,
        muted_at {INSTANT} NOT NULL,
        muted_by {LINE} NOT NULL,
        mute_key {CODE} NOT NULL PRIMARY KEY
      ) {NATURAL}`,
      // The secret of a calendar address is kept as its sha256.
      `CREATE TABLE roster_feed (
        secret_hash {CODE} NOT NULL PRIMARY KEY,
        id {ID} NOT NULL,
        employee_id {ID} NOT NULL,
        created_at {INSTANT} NOT NULL,
        created_by {LINE} NOT NULL,
        revoked_at {INSTANT} NULL
      ) {NATURAL}`,
      `CREATE INDEX ix_roster_feed_employee ON roster_feed (employee_id)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(
      runner,
      ['roster_feed', 'report_mute', 'report_setting', 'report_definition'].map((table) => `DROP TABLE ${table}`),
    );
  }
}
