import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, ValidateNested } from 'class-validator';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { unitsCondition } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page } from '../../platform/http/page';
import { RosterRepository } from '../hours/roster-repository';
import { shiftsOfText } from '../reading/employee-rows';
import { loadUnits } from '../unit/load-units';
import { unitNamed } from '../unit/unit-repository';
import { PlanWriter } from '../writing/plan-writer';
import { listPlace } from '../writing/problem-list';
import { answerOf, pageOf, WrittenItem } from './answers';
import { RosterBody } from './bodies';
import { DateRangeQuery, PersonalQuery } from './queries';

/** Filters of a roster. */
export class RosterQuery extends PersonalQuery {
  @ApiPropertyOptional({ description: 'Code of a unit: only people who were in it or below it on the date of the entry.' })
  @IsOptional()
  @IsString()
  unit?: string;
}

/** Entries of a roster, as written. */
export class RosterEntriesBody {
  @ApiProperty({ type: [RosterBody] })
  @IsArray()
  @ArrayMaxSize(5000)
  @ValidateNested({ each: true })
  @Type(() => RosterBody)
  items!: RosterBody[];
}

/** An entry of a roster. */
export class RosterEntryItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  employeeNumber!: string;
  @ApiProperty()
  employeeName!: string;
  @ApiProperty()
  date!: string;
  @ApiProperty({ type: [String], description: 'None = a day off.' })
  shifts!: string[];
  @ApiProperty({ type: String, nullable: true })
  note!: string | null;
}

type RosterRow = Omit<RosterEntryItem, 'shifts'> & { shifts: string };

const RosterPage = pageOf(RosterEntryItem);
const unitOfDate = `(SELECT m.unit_id FROM employee_unit m WHERE m.employee_id = r.employee_id AND m.from_date =
  COALESCE((SELECT MAX(x.from_date) FROM employee_unit x WHERE x.employee_id = r.employee_id AND x.from_date <= r.work_date), (SELECT MIN(y.from_date) FROM employee_unit y WHERE y.employee_id = r.employee_id)))`;

/** What people do on single dates in spite of every schedule. */
@ApiTags('plan')
@Controller('api/v1/roster')
export class RosterController {
  constructor(
    private readonly database: Database,
    private readonly roster: RosterRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get()
  @Allow('plan.read', 'rows')
  @ApiOperation({ summary: 'Entries of the roster' })
  @ApiOkResponse({ type: RosterPage })
  async list(@Query() query: RosterQuery, @CurrentReach() reach: Reach): Promise<Page<RosterEntryItem>> {
    const conditions = reach.limit(new Conditions(), { employee: 'r.employee_id', date: 'r.work_date', peopleFirst: true }).when(query.from, 'r.work_date >= ?').when(query.to, 'r.work_date <= ?').when(query.employeeId, 'r.employee_id = ?');
    if (query.unit) {
      const tree = await loadUnits(this.database);
      conditions.whenPart(unitsCondition(tree.subtreeOf(unitNamed(tree, query.unit).id), unitOfDate, 'r.work_date'));
    }
    return readPage<RosterEntryItem, RosterRow>(this.database, query, {
      from: 'roster_entry r JOIN employee e ON e.id = r.employee_id',
      columns: 'r.employee_id AS employeeId, e.number AS employeeNumber, e.name AS employeeName, r.work_date AS date, r.shifts AS shifts, r.note AS note',
      conditions,
      sortable: { date: 'r.work_date', employeeNumber: 'e.number', employeeName: 'e.name' },
      tieBreak: 'r.work_date, r.employee_id',
      item: (row) => ({ ...row, shifts: shiftsOfText(row.shifts) }),
    });
  }

  @Post()
  @Allow('plan.write', 'roster-entries')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write entries, by person and date: all or none' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: RosterEntriesBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.roster.put(change, body.items, listPlace('items'))));
  }

  @Delete(':employeeId')
  @Allow('plan.write', 'employee-span')
  @ApiOperation({ summary: 'Take the entries of a span away, so that the schedules hold again' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('employeeId') employeeId: string, @Query() query: DateRangeQuery): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.roster.remove(change, employeeId, query.from, query.to)));
  }
}
