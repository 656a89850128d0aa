import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { owedMinutes } from '../../core/schedule/check-shift';
import { Allow } from '../../platform/auth/auth-guard';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { ShiftRepository } from '../hours/shift-repository';
import { loadShifts } from '../reading/shared-plan';
import { sinceEver } from '../../core/time/date-span';
import { PlanWriter } from '../writing/plan-writer';
import { fieldPlace } from '../writing/problem-list';
import { answerOf, pageFrom, pageOf, WrittenItem } from './answers';
import { ShiftBody } from './bodies';

const ranges = { type: 'array', items: { type: 'array', items: { type: 'string' } } } as const;

/** A version of a shift. */
export class ShiftItem {
  @ApiProperty()
  code!: string;
  @ApiProperty({ type: String, nullable: true })
  name!: string | null;
  @ApiProperty({ description: `First work date of the version; ${sinceEver} = since ever.` })
  fromDate!: string;
  @ApiProperty(ranges)
  segments!: readonly (readonly [string, string])[];
  @ApiProperty(ranges)
  breaks!: readonly (readonly [string, string])[];
  @ApiProperty()
  punchEachSegment!: boolean;
  @ApiProperty({ description: 'Segments less breaks.' })
  owedMinutes!: number;
}

const ShiftPage = pageOf(ShiftItem);

/** The hours that schedules and rosters name. */
@ApiTags('plan')
@Controller('api/v1/shifts')
export class ShiftsController {
  constructor(
    private readonly database: Database,
    private readonly shifts: ShiftRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get()
  @Allow('plan.read', 'office')
  @ApiOperation({ summary: 'Versions of shifts' })
  @ApiOkResponse({ type: ShiftPage })
  async list(@Query() query: PageQuery): Promise<Page<ShiftItem>> {
    const items = [...(await loadShifts(this.database)).values()].flatMap((shift) =>
      shift.versions.map((version): ShiftItem => {
        const { from, ...hours } = version;
        return { code: shift.code, name: shift.name ?? null, fromDate: from ?? sinceEver, ...hours, owedMinutes: owedMinutes(version) };
      }),
    );
    return pageFrom(items, query, ['code', 'name', 'fromDate']);
  }

  @Post()
  @Allow('plan.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a version of a shift, by code and first date' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: ShiftBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.shifts.put(change, [body], fieldPlace)));
  }

  @Delete(':code/:fromDate')
  @Allow('plan.write', 'city')
  @ApiOperation({ summary: 'Remove a version of a shift' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('code') code: string, @Param('fromDate') fromDate: string): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.shifts.remove(change, code, fromDate)));
  }
}
