import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { planDays } from '../../core/schedule/plan-day';
import { datesBetween } from '../../core/time/calendar';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { likeText, type Page, PageQuery } from '../../platform/http/page';
import { datePattern } from '../../platform/http/date-text';
import { categoryNamed, employeeCategories, type EmployeeCategory } from '../employee/employee';
import { EmployeeList } from '../employee/employee-list';
import { EmployeeRepository } from '../employee/employee-repository';
import { PlanReader } from '../reading/plan-reader';
import { employeesByIds } from '../reading/employee-rows';
import { loadUnits } from '../unit/load-units';
import { PlanWriter } from '../writing/plan-writer';
import { fieldPlace } from '../writing/problem-list';
import { answerOf, pageOf, WrittenItem } from './answers';
import { EmployeeBody, UnitMembershipBody } from './bodies';
import { DateRangeQuery } from './queries';

/** Filters of people. */
export class EmployeeQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Code of a unit: only people in it or below it.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional({ description: 'Part of a name, or the beginning of a number.' })
  @IsOptional()
  @IsString()
  text?: string;

  @ApiPropertyOptional({ enum: employeeCategories })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? categoryNamed(value) : value))
  @IsIn(employeeCategories)
  category?: EmployeeCategory;

  @ApiPropertyOptional({ description: 'Only people employed on the date, or only the others.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  employed?: boolean;

  @ApiPropertyOptional({ example: '2026-11-24', description: 'The date whose units are meant; absent = today.' })
  @IsOptional()
  @Matches(datePattern)
  onDate?: string;
}

/** A person in a list. */
export class EmployeeItem {
  @ApiProperty()
  id!: string;
  @ApiProperty({ description: 'NIP, NI PPPK or staff number.' })
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: employeeCategories })
  category!: EmployeeCategory;
  @ApiProperty({ type: String, nullable: true })
  jobTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;
  @ApiProperty({ type: String, nullable: true })
  joinedDate!: string | null;
  @ApiProperty({ type: String, nullable: true })
  leftDate!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the unit on the date.' })
  unit!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitName!: string | null;
}

/** A person with the history of units. */
export class EmployeeDetail extends EmployeeItem {
  @ApiProperty({ type: [UnitMembershipBody] })
  unitHistory!: UnitMembershipBody[];
}

/** A shift that somebody is to work. */
export class PlannedShiftItem {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  startsAt!: string;
  @ApiProperty()
  endsAt!: string;
  @ApiProperty({ description: 'Where the shift comes from: roster, rotation, weekly, unit-rotation, unit-weekly or default.' })
  why!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the period hours that hold instead.' })
  periodHours!: string | null;
}

/** What the plan asks of somebody on a date. */
export class PlannedDayItem {
  @ApiProperty()
  date!: string;
  @ApiProperty()
  unitId!: string;
  @ApiProperty()
  zone!: string;
  @ApiProperty()
  employed!: boolean;
  @ApiProperty({ type: String, nullable: true })
  holiday!: string | null;
  @ApiProperty({ type: [PlannedShiftItem] })
  shifts!: PlannedShiftItem[];
}

const EmployeePage = pageOf(EmployeeItem);
const longestPlan = 62;

/** The people. */
@ApiTags('plan')
@Controller('api/v1/employees')
export class EmployeesController {
  constructor(
    private readonly database: Database,
    private readonly people: EmployeeList,
    private readonly employees: EmployeeRepository,
    private readonly writer: PlanWriter,
    private readonly reader: PlanReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('people.read', 'rows')
  @ApiOperation({ summary: 'People with the unit they belong to' })
  @ApiOkResponse({ type: EmployeePage })
  list(@Query() query: EmployeeQuery, @CurrentReach() reach: Reach): Promise<Page<EmployeeItem>> {
    return this.people.page({ ...query, onDate: query.onDate ?? this.today() }, likeText, reach);
  }

  @Get(':id')
  @Allow('people.read', 'employee')
  @ApiOperation({ summary: 'One person with the history of units' })
  @ApiOkResponse({ type: EmployeeDetail })
  async one(@Param('id') id: string): Promise<EmployeeDetail> {
    const [employee] = await employeesByIds(this.database, [id]);
    if (!employee) throw new DomainError('unknown-employee', `There is no employee with the id "${id}".`, 404);
    const tree = await loadUnits(this.database);
    const today = this.today();
    const current = tree.withId((employee.units.findLast((unit) => unit.fromDate <= today) ?? employee.units[0])?.unitId ?? '');
    const { units, ...rest } = employee;
    return { ...rest, unit: current?.code ?? null, unitName: current?.name ?? null, unitHistory: units.map((unit) => ({ unit: tree.withId(unit.unitId)?.code ?? '', fromDate: unit.fromDate })) };
  }

  @Get(':id/planned-days')
  @Allow('plan.read', 'employee-span')
  @ApiOperation({ summary: 'What the plan asks of a person, day by day' })
  @ApiOkResponse({ type: [PlannedDayItem] })
  async plannedDays(@Param('id') id: string, @Query() query: DateRangeQuery): Promise<PlannedDayItem[]> {
    const dates = datesBetween(query.from, query.to);
    if (dates.length > longestPlan) throw new DomainError('span-too-long', `At most ${longestPlan} days can be asked for at once.`, 400);
    return planDays(await this.reader.planFor(id, query.from, query.to), dates).map((day) => ({
      date: day.date,
      unitId: day.unitId,
      zone: day.zone,
      employed: day.employed,
      holiday: day.holiday?.name ?? null,
      shifts: day.shifts.map((shift) => ({ code: shift.code, startsAt: isoOf(shift.startsAt), endsAt: isoOf(shift.endsAt), why: shift.why, periodHours: shift.overlay ?? null })),
    }));
  }

  @Post()
  @Allow('people.write', 'written-employee')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a person, by number; fields left out stay as they are' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: EmployeeBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.employees.put(change, [body], fieldPlace)));
  }

  /** Good enough for a default: nobody's history turns on the hours around midnight. */
  private today(): string {
    return isoOf(this.clock.now()).slice(0, 10);
  }
}
