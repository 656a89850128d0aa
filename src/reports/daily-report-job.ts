import { Inject, Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { addDays, datesBetween } from '../core/time/calendar';
import { Clock } from '../platform/clock';
import { type Config } from '../platform/config';
import { reasonOf } from '../platform/files/durable-file';
import { JobRunner } from '../platform/jobs/job-runner';
import { CONFIG } from '../platform/tokens';
import { DailyReportReader } from './daily-report-reader';
import { reportDigest } from './daily-report-json';
import { DefinitionStore } from './definition/definition-store';
import { type ReportDefinition } from './definition/report-definition';
import { DailyReportService } from './daily-report.service';
import { Letterhead } from './setting/letterhead';
import { ReportDelivery } from './report-delivery';
import { type Channel, ReportRunStore, type RunDecision } from './report-run-store';
import { type DueReport, Failures, newestDue } from './report-schedule';

const minuteMs = 60_000;
/** After a start that comes late for a report, the workers get this long to mark what happened meanwhile. */
const warmUpMs = 2 * minuteMs;
/** Days that are still being computed hold a report up at most this long; after that it is made as things stand. */
const patienceMs = 30 * minuteMs;
/** A service that was away for longer does not look further back. */
const lookBackDays = 31;

/** Makes the daily report at its time, once, whatever the number of processes; one that was missed is made when the service is back. */
@Injectable()
export class DailyReportJob {
  private readonly startedAt: number;
  private readonly failures = new Failures();

  constructor(
    private readonly reports: DailyReportService,
    private readonly reader: DailyReportReader,
    private readonly store: ReportRunStore,
    private readonly delivery: ReportDelivery,
    private readonly definitions: DefinitionStore,
    private readonly letterhead: Letterhead,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.startedAt = clock.now();
  }

  /** Looks whether anything is due. */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'daily-report' })
  async tick(): Promise<void> {
    await this.jobs.look('daily-report', () => this.work());
  }

  /**
   * Makes the report of a date that failed once more, now; its deliveries follow as usual.
   * @returns whether it was made
   */
  async again(date: string): Promise<boolean> {
    await this.jobs.once('daily-report', date, () => this.makeOrSayWhy(date));
    return (await this.store.runOf(date))?.state !== 'failed';
  }

  private async work(): Promise<void> {
    const definition = await this.definitions.daily();
    const due = newestDue(this.clock.now(), definition.at, this.config.defaultZone);
    if (definition.enabled && (await this.isTimeFor(due))) await this.jobs.once('daily-report', due.date, () => this.makeOrSayWhy(due.date));
    await this.delivery.deliverDue(() => !this.jobs.isStopping);
  }

  private async isTimeFor({ date, dueAt }: DueReport): Promise<boolean> {
    const now = this.clock.now();
    const run = await this.store.runOf(date);
    if (run !== null && (run.state !== 'failed' || now - run.decidedAt < this.failures.pauseMs(date))) return false;
    const readyAt = dueAt < this.startedAt ? this.startedAt + warmUpMs : dueAt;
    if (now < readyAt) return false;
    return now >= readyAt + patienceMs || !(await this.reader.isBeingComputed(date));
  }

  private async makeOrSayWhy(date: string): Promise<string> {
    try {
      const outcome = await this.make(date);
      this.failures.forget(date);
      return outcome;
    } catch (error) {
      this.failures.note(date);
      await this.store.noteFailure(date, reasonOf(error), this.clock.now());
      throw error;
    }
  }

  /** Decides about the date and about all before it that nobody decided about: the newest with people due gets the report. */
  private async make(date: string): Promise<string> {
    const from = await this.firstUndecided(date);
    const withPeopleDue = await this.reader.datesWithPeopleDue(from, date);
    const target = withPeopleDue.at(-1);
    const missed = withPeopleDue.slice(0, -1);
    const decisions = datesBetween(from, date).map((one): RunDecision => ({
      date: one,
      state: missed.includes(one) ? 'missed' : 'nothing-due',
    }));
    if (target === undefined) {
      await this.store.decide(decisions, this.clock.now());
      return 'nobody was due';
    }
    const report = await this.reports.make(target, null, missed);
    const { fault } = await this.letterhead.logo();
    const made = { content: report, digest: reportDigest(report), remarks: fault === null ? [] : [fault], places: this.placesOf(target, await this.definitions.daily()) };
    await this.store.decide(
      decisions.map((one) => (one.date === target ? { date: target, state: 'made', made } : one)),
      this.clock.now(),
    );
    return `made for ${target}, ${made.places.length} deliveries${missed.length > 0 ? `; no report for ${missed.join(', ')}` : ''}`;
  }

  /** A new installation starts with the newest date; history that was imported is nobody's news. */
  private async firstUndecided(date: string): Promise<string> {
    const last = await this.store.lastDecidedBefore(date);
    if (last === null) return date;
    const earliest = addDays(date, -lookBackDays);
    return last < earliest ? earliest : addDays(last, 1);
  }

  private placesOf(date: string, { recipients }: ReportDefinition): readonly { channel: Channel; recipient: string }[] {
    const files = ['html', 'json'].map((extension) => ({
      channel: 'file' as const,
      recipient: `reports/daily-${date}.${extension}`,
    }));
    const places = recipients.filter(({ channel }) => channel !== 'mail' || this.config.smtpUrl !== null);
    const once = new Map(places.map(({ channel, address }) => [`${channel} ${address}`, { channel, recipient: address }]));
    return [...files, ...once.values()];
  }
}
