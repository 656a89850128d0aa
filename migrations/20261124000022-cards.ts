import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Card numbers of employees: enrolments whose pin is a card number. */
export class Cards20261124000022 implements MigrationInterface {
  readonly name = 'Cards20261124000022';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ["ALTER TABLE enrolment ADD COLUMN kind {CODE} NOT NULL DEFAULT 'pin'"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['ALTER TABLE enrolment DROP COLUMN kind']);
  }
}
