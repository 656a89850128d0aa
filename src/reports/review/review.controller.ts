import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, Self } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { Database } from '../../platform/database/database';
import { reachOf } from '../reach';
import { ReviewCounter } from './review-counts';
import { ReviewDayReader } from './review-day';
import { ReviewCounts, ReviewDay, ReviewPage, ReviewQuery, ReviewViewBody, ReviewViewItem } from './review-items';
import { ReviewList } from './review-list';
import { ReviewViews } from './review-views';

/** The morning's review: the list, why each day came out as it did, and the views that people keep. */
@ApiTags('review')
@Controller('api/v1/review')
export class ReviewController {
  constructor(
    private readonly database: Database,
    private readonly reader: ReviewList,
    private readonly counter: ReviewCounter,
    private readonly dayReader: ReviewDayReader,
    private readonly views: ReviewViews,
  ) {}

  @Get()
  @Allow('violations.read', 'rows')
  @ApiOperation({ summary: 'One page of a tab of the review, grouped by unit, with the strip of each day' })
  @ApiOkResponse({ type: ReviewPage })
  async list(@Query() query: ReviewQuery, @CurrentCaller() caller: Caller): Promise<ReviewPage> {
    return this.reader.page(query, await reachOf(this.database, caller, query.unitId));
  }

  @Get('counts')
  @Allow('violations.read', 'rows')
  @ApiOperation({ summary: 'How much is in each tab, and who waits for which machines' })
  @ApiOkResponse({ type: ReviewCounts })
  async counts(@Query() query: ReviewQuery, @CurrentCaller() caller: Caller): Promise<ReviewCounts> {
    return this.counter.count(query, await reachOf(this.database, caller, query.unitId));
  }

  @Get('views')
  @Self()
  @ApiOperation({ summary: 'The views that the caller keeps' })
  @ApiOkResponse({ type: [ReviewViewItem] })
  listViews(@CurrentCaller() caller: Caller): Promise<ReviewViewItem[]> {
    return this.views.list(caller.actor);
  }

  @Post('views')
  @Self()
  @ApiOperation({ summary: 'Keep a view under a name' })
  @ApiCreatedResponse({ type: ReviewViewItem })
  saveView(@Body() body: ReviewViewBody, @CurrentCaller() caller: Caller): Promise<ReviewViewItem> {
    return this.views.save(caller.actor, body);
  }

  @Delete('views/:id')
  @Self()
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a view of the caller' })
  @ApiNoContentResponse()
  removeView(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.views.remove(caller.actor, id);
  }

  @Get(':employeeId/:workDate/:shiftNo')
  @Allow('days.read', 'employee-day', { seen: true })
  @ApiOperation({ summary: 'One day of one person, explained: strip, sentences with their evidence, provision, effect, history' })
  @ApiOkResponse({ type: ReviewDay })
  day(@Param('employeeId') employeeId: string, @Param('workDate') workDate: string, @Param('shiftNo', ParseIntPipe) shiftNo: number): Promise<ReviewDay> {
    return this.dayReader.read(employeeId, workDate, shiftNo);
  }
}
