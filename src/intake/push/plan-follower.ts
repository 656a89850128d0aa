import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { JobRunner } from '../../platform/jobs/job-runner';
import { Leases } from '../../platform/lease';
import { CONFIG } from '../../platform/tokens';
import { TerminalRegistry } from '../terminals/terminal-registry';
import { UserSync } from './user-sync';

/** How often a terminal is looked at within a day: what is entered into the plan today and holds from today. */
const lookAgainMs = 3_600_000;
const lease = 'users.follow-plan';

/** Cards and people of the plan that begin or end at a date reach the terminals on that date, in the terminal's zone, without anybody asking. */
@Injectable()
export class PlanFollower {
  private readonly logger = new Logger(PlanFollower.name);
  /** Date and moment of the last look, by serial number. */
  private readonly looked = new Map<string, { readonly date: string; readonly at: number }>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly terminals: TerminalRegistry,
    private readonly users: UserSync,
    private readonly leases: Leases,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
  ) {}

  @Cron('25 * * * * *')
  async onSchedule(): Promise<void> {
    if (this.config.role !== 'all' && this.config.role !== 'intake') return;
    await this.jobs.track(this.leases.hold(lease, () => this.look())).catch((error: unknown) => this.logger.error({ err: error }, 'terminals could not be brought in line with the dates of the plan; it is tried again'));
  }

  /** Looks at the terminals that are due: on a new date, and each hour. */
  async look(): Promise<void> {
    const now = this.clock.now();
    for (const terminal of await this.terminals.list('approved')) {
      if (terminal.speaks !== 'push' || terminal.settings.followPlan === false) continue;
      const date = dateAt(terminal.zone, now);
      const last = this.looked.get(terminal.serial);
      if (last?.date === date && now - last.at < lookAgainMs) continue;
      const queued = await this.users.followPlan(terminal);
      this.looked.set(terminal.serial, { date, at: now });
      if (queued > 0) this.logger.log({ serial: terminal.serial, queued }, 'users are sent to a terminal, as dates of the plan have it');
    }
  }
}
