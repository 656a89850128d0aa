import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { Allow } from '../../platform/auth/auth-guard';
import { Database } from '../../platform/database/database';
import { readPage } from '../../platform/http/list';
import { Conditions, likeText, type Page, PageQuery } from '../../platform/http/page';
import { UnitRepository, unitNamed } from '../unit/unit-repository';
import { PlanWriter } from '../writing/plan-writer';
import { fieldPlace } from '../writing/problem-list';
import { answerOf, pageOf, WrittenItem } from './answers';
import { UnitBody } from './bodies';

/** Filters of units. */
export class UnitQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of a code or name.' })
  @IsOptional()
  @IsString()
  text?: string;

  @ApiPropertyOptional({ description: 'Code of a unit: only it and those below it.' })
  @IsOptional()
  @IsString()
  under?: string;
}

/** A unit. */
export class UnitItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the unit above.' })
  parent!: string | null;
  @ApiProperty()
  zone!: string;
}

const UnitPage = pageOf(UnitItem);
const sortable = { code: 'u.code', name: 'u.name', zone: 'u.zone' };

/** The organisation. */
@ApiTags('plan')
@Controller('api/v1/units')
export class UnitsController {
  constructor(
    private readonly database: Database,
    private readonly units: UnitRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get()
  @Allow('office.read', 'office')
  @ApiOperation({ summary: 'Units' })
  @ApiOkResponse({ type: UnitPage })
  async list(@Query() query: UnitQuery): Promise<Page<UnitItem>> {
    const conditions = new Conditions();
    if (query.text) conditions.add("u.code LIKE ? ESCAPE '!' OR u.name LIKE ? ESCAPE '!'", likeText(query.text), likeText(query.text));
    if (query.under) {
      const tree = await this.units.tree();
      const ids = [...tree.subtreeOf(unitNamed(tree, query.under).id)];
      conditions.add(`u.id IN (${ids.map(() => '?').join(',')})`, ...ids);
    }
    return readPage<UnitItem, UnitItem>(this.database, query, {
      from: 'unit u LEFT JOIN unit p ON p.id = u.parent_id',
      columns: 'u.id AS id, u.code AS code, u.name AS name, p.code AS parent, u.zone AS zone',
      conditions,
      sortable,
      tieBreak: 'u.code',
      item: (row) => ({ ...row }),
    });
  }

  @Post()
  @Allow('plan.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a unit, by its code' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: UnitBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.units.put(change, [body], fieldPlace)));
  }

  @Delete(':code')
  @Allow('plan.write', 'city')
  @ApiOperation({ summary: 'Remove a unit that nothing refers to' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('code') code: string): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.units.remove(change, code)));
  }
}
