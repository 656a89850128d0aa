import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { elementsText, type RatingAnswers, type RatingChannel } from '../../core/service/rating';
import { type PublicLanguage } from '../../core/service/service-definition';
import { HOUR_MS } from '../../core/time/instant';
import { Clock } from '../../platform/clock';
import { type FormOrigin } from '../pages/form-tokens';
import { networkOf } from '../pages/rate-limit';
import { type ServicePoint } from '../points/service-points';
import { ServiceSecret } from '../service-secret';
import { RatingBook, type RatingOutcome } from './rating-book';

/** Open ratings of an hour that are kept at all, in multiples of what the point believes: a flood must not fill the disk. */
const keptMultiple = 20;

/** Where a rating comes from, as the desk has checked it. */
export interface RatingOrigin extends FormOrigin {
  readonly channel: RatingChannel;
}

/** A ticket's right to one rating. */
export interface TicketRight {
  readonly pointCode: string;
  readonly ticketAlias: string;
}

/** Takes ratings in: each form and each ticket once. */
@Injectable()
export class RatingDesk {
  constructor(
    private readonly book: RatingBook,
    private readonly clock: Clock,
    private readonly secret: ServiceSecret,
  ) {}

  /** A single-use link token for a ticket; the number of the ticket cannot be read from it. */
  async ticketToken(point: ServicePoint, ticket: string, days: number): Promise<string> {
    const alias = await this.secret.alias('ticket', `${point.service.code}\n${ticket}`);
    return this.secret.sign('ticket', [point.code, alias, this.clock.now() + days * 24 * HOUR_MS]);
  }

  /** The right behind a link token; null when it was not made here, or its time is over. */
  async ticketRight(token: string): Promise<TicketRight | null> {
    const fields = await this.secret.open('ticket', token);
    if (!fields) return null;
    const [pointCode, ticketAlias, expiresAt] = fields as [string, string, number];
    return expiresAt <= this.clock.now() ? null : { pointCode, ticketAlias };
  }

  /** Keeps a rating; `again` when this form or ticket has brought one already, `full` when a flood is under way. */
  async take(point: ServicePoint, origin: RatingOrigin, answers: RatingAnswers, from: { readonly address: string; readonly language: PublicLanguage; readonly trapped: boolean }): Promise<RatingOutcome> {
    const now = this.clock.now();
    const addressKey = await this.secret.alias('address', `${networkOf(from.address)}\n${Math.floor(now / (24 * HOUR_MS))}`);
    const row = [uuidv7(), origin.onceKey, point.code, point.service.id, origin.channel, answers.quick, elementsText(answers.elements), answers.comment, from.language, addressKey, origin.formSeconds, from.trapped ? 1 : 0, now, Object.keys(answers.respondent).length === 0 ? null : JSON.stringify(answers.respondent)];
    return this.book.add({ id: String(row[0]), row, pointCode: point.code, capacity: origin.channel === 'open' ? point.hourlyCapacity * keptMultiple : null, at: now });
  }
}
