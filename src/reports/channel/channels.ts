import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { messageOf } from '../../platform/errors';
import { FileStore } from '../../platform/files/file-store';
import { CONFIG } from '../../platform/tokens';
import { type ReportMessage } from '../definition/report-message';
import { writeDurably } from '../durable-file';
import { ReportMailer } from '../report-mailer';
import { type AttemptOutcome, type Delivery } from '../report-run-store';
import { postWebhook } from './webhook';

/** Brings a message to where it should go; every failure is an outcome with its reason, so that one does not hold up the others. */
@Injectable()
export class Channels {
  constructor(
    private readonly mailer: ReportMailer,
    private readonly files: FileStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Tries one delivery of a message. */
  async send(message: ReportMessage, delivery: Pick<Delivery, 'key' | 'report' | 'date' | 'channel' | 'recipient'>): Promise<AttemptOutcome> {
    try {
      const attachments = await this.attachmentsOf(message);
      if (delivery.channel === 'webhook') return await this.post(message, delivery, attachments);
      if (delivery.channel === 'drop') return await this.drop(message, delivery, attachments);
      const { subject, html, text } = message;
      return await this.mailer.send({ id: `hadir.${delivery.report}.${delivery.date}.${delivery.key}`.replace(/[^\w.-]/g, '-'), to: delivery.recipient, subject, html, text, ...(attachments.length > 0 ? { attachments } : {}) });
    } catch (error) {
      return { outcome: 'try-again', reason: messageOf(error) };
    }
  }

  private async attachmentsOf({ files }: ReportMessage): Promise<{ filename: string; contentType: string; content: Buffer }[]> {
    const found = [];
    for (const { name, mediaType, sha256 } of files) found.push({ filename: name, contentType: mediaType, content: await this.files.read(sha256) });
    return found;
  }

  private post(message: ReportMessage, { key, report, date, recipient }: Pick<Delivery, 'key' | 'report' | 'date' | 'recipient'>, files: readonly { filename: string; contentType: string; content: Buffer }[]): Promise<AttemptOutcome> {
    const body = JSON.stringify({
      ...{ id: key, report, date, subject: message.subject, text: message.text, html: message.html, unsettled: message.unsettled },
      files: files.map(({ filename, contentType, content }) => ({ name: filename, mediaType: contentType, content: content.toString('base64') })),
    });
    return postWebhook({ key, url: recipient, body, sentAt: this.clock.now() }, this.config.webhookSecret);
  }

  /** Files appear whole or not at all, the page last: whoever sees it finds the others beside it. */
  private async drop(message: ReportMessage, { report, date, recipient }: Pick<Delivery, 'report' | 'date' | 'recipient'>, files: readonly { filename: string; content: Buffer }[]): Promise<AttemptOutcome> {
    if (this.config.reportDropDir === null) return { outcome: 'try-again', reason: 'no drop folder is configured (REPORT_DROP_DIR)' };
    if (!isFolderName(recipient)) return { outcome: 'refused', reason: `"${recipient}" is not a folder below the drop folder` };
    const folder = join(this.config.reportDropDir, recipient);
    for (const { filename, content } of files) await writeDurably(join(folder, filename.replace(/[\\/]/g, '_')), content);
    await writeDurably(join(folder, `${report}-${date}.html`.replace(/[^\w.-]/g, '-')), message.html);
    return { outcome: 'delivered' };
  }
}

/** A relative folder of plain names; nothing in it leads out of where it is. */
export const isFolderName = (text: string): boolean => text === '.' || text.split('/').every((part) => /^[\w-][\w. -]*$/.test(part));
