import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { provisionsOn } from '../../core/discipline/provisions-on';
import { type Regulations } from '../../core/discipline/regulation';
import { dayNumber, isWorkDate } from '../../core/time/calendar';
import { Allow } from '../../platform/auth/auth-guard';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { ConfigurationError, DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { OfficeDays } from '../office-days';
import { RegulationBook, regulationsWith } from '../regulation-book';
import { simulate } from '../simulation';
import { RegulationList, RegulationQuery, WhatIfAnswer, WhatIfBody } from './regulations-items';

const longestDays = 800;
const usualLimit = 500;

/** The law as data: what holds on a date, and what another rule would make of days that are past. */
@ApiTags('regulations')
@Controller('api/v1/regulations')
export class RegulationsController {
  constructor(
    private readonly database: Database,
    private readonly book: RegulationBook,
    private readonly days: OfficeDays,
    @Inject(CONFIG) private readonly config: Pick<Config, 'regulationsDir' | 'adoptedRegulations'>,
  ) {}

  @Get()
  @Allow('office.read', 'office')
  @ApiOperation({ summary: 'Provisions in force on a date, each value with its article, its source and how far to trust it' })
  @ApiOkResponse({ type: RegulationList })
  list(@Query() query: RegulationQuery): RegulationList {
    const on = query.on ?? this.days.today();
    if (!isWorkDate(on)) throw new DomainError('not-a-date', `"${on}" is no date of the calendar.`, 400);
    return { on, items: provisionsOn(this.book.regulations, on), warnings: this.book.warnings.map(({ path, message }) => `${path.split('/').at(-1) ?? path}: ${message}`) };
  }

  @Post('what-if')
  @Allow('rules.try', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Run another regulation over stored days and tell whose level would differ; changes nothing' })
  @ApiOkResponse({ type: WhatIfAnswer })
  @ApiUnprocessableEntityResponse({ description: 'The regulation cannot be used; every fault with its line and rule.' })
  async whatIf(@Body() body: WhatIfBody): Promise<WhatIfAnswer> {
    requireSpan(body);
    const then = this.lawWith(body);
    const found = await simulate(this.database, { from: body.from, to: body.to, calendar: await this.days.calendar(), now: this.book.regulations, then });
    return { employees: found.employees, accounts: found.accounts, total: found.differing.length, items: found.differing.slice(0, body.limit ?? usualLimit) };
  }

  private lawWith({ text, insteadOf }: WhatIfBody): Regulations {
    try {
      return regulationsWith(this.config.regulationsDir, { path: 'what-if', text }, this.config.adoptedRegulations, insteadOf);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      throw new DomainError('regulation-refused', error.problems.join('; '), 422, { problems: error.problems });
    }
  }
}

function requireSpan({ from, to }: WhatIfBody): void {
  for (const date of [from, to]) if (!isWorkDate(date)) throw new DomainError('not-a-date', `"${date}" is no date of the calendar.`, 400);
  if (to < from) throw new DomainError('not-a-span', `${to} is before ${from}.`, 400);
  if (dayNumber(to) - dayNumber(from) >= longestDays) throw new DomainError('span-too-long', `At most ${longestDays} days can be tried at once.`, 400);
}
