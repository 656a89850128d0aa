import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { type Response } from 'express';
import { dateAt } from '../../core/time/zone';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { CONFIG } from '../../platform/tokens';
import { Channels, isFolderName } from '../channel/channels';
import { Corrections } from './corrections';
import { CorrectionAnswer, CorrectionItem, DefinitionBody, definitionItem, DefinitionItem, MuteBody, MuteItem, RetryAnswer, SendAnswer, SendBody } from './definition-items';
import { DefinitionStore } from './definition-store';
import { DefinitionJob } from './definition-job';
import { defaultDefinitionId, type ReportDefinition } from './report-definition';
import { DailyReportJob } from '../daily-report-job';
import { definitionOf, ReportRunStore } from '../report-run-store';
import { ReportMaker } from './report-maker';

/** Which reports go to whom and when. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class DefinitionsController {
  constructor(
    private readonly definitions: DefinitionStore,
    private readonly maker: ReportMaker,
    private readonly corrections: Corrections,
    private readonly channels: Channels,
    private readonly job: DefinitionJob,
    private readonly dailyJob: DailyReportJob,
    private readonly runs: ReportRunStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Get('definitions')
  @Allow('reports.read', 'city')
  @ApiOperation({ summary: 'Scheduled reports, the one of the environment first' })
  @ApiOkResponse({ type: [DefinitionItem] })
  async list(): Promise<DefinitionItem[]> {
    return Promise.all((await this.definitions.list()).map((one) => this.item(one)));
  }

  @Get('definitions/:id')
  @Allow('reports.read', 'city')
  @ApiOperation({ summary: 'One scheduled report' })
  @ApiOkResponse({ type: DefinitionItem })
  async get(@Param('id') id: string): Promise<DefinitionItem> {
    return this.item(await this.definitions.get(id));
  }

  @Put('definitions/:id')
  @Allow('reports.write', 'city')
  @ApiOperation({ summary: 'Write a scheduled report, new or changed; it first comes at its next time' })
  @ApiOkResponse({ type: DefinitionItem })
  async put(@Param('id') id: string, @Body() body: DefinitionBody, @CurrentCaller() caller: Caller): Promise<DefinitionItem> {
    if (!/^[a-z0-9][a-z0-9-]{0,47}$/.test(id)) throw new DomainError('bad-definition-id', 'An id has small letters, digits and dashes, 48 at most.', 400);
    if (id === defaultDefinitionId && (body.report !== 'daily-discipline' || body.cadence !== 'daily' || body.unit !== null))
      throw new DomainError('default-definition', 'The default definition is the daily report of the whole office; write another definition for anything else.', 422);
    await this.maker.unitOf({ unit: body.unit });
    for (const recipient of body.recipients) checkRecipient(recipient);
    return this.item(await this.definitions.put({ ...body, id }, caller.actor));
  }

  @Delete('definitions/:id')
  @Allow('reports.write', 'city')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a scheduled report; the default one comes back as the environment says' })
  @ApiNoContentResponse()
  remove(@Param('id') id: string): Promise<void> {
    return this.definitions.remove(id);
  }

  @Get('definitions/:id/preview')
  @Allow('reports.read', 'city', { seen: true })
  @ApiOperation({ summary: 'What would be sent now' })
  @ApiOkResponse({ description: 'The mail as a page.' })
  @ApiProduces('text/html')
  async preview(@Param('id') id: string, @Query('slot') slot: string | undefined, @Res() response: Response): Promise<void> {
    const definition = await this.definitions.get(id);
    const page = await this.maker.page(definition, this.slot(slot));
    response.set({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'" });
    response.end(page);
  }

  @Post('definitions/:id/send')
  @Allow('reports.write', 'city', { seen: true })
  @HttpCode(200)
  @ApiOperation({ summary: 'Send it now to one address, outside its schedule' })
  @ApiOkResponse({ type: SendAnswer })
  async send(@Param('id') id: string, @Body() { address }: SendBody): Promise<SendAnswer> {
    const definition = await this.definitions.get(id);
    const date = this.slot(undefined);
    const message = await this.maker.message(definition, date);
    const outcome = await this.channels.send(message, { key: randomUUID(), report: id, date, channel: 'mail', recipient: address });
    return { outcome: outcome.outcome, reason: outcome.outcome === 'delivered' ? null : outcome.reason };
  }

  @Get('mutes')
  @Allow('reports.read', 'city')
  @ApiOperation({ summary: 'Recipients who are left out' })
  @ApiOkResponse({ type: [MuteItem] })
  async mutes(): Promise<MuteItem[]> {
    return (await this.definitions.mutes()).map((mute) => ({ ...mute, mutedAt: isoOf(mute.mutedAt) }));
  }

  @Put('mutes')
  @Allow('settings.write', 'city')
  @HttpCode(204)
  @ApiOperation({ summary: 'Leave a recipient out of one report or of all' })
  @ApiNoContentResponse()
  mute(@Body() { recipient, definitionId, reason }: MuteBody, @CurrentCaller() caller: Caller): Promise<void> {
    return this.definitions.mute(recipient, definitionId, reason, caller.actor);
  }

  @Delete('mutes')
  @Allow('settings.write', 'city')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let a recipient have the report again' })
  @ApiQuery({ name: 'recipient', type: String })
  @ApiQuery({ name: 'definitionId', type: String, required: false, description: 'Left out = of every report.' })
  @ApiNoContentResponse()
  unmute(@Query('recipient') recipient: unknown, @Query('definitionId') definitionId: unknown): Promise<void> {
    if (typeof recipient !== 'string' || recipient === '') throw new DomainError('no-recipient', 'Name the recipient: ?recipient=...', 400);
    return this.definitions.unmute(recipient, typeof definitionId === 'string' ? definitionId : '');
  }

  @Get('corrections')
  @Allow('reports.read', 'city')
  @ApiOperation({ summary: 'Reports that were sent over days which still waited, and whose figures have changed since' })
  @ApiOkResponse({ type: [CorrectionItem] })
  async offers(): Promise<CorrectionItem[]> {
    return (await this.corrections.offers()).map((one) => ({ ...one, sentAt: isoOf(one.sentAt) }));
  }

  @Post('runs/:report/:date/correction')
  @Allow('reports.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send the corrected report to everybody who gets it, marked as a correction' })
  @ApiOkResponse({ type: CorrectionAnswer })
  correct(@Param('report') report: string, @Param('date') date: string): Promise<CorrectionAnswer> {
    return this.corrections.send(report, date);
  }

  @Post('runs/:report/:date/retry')
  @Allow('reports.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try a run again: one that failed is made now, and what did not get through is sent again within a minute' })
  @ApiOkResponse({ type: RetryAnswer })
  async retry(@Param('report') report: string, @Param('date') date: string): Promise<RetryAnswer> {
    const run = await this.runs.runOf(this.slot(date), report);
    if (run === null) throw new DomainError('unknown-run', `There is no run of "${report}" for ${date}.`, 404);
    if (run.state === 'failed') {
      const made = await (report === defaultDefinitionId ? this.dailyJob.again(date) : this.job.again(definitionOf(report), date));
      return { made, deliveries: 0 };
    }
    const deliveries = await this.runs.tryAgain(report, date, this.clock.now());
    if (deliveries === 0) throw new DomainError('nothing-to-retry', `Everything of "${report}" for ${date} has arrived, or there was nothing to send.`, 409);
    return { made: true, deliveries };
  }

  private async item(definition: ReportDefinition): Promise<DefinitionItem> {
    return definitionItem(definition, await this.job.nextAt(definition));
  }

  private slot(asked: string | undefined): string {
    if (asked === undefined) return dateAt(this.config.defaultZone, this.clock.now());
    if (!/^\d{4}-\d{2}-\d{2}$/.test(asked)) throw new DomainError('bad-date', `"${asked}" is not a date like 2026-11-24.`, 400);
    return asked;
  }
}

/** A recipient that could never be reached is refused at once; one that cannot be reached today is not. */
function checkRecipient({ channel, address }: { readonly channel: string; readonly address: string }): void {
  const fits =
    channel === 'mail' ? /^(?:[^<>]*<)?[^\s@<>,;:"]+@[^\s@<>,;:"]+>?$/.test(address) : channel === 'webhook' ? URL.canParse(address) && /^https?:\/\//.test(address) : isFolderName(address);
  if (!fits) throw new DomainError('bad-recipient', `"${address}" is no ${channel === 'mail' ? 'mail address' : channel === 'webhook' ? 'http(s) address' : 'folder below the drop folder'}.`, 422);
}
