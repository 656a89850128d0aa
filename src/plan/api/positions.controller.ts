import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, ValidateNested } from 'class-validator';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { Database } from '../../platform/database/database';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page, PageQuery } from '../../platform/http/page';
import { PositionRepository } from '../position/position-repository';
import { PlanWriter } from '../writing/plan-writer';
import { listPlace } from '../writing/problem-list';
import { answerOf, pageOf, WrittenItem } from './answers';
import { PositionBody } from './bodies';

/** Filters of positions. */
export class PositionQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  employeeId?: string;
}

/** Positions, as written. */
export class PositionsBody {
  @ApiProperty({ type: [PositionBody] })
  @IsArray()
  @ArrayMaxSize(5000)
  @ValidateNested({ each: true })
  @Type(() => PositionBody)
  items!: PositionBody[];
}

/** What somebody is from a date on. */
export class PositionItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  employeeNumber!: string;
  @ApiProperty()
  employeeName!: string;
  @ApiProperty()
  fromDate!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Pangkat.' })
  rank!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Golongan (ruang).' })
  grade!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Kind of position as the table of authority names it.' })
  positionKind!: string | null;
  @ApiProperty({ type: String, nullable: true })
  jobTitle!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Kelas jabatan.' })
  jobClass!: number | null;
}

// RANK is a word of SQL.
type PositionRow = Omit<PositionItem, 'rank'> & { jobRank: string | null };

const PositionPage = pageOf(PositionItem);

/** Rank and position of people, by date. */
@ApiTags('plan')
@Controller('api/v1/positions')
export class PositionsController {
  constructor(
    private readonly database: Database,
    private readonly positions: PositionRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get()
  @Allow('people.read', 'rows')
  @ApiOperation({ summary: 'Ranks and positions with the date from which each holds' })
  @ApiOkResponse({ type: PositionPage })
  list(@Query() query: PositionQuery, @CurrentReach() reach: Reach): Promise<Page<PositionItem>> {
    return readPage<PositionItem, PositionRow>(this.database, query, {
      from: 'employee_position p JOIN employee e ON e.id = p.employee_id',
      columns: `p.employee_id AS employeeId, e.number AS employeeNumber, e.name AS employeeName, p.from_date AS fromDate, p.job_rank AS jobRank, p.grade AS grade,
        p.position_kind AS positionKind, p.job_title AS jobTitle, p.job_class AS jobClass`,
      conditions: reach.limit(new Conditions(), { employee: 'p.employee_id', date: null, peopleFirst: true }).when(query.employeeId, 'p.employee_id = ?'),
      sortable: { fromDate: 'p.from_date', employeeName: 'e.name', employeeNumber: 'e.number', grade: 'p.grade', positionKind: 'p.position_kind' },
      tieBreak: 'e.name, p.employee_id, p.from_date',
      item: ({ jobRank, ...row }) => ({ ...row, rank: jobRank }),
    });
  }

  @Post()
  @Allow('people.write', 'roster-entries')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write positions, by person and date: all or none' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: PositionsBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.positions.put(change, body.items, listPlace('items'))));
  }

  @Delete(':employeeId/:fromDate')
  @Allow('people.write', 'employee')
  @ApiOperation({ summary: 'Take the position that begins on a date away' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('employeeId') employeeId: string, @Param('fromDate') fromDate: string): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.positions.remove(change, employeeId, fromDate)));
  }
}
