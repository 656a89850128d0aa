import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Reports that were made, with what they said, and how each got to where it should go. */
export class Reports20261124000007 implements MigrationInterface {
  readonly name = 'Reports20261124000007';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE report_run (
        report {CODE} NOT NULL,
        report_date {DATE} NOT NULL,
        state {CODE} NOT NULL,
        reason {LINE} NULL,
        digest {CODE} NULL,
        content {TEXT} NULL,
        decided_at {INSTANT} NOT NULL,
        PRIMARY KEY (report, report_date)
      ) {NATURAL}`,
      // One row for each place a report goes to; delivery_key names report, date and place in 32 hex digits.
      `CREATE TABLE report_delivery (
        delivery_key {CODE} NOT NULL PRIMARY KEY,
        report {CODE} NOT NULL,
        report_date {DATE} NOT NULL,
        channel {CODE} NOT NULL,
        recipient {LINE} NOT NULL,
        state {CODE} NOT NULL,
        attempts {INT} NOT NULL,
        next_attempt_at {INSTANT} NULL,
        delivered_at {INSTANT} NULL,
        reason {LINE} NULL,
        changed_at {INSTANT} NOT NULL
      ) {NATURAL}`,
      `CREATE INDEX ix_report_delivery_due ON report_delivery (state, next_attempt_at)`,
      `CREATE INDEX ix_report_delivery_run ON report_delivery (report, report_date)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(
      runner,
      ['report_delivery', 'report_run'].map((table) => `DROP TABLE ${table}`),
    );
  }
}
