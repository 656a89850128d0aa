import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { addWorkingDays } from '../../core/calendar/working-calendar';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { limitRows } from '../../platform/auth/own-rows';
import { type Reach } from '../../platform/auth/reach';
import { type Caller } from '../../platform/auth/caller';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { readPage } from '../../platform/http/list';
import { rowsSql } from '../../platform/http/list-sql';
import { currentWalk } from '../../platform/http/list-walk';
import { Conditions, orderBy, type Page, type PageQuery } from '../../platform/http/page';
import { SharedRuns } from '../../platform/shared-runs';
import { OfficeDays } from '../office-days';
import { unitsAsked, unitsCondition } from '../../platform/auth/unit-places';
import { RegulationBook } from '../regulation-book';
import { type ViolationRow, violationStates } from '../violation-store';
import { VerificationDeadlines } from './verification-deadlines';
import { type DecisionOutcome, ViolationDecisions } from './violation-decisions';
import { type SlicedPage, slicedPage } from './violation-slices';
import { readViolationHistory } from './violation-history';
import { DecisionAnswer, ViolationDecisionBody, ReminderQuery, type ViolationFilter, ViolationHistoryItem, type ViolationItem, ViolationPage, ViolationQuery } from './violation-items';

type ListedRow = ViolationRow & { readonly number: string; readonly name: string; readonly category: string };

const from = 'violation v JOIN employee e ON e.id = v.employee_id';
const columns = 'v.*, e.number AS number, e.name AS name, e.category AS category';
const sortable = { workDate: 'v.work_date', minutes: 'v.minutes', days: 'v.days', kind: 'v.kind', state: 'v.state', employeeId: 'v.employee_id', name: 'e.name' };
const key = ['v.employee_id', 'v.work_date', 'v.shift_no', 'v.kind'];
/** Orders that no index has, so that a long list is found by slices. */
const slicedFields: ReadonlySet<string> = new Set(['name', 'minutes', 'days', 'kind']);
const tieBreak = 'v.work_date, v.employee_id, v.shift_no, v.kind';

/** Departures from the plan held against the law, and what officers say of them. */
@ApiTags('violations')
@Controller('api/v1/violations')
export class ViolationsController {
  private readonly slices = new SharedRuns<SlicedPage>();

  constructor(
    private readonly database: Database,
    private readonly decisions: ViolationDecisions,
    private readonly book: RegulationBook,
    private readonly days: OfficeDays,
  ) {}

  @Get()
  @Allow('violations.read', 'rows')
  @ApiOperation({ summary: 'Violations with the provision in force on their date, and by when an officer is to look at each' })
  @ApiOkResponse({ type: ViolationPage })
  async list(@Query() query: ViolationQuery, @CurrentReach() reach: Reach): Promise<Page<ViolationItem>> {
    const [conditions, deadlines] = [await conditionsOf(this.database, query, reach), await this.deadlines()];
    return (await this.historyPage(query, reach, conditions, deadlines)) ?? this.page(query, conditions, deadlines);
  }

  @Get('reminders')
  @Allow('violations.read', 'rows')
  @ApiOperation({ summary: 'What nobody has looked at and is overdue or falls due within some working days, most urgent first' })
  @ApiOkResponse({ type: ViolationPage })
  async reminders(@Query() query: ReminderQuery, @CurrentReach() reach: Reach): Promise<Page<ViolationItem>> {
    const deadlines = await this.deadlines();
    const horizon = addWorkingDays(await this.days.calendar(), this.days.today(), query.withinWorkingDays).date;
    const conditions = (await conditionsOf(this.database, query.unitId === undefined ? {} : { unitId: query.unitId }, reach)).add("v.state = 'unverified'");
    const categories = await this.database.query<{ category: string }>('SELECT DISTINCT category FROM employee');
    const due = categories.flatMap(({ category }) => {
      const last = deadlines.lastDateDueBy(category, horizon);
      return last === null ? [] : [category, last];
    });
    if (due.length === 0) conditions.add('1 = 0');
    else conditions.add(Array.from({ length: due.length / 2 }, () => '(e.category = ? AND v.work_date <= ?)').join(' OR '), ...due);
    return this.page(query, conditions, deadlines, from);
  }

  @Post('decisions')
  @Allow('violations.decide', 'decided-violations')
  @HttpCode(200)
  @ApiOperation({ summary: 'Verify, excuse, send back, or take the last word back; named ones or all that match a filter' })
  @ApiOkResponse({ type: DecisionAnswer })
  async decide(@Body() body: ViolationDecisionBody, @CurrentCaller() caller: Caller): Promise<DecisionOutcome> {
    if ((body.about === undefined) === (body.where === undefined)) throw new DomainError('about-or-where', 'Name the violations in "about", or describe them in "where"; not both.', 400);
    const about = body.where === undefined ? (body.about ?? []) : { conditions: notOwn(await conditionsOf(this.database, body.where, caller.reach), caller), expected: body.expected ?? 0 };
    return this.decisions.decide({ decision: body.decision, about, reason: body.reason ?? null, document: body.document ?? null, papers: body.papers ?? [], actor: caller.actor, dryRun: body.dryRun });
  }

