import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** How many of a terminal's stored records belong to logs that it no longer has; spans in which a door sensor is in trouble. */
export class IntakeGenerations20261124000021 implements MigrationInterface {
  readonly name = 'IntakeGenerations20261124000021';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      'ALTER TABLE terminal_health ADD COLUMN log_base {INT} NULL',
      `CREATE TABLE door_sensor_incident (
        code {CODE} NOT NULL,
        kind {CODE} NOT NULL,
        from_at {INSTANT} NOT NULL,
        to_at {INSTANT} NULL,
        PRIMARY KEY (code, kind, from_at)
      ) {NATURAL}`,
      'CREATE INDEX ix_door_sensor_incident_open ON door_sensor_incident (to_at, code)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['DROP TABLE door_sensor_incident', 'ALTER TABLE terminal_health DROP COLUMN log_base']);
  }
}
