import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

const indexes: readonly (readonly [name: string, table: string, columns: string])[] = [
  // What changed since a moment: how several processes learn of each other's work (live stream).
  ['ix_attendance_day_computed', 'attendance_day', 'computed_at'],
  ['ix_violation_decision_time', 'violation_decision', 'decided_at'],
  ['ix_request_changed', 'request', 'changed_at'],
  // Tabs of the review, of the whole city and of a unit, counted without reading a row; the first is also the order of the list of violations.
  ['ix_violation_state', 'violation', 'state, work_date, employee_id, shift_no, kind, unit_id'],
  ['ix_violation_unit', 'violation', 'unit_id, state, minutes, work_date, kind'],
];

/** What the console keeps for people, and the indexes that its lists and its live stream are read by. */
export class Console20261124000020 implements MigrationInterface {
  readonly name = 'Console20261124000020';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE review_view (
        id {ID} NOT NULL PRIMARY KEY,
        actor {CODE} NOT NULL,
        name {NAME} NOT NULL,
        query {LINE} NOT NULL,
        created_at {INSTANT} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_review_view_actor ON review_view (actor)`,
      ...indexes.map(([name, table, columns]) => `CREATE INDEX ${name} ON ${table} (${columns})`),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.options.type !== 'better-sqlite3';
    await runDdl(runner, [...[...indexes].reverse().map(([name, table]) => `DROP INDEX ${name}${mysql ? ` ON ${table}` : ''}`), `DROP TABLE review_view`]);
  }
}
