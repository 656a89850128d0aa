import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { datesBetween, isWorkDate } from '../../core/time/calendar';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { DomainError } from '../../platform/errors';
import { RosterGridPage, RosterPageQuery } from './roster-page-items';
import { RosterPageReader } from './roster-page-reader';

const longestDays = 62;

/** The roster of a unit as a grid: what is planned, and who is away all the same. */
@ApiTags('plan')
@Controller('api/v1/roster-grid')
export class RosterPageController {
  constructor(private readonly reader: RosterPageReader) {}

  @Get()
  @Allow('plan.read', 'rows')
  @ApiOperation({ summary: 'People by dates: the shifts of each date, holidays, and leave and duty over them; a page of people at once' })
  @ApiOkResponse({ type: RosterGridPage })
  page(@Query() query: RosterPageQuery, @CurrentReach() reach: Reach): Promise<RosterGridPage> {
    for (const date of [query.from, query.to]) if (!isWorkDate(date)) throw new DomainError('not-a-date', `"${date}" is no date of the calendar.`, 400);
    const dates = query.to < query.from ? [] : datesBetween(query.from, query.to);
    if (dates.length === 0 || dates.length > longestDays) throw new DomainError('span-too-long', `From one to ${longestDays} days can be asked for at once.`, 400);
    return this.reader.read(query, dates, reach);
  }
}
