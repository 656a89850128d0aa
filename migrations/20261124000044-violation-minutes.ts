import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** The list of violations of all dates in order of minutes: how many have how many, and the few rows of a page, are read from one narrow index. */
export class ViolationMinutes20261124000044 implements MigrationInterface {
  readonly name = 'ViolationMinutes20261124000044';

  up(runner: QueryRunner): Promise<void> {
    return runDdl(runner, ['CREATE INDEX ix_violation_minutes ON violation (minutes)']);
  }

  down(runner: QueryRunner): Promise<void> {
    return runDdl(runner, [`DROP INDEX ix_violation_minutes${runner.dataSource.options.type === 'better-sqlite3' ? '' : ' ON violation'}`]);
  }
}
