import { Injectable, Inject, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { DateTime } from 'luxon';
import { newestSlot, nextSlot } from '../../core/report/definition-slot';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { JobRunner } from '../../platform/jobs/job-runner';
import { CONFIG } from '../../platform/tokens';
import { reasonOf } from '../../platform/files/durable-file';
import { ReportRunStore } from '../report-run-store';
import { Failures } from '../report-schedule';
import { DefinitionStore } from './definition-store';
import { defaultDefinitionId, type ReportDefinition } from './report-definition';
import { ReportMaker } from './report-maker';
import { UnitDays } from './unit-days';

/** Makes each scheduled report at its time, once, whatever the number of processes; after a downtime only the newest one is made. Deliveries are the daily job's. */
@Injectable()
export class DefinitionJob {
  private readonly logger = new Logger(DefinitionJob.name);
  private readonly failures = new Failures();

  constructor(
    private readonly definitions: DefinitionStore,
    private readonly maker: ReportMaker,
    private readonly store: ReportRunStore,
    private readonly days: UnitDays,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'role' | 'defaultZone' | 'smtpUrl'>,
  ) {}

  /** Looks which definitions are due; one that fails does not hold up the others. */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'report-definitions' })
  async tick(): Promise<void> {
    await this.jobs.look('report-definitions', () => this.work());
  }

  private async work(): Promise<void> {
    for (const definition of await this.definitions.list()) {
      if (this.jobs.isStopping) return;
      if (definition.id === defaultDefinitionId || !definition.enabled) continue;
      await this.lookAfter(definition).catch((error: unknown) => this.logger.warn({ err: error, definition: definition.id }, 'a scheduled report could not be made'));
    }
  }

  private async lookAfter(definition: ReportDefinition): Promise<void> {
    const slot = await this.slotOf(definition);
    if (slot === null || !(await this.isTimeFor(definition, slot))) return;
    await this.jobs.once('report', `${definition.id}.${slot}`, () => this.makeOrSayWhy(definition, slot));
  }

  /** When a definition is made next, epoch milliseconds; null while it is paused. The office's daily one has its own clockwork and the zone of the office. */
  async nextAt(definition: ReportDefinition): Promise<number | null> {
    if (!definition.enabled) return null;
    const { zone, now, isWorkingDay } = await this.timesOf(definition);
    const from = now.toFormat('HH:mm') < definition.at ? now : now.plus({ days: 1 });
    const slot = nextSlot(definition, from.toFormat('yyyy-MM-dd'), isWorkingDay);
    return slot === null ? null : instantOf(slot, definition, zone);
  }

  /**
   * Makes a run that failed once more, now; its deliveries follow as usual.
   * @returns whether it was made
   */
  async again(id: string, slot: string): Promise<boolean> {
    const definition = await this.definitions.get(id);
    await this.jobs.once('report', `${id}.${slot}`, () => this.makeOrSayWhy(definition, slot));
    return (await this.store.runOf(slot, id))?.state !== 'failed';
  }

  /** The newest slot whose time has come; one from before the definition was written is nobody's. */
  private async slotOf(definition: ReportDefinition): Promise<string | null> {
    const { zone, now, isWorkingDay } = await this.timesOf(definition);
    const today = now.toFormat('HH:mm') >= definition.at ? now : now.minus({ days: 1 });
    const slot = newestSlot(definition, today.toFormat('yyyy-MM-dd'), isWorkingDay);
    return slot !== null && instantOf(slot, definition, zone) > definition.changedAt ? slot : null;
  }

  private async timesOf(definition: ReportDefinition): Promise<{ readonly zone: string; readonly now: DateTime; readonly isWorkingDay: (date: string) => boolean }> {
    const unit = await this.maker.unitOf(definition).catch(() => null);
    const zone = unit?.zone ?? this.config.defaultZone;
    const isWorkingDay = definition.workingDaysOnly ? await this.days.of(unit?.id ?? null) : () => true;
    return { zone, now: DateTime.fromMillis(this.clock.now(), { zone }), isWorkingDay };
  }

  private async isTimeFor({ id }: ReportDefinition, slot: string): Promise<boolean> {
    const run = await this.store.runOf(slot, id);
    if (run === null) return true;
    if (run.state !== 'failed') return false;
    return this.clock.now() - run.decidedAt >= this.failures.pauseMs(`${id}.${slot}`);
  }

  private async makeOrSayWhy(definition: ReportDefinition, slot: string): Promise<string> {
    const key = `${definition.id}.${slot}`;
    try {
      const outcome = await this.make(definition, slot);
      this.failures.forget(key);
      return outcome;
    } catch (error) {
      this.failures.note(key);
      await this.store.noteFailure(slot, reasonOf(error), this.clock.now(), definition.id);
      throw error;
    }
  }

  private async make(definition: ReportDefinition, slot: string): Promise<string> {
    if (definition.report === 'daily-discipline' && definition.workingDaysOnly && !(await this.maker.hasPeopleDue(definition, slot))) {
      await this.store.decide([{ date: slot, state: 'nothing-due' }], this.clock.now(), definition.id);
      return 'nobody was due';
    }
    const message = await this.maker.message(definition, slot);
    const places = definition.recipients.map(({ channel, address }) => ({ channel, recipient: address }));
    const made = { content: message, digest: message.figuresDigest, remarks: message.remarks ?? [], places };
    await this.store.decide([{ date: slot, state: 'made', made }], this.clock.now(), definition.id);
    return `made for ${slot}, ${places.length} deliveries`;
  }
}

const instantOf = (slot: string, { at }: ReportDefinition, zone: string): number => DateTime.fromISO(`${slot}T${at}`, { zone }).toMillis();
