import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { FileStore } from '../../platform/files/file-store';
import { CONFIG } from '../../platform/tokens';
import { type DrawnImage, MessageImages, type MessagePictures, pageWith } from '../definition/message-images';
import { type ReportMessage } from '../definition/report-message';
import { reasonOf, writeDurably } from '../../platform/files/durable-file';
import { type MailFile, ReportMailer } from '../report-mailer';
import { type AttemptOutcome, type Delivery } from '../report-run-store';
import { postWebhook } from './webhook';

/** Brings a message to where it should go; every failure is an outcome with its reason, so that one does not hold up the others. */
@Injectable()
export class Channels {
  constructor(
    private readonly mailer: ReportMailer,
    private readonly files: FileStore,
    private readonly images: MessageImages,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Tries one delivery of a message, with the pictures that were kept with it or those that were drawn just now. */
  async send(message: ReportMessage, delivery: Pick<Delivery, 'key' | 'report' | 'date' | 'channel' | 'recipient'>, drawn?: Pick<MessagePictures, 'images' | 'remarks'>): Promise<AttemptOutcome> {
    try {
      const files = await this.filesOf(message);
      const { images, remarks } = drawn ?? (await this.images.attachments(message.images ?? []));
      const { channel } = delivery;
      const page = (): ReportMessage => ({ ...message, html: pageWith(message.html, images) });
      const outcome = channel === 'webhook' ? await this.post(page(), delivery, files) : channel === 'drop' ? await this.drop(page(), delivery, files) : await this.mail(message, delivery, [...files, ...images.map(inlineOf)]);
      return outcome.outcome === 'delivered' && remarks.length > 0 ? { ...outcome, remark: remarks.join(' ') } : outcome;
    } catch (error) {
      return { outcome: 'try-again', reason: reasonOf(error) };
    }
  }

  private mail({ subject, html, text }: ReportMessage, { key, report, date, recipient }: Pick<Delivery, 'key' | 'report' | 'date' | 'recipient'>, attachments: readonly MailFile[]): Promise<AttemptOutcome> {
    return this.mailer.send({ id: `hadir.${report}.${date}.${key}`.replace(/[^\w.-]/g, '-'), to: recipient, subject, html, text, ...(attachments.length > 0 ? { attachments } : {}) });
  }

  private async filesOf({ files }: ReportMessage): Promise<MailFile[]> {
    const found = [];
    for (const { name, mediaType, sha256 } of files) found.push({ filename: name, contentType: mediaType, content: await this.files.read(sha256) });
    return found;
  }

  private post(message: ReportMessage, { key, report, date, recipient }: Pick<Delivery, 'key' | 'report' | 'date' | 'recipient'>, files: readonly MailFile[]): Promise<AttemptOutcome> {
    const body = JSON.stringify({
      ...{ id: key, report, date, subject: message.subject, text: message.text, html: message.html, unsettled: message.unsettled },
      files: files.map(({ filename, contentType, content }) => ({ name: filename, mediaType: contentType, content: content.toString('base64') })),
    });
    return postWebhook({ key, url: recipient, body, sentAt: this.clock.now() }, this.config.webhookSecret);
  }

  /** Files appear whole or not at all, the page last: whoever sees it finds the others beside it. */
  private async drop(message: ReportMessage, { report, date, recipient }: Pick<Delivery, 'report' | 'date' | 'recipient'>, files: readonly MailFile[]): Promise<AttemptOutcome> {
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

/** A picture as a part of the mail itself; readers do not list it among the files. */
const inlineOf = ({ cid, name, mediaType, content }: DrawnImage): MailFile => ({ filename: name, contentType: mediaType, content, cid, contentDisposition: 'inline' });
