import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { type QuestionMail, type QuestionMailState } from '../../performance/spot-checks/question-mails';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { JobRunner } from '../../platform/jobs/job-runner';
import { CONFIG } from '../../platform/tokens';
import { DefinitionStore } from '../definition/definition-store';
import { readMailLanguage } from '../mail-language';
import { ReportMailer } from '../report-mailer';
import { type AttemptOutcome } from '../report-run-store';
import { nextAttemptAt } from '../report-schedule';
import { remindersId } from '../reminders/reminder-job';
import { questionText } from './question-text';

/** Tells people by mail that they were asked about a difference: once for each question, and again until the mail server has taken it. */
@Injectable()
export class QuestionMailJob {
  private readonly logger = new Logger(QuestionMailJob.name);

  constructor(
    private readonly database: Database,
    private readonly mailer: ReportMailer,
    private readonly definitions: DefinitionStore,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Looks whether a mail waits. */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'question-mails' })
  async tick(): Promise<void> {
    if (this.config.smtpUrl !== null) await this.jobs.look('question-mails', () => this.send());
  }

  /** Tries every mail that is due. */
  async send(): Promise<void> {
    for (const mail of await this.due('m.next_attempt_at <= ? ORDER BY m.next_attempt_at, m.difference_id', this.clock.now())) {
      if (this.jobs.isStopping) return;
      // Each attempt belongs to one process.
      await this.jobs.once('question-mail', `${mail.differenceId}.${mail.position}.${mail.attempts + 1}`, () => this.attempt(mail));
    }
  }

  private async attempt(planned: QuestionMail): Promise<string> {
    const [mail] = await this.due('m.difference_id = ? AND m.position = ?', planned.differenceId, planned.position);
    // Answered, or settled by another process, since it was planned.
    if (!mail) return 'already settled';
    const muted = await this.definitions.isMuted(mail.recipient, remindersId);
    const content = questionText(mail, this.config.publicUrl, (await readMailLanguage(this.database))(mail.recipient));
    const outcome: AttemptOutcome = muted ? { outcome: 'refused', reason: 'muted by the administrator' } : await this.mailer.send({ id: `hadir.question.${mail.differenceId}.${mail.position}`, to: mail.recipient, ...content });
    const state = await this.note(mail, outcome);
    if (outcome.outcome !== 'delivered') this.logger.warn({ difference: mail.differenceId, state, reason: outcome.reason }, 'mail about a question not delivered');
    return outcome.outcome === 'delivered' ? state : `${state}: ${outcome.reason}`;
  }

  private due(condition: string, ...values: readonly (string | number)[]): Promise<QuestionMail[]> {
    return this.database.query<QuestionMail>(
      `SELECT m.difference_id AS differenceId, m.position AS position, m.recipient AS recipient, m.attempts AS attempts, d.seen_at AS seenAt, c.zone AS zone, d.due_date AS dueDate
       FROM question_mail m JOIN spot_check_difference d ON d.id = m.difference_id JOIN spot_check c ON c.id = d.check_id WHERE m.state = 'waiting' AND ${condition}`,
      values,
    );
  }

  private async note(mail: QuestionMail, outcome: AttemptOutcome): Promise<QuestionMailState> {
    const now = this.clock.now();
    const next = nextAttemptAt(mail.attempts + 1, now);
    const state: QuestionMailState = outcome.outcome !== 'try-again' ? outcome.outcome : next === null ? 'failed' : 'waiting';
    const values = [state, mail.attempts + 1, state === 'waiting' ? next : null, outcome.outcome === 'delivered' ? null : outcome.reason.slice(0, 1000), now, mail.differenceId, mail.position];
    await this.database.transaction((tx) => tx.execute('UPDATE question_mail SET state = ?, attempts = ?, next_attempt_at = ?, reason = ?, changed_at = ? WHERE difference_id = ? AND position = ?', values));
    return state;
  }
}
