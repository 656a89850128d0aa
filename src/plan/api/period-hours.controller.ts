import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/auth/auth-guard';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { PeriodHoursRepository } from '../hours/period-hours-repository';
import { loadPeriodHours } from '../reading/shared-plan';
import { loadUnits } from '../unit/load-units';
import { codeOfUnit } from '../unit/unit-named';
import { PlanWriter } from '../writing/plan-writer';
import { fieldPlace } from '../writing/problem-list';
import { answerOf, pageFrom, pageOf, WrittenItem } from './answers';
import { PeriodHoursBody } from './bodies';

/** Other hours for a period. */
export class PeriodHoursItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'Code of the unit, or * = everybody.' })
  unit!: string;
  @ApiProperty()
  fromDate!: string;
  @ApiProperty()
  toDate!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  replaces!: Record<string, string>;
}

const PeriodHoursPage = pageOf(PeriodHoursItem);

/** Hours that take the place of others for a period, such as Ramadan. */
@ApiTags('plan')
@Controller('api/v1/period-hours')
export class PeriodHoursController {
  constructor(
    private readonly database: Database,
    private readonly periods: PeriodHoursRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get()
  @Allow('plan.read', 'office')
  @ApiOperation({ summary: 'Period hours' })
  @ApiOkResponse({ type: PeriodHoursPage })
  async list(@Query() query: PageQuery): Promise<Page<PeriodHoursItem>> {
    const tree = await loadUnits(this.database);
    const items = (await loadPeriodHours(this.database)).map(({ unitId, replaces, ...period }): PeriodHoursItem => ({ ...period, unit: codeOfUnit(tree, unitId), replaces: Object.fromEntries(replaces) }));
    return pageFrom(items, query, ['name', 'fromDate', 'toDate', 'unit']);
  }

  @Post()
  @Allow('plan.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write period hours, by name and unit' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: PeriodHoursBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.periods.put(change, [body], fieldPlace)));
  }

  @Delete(':id')
  @Allow('plan.write', 'city')
  @ApiOperation({ summary: 'Remove period hours' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('id') id: string): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.periods.remove(change, id)));
  }
}
