import { Inject, Injectable } from '@nestjs/common';
import { OfficeDays } from '../../discipline/office-days';
import { RegulationBook } from '../../discipline/regulation-book';
import { VerificationDeadlines } from '../../discipline/violations/verification-deadlines';
import { type Config } from '../../platform/config';
import { Database, type SqlValue } from '../../platform/database/database';
import { CONFIG } from '../../platform/tokens';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { type Reach, withinReach } from '../reach';
import { Conditions } from '../../platform/http/page';
import { reviewConditions, reviewSource } from './review-conditions';
import { type ReviewCounts, type ReviewQuery, reviewTabs, type ReviewTab } from './review-items';

/** How much is in each tab, and who waits for which machines. */
@Injectable()
export class ReviewCounter {
  constructor(
    private readonly database: Database,
    private readonly days: OfficeDays,
    private readonly book: RegulationBook,
    @Inject(CONFIG) private readonly config: Pick<Config, 'dailyReportAt'>,
  ) {}

  /** The counts of a span of dates under the same filters as the list. */
  async count(query: ReviewQuery, reach: Reach): Promise<ReviewCounts> {
    const counts = new Map<ReviewTab, number>();
    for (const tab of reviewTabs) counts.set(tab, await this.countTab({ ...query, tab }, reach));
    const waiting = await this.waiting(query, reach);
    const today = this.days.today();
    return {
      review: counts.get('review') ?? 0,
      waiting: counts.get('waiting') ?? 0,
      explanation: counts.get('explanation') ?? 0,
      done: counts.get('done') ?? 0,
      waitingPeople: waiting.people,
      waitingTerminals: waiting.terminals,
      today,
      lastWorkDate: await this.lastWorkDate(today, reach),
      verifyBy: await this.verifyBy(query.to),
      reportAt: this.config.dailyReportAt,
    };
  }

  /** Rows of one tab. */
  async countTab(query: ReviewQuery, reach: Reach): Promise<number> {
    const source = reviewSource(query);
    const conditions = reviewConditions(query, reach);
    const values: SqlValue[] = [...source.values, ...conditions.values];
    const [row] = await this.database.query<{ total: number }>(`SELECT COUNT(*) AS total FROM ${source.sql} JOIN employee e ON e.id = v.employee_id ${conditions.toString()}`, values);
    return Number(row?.total ?? 0);
  }

  /** The last date before today on which somebody was due. */
  async lastWorkDate(today: string, reach: Reach): Promise<string> {
    const conditions = withinReach(new Conditions().add('work_date < ?', today).add("status NOT IN ('OFF', 'HOLIDAY', 'NOT_EMPLOYED')"), 'unit_id', reach);
    const [row] = await this.database.query<{ work_date: string }>(`SELECT work_date FROM attendance_day ${conditions.toString()} ORDER BY work_date DESC LIMIT 1`, conditions.values);
    return row?.work_date ?? today;
  }

  private async waiting(query: ReviewQuery, reach: Reach): Promise<{ people: number; terminals: number }> {
    const conditions = new Conditions().add('settled = 0').add("flags LIKE '%AWAITING_DEVICE_SYNC%' OR flags LIKE '%DEVICE_FAULT%'").when(query.from, 'work_date >= ?').when(query.to, 'work_date <= ?');
    const rows = await this.database.query<{ employee_id: string; explanation: string }>(`SELECT employee_id, explanation FROM attendance_day ${withinReach(conditions, 'unit_id', reach).toString()} LIMIT 2000`, conditions.values);
    const terminals = new Set(rows.flatMap((row) => (JSON.parse(row.explanation) as ExplanationStep[]).filter(({ code }) => code.startsWith('TERMINAL_')).map((step) => String(step.params['terminal']))));
    return { people: new Set(rows.map((row) => row.employee_id)).size, terminals: terminals.size };
  }

  private async verifyBy(workDate: string | undefined): Promise<string | null> {
    if (workDate === undefined) return null;
    const deadlines = new VerificationDeadlines(this.book.regulations, await this.days.calendar());
    const categories = await this.database.query<{ category: string }>('SELECT DISTINCT category FROM employee');
    const dates = categories.flatMap(({ category }) => deadlines.of(category, workDate)?.date ?? []);
    return dates.sort()[0] ?? null;
  }
}
