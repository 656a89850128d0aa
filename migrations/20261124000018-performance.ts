import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Individual appraisal: periods, and what happened to the appraisal of each person in each. */
export class Performance20261124000018 implements MigrationInterface {
  readonly name = 'Performance20261124000018';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE appraisal_period (
        code {CODE} NOT NULL PRIMARY KEY,
        name {LINE} NOT NULL,
        from_date {DATE} NOT NULL,
        to_date {DATE} NOT NULL
      ) {TABLE}`,
      // unit_id is that of the person when the appraisal began; status and predicate are what the events make of them, kept for lists.
      `CREATE TABLE appraisal (
        id {ID} NOT NULL PRIMARY KEY,
        employee_id {ID} NOT NULL,
        period_code {CODE} NOT NULL,
        unit_id {ID} NULL,
        status {CODE} NOT NULL,
        predicate {CODE} NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_appraisal_period ON appraisal (employee_id, period_code)`,
      `CREATE INDEX ix_appraisal_unit ON appraisal (period_code, unit_id)`,
      `CREATE TABLE appraisal_event (
        appraisal_id {ID} NOT NULL,
        position {INT} NOT NULL,
        body {TEXT} NOT NULL,
        PRIMARY KEY (appraisal_id, position)
      ) {NATURAL}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['appraisal_event', 'appraisal', 'appraisal_period'].map((table) => `DROP TABLE ${table}`));
  }
}
