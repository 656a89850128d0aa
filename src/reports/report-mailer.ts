import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Clock } from '../platform/clock';
import { type Config } from '../platform/config';
import { messageOf } from '../platform/errors';
import { CONFIG } from '../platform/tokens';
import { type AttemptOutcome } from './report-run-store';

/** A file of a mail; with `cid` one that the HTML shows itself. */
export interface MailFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
  readonly cid?: string;
  readonly contentDisposition?: 'inline';
}

/** A report as a mail. */
export interface ReportMail {
  /** Told apart by report, date and recipient, so that a mail sent twice by accident is known as the same. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments?: readonly MailFile[];
}

/** What nodemailer's errors carry. */
interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

const address = /^(?:[^<>]*<)?[^\s@<>,;:"]+@[^\s@<>,;:"]+>?$/;
/** Longest silences of the mail server, in milliseconds. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, dnsTimeout: 15_000 };

/** Hands mails to the configured SMTP server, one recipient each: one bad address does not hold up the others. */
@Injectable()
export class ReportMailer {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Sends one mail; every failure is an outcome with its reason. */
  async send(mail: ReportMail): Promise<AttemptOutcome> {
    if (this.config.smtpUrl === null)
      return { outcome: 'try-again', reason: 'no mail server is configured (SMTP_URL)' };
    if (!address.test(mail.to)) return { outcome: 'refused', reason: `"${mail.to}" is not a mail address` };
    const transport = createTransport({
      url: this.config.smtpUrl,
      ...patience,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        messageId: `<${mail.id}@${domainOf(this.config.mailFrom)}>`,
        date: new Date(this.clock.now()),
        from: this.config.mailFrom,
        to: mail.to,
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        ...(mail.attachments ? { attachments: [...mail.attachments] } : {}),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { outcome: 'delivered' };
    } catch (error) {
      return outcomeOf(error);
    } finally {
      transport.close();
    }
  }
}

const domainOf = (from: string): string => /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';

/** A refusal of the recipient or of the mail is final (RFC 5321: 5yz); a server that is away, busy or wants another password may change its mind. */
function outcomeOf(error: unknown): AttemptOutcome {
  const { code, responseCode = 0, command } = error as SmtpError;
  const final = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
  return { outcome: final ? 'refused' : 'try-again', reason: [code, messageOf(error)].filter(Boolean).join(': ') };
}
