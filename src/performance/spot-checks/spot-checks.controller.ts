import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { type Reach } from '../../platform/auth/reach';
import { DomainError } from '../../platform/errors';
import { type Page } from '../../platform/http/page';
import { DifferenceDesk } from './difference-desk';
import { DifferenceActBody, DifferenceAnswerBody, DifferenceDetail, type DifferenceItem, DifferencePage, DifferenceQuery, SpotCheckDetail, type SpotCheckItem, SpotCheckPage, SpotCheckQuery } from './spot-check-bodies';
import { SpotCheckDesk } from './spot-check-desk';

/** Roll calls (sidak) that were held, and the differences they found. Beginning and handing in stand where plan and ledger meet. */
@ApiTags('performance')
@Controller('api/v1')
export class SpotChecksController {
  constructor(
    private readonly checks: SpotCheckDesk,
    private readonly differences: DifferenceDesk,
  ) {}

  @Get('spot-checks')
  @Allow('checks.read', 'rows')
  @ApiOperation({ summary: 'Roll calls of units in reach, newest first' })
  @ApiOkResponse({ type: SpotCheckPage })
  list(@Query() query: SpotCheckQuery, @CurrentReach() reach: Reach): Promise<Page<SpotCheckItem>> {
    return this.checks.page(query, reach);
  }

  @Get('spot-checks/:id')
  @Allow('checks.read', 'spot-check', { seen: true })
  @ApiOperation({ summary: 'A roll call with its list: what plan and ledger said, what was seen' })
  @ApiOkResponse({ type: SpotCheckDetail })
  detail(@Param('id') id: string): Promise<SpotCheckDetail> {
    return this.checks.detail(id);
  }

  @Get('spot-check-differences')
  @Allow('differences.read', 'rows', { seen: true })
  @ApiOperation({ summary: 'Differences between what was seen and what is recorded: matters to explain, never violations by themselves' })
  @ApiOkResponse({ type: DifferencePage })
  page(@Query() query: DifferenceQuery, @CurrentReach() reach: Reach): Promise<Page<DifferenceItem>> {
    return this.differences.page(query, reach);
  }

  @Get('spot-check-differences/:id')
  @Allow('differences.read', 'spot-check-difference', { seen: true })
  @ApiOperation({ summary: 'A difference with its story' })
  @ApiOkResponse({ type: DifferenceDetail })
  difference(@Param('id') id: string): Promise<DifferenceDetail> {
    return this.differences.detail(id);
  }

  @Post('spot-check-differences/:id/acts')
  @Allow('differences.decide', 'spot-check-difference')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask the person, write down their answer, or close with an outcome' })
  @ApiOkResponse({ type: DifferenceDetail })
  async act(@Param('id') id: string, @Body() body: DifferenceActBody, @CurrentCaller() caller: Caller): Promise<DifferenceDetail> {
    await this.differences.act(id, body, caller);
    return this.differences.detail(id);
  }

  @Post('spot-check-differences/:id/own-answer')
  @Allow('differences.read', 'spot-check-difference')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person answers' })
  @ApiOkResponse({ type: DifferenceDetail })
  async answer(@Param('id') id: string, @Body() body: DifferenceAnswerBody, @CurrentCaller() caller: Caller): Promise<DifferenceDetail> {
    const { employeeId } = await this.differences.detail(id);
    if (employeeId !== caller.employeeId) throw new DomainError('not-yours', 'Here the person whom the difference is about answers.', 403);
    await this.differences.act(id, { act: 'answer', text: body.text }, caller);
    return this.differences.detail(id);
  }
}
