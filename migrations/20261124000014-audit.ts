import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Who saw, changed, exported or decided what: a chain, each entry over the hash of the one before. Only ever appended to. */
export class Audit20261124000014 implements MigrationInterface {
  readonly name = 'Audit20261124000014';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE audit_entry (
        sequence {INSTANT} NOT NULL PRIMARY KEY,
        occurred_at {INSTANT} NOT NULL,
        actor {LINE} NOT NULL,
        address {CODE} NOT NULL,
        action {CODE} NOT NULL,
        subject_kind {CODE} NULL,
        subject_id {LINE} NULL,
        detail {TEXT} NOT NULL,
        previous_hash {CODE} NOT NULL,
        hash {CODE} NOT NULL
      ) {NATURAL}`,
      `CREATE INDEX ix_audit_entry_time ON audit_entry (occurred_at)`,
      `CREATE INDEX ix_audit_entry_action ON audit_entry (action, sequence)`,
      // One row: writers wait for each other on it, so that the chain has no fork.
      `CREATE TABLE audit_head (
        id {INT} NOT NULL PRIMARY KEY,
        sequence {INSTANT} NOT NULL,
        hash {CODE} NOT NULL
      ) {TABLE}`,
      `INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, '')`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['audit_head', 'audit_entry'].map((table) => `DROP TABLE ${table}`));
  }
}
