import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsISO8601, IsOptional } from 'class-validator';
import { Allow, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { Database } from '../../platform/database/database';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page, PageQuery } from '../../platform/http/page';
import { incidentOf, type IncidentRow } from '../incidents/incident-book';
import { incidentItem, type IncidentItem, IncidentPage } from './terminal-records.controller';

/** From when on incidents of the whole fleet are asked for. */
export class FleetIncidentQuery extends PageQuery {
  @ApiPropertyOptional({ example: '2026-11-23T08:00:00Z', description: 'Only incidents that reach past this instant, or go on.' })
  @IsOptional()
  @IsISO8601()
  since?: string;
}

/** What befell the terminals, for a view of all of them at once. */
@ApiTags('terminals')
@Controller('api/v1/incidents')
export class FleetIncidentsController {
  constructor(private readonly database: Database) {}

  @Get()
  @Allow('terminals.read', 'rows')
  @ApiOperation({ summary: 'Incidents of all terminals, newest first' })
  @ApiOkResponse({ type: IncidentPage })
  list(@Query() query: FleetIncidentQuery, @CurrentReach() reach: Reach): Promise<Page<IncidentItem>> {
    const conditions = reach.limit(new Conditions(), { unit: '(SELECT t.unit_id FROM terminal t WHERE t.serial = terminal_incident.serial)', date: null }).when(query.since === undefined ? undefined : Date.parse(query.since), '(to_at IS NULL OR to_at > ?)');
    return readPage<IncidentItem, IncidentRow>(this.database, query, { from: 'terminal_incident', columns: '*', conditions, sortable: { fromAt: 'from_at', kind: 'kind', serial: 'serial' }, tieBreak: 'from_at DESC, id', item: (row) => incidentItem(incidentOf(row)) });
  }
}
