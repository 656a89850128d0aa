import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/**
 * Where units stand gets dates. `unit.parent_id` stays the place of a unit since ever; a row here is its place from a date on, until its next one
 * (`parent_id` NULL = under no other unit). What stood before this migration has stood so always, as it was taken to.
 */
export class UnitMoves20261124000043 implements MigrationInterface {
  readonly name = 'UnitMoves20261124000043';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE unit_move (
        unit_id {ID} NOT NULL,
        from_date {DATE} NOT NULL,
        parent_id {ID} NULL,
        PRIMARY KEY (unit_id, from_date)
      ) {NATURAL}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['DROP TABLE unit_move']);
  }
}
