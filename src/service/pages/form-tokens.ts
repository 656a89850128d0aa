import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Clock } from '../../platform/clock';
import { ServiceSecret } from '../service-secret';

/** A form longer open than this is shown again: its token must not be a stock to post from later. */
const formHours = 12;

/** What a form's token is worth. */
export interface FormOrigin {
  /** One of these makes one message, however often the form is sent. */
  readonly onceKey: string;
  /** Seconds between the handing out of the form and its return. */
  readonly formSeconds: number;
}

/** Signed tokens in public forms: a form is good for one message and one subject. */
@Injectable()
export class FormTokens {
  constructor(
    private readonly clock: Clock,
    private readonly secret: ServiceSecret,
  ) {}

  /** The token of a new form about a subject. */
  issue(subject: string): Promise<string> {
    return this.secret.sign('form', [subject, this.clock.now(), randomBytes(9).toString('base64url')]);
  }

  /** The origin behind a token; `stale` when it was open too long, `unknown` when it was not handed out here for this subject. */
  async originOf(token: unknown, subject: string): Promise<FormOrigin | 'stale' | 'unknown'> {
    const fields = typeof token === 'string' ? await this.secret.open('form', token) : null;
    if (!fields) return 'unknown';
    const [of, issuedAt, nonce] = fields as [string, number, string];
    if (of !== subject) return 'unknown';
    const formSeconds = Math.floor((this.clock.now() - issuedAt) / 1000);
    return formSeconds > formHours * 3600 ? 'stale' : { onceKey: `f:${nonce}`, formSeconds };
  }
}
