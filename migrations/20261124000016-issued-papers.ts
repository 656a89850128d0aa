import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Papers that left the house, each under the code that is printed on it. Rows are only ever appended; what is current is told by their order. */
export class IssuedPapers20261124000016 implements MigrationInterface {
  readonly name = 'IssuedPapers20261124000016';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      // subject: what the paper is about, so that a newer one about the same replaces it. public_title: shown to whoever holds the code.
      `CREATE TABLE issued_paper (
        code {CODE} NOT NULL PRIMARY KEY,
        subject {LINE} NOT NULL,
        subject_key {CODE} NOT NULL,
        edition {INT} NOT NULL,
        public_title {LINE} NOT NULL,
        data_digest {CODE} NOT NULL,
        sha256 {CODE} NOT NULL,
        size_bytes {INT} NOT NULL,
        signed {FLAG} NOT NULL,
        unit_id {ID} NULL,
        employee_id {ID} NULL,
        issued_at {INSTANT} NOT NULL,
        issued_by {LINE} NOT NULL
      ) {NATURAL}`,
      `CREATE UNIQUE INDEX ux_issued_paper_edition ON issued_paper (subject_key, edition)`,
      `CREATE INDEX ix_issued_paper_time ON issued_paper (issued_at)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, ['DROP TABLE issued_paper']);
  }
}
