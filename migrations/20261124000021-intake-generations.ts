import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** How many of a terminal's stored records belong to logs that it no longer has. */
export class IntakeGenerations20261124000021 implements MigrationInterface {
  readonly name = 'IntakeGenerations20261124000021';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['ALTER TABLE terminal_health ADD COLUMN log_base {INT} NULL']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['ALTER TABLE terminal_health DROP COLUMN log_base']);
  }
}
