import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { Conditions } from '../../platform/http/page';
import { openComplaintStates } from '../../service/complaints/complaint-store';
import { openCaseStates } from '../case-row';
import { type Reach, withinReachOn } from '../reach';
import { ReviewCounter } from '../review/review-counts';
import { type PendingTerminal } from './machine-reader';
import { type WaitingWork } from './today-items';

/** What waits for an officer, counted within the reach. */
@Injectable()
export class WaitingReader {
  constructor(
    private readonly database: Database,
    private readonly counter: ReviewCounter,
  ) {}

  /** @param pending terminals that wait to be approved, newest first */
  async read(reach: Reach, today: string, pending: readonly PendingTerminal[]): Promise<WaitingWork> {
    const date = await this.counter.lastWorkDate(today, reach);
    const [review, requests, cases] = await Promise.all([this.counter.ofDate(date, reach), this.requests(reach, today), this.cases(reach, today)]);
    const [terminal] = pending;
    return {
      reviewDate: date,
      reviewOpen: review.open,
      reviewDone: review.done,
      reviewBy: review.verifyBy,
      requests: requests.total,
      oldestRequestAt: requests.oldestAt,
      cases,
      newTerminals: pending.length,
      newTerminalName: terminal ? terminal.name || terminal.serial : null,
      newTerminalAt: terminal?.first_seen_at ?? null,
    };
  }

  /** Discipline cases that still want something of somebody. */
  async cases(reach: Reach, today: string): Promise<number> {
    const conditions = withinReachOn(new Conditions().add(openCaseStates), reach, 'c.unit_id', today);
    const [row] = await this.database.query<{ total: number }>(`SELECT COUNT(*) AS total FROM discipline_case c ${conditions.toString()}`, conditions.values);
    return Number(row?.total ?? 0);
  }

  /** Complaints that wait to be verified or answered; one that was routed to no unit is seen by whoever reaches everything. */
  async complaints(reach: Reach, today: string): Promise<number> {
    const conditions = withinReachOn(new Conditions().add(openComplaintStates), reach, 'c.unit_id', today);
    const [row] = await this.database.query<{ total: number }>(`SELECT COUNT(*) AS total FROM complaint c ${conditions.toString()}`, conditions.values);
    return Number(row?.total ?? 0);
  }

  /** Requests that nobody has answered; a person belongs to the unit of the newest membership. */
  async requests(reach: Reach, today: string): Promise<{ total: number; oldestAt: number | null }> {
    const conditions = new Conditions().add("r.state = 'requested'");
    if (reach !== null) {
      const within = withinReachOn(new Conditions(), reach, 'm.unit_id', today);
      conditions.add(`EXISTS (SELECT 1 FROM employee_unit m ${within.toString()} AND m.employee_id = r.employee_id)`, ...within.values);
    }
    const [row] = await this.database.query<{ total: number; oldest_at: number | null }>(`SELECT COUNT(*) AS total, MIN(r.filed_at) AS oldest_at FROM request r ${conditions.toString()}`, conditions.values);
    return { total: Number(row?.total ?? 0), oldestAt: row?.oldest_at ?? null };
  }
}
