import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { DateTime } from 'luxon';
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
import { type DueMatter, ReminderReader } from './reminder-reader';
import { ReminderRecipients } from './reminder-recipients';
import { type ReminderMail, ReminderStore } from './reminder-store';
import { reminderText } from './reminder-text';

/** Under this name an administrator mutes reminders. */
export const remindersId = 'reminders';
const muted: AttemptOutcome = { outcome: 'refused', reason: 'muted by the administrator' };

/** Reminds of deadlines: on working days, once a day for each recipient, and again until the mail server has taken it. */
@Injectable()
export class ReminderJob {
  private readonly logger = new Logger(ReminderJob.name);

  constructor(
    private readonly database: Database,
    private readonly reader: ReminderReader,
    private readonly store: ReminderStore,
    private readonly mailer: ReportMailer,
    private readonly definitions: DefinitionStore,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Looks whether anything is due. */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'reminders' })
  async tick(): Promise<void> {
    if (this.config.smtpUrl !== null) await this.jobs.look('reminders', () => this.work());
  }

  private async work(): Promise<void> {
    const local = DateTime.fromMillis(this.clock.now(), { zone: this.config.defaultZone });
    const today = local.toFormat('yyyy-MM-dd');
    if (local.toFormat('HH:mm') >= this.config.remindersAt && !(await this.jobs.isDone('reminders', today))) {
      await this.jobs.once('reminders', today, () => this.write(today));
    }
    for (const mail of await this.store.due(this.clock.now())) {
      if (this.jobs.isStopping) return;
      // Each attempt belongs to one process.
      await this.jobs.once('reminder-mail', `${mail.key}.${mail.attempts + 1}`, () => this.attempt(mail));
    }
  }

  private async write(today: string): Promise<string> {
    if (!(await this.reader.works(today))) return 'no working day';
    const recipients = await ReminderRecipients.read(this.database, this.config.remindersTo, today);
    const byRecipient = new Map<string, DueMatter[]>();
    for (const matter of await this.reader.read(today)) {
      for (const recipient of new Set(recipients.of(matter.unitId, matter.number))) byRecipient.set(recipient, [...(byRecipient.get(recipient) ?? []), matter]);
    }
    const languageOf = await readMailLanguage(this.database);
    const mails = [...byRecipient].map(([recipient, matters]) => ({ recipient, matters: matters.length, content: reminderText(matters, today, this.config.publicUrl, languageOf(recipient)) }));
    return `${await this.store.write(today, mails, this.clock.now())} reminders`;
  }

  private async attempt(planned: ReminderMail): Promise<string> {
    const mail = await this.store.mail(planned.key);
    // Another process may have sent it and ended before it could say so.
    if (mail?.state !== 'waiting' || mail.attempts !== planned.attempts) return 'already settled';
    const outcome = (await this.definitions.isMuted(mail.recipient, remindersId)) ? muted : await this.mailer.send({ id: `hadir.reminder.${mail.date}.${mail.key}`, to: mail.recipient, ...mail.content });
    const now = this.clock.now();
    const state = await this.store.noteAttempt(mail, outcome, now, nextAttemptAt(mail.attempts + 1, now));
    if (outcome.outcome !== 'delivered') this.logger.warn({ date: mail.date, recipient: mail.recipient, state, reason: outcome.reason }, 'reminder not delivered');
    return outcome.outcome === 'delivered' ? state : `${state}: ${outcome.reason}`;
  }
}
