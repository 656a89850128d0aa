import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { inForceDateOf } from '../../core/discipline/case-deadlines';
import { type CaseRound } from '../../core/discipline/case-state';
import { procedureFor } from '../../core/discipline/rules-in-force';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { JobRunner } from '../../platform/jobs/job-runner';
import { CONFIG } from '../../platform/tokens';
import { systemActor } from '../case-store';
import { OfficeDays } from '../office-days';
import { RegulationBook } from '../regulation-book';
import { CaseDesk } from './case-desk';

interface DeliveredRow {
  case_id: string;
  category: string;
  detail: string;
}

/** The law's own passing of time: a delivered decision comes into force on its working day (PerBKN 6/2022 Ps 50(1)). It decides nothing. */
@Injectable()
export class CaseClock {
  private readonly logger = new Logger(CaseClock.name);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly desk: CaseDesk,
    private readonly days: OfficeDays,
    private readonly book: RegulationBook,
    private readonly jobs: JobRunner,
  ) {}

  @Cron('17 * * * *')
  async eachHour(): Promise<void> {
    if (this.config.role !== 'all' && this.config.role !== 'worker') return;
    await this.jobs.track(this.tick()).catch((error: unknown) => this.logger.error({ err: error }, 'decisions whose day has come could not be put in force'));
  }

  /** Puts in force what has come due; resolves to how many. */
  async tick(): Promise<number> {
    const calendar = await this.days.calendar();
    const today = this.days.today();
    const sql = `SELECT c.case_id, e.category, c.detail FROM discipline_case c JOIN employee e ON e.id = c.employee_id WHERE c.state = 'delivered'`;
    let count = 0;
    for (const row of await this.database.query<DeliveredRow>(sql)) {
      const procedure = procedureFor(this.book.regulations, row.category);
      const round = (JSON.parse(row.detail) as { rounds: readonly CaseRound[] }).rounds.findLast((each) => each.stage === 'delivered');
      const due = procedure && round ? inForceDateOf(round, calendar, procedure) : undefined;
      if (!round || !due || due.date > today || round.decision?.annulled === true) continue;
      if (await this.takeEffect(row.case_id, round.number, due.date)) count += 1;
    }
    return count;
  }

  private async takeEffect(caseId: string, round: number, actDate: string): Promise<boolean> {
    try {
      await this.desk.act(caseId, { afterSequence: null, actor: { role: 'clock', name: systemActor }, actDate, round, act: { act: 'take-effect' }, recordedBy: systemActor });
      return true;
    } catch (error) {
      // Another process was quicker, or an objection came in between.
      if (error instanceof DomainError && error.status === 409) return false;
      throw error;
    }
  }
}
