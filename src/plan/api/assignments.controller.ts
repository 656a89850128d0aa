import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page } from '../../platform/http/page';
import { AssignmentRepository, type SubjectKind } from '../hours/assignment-repository';
import { everyUnit } from '../unit/unit';
import { allUnits } from '../unit/unit-named';
import { PlanWriter } from '../writing/plan-writer';
import { fieldPlace } from '../writing/problem-list';
import { answerOf, pageOf, WrittenItem } from './answers';
import { AssignmentBody } from './bodies';
import { PersonalQuery } from './queries';

const kinds = ['unit', 'employee'] as const satisfies readonly SubjectKind[];

/** Filters of assignments. */
export class AssignmentQuery extends PersonalQuery {
  @ApiPropertyOptional({ enum: kinds })
  @IsOptional()
  @IsIn(kinds)
  subjectKind?: SubjectKind;

  @ApiPropertyOptional({ description: 'Code of a work schedule.' })
  @IsOptional()
  @IsString()
  schedule?: string;
}

/** Who works by which schedule. */
export class AssignmentItem {
  @ApiProperty({ enum: kinds })
  subjectKind!: SubjectKind;
  @ApiProperty({ description: 'Id of a unit or a person; * = everybody.' })
  subjectId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the unit.' })
  unit!: string | null;
  @ApiProperty({ type: String, nullable: true, description: "The person's number." })
  employee!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the unit or person.' })
  name!: string | null;
  @ApiProperty()
  schedule!: string;
  @ApiProperty()
  fromDate!: string;
  @ApiProperty({ type: String, nullable: true })
  toDate!: string | null;
}

const AssignmentPage = pageOf(AssignmentItem);
const columns = `a.subject_kind AS subjectKind, a.subject_id AS subjectId, u.code AS unit, e.number AS employee, COALESCE(u.name, e.name) AS name,
  a.schedule AS schedule, a.from_date AS fromDate, a.to_date AS toDate`;
const from = `schedule_assignment a LEFT JOIN unit u ON a.subject_kind = 'unit' AND u.id = a.subject_id LEFT JOIN employee e ON a.subject_kind = 'employee' AND e.id = a.subject_id`;
const sortable = { schedule: 'a.schedule', fromDate: 'a.from_date', unit: 'u.code', employee: 'e.number' };

/** Who works by which schedule. */
@ApiTags('plan')
@Controller('api/v1/assignments')
export class AssignmentsController {
  constructor(
    private readonly database: Database,
    private readonly assignments: AssignmentRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get()
  @Allow('plan.read', 'rows')
  @ApiOperation({ summary: 'Assignments of schedules to units and people' })
  @ApiOkResponse({ type: AssignmentPage })
  list(@Query() query: AssignmentQuery, @CurrentReach() reach: Reach): Promise<Page<AssignmentItem>> {
    const conditions = new Conditions()
      .when(query.subjectKind, 'a.subject_kind = ?')
      .when(query.schedule, 'a.schedule = ?')
      .when(query.employeeId, "a.subject_kind = 'employee' AND a.subject_id = ?")
      .when(query.from, '(a.to_date IS NULL OR a.to_date >= ?)')
      .when(query.to, 'a.from_date <= ?');
    // What units work by is no secret; what a person works by is the person's own.
    const personal = reach.condition({ employee: 'a.subject_id', date: null });
    conditions.add(`a.subject_kind = 'unit' OR ${personal.sql}`, ...personal.values);
    return readPage<AssignmentItem, AssignmentItem>(this.database, query, {
      from,
      columns,
      conditions,
      sortable,
      tieBreak: 'a.subject_kind, a.subject_id, a.from_date',
      item: (row) => (row.subjectKind === 'unit' && row.subjectId === everyUnit ? { ...row, subjectId: allUnits, unit: allUnits } : { ...row }),
    });
  }

  @Post()
  @Allow('plan.write', 'written-assignment')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write an assignment, by subject and first date' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: AssignmentBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.assignments.put(change, [body], fieldPlace)));
  }

  @Delete(':subjectKind/:subjectId/:fromDate')
  @Allow('plan.write', 'assignment')
  @ApiOperation({ summary: 'Remove an assignment' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('subjectKind') kind: string, @Param('subjectId') subjectId: string, @Param('fromDate') fromDate: string): Promise<WrittenItem> {
    const subjectKind = kinds.find((each) => each === kind);
    if (!subjectKind) throw new DomainError('unknown-subject-kind', `"${kind}" is no kind of subject.`, 400, { allowed: kinds });
    const id = subjectId === allUnits ? everyUnit : subjectId;
    return answerOf(await this.writer.write((change) => this.assignments.remove(change, subjectKind, id, fromDate)));
  }
}
