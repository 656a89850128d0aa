import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock';
import { type Config } from '../config';
import { Database } from '../database/database';
import { messageOf } from '../errors';
import { CONFIG } from '../tokens';

/** A slot whose owner has not given a sign of life for this long may be taken over, in milliseconds. */
const staleAfterMs = 120_000;
const heartbeatEveryMs = 20_000;

/**
 * Runs each slot of a job once, whatever the number of processes: whoever writes the row owns the slot. A lock would not do, since it is free
 * again before a slow process asks.
 */
@Injectable()
export class JobRunner implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(JobRunner.name);
  private readonly owner = randomUUID();
  private readonly running = new Set<Promise<unknown>>();
  private readonly looking = new Set<string>();
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'role'>,
  ) {}

  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** True from the moment on which the process begins to end: what takes long looks here between two steps. */
  get isStopping(): boolean {
    return this.stopping;
  }

  /**
   * Looks whether a job has anything to do, in processes that do the work of the office; a look that finds the one before still at work does
   * nothing, and one that fails is a matter of the log and of the next look.
   */
  async look(job: string, work: () => Promise<void>): Promise<void> {
    if (this.stopping || this.looking.has(job) || !['all', 'worker'].includes(this.config.role)) return;
    this.looking.add(job);
    try {
      await this.track(work());
    } catch (error) {
      this.logger.error({ err: error, job }, 'a job could not be looked after; it is tried again at its next time');
    } finally {
      this.looking.delete(job);
    }
  }

  /**
   * Runs `work` for a slot unless it ran, or is running, elsewhere. A failed slot may be claimed again.
   * @param slot taken from the schedule (e.g. the report's date), never from the moment
   * @returns whether this process did the work
   */
  async once(job: string, slot: string, work: () => Promise<string>): Promise<boolean> {
    if (!(await this.claim(job, slot))) return false;
    await this.track(this.perform(job, slot, work));
    return true;
  }

  /** Whether a slot has been done. */
  async isDone(job: string, slot: string): Promise<boolean> {
    return (await this.database.query('SELECT slot FROM job_run WHERE job = ? AND slot = ? AND finished_at IS NOT NULL', [job, slot])).length > 0;
  }

  /** Lets a piece of work finish before the process ends. */
  track<T>(work: Promise<T>): Promise<T> {
    const tracked = work.finally(() => this.running.delete(tracked));
    this.running.add(tracked);
    return tracked;
  }

  /** Nest does not wait for running cron jobs; we do. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.running]);
  }

  private claim(job: string, slot: string): Promise<boolean> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const columns = ['job', 'slot', 'owner', 'started_at', 'heartbeat_at'];
      if ((await tx.insert('job_run', columns, [[job, slot, this.owner, now, now]], { ignore: ['job', 'slot'] })) > 0) return true;
      const takeOver = 'UPDATE job_run SET owner = ?, started_at = ?, heartbeat_at = ? WHERE job = ? AND slot = ? AND finished_at IS NULL AND heartbeat_at < ?';
      return (await tx.execute(takeOver, [this.owner, now, now, job, slot, now - staleAfterMs])) > 0;
    });
  }

  private async perform(job: string, slot: string, work: () => Promise<string>): Promise<void> {
    const beat = setInterval(() => void this.heartbeat(job, slot), heartbeatEveryMs);
    try {
      const outcome = await work();
      await this.database.transaction((tx) => tx.execute('UPDATE job_run SET finished_at = ?, outcome = ? WHERE job = ? AND slot = ? AND owner = ?', [this.clock.now(), outcome.slice(0, 1000), job, slot, this.owner]));
    } catch (error) {
      this.logger.error({ err: error, job, slot }, 'a scheduled job failed and will be tried again');
      await this.database.transaction((tx) => tx.execute('UPDATE job_run SET heartbeat_at = 0, outcome = ? WHERE job = ? AND slot = ? AND owner = ?', [`failed: ${messageOf(error)}`.slice(0, 1000), job, slot, this.owner]));
    } finally {
      clearInterval(beat);
    }
  }

  private heartbeat(job: string, slot: string): Promise<unknown> {
    return this.database
      .transaction((tx) => tx.execute('UPDATE job_run SET heartbeat_at = ? WHERE job = ? AND slot = ? AND owner = ?', [this.clock.now(), job, slot, this.owner]))
      .catch((error: unknown) => this.logger.warn({ err: error, job, slot }, 'no sign of life could be written'));
  }
}
