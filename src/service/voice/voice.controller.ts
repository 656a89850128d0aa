import { Body, Controller, Get, HttpCode, Ip, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Response } from 'express';
import { longestComment, type RatingAnswers, type Score, scoreOf } from '../../core/service/rating';
import { respondentOf } from '../../core/service/respondent';
import { elementCount } from '../../core/service/satisfaction-index';
import { Open } from '../../platform/auth/auth-guard';
import { Clock } from '../../platform/clock';
import { DomainError } from '../../platform/errors';
import { FormTokens } from '../pages/form-tokens';
import { languageOf, sendPublicHtml, sendPublicPage } from '../pages/public-page';
import { PublicPageFilter } from '../pages/public-page-filter';
import { RateLimit } from '../pages/rate-limit';
import { type ServicePoint, ServicePoints } from '../points/service-points';
import { BlankForms } from './blank-forms';
import { RatingDesk, type RatingOrigin } from './rating-desk';
import { SatisfactionReader } from './satisfaction-reader';
import { resultsPage, thanksPage, voiceFormPage } from './voice-pages';
import { type FormNotice } from './voice-words';

/** What a form brought. */
type FormBody = Readonly<Record<string, unknown>>;

interface Sending {
  readonly point: ServicePoint;
  readonly action: string;
  readonly language: 'id' | 'en';
  readonly address: string;
  readonly body: FormBody;
}

/** The pages by which citizens rate a service: no account, no script. */
@ApiExcludeController()
@Open()
@UseFilters(PublicPageFilter)
@Controller('suara')
export class VoiceController {
  private readonly tickets = new RateLimit(5, 60_000);
  private readonly blankForms = new BlankForms();

  constructor(
    private readonly points: ServicePoints,
    private readonly desk: RatingDesk,
    private readonly forms: FormTokens,
    private readonly satisfaction: SatisfactionReader,
    private readonly clock: Clock,
  ) {}

  @Get('tiket/:token')
  async ticketForm(@Param('token') token: string, @Query('lang') lang: unknown, @Res() response: Response): Promise<void> {
    const { point } = await this.ticketPoint(token);
    await this.show(response, 200, { point, action: `/suara/tiket/${token}`, language: languageOf(lang) }, null, null);
  }

  @Post('tiket/:token')
  @HttpCode(303)
  async rateByTicket(@Param('token') token: string, @Query('lang') lang: unknown, @Body() body: FormBody, @Ip() address: string, @Res() response: Response): Promise<void> {
    const { point, ticketAlias } = await this.ticketPoint(token);
    if (!this.tickets.take(ticketAlias, this.clock.now())) throw tooMany();
    await this.receive(response, { point, action: `/suara/tiket/${token}`, language: languageOf(lang), address, body: body ?? {} }, { channel: 'ticket', onceKey: `t:${ticketAlias}`, formSeconds: 0 });
  }

  @Get(':code')
  async form(@Param('code') code: string, @Query('lang') lang: unknown, @Res() response: Response): Promise<void> {
    const point = await this.point(code);
    await this.show(response, 200, { point, action: `/suara/${code}`, language: languageOf(lang) }, null, null);
  }

  @Post(':code')
  @HttpCode(303)
  async rate(@Param('code') code: string, @Query('lang') lang: unknown, @Body() body: FormBody, @Ip() address: string, @Res() response: Response): Promise<void> {
    const point = await this.point(code);
    const sending = { point, action: `/suara/${code}`, language: languageOf(lang), address, body: body ?? {} };
    const origin = await this.forms.originOf(sending.body['form'], code);
    // A form that was not handed out here is treated like one that is too old: its answers are shown again under a new token.
    if (typeof origin === 'string') return this.show(response, 422, sending, 'stale', answersOf(sending.body));
    await this.receive(response, sending, { channel: 'open', ...origin });
  }

  @Get(':code/terima-kasih')
  async thanks(@Param('code') code: string, @Query('lang') lang: unknown, @Query('status') status: unknown, @Res() response: Response): Promise<void> {
    sendPublicPage(response, 200, thanksPage(await this.point(code), languageOf(lang), status === 'lagi'));
  }

  @Get(':code/hasil')
  async results(@Param('code') code: string, @Query('lang') lang: unknown, @Res() response: Response): Promise<void> {
    const point = await this.point(code);
    sendPublicPage(response, 200, resultsPage(point, languageOf(lang), await this.satisfaction.lastYear(point.service.id), this.clock.now()));
  }

  private async receive(response: Response, sending: Sending, origin: RatingOrigin): Promise<void> {
    const answers = answersOf(sending.body);
    const notice = noticeOf(sending.body, answers);
    if (notice !== null) return this.show(response, 422, sending, notice, answers);
    const outcome = await this.desk.take(sending.point, origin, answers, { address: sending.address, language: sending.language, trapped: textOf(sending.body['site']) !== '' });
    if (outcome === 'full') throw tooMany();
    response.redirect(303, `/suara/${sending.point.code}/terima-kasih?lang=${sending.language}${outcome === 'again' ? '&status=lagi' : ''}`);
  }

  private async show(response: Response, status: number, of: Pick<Sending, 'point' | 'action' | 'language'>, notice: FormNotice | null, answers: RatingAnswers | null): Promise<void> {
    const token = await this.forms.issue(of.point.code);
    if (notice === null && answers === null) return sendPublicHtml(response, status, this.blankForms.html(of, token, this.clock.now()));
    sendPublicPage(response, status, voiceFormPage({ ...of, token, now: this.clock.now(), notice, answers }));
  }

  private async point(code: string): Promise<ServicePoint> {
    const point = await this.points.openPoint(code);
    if (!point) throw new DomainError('unknown-point', 'This code is unknown or no longer in use.', 404);
    return point;
  }

  private async ticketPoint(token: string): Promise<{ point: ServicePoint; ticketAlias: string }> {
    const right = await this.desk.ticketRight(token);
    if (!right) throw new DomainError('unknown-link', 'This link is unknown or its time is over.', 404);
    return { point: await this.point(right.pointCode), ticketAlias: right.ticketAlias };
  }
}

const tooMany = (): DomainError => new DomainError('too-many-messages', 'Too many messages at this moment; try again in a few minutes.', 429);

/** A field that is sent twice comes as a list: it is no text. */
const textOf = (field: unknown): string => (typeof field === 'string' ? field.trim() : '');

function answersOf(body: FormBody): RatingAnswers {
  const elements = Array.from({ length: elementCount }, (_, index): Score | null => scoreOf(body[`e${index + 1}`]) ?? null);
  return { quick: scoreOf(body['quick']) ?? null, elements, comment: textOf(body['comment']) || null, respondent: respondentOf(body) };
}

function noticeOf(body: FormBody, answers: RatingAnswers): FormNotice | null {
  const fields = ['quick', ...Array.from({ length: elementCount }, (_, index) => `e${index + 1}`)];
  if (fields.some((field) => scoreOf(body[field]) === undefined)) return 'wrong';
  if ((answers.comment?.length ?? 0) > longestComment) return 'long';
  return answers.quick === null && answers.elements.every((score) => score === null) ? 'empty' : null;
}