  @Get(':employeeId/:workDate/:kind/history')
  @Allow('violations.read', 'employee-day', { seen: true })
  @ApiOperation({ summary: 'What officers decided and what the employee said about one exception, oldest first; only ever appended to' })
  @ApiOkResponse({ type: [ViolationHistoryItem] })
  history(@Param('employeeId') employeeId: string, @Param('workDate') workDate: string, @Param('kind') kind: string): Promise<ViolationHistoryItem[]> {
    return readViolationHistory(this.database, employeeId, workDate, kind);
  }

  private async deadlines(): Promise<VerificationDeadlines> {
    return new VerificationDeadlines(this.book.regulations, await this.days.calendar());
  }

  /** A page of all dates of the whole office in another order than that of an index; null where the list is a shorter one, or has the order of an index. */
  private async historyPage(query: ViolationQuery, reach: Reach, conditions: Conditions, deadlines: VerificationDeadlines): Promise<Page<ViolationItem> | null> {
    const field = query.sort?.replace(/^-/, '') ?? '';
    if (!slicedFields.has(field) || !reach.all || currentWalk() !== undefined || [query.from, query.to, query.employeeId, query.unitId].some((bound) => bound !== undefined)) return null;
    const column = sortable[field as 'name'];
    // People first: their names lie in order in an index, and each one's violations together.
    const people = this.database.dialect === 'mysql' ? 'employee e STRAIGHT_JOIN violation v ON v.employee_id = e.id' : from;
    const counted = `SELECT ${column} AS slice, COUNT(*) AS in_slice FROM ${field === 'name' ? people : 'violation v'}`;
    const place = await this.slices.take(JSON.stringify([counted, query, conditions.values]), () => slicedPage(this.database, counted, column, conditions, query));
    if (place.values.length === 0) return { items: [], total: place.total, page: query.page, pageSize: query.pageSize };
    const order = orderBy(query.sort, sortable, tieBreak);
    const sql = rowsSql({ from, found: { from: field === 'name' ? people : 'violation v', key } }, columns, conditions.whenAmong(place.values, column), order, `LIMIT ${query.pageSize} OFFSET ${place.offset}`);
    const today = this.days.today();
    const rows = await this.database.query<ListedRow>(sql, conditions.values);
    return { items: rows.map((row) => itemOf(row, deadlines, today)), total: place.total, page: query.page, pageSize: query.pageSize };
  }

  private page(query: PageQuery, conditions: Conditions, deadlines: VerificationDeadlines, countedFrom = 'violation v'): Promise<Page<ViolationItem>> {
    const today = this.days.today();
    // Rows are found in an index that holds all that a list filters and sorts by. Only an order by name asks for people; some servers would rather begin with all of them.
    const withPeople = this.database.dialect === 'mysql' ? from.replace('JOIN', 'STRAIGHT_JOIN') : from;
    const found = { from: /^-?name$/.test(query.sort ?? '') ? withPeople : countedFrom, key };
    return readPage<ViolationItem, ListedRow>(this.database, query, { from, countedFrom, found, columns, conditions, sortable, tieBreak, item: (row) => itemOf(row, deadlines, today) });
  }
}

/** The filter as conditions about `violation v`; a unit stands for all below it. */
async function conditionsOf(reader: Pick<Transaction, 'query'>, filter: ViolationFilter, reach: Reach): Promise<Conditions> {
  const conditions = (await limitRows(reader, reach, { table: 'violation', alias: 'v', date: 'work_date' }))
    .when(filter.from, 'v.work_date >= ?')
    .when(filter.to, 'v.work_date <= ?')
    .when(filter.kind, 'v.kind = ?')
    .when(filter.state, 'v.state = ?')
    .when(filter.employeeId, 'v.employee_id = ?');
  const asked = await unitsAsked(reader, filter.unitId);
  conditions.whenPart(asked && unitsCondition(asked, 'v.unit_id', 'v.work_date'));
  // The index of a unit is in order of state, then date: with the states named, the dates of a unit are found in it.
  if (filter.state === undefined && (asked !== undefined || !reach.all)) conditions.add(`v.state IN (${marksOf(violationStates)})`, ...violationStates);
  return conditions;
}

const marksOf = (values: readonly unknown[]): string => values.map(() => '?').join(',');

/** Nobody decides about themselves, also not among many. */
const notOwn = (conditions: Conditions, { employeeId }: Caller): Conditions => (employeeId === null ? conditions : conditions.add('v.employee_id <> ?', employeeId));

function itemOf(row: ListedRow, deadlines: VerificationDeadlines, today: string): ViolationItem {
  const due = deadlines.of(row.category, row.work_date);
  return {
    employeeId: row.employee_id,
    number: row.number,
    name: row.name,
    workDate: row.work_date,
    shiftNo: row.shift_no,
    kind: row.kind,
    unitId: row.unit_id,
    minutes: row.minutes,
    days: row.days,
    provision: row.provision,
    source: row.source,
    state: row.state,
    verifyBy: due?.date ?? null,
    verifyByProvisional: due?.provisional ?? false,
    overdue: row.state === 'unverified' && due !== null && due.date < today,
  };
}
