import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { appraisalActsOf, appraisalLevels, foldAppraisal } from '../core/performance/appraisal';
import { unitPredicates } from '../core/performance/distribution-pattern';
import { isWorkDate } from '../core/time/calendar';
import { Allow, CurrentCaller, CurrentReach } from '../platform/auth/auth-guard';
import { type Caller } from '../platform/auth/caller';
import { type Reach } from '../platform/auth/reach';
import { DomainError } from '../platform/errors';
import { isoOf } from '../platform/http/iso';
import { type Page } from '../platform/http/page';
import { AppraisalActBody, AppraisalBody, AppraisalDetail, type AppraisalItem, AppraisalPage, AppraisalPeriodBody, AppraisalQuery, DistributionItem, UnitOutcomeQuery } from './appraisal-bodies';
import { AppraisalDesk } from './appraisal-desk';
import { AppraisalRuleBook } from './appraisal-rule-book';
import { AppraisalRulesItem, ruleSource } from './appraisal-rule-items';
import { UnitOutcome, UnitOutcomes, UnitPredicateBody } from './unit-outcomes';

/** Steps that belong to the person who is appraised. */
const ownActs: readonly string[] = ['agree', 'object', 'dialogue'];

/** Individual appraisal (SKP, PermenPANRB 6/2022). A superior judges; nothing is computed from attendance. */
@ApiTags('performance')
@Controller('api/v1')
export class AppraisalsController {
  constructor(
    private readonly desk: AppraisalDesk,
    private readonly outcomes: UnitOutcomes,
    private readonly book: AppraisalRuleBook,
  ) {}

  @Get('appraisal-periods')
  @Allow('office.read', 'office')
  @ApiOperation({ summary: 'Periods of appraisal, newest first' })
  @ApiOkResponse({ type: [AppraisalPeriodBody] })
  periods(): Promise<AppraisalPeriodBody[]> {
    return this.desk.periods();
  }

