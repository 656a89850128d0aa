import { join } from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../platform/clock';
import { type Config } from '../platform/config';
import { JobRunner } from '../platform/jobs/job-runner';
import { CONFIG } from '../platform/tokens';
import type { DailyReport } from '../core/report/daily-report';
import type { ReportLanguage } from '../core/report/report-texts';
import { dailyMail } from './daily-mail';
import { DailyReportService } from './daily-report.service';
import { reasonOf, writeDurably } from '../platform/files/durable-file';
import { Channels } from './channel/channels';
import { dailyPaper } from './daily-paper';
import { DefinitionStore } from './definition/definition-store';
import { MessageImages, type MessagePictures } from './definition/message-images';
import { ReportMaker } from './definition/report-maker';
import { type ReportMessage } from './definition/report-message';
import { type AttemptOutcome, dailyReportName, definitionOf, type Delivery, ReportRunStore } from './report-run-store';
import { nextAttemptAt } from './report-schedule';

/** The language of reports that nobody asked for one by one. */
export const scheduledLanguage: ReportLanguage = 'id';

/** Brings reports that were made to where they should go. */
@Injectable()
export class ReportDelivery {
  private readonly logger = new Logger(ReportDelivery.name);

  constructor(
    private readonly store: ReportRunStore,
    private readonly channels: Channels,
    private readonly definitions: DefinitionStore,
    private readonly maker: ReportMaker,
    private readonly images: MessageImages,
    private readonly reports: DailyReportService,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Tries what is due, one after another, until `goOn` says stop. Each attempt belongs to one process (a slot of its own). */
  async deliverDue(goOn: () => boolean): Promise<void> {
    for (const delivery of await this.store.dueDeliveries(this.clock.now())) {
      if (!goOn()) return;
      await this.jobs.once('report-delivery', `${delivery.key}.${delivery.attempts + 1}`, () => this.attempt(delivery));
    }
  }

  private async attempt(planned: Delivery): Promise<string> {
    const delivery = await this.store.delivery(planned.key);
    // Another process may have delivered it and ended before it could say so.
    if (delivery?.state !== 'waiting' || delivery.attempts !== planned.attempts) return 'already settled';
    const outcome = await this.deliver(delivery);
    const now = this.clock.now();
    const state = await this.store.noteAttempt(delivery, outcome, now, nextAttemptAt(delivery.attempts + 1, now));
    const { report, date, channel, recipient } = delivery;
    if (outcome.outcome === 'delivered') this.logger.log({ report, date, channel, recipient }, 'report delivered');
    else this.logger.warn({ report, date, channel, recipient, state, reason: outcome.reason }, 'report not delivered');
    return outcome.outcome === 'delivered' ? state : `${state}: ${outcome.reason}`;
  }

  private async deliver(delivery: Delivery): Promise<AttemptOutcome> {
    const { report, date, channel, recipient } = delivery;
    const definitionId = definitionOf(report);
    if (await this.definitions.isMuted(recipient, definitionId)) return { outcome: 'refused', reason: 'muted by the administrator' };
    if (report !== dailyReportName) return this.deliverMessage(delivery);
    const made = await this.store.reportOf(date);
    if (!made) return { outcome: 'refused', reason: 'the report is not there any more' };
    if (channel === 'file')
      return this.writeFile(
        delivery,
        this.reports.documentOf(made.report, {
          format: recipient.endsWith('.json') ? 'json' : 'html',
          language: scheduledLanguage,
        }),
      );
    // Drawn anew each time and kept nowhere: a full disk holds up no mail.
    const pictures = await this.images.of(made.report);
    return this.channels.send(await this.messageOf(made.report, made.digest, date, pictures), delivery, pictures);
  }

  private async deliverMessage(delivery: Delivery): Promise<AttemptOutcome> {
    const made = await this.store.contentOf(delivery.report, delivery.date);
    if (!made) return { outcome: 'refused', reason: 'the report is not there any more' };
    return this.channels.send(JSON.parse(made.content) as ReportMessage, delivery);
  }

  /** The daily report of the whole office as a message; its files are those that its definition asks for now. */
  private async messageOf(report: DailyReport, digest: string, date: string, pictures: MessagePictures): Promise<ReportMessage> {
    const definition = await this.definitions.daily();
    const { language } = definition;
    const { logo, pictureSource } = pictures;
    const mail = dailyMail(report, { language, digest, publicUrl: this.config.publicUrl, logo, ...(pictureSource === undefined ? {} : { pictureSource }) });
    const files = await this.maker.filesOf(definition, dailyPaper(report, language, this.config.publicUrl, null));
    return { ...mail, files, unsettled: 0, figuresDigest: digest + date };
  }

  private async writeFile(delivery: Delivery, content: string): Promise<AttemptOutcome> {
    try {
      await writeDurably(join(this.config.dataDir, delivery.recipient), content);
      return { outcome: 'delivered' };
    } catch (error) {
      return { outcome: 'try-again', reason: reasonOf(error) };
    }
  }
}
