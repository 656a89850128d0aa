import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Allow, CurrentCaller, Open } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { type Config } from '../../platform/config';
import { isoOf, isoOrNull } from '../../platform/http/iso';
import { CONFIG } from '../../platform/tokens';
import { RosterFeeds } from './roster-feeds';

/** A calendar address as it is listed. */
export class RosterFeedItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  createdAt!: string;
  @ApiProperty()
  createdBy!: string;
  @ApiProperty({ type: String, nullable: true })
  revokedAt!: string | null;
}

/** A new calendar address. */
export class NewRosterFeed {
  @ApiProperty()
  id!: string;
  @ApiProperty({ description: 'To subscribe to; shown once.', example: 'https://hadir.kota.example/calendar/...ics' })
  url!: string;
}

/** Calendars of rosters. */
@ApiTags('reports')
@Controller()
export class RosterFeedsController {
  constructor(
    private readonly feeds: RosterFeeds,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Get('api/v1/employees/:employeeId/roster-feeds')
  @Allow('plan.read', 'employee')
  @ApiOperation({ summary: "Addresses under which a person's roster can be subscribed to" })
  @ApiOkResponse({ type: [RosterFeedItem] })
  async list(@Param('employeeId') employeeId: string): Promise<RosterFeedItem[]> {
    return (await this.feeds.list(employeeId)).map(({ id, createdAt, createdBy, revokedAt }) => ({ id, createdBy, createdAt: isoOf(createdAt), revokedAt: isoOrNull(revokedAt) }));
  }

  @Post('api/v1/employees/:employeeId/roster-feeds')
  @Allow('plan.read', 'employee')
  @ApiOperation({ summary: 'A new secret address of the roster as iCalendar; whoever has it reads the roster until it is taken back' })
  @ApiCreatedResponse({ type: NewRosterFeed })
  async create(@Param('employeeId') employeeId: string, @CurrentCaller() caller: Caller): Promise<NewRosterFeed> {
    const { id, secret } = await this.feeds.create(employeeId, caller.actor);
    return { id, url: `${(this.config.publicUrl ?? '').replace(/\/$/, '')}/calendar/${secret}.ics` };
  }

  @Delete('api/v1/employees/:employeeId/roster-feeds/:id')
  @Allow('plan.read', 'employee')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a calendar address back' })
  @ApiNoContentResponse()
  revoke(@Param('employeeId') employeeId: string, @Param('id') id: string): Promise<void> {
    return this.feeds.revoke(employeeId, id);
  }

  @Get('calendar/:name')
  @Open()
  @ApiOperation({ summary: 'The roster behind a secret address, as iCalendar (RFC 5545)' })
  @ApiProduces('text/calendar')
  async calendar(@Param('name') name: string, @Res() response: Response): Promise<void> {
    const calendar = await this.feeds.calendarOf(name.replace(/\.ics$/, ''));
    response.set({ 'Cache-Control': 'private, max-age=900', 'X-Robots-Tag': 'noindex', 'Content-Type': calendar === null ? 'text/plain; charset=utf-8' : 'text/calendar; charset=utf-8' });
    response.status(calendar === null ? 404 : 200).end(calendar ?? 'This calendar address is unknown or was taken back.\n');
  }
}
