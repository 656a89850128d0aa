import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { Conditions } from '../../platform/http/page';
import { openCaseStates } from '../case-row';
import { type Reach, withinReach } from '../reach';
import { ReviewCounter } from '../review/review-counts';
import { type WaitingWork } from './today-items';

/** What waits for an officer, counted within the reach. */
@Injectable()
export class WaitingReader {
  constructor(
    private readonly database: Database,
    private readonly counter: ReviewCounter,
  ) {}

  async read(reach: Reach, today: string): Promise<WaitingWork> {
    const date = await this.counter.lastWorkDate(today, reach);
    const review = await this.counter.ofDate(date, reach);
    const requests = await this.requests(reach);
    const [terminal] = await this.database.query<{ serial: string; name: string; first_seen_at: number }>("SELECT serial, name, first_seen_at FROM terminal WHERE status = 'pending' ORDER BY first_seen_at DESC LIMIT 1");
    const [pending] = await this.database.query<{ total: number }>("SELECT COUNT(*) AS total FROM terminal WHERE status = 'pending'");
    return {
      reviewDate: date,
      reviewOpen: review.open,
      reviewDone: review.done,
      reviewBy: review.verifyBy,
      requests: requests.total,
      oldestRequestAt: requests.oldestAt,
      cases: await this.cases(reach),
      newTerminals: Number(pending?.total ?? 0),
      newTerminalName: terminal ? terminal.name || terminal.serial : null,
      newTerminalAt: terminal?.first_seen_at ?? null,
    };
  }

  /** Discipline cases that still want something of somebody. */
  async cases(reach: Reach): Promise<number> {
    const conditions = withinReach(new Conditions().add(openCaseStates), 'c.unit_id', reach);
    const [row] = await this.database.query<{ total: number }>(`SELECT COUNT(*) AS total FROM discipline_case c ${conditions.toString()}`, conditions.values);
    return Number(row?.total ?? 0);
  }

  /** Requests that nobody has answered; a person belongs to the unit of the newest membership. */
  async requests(reach: Reach): Promise<{ total: number; oldestAt: number | null }> {
    const conditions = new Conditions().add("r.state = 'requested'");
    if (reach !== null) {
      const within = withinReach(new Conditions(), 'm.unit_id', reach);
      conditions.add(`EXISTS (SELECT 1 FROM employee_unit m ${within.toString()} AND m.employee_id = r.employee_id)`, ...within.values);
    }
    const [row] = await this.database.query<{ total: number; oldest_at: number | null }>(`SELECT COUNT(*) AS total, MIN(r.filed_at) AS oldest_at FROM request r ${conditions.toString()}`, conditions.values);
    return { total: Number(row?.total ?? 0), oldestAt: row?.oldest_at ?? null };
  }
}
