import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type CaseRound, type CaseState, currentRound } from '../../core/discipline/case-state';
import { Allow, CurrentCaller, CurrentReach } from '../../platform/auth/auth-guard';
import { limitRows } from '../../platform/auth/own-rows';
import { type Reach } from '../../platform/auth/reach';
import { type Caller } from '../../platform/auth/caller';
import { unitsAsked } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { likeText, type Page } from '../../platform/http/page';
import { caseWithId, type StoredCase } from '../case-store';
import { OfficeDays } from '../office-days';
import { personOn } from '../people';
import { RegulationBook } from '../regulation-book';
import { actRequestShape, readStepRequest } from './act-request';
import { CaseDesk } from './case-desk';
import { deadlineItems, historyItems, nextSteps, readDocumentItems, reviewItems } from './case-detail';
import { readCaseSheet } from './case-sheet';
import { type CaseSheet } from './case-sheet-items';
import { ActAnswer, CaseDetail, type CaseItem, CasePage, CaseQuery, type DeadlineItem } from './case-items';

interface CaseRow {
  case_id: string;
  employee_id: string;
  number: string;
  name: string;
  category: string;
  account_year: number;
  unit_id: string | null;
  state: string;
  level: string | null;
  basis: string;
  counted_days: number;
  opened_at: number;
  changed_at: number;
  detail: string;
}

const from = 'discipline_case c JOIN employee e ON e.id = c.employee_id';
const columns = 'c.*, e.number AS number, e.name AS name, e.category AS category';

/** Discipline cases: what the facts propose, and what people have done about it. */
@ApiTags('cases')
@Controller('api/v1/cases')
export class CasesController {
  constructor(
    private readonly database: Database,
    private readonly desk: CaseDesk,
    private readonly book: RegulationBook,
    private readonly days: OfficeDays,
  ) {}

  @Get()
  @Allow('cases.read', 'rows')
  @ApiOperation({ summary: 'Discipline cases' })
  @ApiOkResponse({ type: CasePage })
  async list(@Query() query: CaseQuery, @CurrentReach() reach: Reach): Promise<Page<CaseItem>> {
    const deadlineOf = await this.deadlines();
    const conditions = (await limitRows(this.database, reach, { table: 'discipline_case', alias: 'c', date: null }))
      .when(query.state, 'c.state = ?')
      .when(query.employeeId, 'c.employee_id = ?')
      .whenAmong((await unitsAsked(this.database, query.unitId))?.on(reach.today), 'c.unit_id')
      .when(query.year, 'c.account_year = ?');
    if (query.ended !== undefined) conditions.add(`c.state ${query.ended ? '' : 'NOT '}IN ('closed', 'withdrawn')`);
    const text = query.text?.trim();
    if (text) conditions.add("LOWER(e.name) LIKE ? ESCAPE '!' OR e.number LIKE ? ESCAPE '!'", likeText(text.toLowerCase()), likeText(text));
    if (query.reviewNeeded !== undefined) conditions.add(`c.detail ${query.reviewNeeded ? '' : 'NOT '}LIKE ?`, '%"review":{%');
    return readPage<CaseItem, CaseRow>(this.database, query, {
      from,
      countedFrom: text ? from : 'discipline_case c',
      found: { from: text || /^-?name$/.test(query.sort ?? '') ? from : 'discipline_case c', key: ['c.case_id'] },
      columns,
      conditions,
      sortable: { openedAt: 'c.opened_at', changedAt: 'c.changed_at', countedDays: 'c.counted_days', state: 'c.state', year: 'c.account_year', name: 'e.name' },
      tieBreak: 'c.opened_at, c.case_id',
      item: (row) => itemOf(row, deadlineOf(row)),
    });
  }

  @Get(':caseId')
  @Allow('cases.read', 'case', { seen: true })
  @ApiOperation({ summary: 'A case with its deadlines, what may be done next, its letters and its whole history' })
  @ApiOkResponse({ type: CaseDetail })
  async one(@Param('caseId') caseId: string): Promise<CaseDetail> {
    const [row] = await this.database.query<CaseRow>(`SELECT ${columns} FROM ${from} WHERE c.case_id = ?`, [caseId]);
    const stored = await caseWithId(this.database, caseId);
    if (!row || !stored) throw new DomainError('unknown-case', `No case with the id "${caseId}".`, 404);
    const round = currentRound(stored.state);
    return {
      ...itemOf(row, (await this.deadlines())(row)),
      sequence: stored.state.history.length,
      detail: JSON.parse(row.detail) as object,
      deadlines: round ? deadlineItems(round, row.category, this.book.regulations, await this.days.calendar(), this.days.today()) : [],
      allowed: nextSteps(stored.state),
      reviews: reviewItems(stored.state),
      salaryStop: stored.state.salaryStop,
      documents: await readDocumentItems(this.database, caseId),
      history: await historyItems(this.database, caseId),
      sheet: round ? await this.sheet(stored, round) : null,
    };
  }

  @Post(':caseId/acts')
  @Allow('cases.act', 'case')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a step of the procedure; whatever the law does not allow now is refused and what it allows is named' })
  @ApiBody({ schema: actRequestShape })
  @ApiOkResponse({ type: ActAnswer })
  @ApiConflictResponse({ description: 'Not possible now (the problem names what is), or the case has changed since it was seen.' })
  async act(@Param('caseId') caseId: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<ActAnswer> {
    const request = readStepRequest(body);
    const { stored, sequence, warnings } = await this.desk.act(caseId, { ...request, actDate: request.actDate ?? this.days.today(), recordedBy: caller.actor });
    return { state: currentRound(stored.state)?.stage ?? '', sequence, warnings };
  }

  /** Gives of a row the first deadline that is not met. */
  private async sheet({ employeeId, year, state }: StoredCase, round: CaseRound): Promise<CaseSheet> {
    // The case keeps the unit and the position of the day on which the row was reached.
    const person = await personOn(this.database, employeeId, round.proposal.level.reachedDate);
    return readCaseSheet(this.database, { person, year, state, round, regulations: this.book.regulations, calendar: await this.days.calendar(), today: this.days.today() });
  }

  private async deadlines(): Promise<(row: CaseRow) => DeadlineItem | null> {
    const calendar = await this.days.calendar();
    return ({ detail, category }) => {
      const round = currentRound(JSON.parse(detail) as CaseState);
      const open = round ? deadlineItems(round, category, this.book.regulations, calendar, this.days.today()).filter(({ met }) => !met) : [];
      return open.sort((a, b) => (a.dueDate < b.dueDate ? -1 : 1))[0] ?? null;
    };
  }
}

const itemOf = (row: CaseRow, deadline: DeadlineItem | null): CaseItem => ({
  caseId: row.case_id,
  employeeId: row.employee_id,
  number: row.number,
  name: row.name,
  year: row.account_year,
  unitId: row.unit_id,
  state: row.state,
  level: row.level,
  basis: row.basis,
  countedDays: row.counted_days,
  reviewNeeded: (JSON.parse(row.detail) as { rounds: readonly CaseRound[] }).rounds.some((round) => round.review !== null),
  openedAt: isoOf(row.opened_at),
  changedAt: isoOf(row.changed_at),
  deadline,
});
