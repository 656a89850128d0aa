import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { type Reach, unitOnDate, wereEverIn } from '../../platform/auth/reach';
import { type Caller } from '../../platform/auth/caller';
import { unitsAsked, unitsCondition } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page } from '../../platform/http/page';
import { leaveTypes } from './leave-types';
import { RequestDecisionBody, NewRequestBody, RequestQuery } from './request-bodies';
import { RequestDesk } from './request-desk';
import { eventItemOf, LeaveTypeItem, leaveTypeItemOf, RequestEventItem, RequestItem, requestItemOf, RequestPage, type NamedRequestRow } from './request-items';
import { type RequestAction } from './transitions';

const from = 'request r JOIN employee e ON e.id = r.employee_id';
const columns = 'r.*, e.number AS employee_number, e.name AS employee_name';
const sortable = {
  fromDate: 'r.from_date',
  toDate: 'r.to_date',
  filedAt: 'r.filed_at',
  filedDate: 'r.filed_date',
  changedAt: 'r.changed_at',
  lateDays: 'r.late_days',
  kind: 'r.kind',
  state: 'r.state',
  employeeNumber: 'e.number',
  employeeName: 'e.name',
};
const unitThen = unitOnDate('r.employee_id', 'r.from_date');

/** What changes a day: leave, duty, permission letters, corrections, excuses and overtime orders. */
@ApiTags('requests')
@Controller('api/v1/requests')
export class RequestsController {
  constructor(
    private readonly database: Database,
    private readonly desk: RequestDesk,
  ) {}

  @Get()
  @Allow('requests.read', 'rows')
  @ApiOperation({ summary: 'Requests of all kinds' })
  @ApiOkResponse({ type: RequestPage })
  async list(@Query() query: RequestQuery, @CurrentReach() reach: Reach): Promise<Page<RequestItem>> {
    const units = await unitsAsked(this.database, query.unitId);
    const conditions = reach
      .limit(new Conditions(), { employee: 'r.employee_id', date: 'r.from_date', peopleFirst: true })
      .when(query.employeeId, 'r.employee_id = ?')
      .when(query.employeeNumber, 'e.number = ?')
      .whenPart(units && unitsCondition(units, unitThen, 'r.from_date'))
      .when(query.kind, 'r.kind = ?')
      .when(query.state, 'r.state = ?')
      .when(query.type, 'r.type = ?')
      .when(query.from, 'r.to_date >= ?')
      .when(query.to, 'r.from_date <= ?');
    if (query.filedLate !== undefined) conditions.add(query.filedLate ? 'r.late_days > 0' : 'r.late_days = 0');
    if (units !== undefined) conditions.add(wereEverIn('r.employee_id', units.unitIds.length), ...units.unitIds);
    const withPeople = query.employeeNumber !== undefined || /^-?employee/.test(query.sort ?? '');
    const countedFrom = query.employeeNumber === undefined ? 'request r' : from;
    return readPage<RequestItem, NamedRequestRow>(this.database, query, { from, countedFrom, found: { from: withPeople ? from : 'request r', key: ['r.id'] }, columns, conditions, sortable, tieBreak: 'r.from_date DESC, r.id', item: requestItemOf });
  }

  @Get('leave-types')
  @Allow('office.read', 'office')
  @ApiOperation({ summary: 'The kinds of leave with their Indonesian terms and limits' })
  @ApiOkResponse({ type: [LeaveTypeItem] })
  leaveTypes(): LeaveTypeItem[] {
    return leaveTypes.map(leaveTypeItemOf);
  }

  @Get(':id')
  @Allow('requests.read', 'request')
  @ApiOkResponse({ type: RequestItem })
  async one(@Param('id') id: string): Promise<RequestItem> {
    const rows = await this.database.query<NamedRequestRow>(`SELECT ${columns} FROM ${from} WHERE r.id = ?`, [id]);
    if (!rows[0]) throw new DomainError('unknown-request', `No request "${id}" is known.`, 404);
    return requestItemOf(rows[0]);
  }

  @Get(':id/history')
  @Allow('requests.read', 'request')
  @ApiOperation({ summary: 'Everything that happened to a request, oldest first' })
  @ApiOkResponse({ type: [RequestEventItem] })
  async history(@Param('id') id: string): Promise<RequestEventItem[]> {
    return (await this.desk.history(id)).map(eventItemOf);
  }

  @Post()
  @Allow('requests.file', 'filed-request')
  @ApiOperation({ summary: 'File a request; filed late it is marked so, never refused' })
  @ApiCreatedResponse({ type: RequestItem })
  async file(@Body() body: NewRequestBody, @CurrentCaller() caller: Caller): Promise<RequestItem> {
    const { employeeId, employeeNumber, filedDate, ...input } = body;
    const request = await this.desk.file({ employeeId, employeeNumber }, input, caller.actor, filedDate ?? null);
    return this.one(request.id);
  }

  @Post(':id/approve')
  @Allow('requests.decide', 'request')
  @HttpCode(200)
  @ApiOkResponse({ type: RequestItem })
  approve(@Param('id') id: string, @Body() body: RequestDecisionBody, @CurrentCaller() caller: Caller): Promise<RequestItem> {
    return this.decide(id, 'approve', body, caller);
  }

  @Post(':id/reject')
  @Allow('requests.decide', 'request')
  @HttpCode(200)
  @ApiOkResponse({ type: RequestItem })
  reject(@Param('id') id: string, @Body() body: RequestDecisionBody, @CurrentCaller() caller: Caller): Promise<RequestItem> {
    return this.decide(id, 'reject', body, caller);
  }

  @Post(':id/cancel')
  @Allow('requests.file', 'request')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take back a request that nobody decided yet' })
  @ApiOkResponse({ type: RequestItem })
  cancel(@Param('id') id: string, @Body() body: RequestDecisionBody, @CurrentCaller() caller: Caller): Promise<RequestItem> {
    return this.decide(id, 'cancel', body, caller);
  }

  @Post(':id/revoke')
  @Allow('requests.decide', 'request')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take back an approval' })
  @ApiOkResponse({ type: RequestItem })
  revoke(@Param('id') id: string, @Body() body: RequestDecisionBody, @CurrentCaller() caller: Caller): Promise<RequestItem> {
    return this.decide(id, 'revoke', body, caller);
  }

  private async decide(id: string, action: RequestAction, body: RequestDecisionBody, caller: Caller): Promise<RequestItem> {
    await this.desk.decide(id, action, caller.actor, body.reason?.trim() || null);
    return this.one(id);
  }
}
