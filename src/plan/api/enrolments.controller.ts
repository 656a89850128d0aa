import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { Database } from '../../platform/database/database';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page } from '../../platform/http/page';
import { type EnrolmentKind, enrolmentKinds } from '../enrolment/enrolment';
import { EnrolmentRepository } from '../enrolment/enrolment-repository';
import { PlanWriter } from '../writing/plan-writer';
import { fieldPlace } from '../writing/problem-list';
import { answerOf, pageOf, WrittenItem } from './answers';
import { EnrolmentBody } from './bodies';
import { PersonalQuery } from './queries';

/** Filters of enrolments. */
export class EnrolmentQuery extends PersonalQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  pin?: string;

  @ApiPropertyOptional({ enum: enrolmentKinds })
  @IsOptional()
  @IsIn([...enrolmentKinds])
  kind?: EnrolmentKind;

  @ApiPropertyOptional({ description: 'Serial number; empty = enrolments for every terminal.' })
  @IsOptional()
  @IsString()
  terminal?: string;
}

/** An enrolment. */
export class EnrolmentItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  pin!: string;
  @ApiProperty({ enum: enrolmentKinds })
  kind!: EnrolmentKind;
  @ApiProperty({ description: 'Serial number, or empty = every terminal.' })
  terminal!: string;
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  employeeNumber!: string;
  @ApiProperty()
  employeeName!: string;
  @ApiProperty()
  fromDate!: string;
  @ApiProperty({ type: String, nullable: true })
  toDate!: string | null;
}

const EnrolmentPage = pageOf(EnrolmentItem);
const sortable = { pin: 'n.pin', terminal: 'n.terminal', fromDate: 'n.from_date', toDate: 'n.to_date', employeeNumber: 'e.number', employeeName: 'e.name' };

/** Which pin means whom. */
@ApiTags('plan')
@Controller('api/v1/enrolments')
export class EnrolmentsController {
  constructor(
    private readonly database: Database,
    private readonly enrolments: EnrolmentRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get()
  @Allow('people.read', 'rows')
  @ApiOperation({ summary: 'Enrolments' })
  @ApiOkResponse({ type: EnrolmentPage })
  list(@Query() query: EnrolmentQuery, @CurrentReach() reach: Reach): Promise<Page<EnrolmentItem>> {
    const conditions = reach
      .limit(new Conditions(), { employee: 'n.employee_id', date: null, peopleFirst: true })
      .when(query.pin, 'n.pin = ?')
      .when(query.kind, 'n.kind = ?')
      .when(query.terminal, 'n.terminal = ?')
      .when(query.employeeId, 'n.employee_id = ?')
      .when(query.from, '(n.to_date IS NULL OR n.to_date >= ?)')
      .when(query.to, 'n.from_date <= ?');
    return readPage<EnrolmentItem, EnrolmentItem>(this.database, query, {
      from: 'enrolment n JOIN employee e ON e.id = n.employee_id',
      columns: 'n.id AS id, n.pin AS pin, n.kind AS kind, n.terminal AS terminal, n.employee_id AS employeeId, e.number AS employeeNumber, e.name AS employeeName, n.from_date AS fromDate, n.to_date AS toDate',
      conditions,
      sortable,
      tieBreak: 'n.pin, n.terminal, n.from_date, n.id',
      item: (row) => ({ ...row }),
    });
  }

  @Post()
  @Allow('people.write', 'named-employee')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write an enrolment, by pin, terminal, person and first date' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: EnrolmentBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.enrolments.put(change, [body], fieldPlace)));
  }

  @Delete(':id')
  @Allow('people.write', 'enrolment')
  @ApiOperation({ summary: 'Remove an enrolment that never held' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('id') id: string): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.enrolments.remove(change, id)));
  }
}
