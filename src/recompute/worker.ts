import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { countWaitingDays } from '../ledger/dirty-days';
import { Clock } from '../platform/clock';
import { type Config } from '../platform/config';
import { Database } from '../platform/database/database';
import { Metrics } from '../platform/health/metrics';
import { JobRunner } from '../platform/jobs/job-runner';
import { CONFIG } from '../platform/tokens';
import { markAwaiting, markDue } from './mark-due';
import { Recompute } from './recompute';

/** Pause between two looks at an empty queue. */
const idleMs = 300;
/** Pause after a failure that is not ours to mend, e.g. a database that is away. */
const troubleMs = 5000;

/** Keeps judged days true: looks for dirty days all the time, and once a minute for what time alone has made due. */
@Injectable()
export class RecomputeWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RecomputeWorker.name);
  private loop: Promise<void> | null = null;
  private wake: (() => void) | null = null;
  private stopped = false;
  private inTrouble = false;
  private syncedAt = 0;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly recompute: Recompute,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: JobRunner,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    this.metrics.watchDirtyDays(() => countWaitingDays(this.database));
    if (this.works()) this.loop = this.run();
  }

  /** Lets the running group commit, then stops. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.loop;
  }

  @Cron('* * * * *')
  async eachMinute(): Promise<void> {
    if (this.stopped || !this.works()) return;
    await this.jobs.track(this.markByTime()).catch((error: unknown) => this.logger.error({ err: error }, 'days that time made due could not be marked'));
  }

  private works(): boolean {
    return this.config.role === 'all' || this.config.role === 'worker';
  }

  private async markByTime(): Promise<void> {
    const now = this.clock.now();
    await markDue(this.database, now);
    const heard = (await this.database.query<{ at: number | null }>('SELECT MAX(synced_until_at) AS at FROM terminal_health'))[0]?.at ?? 0;
    if (heard > this.syncedAt) await markAwaiting(this.database, now);
    this.syncedAt = heard;
    this.wake?.();
  }

  private async run(): Promise<void> {
    await this.markByTime().catch((error: unknown) => this.trouble(error));
    while (!this.stopped) await this.turn();
  }

  private async turn(): Promise<void> {
    try {
      const end = this.metrics.judging.startTimer();
      const { taken, judged } = await this.recompute.round();
      if (taken > 0) end();
      this.metrics.judgedDays.inc(judged);
      if (this.inTrouble) this.logger.log('days are judged again');
      this.inTrouble = false;
      if (taken === 0) await this.rest(idleMs);
    } catch (error) {
      this.trouble(error);
      await this.rest(troubleMs);
    }
  }

  private trouble(error: unknown): void {
    if (!this.inTrouble) this.logger.error({ err: error }, 'days cannot be judged; their marks stay, and it is tried again');
    this.inTrouble = true;
  }

  private async rest(ms: number): Promise<void> {
    if (this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = null;
  }
}
