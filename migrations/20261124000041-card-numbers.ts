import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { lowBits, plannedCard } from '../src/protocols/card-writing';
import { runDdl } from './ddl';

/** By what a card is found however it is written: the low 24 bits of its number, in the plan and in the log of the doors. */
export class CardNumbers20261124000041 implements MigrationInterface {
  readonly name = 'CardNumbers20261124000041';

  async up(runner: QueryRunner): Promise<void> {
    await runDdl(runner, [
      'ALTER TABLE enrolment ADD COLUMN card_low {INT} NULL',
      'ALTER TABLE door_event ADD COLUMN card_low {INT} NULL',
      'CREATE INDEX ix_enrolment_card ON enrolment (card_low)',
      'CREATE INDEX ix_door_event_card ON door_event (card_low, occurred_at)',
    ]);
    const cards = (await runner.query("SELECT id, pin FROM enrolment WHERE kind = 'card'")) as { id: string; pin: string }[];
    for (const { id, pin } of cards) {
      const card = plannedCard(pin);
      if (card !== null) await runner.query('UPDATE enrolment SET card_low = ? WHERE id = ?', [lowBits(card), id]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = (table: string): string => (runner.dataSource.options.type === 'better-sqlite3' ? '' : ` ON ${table}`);
    await runDdl(runner, [
      `DROP INDEX ix_door_event_card${on('door_event')}`,
      `DROP INDEX ix_enrolment_card${on('enrolment')}`,
      'ALTER TABLE door_event DROP COLUMN card_low',
      'ALTER TABLE enrolment DROP COLUMN card_low',
    ]);
  }
}
