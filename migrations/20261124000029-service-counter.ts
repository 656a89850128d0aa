import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Where a ticket stands, for counters; who answered a survey, as far as they said. */
export class ServiceCounter20261124000029 implements MigrationInterface {
  readonly name = 'ServiceCounter20261124000029';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      // What the events make of a ticket, kept for lists.
      `ALTER TABLE ticket ADD COLUMN status {CODE} NOT NULL DEFAULT 'taken'`,
      `UPDATE ticket SET status = 'finished' WHERE finished_at IS NOT NULL`,
      `UPDATE ticket SET status = 'cancelled' WHERE id IN (SELECT ticket_id FROM ticket_event WHERE type = 'cancel')`,
      `CREATE INDEX ix_ticket_status ON ticket (service_id, status, taken_at)`,
      // Age group, sex, education and work as chosen words; empty where nothing was said.
      `ALTER TABLE rating ADD COLUMN respondent {LINE} NULL`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [`DROP INDEX ix_ticket_status${runner.dataSource.options.type === 'better-sqlite3' ? '' : ' ON ticket'}`, `ALTER TABLE ticket DROP COLUMN status`, `ALTER TABLE rating DROP COLUMN respondent`]);
  }
}
