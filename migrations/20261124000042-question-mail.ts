import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { runDdl } from './ddl';

/** Mails to people who were asked about a difference of a roll call. */
export class QuestionMail20261124000042 implements MigrationInterface {
  readonly name = 'QuestionMail20261124000042';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      // One row for each question, written with it; position is that of the question among the events. recipient NULL = the person has no address.
      `CREATE TABLE question_mail (
        difference_id {ID} NOT NULL,
        position {INT} NOT NULL,
        recipient {LINE} NULL,
        state {CODE} NOT NULL,
        attempts {INT} NOT NULL,
        next_attempt_at {INSTANT} NULL,
        reason {LINE} NULL,
        changed_at {INSTANT} NOT NULL,
        PRIMARY KEY (difference_id, position)
      ) {NATURAL}`,
      `CREATE INDEX ix_question_mail_next ON question_mail (next_attempt_at)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [`DROP TABLE question_mail`]);
  }
}