  @Post('appraisal-periods')
  @Allow('appraisals.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a period, by its code' })
  @ApiOkResponse({ type: AppraisalPeriodBody })
  async putPeriod(@Body() body: AppraisalPeriodBody): Promise<AppraisalPeriodBody> {
    for (const date of [body.fromDate, body.toDate]) if (!isWorkDate(date)) throw new DomainError('no-such-date', `No calendar has ${date}.`, 422);
    await this.desk.putPeriod(body);
    return body;
  }

  @Get('appraisals')
  @Allow('appraisals.read', 'rows')
  @ApiOperation({ summary: 'Appraisals in reach' })
  @ApiOkResponse({ type: AppraisalPage })
  list(@Query() query: AppraisalQuery, @CurrentReach() reach: Reach): Promise<Page<AppraisalItem>> {
    return this.desk.page(query, reach);
  }

  @Get('appraisals/rules')
  @Allow('office.read', 'office')
  @ApiOperation({ summary: 'What appraisals follow today, with sources: the outcome of each pair of work result and behaviour, and the pattern of each outcome of a unit' })
  @ApiOkResponse({ type: AppraisalRulesItem })
  rules(@CurrentCaller() { today }: Caller): AppraisalRulesItem {
    const { value, source } = this.book.quadrantOn(today);
    const patterns = unitPredicates.map((unitPredicate) => {
      const known = this.book.patternOn(unitPredicate, today);
      return { unitPredicate, limits: known ? known.limits.map((limit) => ({ ...limit })) : null, source: known ? ruleSource(known.source) : null };
    });
    return { quadrant: appraisalLevels.flatMap((behaviour) => appraisalLevels.map((work) => ({ behaviour, work, predicate: value[behaviour][work] }))), quadrantSource: ruleSource(source), patterns };
  }

  @Get('appraisal-periods/:period/distribution')
  @Allow('appraisals.read', 'rows')
  @ApiOperation({ summary: 'How often each outcome came in a period, among the appraisals in reach' })
  @ApiOkResponse({ type: [DistributionItem] })
  async distribution(@Param('period') period: string, @CurrentReach() reach: Reach): Promise<DistributionItem[]> {
    return [...(await this.desk.distribution(period, reach))];
  }

  @Get('appraisal-periods/:period/unit-outcome')
  @Allow('appraisals.read', 'unit-asked')
  @ApiOperation({ summary: 'The outcome of a unit (?unitId=) and how those of its people lie to the pattern of it: a hint that changes none' })
  @ApiOkResponse({ type: UnitOutcome })
  unitOutcome(@Param('period') period: string, @Query() { unitId }: UnitOutcomeQuery): Promise<UnitOutcome> {
    return this.outcomes.read(period, unitId);
  }

  @Post('appraisal-periods/:period/unit-outcome')
  @Allow('appraisals.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write down the outcome of a unit in a period; an earlier one is kept' })
  @ApiOkResponse({ type: UnitOutcome })
  async writeUnitOutcome(@Param('period') period: string, @Body() body: UnitPredicateBody, @CurrentCaller() caller: Caller): Promise<UnitOutcome> {
    await this.outcomes.write(period, body, caller.actor);
    return this.outcomes.read(period, body.unitId);
  }

  @Post('employees/:employeeId/appraisals')
  @Allow('appraisals.write', 'employee')
  @HttpCode(200)
  @ApiOperation({ summary: 'Begin the appraisal of a person in a period, or find the one that stands' })
  @ApiOkResponse({ type: AppraisalDetail })
  async begin(@Param('employeeId') employeeId: string, @Body() body: AppraisalBody): Promise<AppraisalDetail> {
    return this.detailOf(await this.desk.begin(employeeId, body.period));
  }

  @Get('appraisals/:id')
  @Allow('appraisals.read', 'appraisal')
  @ApiOperation({ summary: 'An appraisal with its plan and its story; attendance of the period lies beside it' })
  @ApiOkResponse({ type: AppraisalDetail })
  detail(@Param('id') id: string): Promise<AppraisalDetail> {
    return this.detailOf(id);
  }

  @Post('appraisals/:id/acts')
  @Allow('appraisals.write', 'appraisal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Plan, note a dialogue, evaluate, answer an objection, close; or write down that the person agrees or objects' })
  @ApiOkResponse({ type: AppraisalDetail })
  async act(@Param('id') id: string, @Body() body: AppraisalActBody, @CurrentCaller() caller: Caller): Promise<AppraisalDetail> {
    await this.desk.act(id, body, caller.actor, caller.employeeId);
    return this.detailOf(id);
  }

  @Post('appraisals/:id/own-acts')
  @Allow('appraisals.read', 'appraisal')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person agrees to the plan, objects to the evaluation, or adds to the dialogue' })
  @ApiOkResponse({ type: AppraisalDetail })
  async ownAct(@Param('id') id: string, @Body() body: AppraisalActBody, @CurrentCaller() caller: Caller): Promise<AppraisalDetail> {
    const { item } = await this.desk.named(id);
    if (caller.employeeId !== item.employeeId || !ownActs.includes(body.act)) throw new DomainError('not-yours', 'Here the appraised person agrees, objects or adds to the dialogue.', 403, { allowed: ownActs });
    await this.desk.act(id, body, caller.actor, caller.employeeId);
    return this.detailOf(id);
  }

  private async detailOf(id: string): Promise<AppraisalDetail> {
    const { item, period, events } = await this.desk.named(id);
    const state = foldAppraisal(events);
    return {
      ...item,
      results: state.results.map(({ text, indicators }) => ({ text, indicators: [...indicators] })),
      work: state.work,
      behaviour: state.behaviour,
      events: events.map((event) => ({ type: event.type, at: isoOf(event.at), actor: event.actor, text: event.text, work: event.work ?? null, behaviour: event.behaviour ?? null, values: { ...event.values } })),
      allowed: appraisalActsOf(state),
      attendance: await this.desk.attendance(item.employeeId, period),
      parts: await this.desk.parts(item.employeeId, period),
    };
  }
}
