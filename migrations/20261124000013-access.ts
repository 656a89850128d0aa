import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Who may come in: users, their roles with reach and dates, sessions, and how often sign-in went wrong. */
export class Access20261124000013 implements MigrationInterface {
  readonly name = 'Access20261124000013';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      // The username is kept in lower case; password_hash null = signs in through the identity provider only.
      `CREATE TABLE user_account (
        id {ID} NOT NULL PRIMARY KEY,
        username {CODE} NOT NULL,
        name {NAME} NOT NULL,
        email {LINE} NULL,
        employee_id {ID} NULL,
        password_hash {LINE} NULL,
        must_change_password {FLAG} NOT NULL,
        disabled_at {INSTANT} NULL,
        language {CODE} NULL,
        theme {CODE} NULL,
        created_at {INSTANT} NOT NULL,
        created_by {LINE} NOT NULL
      ) {TABLE}`,
      `CREATE UNIQUE INDEX uq_user_account_username ON user_account (username)`,
      // holder_id is a user or a token; unit_id null = all units.
      `CREATE TABLE role_grant (
        id {ID} NOT NULL PRIMARY KEY,
        holder_id {ID} NOT NULL,
        role {CODE} NOT NULL,
        unit_id {ID} NULL,
        from_date {DATE} NOT NULL,
        to_date {DATE} NULL,
        granted_at {INSTANT} NOT NULL,
        granted_by {LINE} NOT NULL
      ) {TABLE}`,
      `CREATE INDEX ix_role_grant_holder ON role_grant (holder_id)`,
      // secret_hash = sha256 of what the cookie holds; the secret itself is nowhere.
      `CREATE TABLE user_session (
        secret_hash {CODE} NOT NULL PRIMARY KEY,
        id {ID} NOT NULL,
        user_id {ID} NOT NULL,
        via {CODE} NOT NULL,
        created_at {INSTANT} NOT NULL,
        seen_at {INSTANT} NOT NULL,
        expires_at {INSTANT} NOT NULL,
        address {CODE} NOT NULL,
        user_agent {LINE} NOT NULL
      ) {NATURAL}`,
      `CREATE INDEX ix_user_session_user ON user_session (user_id)`,
      `CREATE TABLE sign_in_attempt (
        subject {CODE} NOT NULL PRIMARY KEY,
        failures {INT} NOT NULL,
        last_at {INSTANT} NOT NULL,
        blocked_until_at {INSTANT} NOT NULL
      ) {NATURAL}`,
      `CREATE TABLE oidc_attempt (
        state_hash {CODE} NOT NULL PRIMARY KEY,
        verifier {LINE} NOT NULL,
        nonce {LINE} NOT NULL,
        expires_at {INSTANT} NOT NULL
      ) {NATURAL}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['oidc_attempt', 'sign_in_attempt', 'user_session', 'role_grant', 'user_account'];
    await runDdl(runner, tables.map((table) => `DROP TABLE ${table}`));
  }
}
