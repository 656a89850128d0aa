import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { type AttemptOutcome } from '../report-run-store';
import { type ReminderText } from './reminder-text';

/** How far a reminder is; `superseded` = a newer one was due before it could be sent. */
export type ReminderState = 'waiting' | 'delivered' | 'refused' | 'failed' | 'superseded';

/** A mail of one date to one recipient. */
export interface ReminderMail {
  readonly key: string;
  readonly date: string;
  readonly recipient: string;
  readonly state: ReminderState;
  readonly attempts: number;
  readonly content: ReminderText;
}

interface ReminderRow {
  reminder_key: string;
  reminder_date: string;
  recipient: string;
  state: ReminderState;
  attempts: number;
  content: string;
}

const columns = ['reminder_date', 'recipient', 'reminder_key', 'state', 'attempts', 'next_attempt_at', 'matters', 'subject', 'content', 'reason', 'changed_at'];

const keyOf = (date: string, recipient: string): string => createHash('sha256').update(`${date}\n${recipient.toLowerCase()}`).digest('hex').slice(0, 32);

const mailOf = (row: ReminderRow): ReminderMail => ({ key: row.reminder_key, date: row.reminder_date, recipient: row.recipient, state: row.state, attempts: row.attempts, content: JSON.parse(row.content) as ReminderText });

/** The reminders that were written, and how each got on. */
@Injectable()
export class ReminderStore {
  constructor(private readonly database: Database) {}

  /** Writes the mails of a date; one that is there already is left alone, and older ones that never got through are not sent any more. */
  async write(date: string, mails: readonly { readonly recipient: string; readonly matters: number; readonly content: ReminderText }[], now: number): Promise<number> {
    const rows = mails.map(({ recipient, matters, content }) => [date, recipient, keyOf(date, recipient), 'waiting', 0, now, matters, content.subject.slice(0, 1000), JSON.stringify(content), null, now]);
    return this.database.transaction(async (tx) => {
      await tx.execute("UPDATE reminder_mail SET state = 'superseded', next_attempt_at = NULL, changed_at = ? WHERE state = 'waiting' AND reminder_date < ?", [now, date]);
      return tx.insert('reminder_mail', columns, rows, { ignore: ['reminder_key'] });
    });
  }

  /** Mails to try now. */
  async due(now: number): Promise<ReminderMail[]> {
    const sql = "SELECT reminder_key, reminder_date, recipient, state, attempts, content FROM reminder_mail WHERE state = 'waiting' AND next_attempt_at <= ? ORDER BY reminder_date, reminder_key";
    return (await this.database.query<ReminderRow>(sql, [now])).map(mailOf);
  }

  /** A mail as it stands now. */
  async mail(key: string): Promise<ReminderMail | null> {
    const [row] = await this.database.query<ReminderRow>('SELECT reminder_key, reminder_date, recipient, state, attempts, content FROM reminder_mail WHERE reminder_key = ?', [key]);
    return row ? mailOf(row) : null;
  }

  /** Notes what an attempt led to; `nextAttemptAt` null ends the tries. */
  async noteAttempt(mail: ReminderMail, outcome: AttemptOutcome, now: number, nextAttemptAt: number | null): Promise<ReminderState> {
    const state: ReminderState = outcome.outcome !== 'try-again' ? outcome.outcome : nextAttemptAt === null ? 'failed' : 'waiting';
    const reason = outcome.outcome === 'delivered' ? null : outcome.reason.slice(0, 1000);
    const sql = 'UPDATE reminder_mail SET state = ?, attempts = ?, next_attempt_at = ?, reason = ?, changed_at = ? WHERE reminder_key = ?';
    await this.database.transaction((tx) => tx.execute(sql, [state, mail.attempts + 1, state === 'waiting' ? nextAttemptAt : null, reason, now, mail.key]));
    return state;
  }
}
