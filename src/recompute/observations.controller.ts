import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Allow, CurrentReach, Needs } from '../platform/auth/auth-guard';
import { type Reach } from '../platform/auth/reach';
import { Database } from '../platform/database/database';
import { isoOf } from '../platform/http/iso';
import { readPage } from '../platform/http/list';
import { Conditions, type Page, PageInfo, PageQuery } from '../platform/http/page';
import { DateFilter } from '../platform/http/date-filter';
import { datePattern } from '../platform/http/date-text';
import { CorroborationJob } from './corroboration-job';

const rules = ['clocked-in-never-entered', 'entered-never-clocked-in', 'out-in-working-hours', 'two-sites-too-fast', 'door-forced-open', 'door-held-open'] as const;
const findings = ['observed', 'unknown'] as const;

/** Filters of observations. */
export class ObservationQuery extends IntersectionType(PageQuery, DateFilter) {
  @ApiPropertyOptional({ enum: rules })
  @IsOptional()
  @IsIn(rules)
  rule?: string;

  @ApiPropertyOptional({ enum: findings })
  @IsOptional()
  @IsIn(findings)
  finding?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;
}

/** An observation as the API shows it. */
export class ObservationItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  workDate!: string;
  @ApiProperty({ enum: rules })
  rule!: string;
  @ApiProperty({ enum: findings, description: '"unknown": it looks so, but what would show otherwise is not known to have worked; nothing follows.' })
  finding!: string;
  @ApiProperty({ type: String, nullable: true })
  employeeId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  employeeName!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  door!: string | null;
  @ApiProperty()
  fromAt!: string;
  @ApiProperty()
  toAt!: string;
  @ApiProperty({ type: [String], description: 'punch:TERMINAL/PIN/WALL CLOCK/STATE or door:SENSOR/KEY.' })
  evidence!: string[];
  @ApiProperty({ type: [String], description: 'Readers and terminals that are not known to have worked.' })
  doubtful!: string[];
}

/** A page of observations. */
export class ObservationPage extends PageInfo {
  @ApiProperty({ type: [ObservationItem] })
  items!: ObservationItem[];
}

/** Which date is to be looked at. */
export class CorroborationBody {
  @ApiProperty({ example: '2026-11-24' })
  @Matches(datePattern)
  date!: string;
}

/** Least time on the way between two units. */
export class TravelTimeItem {
  @ApiProperty({ type: [String], minItems: 2, maxItems: 2 })
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(2)
  @IsString({ each: true })
  unitIds!: [string, string];

  @ApiProperty({ minimum: 1, maximum: 1440 })
  @IsInt()
  @Min(1)
  @Max(1440)
  minutes!: number;
}

/** All travel times; they take the place of those that stood. */
export class TravelTimesBody {
  @ApiProperty({ type: [TravelTimeItem] })
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => TravelTimeItem)
  times!: TravelTimeItem[];
}

interface ObservationRow {
  id: string;
  work_date: string;
  rule: string;
  finding: string;
  employee_id: string | null;
  employee_name: string | null;
  unit_id: string | null;
  door: string | null;
  from_at: number;
  to_at: number;
  evidence: string;
  doubtful: string;
}

const itemOf = (row: ObservationRow): ObservationItem => ({
  id: row.id,
  workDate: row.work_date,
  rule: row.rule,
  finding: row.finding,
  employeeId: row.employee_id,
  employeeName: row.employee_name,
  unitId: row.unit_id,
  door: row.door,
  fromAt: isoOf(row.from_at),
  toAt: isoOf(row.to_at),
  evidence: JSON.parse(row.evidence) as string[],
  doubtful: JSON.parse(row.doubtful) as string[],
});

/** What doors and clock-ins say of each other; worth a look, and never more. */
@ApiTags('doors')
@Controller('api/v1/observations')
export class ObservationsController {
  constructor(
    private readonly database: Database,
    private readonly corroboration: CorroborationJob,
  ) {}

  @Get()
  @Allow('observations.read', 'rows')
  @ApiOperation({ summary: 'Observations with their evidence; they never count as violations' })
  @ApiOkResponse({ type: ObservationPage })
  list(@Query() query: ObservationQuery, @CurrentReach() reach: Reach): Promise<Page<ObservationItem>> {
    const conditions = reach
      .limit(new Conditions(), { unit: 'o.unit_id', employee: 'o.employee_id', date: 'o.work_date' })
      .when(query.from, 'o.work_date >= ?')
      .when(query.to, 'o.work_date <= ?')
      .when(query.rule, 'o.rule = ?')
      .when(query.finding, 'o.finding = ?')
      .when(query.employeeId, 'o.employee_id = ?');
    return readPage<ObservationItem, ObservationRow>(this.database, query, {
      from: 'observation o LEFT JOIN employee e ON e.id = o.employee_id',
      columns: 'o.id, o.work_date, o.rule, o.finding, o.employee_id, e.name AS employee_name, o.unit_id, o.door, o.from_at, o.to_at, o.evidence, o.doubtful',
      conditions,
      sortable: { workDate: 'o.work_date', fromAt: 'o.from_at', rule: 'o.rule' },
      tieBreak: 'o.work_date, o.from_at, o.id',
      item: itemOf,
    });
  }

  @Post('run')
  @Allow('observations.run', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Look at one date anew' })
  async run(@Body() { date }: CorroborationBody): Promise<{ observations: number }> {
    return { observations: await this.corroboration.run(date) };
  }

  @Get('travel-times')
  @Allow('observations.read', 'office')
  @ApiOkResponse({ type: [TravelTimeItem] })
  travelTimes(): Promise<readonly object[]> {
    return this.corroboration.travelTimes();
  }

  @Put('travel-times')
  @Allow('doors.write', 'city')
  @Needs('admin')
  @ApiOperation({ summary: 'Least times between sites: without them nobody is "at two sites too fast"' })
  @ApiOkResponse({ type: [TravelTimeItem] })
  async putTravelTimes(@Body() { times }: TravelTimesBody): Promise<readonly object[]> {
    await this.corroboration.putTravelTimes(times.map(({ unitIds, minutes }) => ({ unitIds, minutes })));
    return this.travelTimes();
  }
}
