import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import { type Request, type Response } from 'express';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { DomainError } from '../../platform/errors';
import { isoOf, isoOrNull } from '../../platform/http/iso';
import { CONFIG } from '../../platform/tokens';
import { BilingualBody, CounterBody, PointBody, RatingLinkBody } from '../catalogue/catalogue-bodies';
import { RatingDesk } from '../voice/rating-desk';
import { pointSheet, sheetPolicy } from './point-sheet';
import { type ServicePoint, ServicePoints } from './service-points';

/** Filters of points. */
export class PointQuery {
  @ApiPropertyOptional({ description: 'Code of a service.' })
  @IsOptional()
  @IsString()
  service?: string;
}

/** A point as the API shows it. */
export class PointItem {
  @ApiProperty({ example: 'K7WQ2MXB' })
  code!: string;
  @ApiProperty()
  service!: string;
  @ApiProperty()
  unit!: string;
  @ApiProperty({ type: String, nullable: true })
  counter!: string | null;
  @ApiProperty({ description: 'What its QR picture says.' })
  url!: string;
  @ApiProperty()
  hourlyCapacity!: number;
  @ApiProperty()
  perAddressDaily!: number;
  @ApiProperty()
  openedAt!: string;
  @ApiProperty({ type: String, nullable: true })
  closedAt!: string | null;
}

/** A single-use link. */
export class RatingLinkItem {
  @ApiProperty()
  url!: string;
}

/** A counter of a unit. */
export class CounterItem {
  @ApiProperty()
  unit!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: BilingualBody;
}

/** Counters, points with their QR sheets, and single-use links. */
@ApiTags('service')
@Controller('api/v1')
export class PointsController {
  constructor(
    private readonly points: ServicePoints,
    private readonly desk: RatingDesk,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Post('service-counters')
  @Allow('service.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a counter of a unit, by its code' })
  @ApiOkResponse({ type: CounterItem })
  async putCounter(@Body() body: CounterBody): Promise<CounterItem> {
    await this.points.putCounter(body.unit, body.code, body.name);
    return { unit: body.unit, code: body.code, name: body.name };
  }

  @Get('service-counters')
  @Allow('service.read', 'office')
  @ApiOperation({ summary: 'Counters of all units' })
  @ApiOkResponse({ type: [CounterItem] })
  counters(): Promise<CounterItem[]> {
    return this.points.counters();
  }

  @Get('service-points')
  @Allow('service.read', 'office')
  @ApiOperation({ summary: 'Points at which citizens rate services, closed ones included' })
  @ApiOkResponse({ type: [PointItem] })
  async list(@Query() query: PointQuery, @Req() request: Request): Promise<PointItem[]> {
    return (await this.points.list(query.service)).map((point) => itemOf(point, this.urlOf(request)));
  }

  @Post('service-points')
  @Allow('service.write', 'city')
  @ApiOperation({ summary: 'Open a point for a service, or for a service at one counter' })
  @ApiCreatedResponse({ type: PointItem })
  async open(@Body() body: PointBody, @CurrentCaller() caller: Caller, @Req() request: Request): Promise<PointItem> {
    const limits = { hourlyCapacity: body.hourlyCapacity ?? 30, perAddressDaily: body.perAddressDaily ?? 5 };
    return itemOf(await this.points.open(body.service, body.counter ?? null, limits, caller.actor), this.urlOf(request));
  }

  @Delete('service-points/:code')
  @Allow('service.write', 'city')
  @ApiOperation({ summary: 'Close a point: its code is worth nothing from now on, its ratings stay' })
  @ApiOkResponse({ type: PointItem })
  async close(@Param('code') code: string, @Req() request: Request): Promise<PointItem> {
    return itemOf(await this.points.close(code), this.urlOf(request));
  }

  @Get('service-points/:code/sheet')
  @Allow('service.read', 'office')
  @ApiOperation({ summary: 'The sheet to print and hang up: A5, with the QR picture' })
  @ApiProduces('text/html')
  async sheet(@Param('code') code: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const page = await pointSheet(await this.openPoint(code), this.urlOf(request), this.clock.now());
    response.setHeader('Content-Security-Policy', sheetPolicy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(page);
  }

  @Post('service-points/:code/rating-links')
  @Allow('service.write', 'city')
  @ApiOperation({ summary: 'A signed single-use link for one ticket: one ticket of a service, one rating' })
  @ApiCreatedResponse({ type: RatingLinkItem })
  async link(@Param('code') code: string, @Body() body: RatingLinkBody, @Req() request: Request): Promise<RatingLinkItem> {
    const token = await this.desk.ticketToken(await this.openPoint(code), body.ticket, body.days ?? 14);
    return { url: `${this.urlOf(request)}/suara/tiket/${token}` };
  }

  private async openPoint(code: string): Promise<ServicePoint> {
    const point = await this.points.named(code);
    if (point.closedAt !== null) throw new DomainError('point-closed', `The point "${code}" was closed; open a new one.`, 409);
    return point;
  }

  /** Without PUBLIC_URL the address by which the officer came; the sheet prints it in letters, so a wrong one is seen. */
  private urlOf(request: Request): string {
    return (this.config.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`).replace(/\/$/, '');
  }
}

const itemOf = (point: ServicePoint, url: string): PointItem => ({
  code: point.code,
  service: point.service.code,
  unit: point.service.unit.code,
  counter: point.counter?.code ?? null,
  url: `${url}/suara/${point.code}`,
  hourlyCapacity: point.hourlyCapacity,
  perAddressDaily: point.perAddressDaily,
  openedAt: isoOf(point.openedAt),
  closedAt: isoOrNull(point.closedAt),
});
