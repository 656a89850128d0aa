import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { Allow } from '../../platform/auth/auth-guard';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { datePattern } from '../../platform/http/date-text';
import { ExemptionRepository } from '../holiday/exemption-repository';
import { HolidayRepository } from '../holiday/holiday-repository';
import { loadExemptions, loadHolidays } from '../reading/shared-plan';
import { loadUnits } from '../unit/load-units';
import { unitIdNamed } from './unit-id-named';
import { codeOfUnit } from '../unit/unit-named';
import { PlanWriter } from '../writing/plan-writer';
import { fieldPlace } from '../writing/problem-list';
import { answerOf, pageFrom, pageOf, WrittenItem } from './answers';
import { ExemptionBody, HolidayBody } from './bodies';
import { OfUnitQuery } from './queries';

/** Filters of holidays. */
export class HolidayQuery extends PageQuery {
  @ApiPropertyOptional({ example: '2026-01-01' })
  @IsOptional()
  @Matches(datePattern)
  from?: string;

  @ApiPropertyOptional({ example: '2026-12-31' })
  @IsOptional()
  @Matches(datePattern)
  to?: string;
}

/** A holiday. */
export class HolidayItem {
  @ApiProperty()
  date!: string;
  @ApiProperty({ description: 'Code of the unit, or * = everybody.' })
  unit!: string;
  @ApiProperty({ enum: ['national', 'collective-leave', 'local'] })
  kind!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true })
  fromTime!: string | null;
  @ApiProperty({ type: String, nullable: true })
  toTime!: string | null;
  @ApiProperty({ type: String, nullable: true })
  decree!: string | null;
}

/** A unit that works on holidays. */
export class ExemptionItem {
  @ApiProperty()
  unit!: string;
  @ApiProperty()
  fromDate!: string;
  @ApiProperty({ type: String, nullable: true })
  toDate!: string | null;
}

const HolidayPage = pageOf(HolidayItem);
const ExemptionPage = pageOf(ExemptionItem);

/** The days on which nobody owes work, and who does all the same. */
@ApiTags('plan')
@Controller('api/v1')
export class HolidaysController {
  constructor(
    private readonly database: Database,
    private readonly holidays: HolidayRepository,
    private readonly exemptions: ExemptionRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get('holidays')
  @Allow('plan.read', 'office')
  @ApiOperation({ summary: 'Holidays' })
  @ApiOkResponse({ type: HolidayPage })
  async list(@Query() query: HolidayQuery): Promise<Page<HolidayItem>> {
    const tree = await loadUnits(this.database);
    const wanted = (await loadHolidays(this.database)).filter(({ date }) => date >= (query.from ?? '') && date <= (query.to ?? '9999-12-31'));
    return pageFrom(wanted.map(({ unitId, ...holiday }): HolidayItem => ({ ...holiday, unit: codeOfUnit(tree, unitId) })), query, ['date', 'name', 'kind', 'unit']);
  }

  @Post('holidays')
  @Allow('plan.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a holiday, by date and unit' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: HolidayBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.holidays.put(change, [body], fieldPlace)));
  }

  @Delete('holidays/:date')
  @Allow('plan.write', 'city')
  @ApiOperation({ summary: 'Take a holiday back' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('date') date: string, @Query() query: OfUnitQuery): Promise<WrittenItem> {
    return answerOf(await this.writer.write(async (change) => this.holidays.remove(change, date, await unitIdNamed(change.tx, query.unit))));
  }

  @Get('holiday-exemptions')
  @Allow('plan.read', 'office')
  @ApiOperation({ summary: 'Units that work on holidays' })
  @ApiOkResponse({ type: ExemptionPage })
  async listExemptions(@Query() query: PageQuery): Promise<Page<ExemptionItem>> {
    const tree = await loadUnits(this.database);
    const items = [...(await loadExemptions(this.database))].flatMap(([unitId, spans]) => spans.map((span): ExemptionItem => ({ unit: codeOfUnit(tree, unitId), ...span })));
    return pageFrom(items, query, ['unit', 'fromDate', 'toDate']);
  }

  @Post('holiday-exemptions')
  @Allow('plan.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a unit (with those below it) work on holidays' })
  @ApiOkResponse({ type: WrittenItem })
  async putExemption(@Body() body: ExemptionBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.exemptions.put(change, [body], fieldPlace)));
  }

  @Delete('holiday-exemptions/:unit/:fromDate')
  @Allow('plan.write', 'city')
  @ApiOperation({ summary: 'Take an exemption back' })
  @ApiOkResponse({ type: WrittenItem })
  async removeExemption(@Param('unit') unit: string, @Param('fromDate') fromDate: string): Promise<WrittenItem> {
    return answerOf(await this.writer.write(async (change) => this.exemptions.remove(change, await unitIdNamed(change.tx, unit), fromDate)));
  }
}
