import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Complaints that stand behind a discipline case about conduct. */
export class CaseEvidence20261124000030 implements MigrationInterface {
  readonly name = 'CaseEvidence20261124000030';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE case_complaint (
        case_id {ID} NOT NULL,
        complaint_id {ID} NOT NULL,
        employee_id {ID} NOT NULL,
        alleged {TEXT} NOT NULL,
        referred_at {INSTANT} NOT NULL,
        referred_by {CODE} NOT NULL,
        PRIMARY KEY (case_id, complaint_id)
      ) {NATURAL}`,
      // One complaint opens one case about one person, whoever refers it first.
      `CREATE UNIQUE INDEX uq_case_complaint ON case_complaint (complaint_id, employee_id)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [`DROP TABLE case_complaint`]);
  }
}
