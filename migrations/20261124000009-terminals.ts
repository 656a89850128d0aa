import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

const columns: readonly (readonly [table: string, column: string, type: string])[] = [
  // Hashes of the keys that a pushing terminal showed first, as JSON; null = none yet.
  ['terminal', 'pinned_keys', '{TEXT} NULL'],
  // Records of ours beside the terminal's own count, and what came of the last comparison.
  ['terminal_health', 'stored_records', '{INT} NULL'],
  ['terminal_health', 'missing_records', '{INT} NULL'],
  ['terminal_health', 'reconciled_at', '{INSTANT} NULL'],
  ['terminal_health', 'reconcile_outcome', '{CODE} NULL'],
  // Digests of the first and the last record of the log at the last read, by which a cleared or rolled log is recognised.
  ['terminal_health', 'oldest_record', '{CODE} NULL'],
  ['terminal_health', 'newest_record', '{CODE} NULL'],
  ['terminal_incident', 'verdict', '{CODE} NULL'],
  ['terminal_incident', 'decided_by', '{CODE} NULL'],
  ['terminal_incident', 'decided_at', '{INSTANT} NULL'],
  ['terminal_command', 'queued_by', '{CODE} NULL'],
];

/** Terminals that are compared, pinned and commanded, and what an officer says of their incidents. */
export class Terminals20261124000009 implements MigrationInterface {
  readonly name = 'Terminals20261124000009';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      ...columns.map(([table, column, type]) => `ALTER TABLE ${table} ADD COLUMN ${column} ${type}`),
      `CREATE INDEX ix_command_status ON terminal_command (status, serial)`,
      `CREATE INDEX ix_incident_open ON terminal_incident (to_at, kind)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const mysql = runner.dataSource.options.type !== 'better-sqlite3';
    const dropIndex = (name: string, table: string): string => `DROP INDEX ${name}${mysql ? ` ON ${table}` : ''}`;
    await runDdl(runner, [
      dropIndex('ix_incident_open', 'terminal_incident'),
      dropIndex('ix_command_status', 'terminal_command'),
      ...[...columns].reverse().map(([table, column]) => `ALTER TABLE ${table} DROP COLUMN ${column}`),
    ]);
  }
}
