import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { TodayQuery } from '../today/today-items';
import { LiveFeed, livePermission } from './live-feed';

/** What changes while somebody looks. */
@ApiTags('today')
@Controller('api/v1/live')
export class LiveController {
  constructor(private readonly feed: LiveFeed) {}

  @Get()
  @Allow(livePermission, 'rows')
  @ApiOperation({ summary: 'Server-sent events: what changed within the reach of the caller. A message names topic, date and number, never data' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: String })
  async listen(@Query() query: TodayQuery, @CurrentCaller() caller: Caller, @Res() response: Response): Promise<void> {
    await this.feed.listen(response, caller, query.unitId);
  }
}
