import { Injectable } from '@nestjs/common';
import { OfficeDays } from '../../discipline/office-days';
import { RegulationBook } from '../../discipline/regulation-book';
import { VerificationDeadlines } from '../../discipline/violations/verification-deadlines';
import { Database } from '../../platform/database/database';
import { SharedRuns } from '../../platform/shared-runs';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { awaitsMachine } from '../awaiting-days';
import { DefinitionStore } from '../definition/definition-store';
import { type Reach, withinReach } from '../reach';
import { Conditions } from '../../platform/http/page';
import { reviewScope, violationScope } from './review-conditions';
import { type ReviewCounts, ReviewQuery } from './review-items';

/** How much is in each tab, and who waits for which machines. */
@Injectable()
export class ReviewCounter {
  private readonly counts = new SharedRuns<ReviewCounts>();
  private readonly deadlines = new SharedRuns<string | null>();

  constructor(
    private readonly database: Database,
    private readonly days: OfficeDays,
    private readonly book: RegulationBook,
    private readonly definitions: DefinitionStore,
  ) {}

  /** The counts of a span of dates under the same filters as the list. */
  count(query: ReviewQuery, reach: Reach): Promise<ReviewCounts> {
    return this.counts.take(JSON.stringify([query, reach]), () => this.read(query, reach));
  }

  /** What is open and what is done of one date, and by when it is to be looked at. */
  async ofDate(date: string, reach: Reach): Promise<{ open: number; done: number; verifyBy: string | null }> {
    const [states, verifyBy] = await Promise.all([this.byState(Object.assign(new ReviewQuery(), { from: date, to: date }), reach), this.verifyBy(date)]);
    return { open: states.unverified, done: states.done, verifyBy };
  }

  private async read(query: ReviewQuery, reach: Reach): Promise<ReviewCounts> {
    const states = await this.byState(query, reach);
    const waiting = await this.waiting(query, reach);
    const today = this.days.today();
    return {
      review: states.unverified,
      waiting: await this.countTab({ ...query, tab: 'waiting' }, reach),
      explanation: states.sentBack,
      done: states.done,
      waitingPeople: waiting.people,
      waitingTerminals: waiting.terminals,
      today,
      lastWorkDate: await this.lastWorkDate(today, reach),
      verifyBy: await this.verifyBy(query.to),
      reportAt: await this.reportAt(),
    };
  }

  private async reportAt(): Promise<string | null> {
    const { enabled, at } = await this.definitions.daily();
    return enabled ? at : null;
  }

  /** The violations of the filter by their state, in one query. */
  private async byState(query: ReviewQuery, reach: Reach): Promise<{ unverified: number; sentBack: number; done: number }> {
    const { from, values, conditions } = await violationScope(this.database, query, reach);
    const rows = await this.database.query<{ state: string; total: number }>(`SELECT v.state, COUNT(*) AS total FROM ${from} ${conditions.toString()} GROUP BY v.state`, [...values, ...conditions.values]);
    const of = (...states: readonly string[]): number => rows.filter(({ state }) => states.includes(state)).reduce((sum, { total }) => sum + Number(total), 0);
    return { unverified: of('unverified'), sentBack: of('sent-back'), done: of('verified', 'excused') };
  }

  /** Rows of one tab. */
  async countTab(query: ReviewQuery, reach: Reach): Promise<number> {
    const { from, values, conditions } = await reviewScope(this.database, query, reach);
    const [row] = await this.database.query<{ total: number }>(`SELECT COUNT(*) AS total FROM ${from} ${conditions.toString()}`, [...values, ...conditions.values]);
    return Number(row?.total ?? 0);
  }

  /** The last date before today on which somebody was due. */
  async lastWorkDate(today: string, reach: Reach): Promise<string> {
    const conditions = withinReach(new Conditions().add('work_date < ?', today).add("status NOT IN ('OFF', 'HOLIDAY', 'NOT_EMPLOYED')"), reach, 'unit_id', 'work_date');
    const [row] = await this.database.query<{ work_date: string }>(`SELECT work_date FROM attendance_day ${conditions.toString()} ORDER BY work_date DESC LIMIT 1`, conditions.values);
    return row?.work_date ?? today;
  }

  private async waiting(query: ReviewQuery, reach: Reach): Promise<{ people: number; terminals: number }> {
    const conditions = new Conditions().add(awaitsMachine('d')).when(query.from, 'd.work_date >= ?').when(query.to, 'd.work_date <= ?');
    const rows = await this.database.query<{ employee_id: string; explanation: string }>(`SELECT d.employee_id, d.explanation FROM attendance_day d ${withinReach(conditions, reach, 'd.unit_id', 'd.work_date').toString()} LIMIT 2000`, conditions.values);
    const terminals = new Set(rows.flatMap((row) => (JSON.parse(row.explanation) as ExplanationStep[]).filter(({ code }) => code.startsWith('TERMINAL_')).map((step) => String(step.params['terminal']))));
    return { people: new Set(rows.map((row) => row.employee_id)).size, terminals: terminals.size };
  }

  /** The same for all who ask at once, whatever their reach. */
  private async verifyBy(workDate: string | undefined): Promise<string | null> {
    return workDate === undefined ? null : this.deadlines.take(workDate, () => this.earliestDeadline(workDate));
  }

  private async earliestDeadline(workDate: string): Promise<string | null> {
    const deadlines = new VerificationDeadlines(this.book.regulations, await this.days.calendar());
    const categories = await this.database.query<{ category: string }>('SELECT DISTINCT category FROM employee');
    const dates = categories.flatMap(({ category }) => deadlines.of(category, workDate)?.date ?? []);
    return dates.sort()[0] ?? null;
  }
}
