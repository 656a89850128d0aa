import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** The outcome of a unit in a period, against which the outcomes of its people are laid. */
export class UnitPredicate20261124000028 implements MigrationInterface {
  readonly name = 'UnitPredicate20261124000028';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      // Only ever appended to; the newest row of a unit and period holds.
      `CREATE TABLE unit_predicate (
        unit_id {ID} NOT NULL,
        period_code {CODE} NOT NULL,
        position {INT} NOT NULL,
        predicate {CODE} NOT NULL,
        reason {LINE} NOT NULL,
        actor {CODE} NOT NULL,
        written_at {INSTANT} NOT NULL,
        PRIMARY KEY (unit_id, period_code, position)
      ) {NATURAL}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['DROP TABLE unit_predicate']);
  }
}
