import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { weeklyMinutes } from '../../core/schedule/check-schedule';
import { Allow } from '../../platform/auth/auth-guard';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { WorkScheduleRepository } from '../hours/work-schedule-repository';
import { loadSchedules, loadShifts } from '../reading/shared-plan';
import { sinceEver } from '../../core/time/date-span';
import { PlanWriter } from '../writing/plan-writer';
import { fieldPlace } from '../writing/problem-list';
import { answerOf, pageFrom, pageOf, WrittenItem } from './answers';
import { WorkScheduleBody } from './bodies';

const days = { type: 'array', nullable: true, items: { type: 'array', items: { type: 'string' } } } as const;

/** A version of a work schedule. */
export class WorkScheduleItem {
  @ApiProperty()
  code!: string;
  @ApiProperty({ description: `First date of the version; ${sinceEver} = since ever.` })
  fromDate!: string;
  @ApiProperty({ enum: ['weekly', 'rotation'] })
  kind!: 'weekly' | 'rotation';
  @ApiProperty({ ...days, description: 'Shifts of the seven days, Monday first.' })
  week!: readonly (readonly string[])[] | null;
  @ApiProperty({ ...days, description: 'Shifts of the days of a rotation.' })
  pattern!: readonly (readonly string[])[] | null;
  @ApiProperty({ type: String, nullable: true })
  anchor!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Minutes a week asks for on the first date of the version, breaks excluded.' })
  weeklyMinutes!: number | null;
}

const WorkSchedulePage = pageOf(WorkScheduleItem);

/** Which shifts fall on which days. */
@ApiTags('plan')
@Controller('api/v1/work-schedules')
export class WorkSchedulesController {
  constructor(
    private readonly database: Database,
    private readonly schedules: WorkScheduleRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get()
  @Allow('plan.read', 'office')
  @ApiOperation({ summary: 'Versions of work schedules' })
  @ApiOkResponse({ type: WorkSchedulePage })
  async list(@Query() query: PageQuery): Promise<Page<WorkScheduleItem>> {
    const shifts = await loadShifts(this.database);
    const items = [...(await loadSchedules(this.database))].flatMap(([code, versions]) =>
      versions.map(({ fromDate, schedule }): WorkScheduleItem => {
        const head = { code, fromDate, kind: schedule.kind };
        if (schedule.kind === 'rotation') return { ...head, week: null, pattern: schedule.pattern, anchor: schedule.anchor, weeklyMinutes: null };
        return { ...head, week: schedule.week, pattern: null, anchor: null, weeklyMinutes: weeklyMinutes(schedule.week, { shifts, onDate: fromDate }) };
      }),
    );
    return pageFrom(items, query, ['code', 'fromDate', 'kind']);
  }

  @Post()
  @Allow('plan.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a version of a work schedule, by code and first date' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: WorkScheduleBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.schedules.put(change, [body], fieldPlace)));
  }

  @Delete(':code/:fromDate')
  @Allow('plan.write', 'city')
  @ApiOperation({ summary: 'Remove a version of a work schedule' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('code') code: string, @Param('fromDate') fromDate: string): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.schedules.remove(change, code, fromDate)));
  }
}
