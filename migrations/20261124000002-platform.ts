import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** What the service itself needs: scheduled jobs claimed once per slot, leases, settings and API tokens. */
export class Platform20261124000002 implements MigrationInterface {
  readonly name = 'Platform20261124000002';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      `CREATE TABLE job_run (
        job {CODE} NOT NULL,
        slot {CODE} NOT NULL,
        owner {CODE} NOT NULL,
        started_at {INSTANT} NOT NULL,
        heartbeat_at {INSTANT} NOT NULL,
        finished_at {INSTANT} NULL,
        outcome {LINE} NULL,
        PRIMARY KEY (job, slot)
      ) {NATURAL}`,
      `CREATE TABLE lease (
        name {CODE} NOT NULL PRIMARY KEY,
        owner {CODE} NOT NULL,
        expires_at {INSTANT} NOT NULL
      ) {NATURAL}`,
      `CREATE TABLE setting (
        name {CODE} NOT NULL PRIMARY KEY,
        value {TEXT} NOT NULL
      ) {NATURAL}`,
      `CREATE TABLE api_token (
        id {ID} NOT NULL PRIMARY KEY,
        name {NAME} NOT NULL,
        token_hash {CODE} NOT NULL,
        scope {CODE} NOT NULL,
        created_at {INSTANT} NOT NULL,
        expires_at {INSTANT} NULL,
        revoked_at {INSTANT} NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_api_token_hash ON api_token (token_hash)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['api_token', 'setting', 'lease', 'job_run'].map((table) => `DROP TABLE ${table}`));
  }
}
