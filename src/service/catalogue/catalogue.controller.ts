import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { definitionOn } from '../../core/service/service-definition';
import { isWorkDate } from '../../core/time/calendar';
import { dateAt } from '../../core/time/zone';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { unitsBelow } from '../../platform/auth/unit-places';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { calendarDatePattern } from '../../platform/http/date-text';
import { BilingualBody, PromiseBody, ServiceBody, StepBody } from './catalogue-bodies';
import { type CataloguedService, ServiceCatalogue, unitWithCode } from './service-catalogue';

/** Filters of services. */
export class ServiceQuery {
  @ApiPropertyOptional({ description: 'Code of a unit: its services and those of the units below it.' })
  @IsOptional()
  @IsString()
  unit?: string;

  @ApiPropertyOptional({ example: '2026-11-23', description: 'What holds on this date; default today.' })
  @IsOptional()
  @Matches(calendarDatePattern, { message: 'date must be written like 2026-11-23' })
  date?: string;
}

/** A service as it holds on a date. */
export class ServiceItem {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  unit!: string;
  @ApiProperty({ description: 'The date from which this holds.' })
  fromDate!: string;
  @ApiProperty()
  name!: BilingualBody;
  @ApiProperty()
  promise!: PromiseBody;
  @ApiProperty({ type: [BilingualBody] })
  requirements!: readonly BilingualBody[];
  @ApiProperty({ type: [StepBody] })
  steps!: readonly StepBody[];
}

/** What became of a written service. */
export class ServiceWritten {
  @ApiProperty({ enum: ['new', 'changed', 'unchanged'] })
  written!: string;
}

/** The service catalogue. */
@ApiTags('service')
@Controller('api/v1/services')
export class CatalogueController {
  constructor(
    private readonly catalogue: ServiceCatalogue,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Get()
  @Allow('service.read', 'office')
  @ApiOperation({ summary: 'Services as they hold on a date' })
  @ApiOkResponse({ type: [ServiceItem] })
  async list(@Query() query: ServiceQuery): Promise<ServiceItem[]> {
    const date = query.date ?? dateAt(this.config.defaultZone, this.clock.now());
    const unitIds = query.unit ? (await unitsBelow(this.database, (await unitWithCode(this.database, query.unit)).id)).on(date) : undefined;
    const services = await this.catalogue.list(unitIds);
    return services.flatMap((service) => itemsOf(service).filter(({ fromDate }) => fromDate === definitionOn(service.versions, date)?.fromDate));
  }

  @Get(':code')
  @Allow('service.read', 'office')
  @ApiOperation({ summary: 'Everything that was ever promised for a service, oldest first' })
  @ApiOkResponse({ type: [ServiceItem] })
  async history(@Param('code') code: string): Promise<ServiceItem[]> {
    return itemsOf(await this.catalogue.named(code));
  }

  @Post()
  @Allow('service.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write what a service is and promises, from a date on' })
  @ApiOkResponse({ type: ServiceWritten })
  async put(@Body() body: ServiceBody, @CurrentCaller() caller: Caller): Promise<ServiceWritten> {
    const { code, unit, fromDate, name, promise, requirements, steps } = body;
    if (!isWorkDate(fromDate)) throw new DomainError('no-such-date', `No calendar has ${fromDate}.`, 422);
    return { written: await this.catalogue.put(code, unit, fromDate, { name, promise, requirements, steps }, caller.actor) };
  }
}

const itemsOf = (service: CataloguedService): ServiceItem[] => service.versions.map((version) => ({ code: service.code, unit: service.unit.code, ...version }));
