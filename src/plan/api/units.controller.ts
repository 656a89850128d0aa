import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { dateAt } from '../../core/time/zone';
import { Allow } from '../../platform/auth/auth-guard';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { readPage } from '../../platform/http/list';
import { Conditions, likeText, type Page, PageQuery } from '../../platform/http/page';
import { CONFIG } from '../../platform/tokens';
import { UnitRepository, unitNamed } from '../unit/unit-repository';
import { type UnitTree } from '../unit/unit-tree';
import { sinceEver } from '../../core/time/date-span';
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

/** Where a unit stands from a date on. */
export class UnitPlaceItem {
  @ApiProperty({ type: String, nullable: true, description: 'From this date on, until the next place; null = since ever.' })
  fromDate!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the unit above; null = none.' })
  parent!: string | null;
}

/** A unit. */
export class UnitItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the unit above today.' })
  parent!: string | null;
  @ApiProperty({ type: [UnitPlaceItem], description: 'Every place that it has had and is known to get, oldest first.' })
  places!: UnitPlaceItem[];
  @ApiProperty()
  zone!: string;
}

const UnitPage = pageOf(UnitItem);

const placesOf = (tree: UnitTree, id: string): UnitPlaceItem[] =>
  (tree.withId(id)?.places ?? []).map(({ fromDate, parentId }) => ({ fromDate: fromDate === sinceEver ? null : fromDate, parent: tree.withId(parentId ?? '')?.code ?? null }));

const sortable = { code: 'u.code', name: 'u.name', zone: 'u.zone' };

/** The organisation. */
@ApiTags('plan')
@Controller('api/v1/units')
export class UnitsController {
  constructor(
    private readonly database: Database,
    private readonly units: UnitRepository,
    private readonly writer: PlanWriter,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Get()
  @Allow('office.read', 'office')
  @ApiOperation({ summary: 'Units' })
  @ApiOkResponse({ type: UnitPage })
  async list(@Query() query: UnitQuery): Promise<Page<UnitItem>> {
    const conditions = new Conditions();
    const tree = await this.units.tree();
    const today = dateAt(this.config.defaultZone, this.clock.now());
    if (query.text) conditions.add("u.code LIKE ? ESCAPE '!' OR u.name LIKE ? ESCAPE '!'", likeText(query.text), likeText(query.text));
    if (query.under) conditions.whenAmong(tree.subtreeOf(unitNamed(tree, query.under).id).on(today), 'u.id');
    return readPage<UnitItem, Pick<UnitItem, 'id' | 'code' | 'name' | 'zone'>>(this.database, query, {
      from: 'unit u',
      columns: 'u.id AS id, u.code AS code, u.name AS name, u.zone AS zone',
      conditions,
      sortable,
      tieBreak: 'u.code',
      item: ({ id, code, name, zone }) => ({ id, code, name, parent: tree.parentOn(id, today)?.code ?? null, places: placesOf(tree, id), zone }),
    });
  }

  @Post()
  @Allow('plan.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a unit, by its code; where it stands under another unit than before, parentFromDate says since when' })
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
