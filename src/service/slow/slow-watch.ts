import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { v7 as uuidv7 } from 'uuid';
import { percentile, slowness, slownessRule } from '../../core/service/slowness';
import { addDays } from '../../core/time/calendar';
import { type WorkDate } from '../../core/time/instant';
import { dateAt } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { JobRunner } from '../../platform/jobs/job-runner';
import { CONFIG } from '../../platform/tokens';
import { type CataloguedService, ServiceCatalogue } from '../catalogue/service-catalogue';
import { type TimedTicket } from '../tickets/ticket-desk';
import { mondayOf, ServiceWeeks, stepsOf, withinOf } from './service-weeks';

/** A step on both sides of a signal. */
export interface SlowStep {
  readonly step: string;
  readonly medianBefore: number | null;
  readonly medianNow: number;
  /** How much of the median was added; the step that lost most stands first. */
  readonly lostMinutes: number;
}

/** Person-days of the unit by status of the attendance day. */
export type StatusCounts = Readonly<Record<string, number>>;

/** What a signal rests on, as it was found. */
export interface SlowDetail {
  readonly chance: number;
  readonly medianBefore: number;
  readonly medianNow: number;
  readonly withinBefore: number | null;
  readonly withinNow: number | null;
  readonly ticketsNow: number;
  readonly ticketsPerWeekBefore: number;
  readonly steps: readonly SlowStep[];
  /** What coincided; no cause is claimed. */
  readonly attendanceNow: StatusCounts;
  readonly attendancePerWeekBefore: StatusCounts;
}

/** Looks for services that have become slower. */
@Injectable()
export class SlowWatch {
  private readonly logger = new Logger(SlowWatch.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly catalogue: ServiceCatalogue,
    private readonly weeks: ServiceWeeks,
    private readonly jobs: JobRunner,
    @Inject(CONFIG) private readonly config: Pick<Config, 'role' | 'defaultZone'>,
  ) {}

  @Cron('41 * * * *')
  async eachHour(): Promise<void> {
    if (this.config.role !== 'all' && this.config.role !== 'worker') return;
    const week = this.lastWeek();
    await this.jobs.once('slow-services', week, async () => `${await this.look(week)} signals`).catch((error: unknown) => this.logger.error({ err: error }, 'slow services could not be looked for'));
  }

  /** The Monday of the last week that is over. */
  lastWeek(): WorkDate {
    return addDays(mondayOf(dateAt(this.config.defaultZone, this.clock.now())), -7);
  }

  /** Looks at one week of every service; resolves to the number of new signals. A week that was signalled is left as it was. */
  async look(weekDate: WorkDate): Promise<number> {
    let found = 0;
    for (const service of await this.catalogue.list()) {
      const detail = await this.judge(service, weekDate);
      if (!detail) continue;
      const row = [uuidv7(), service.id, weekDate, this.clock.now(), 'open', JSON.stringify(detail)];
      found += await this.database.transaction((tx) => tx.insert('slow_signal', ['id', 'service_id', 'week_date', 'found_at', 'status', 'detail'], [row], { ignore: ['service_id', 'week_date'] }));
    }
    return found;
  }

  private async judge(service: CataloguedService, weekDate: WorkDate): Promise<SlowDetail | null> {
    const firstDate = addDays(weekDate, -7 * slownessRule.weeksBefore);
    const before = await this.weeks.ticketsBetween(service, firstDate, addDays(weekDate, -1));
    const now = await this.weeks.ticketsBetween(service, weekDate, addDays(weekDate, 6));
    const minutes = (tickets: readonly TimedTicket[]): number[] => tickets.map(({ times }) => times.minutes);
    const { slower, chance, medianBefore, medianNow } = slowness(minutes(before), minutes(now));
    if (!slower || chance === null || medianBefore === null || medianNow === null) return null;
    const attendance = await this.attendance(service.unit.id, firstDate, addDays(weekDate, -1));
    return {
      chance,
      medianBefore,
      medianNow,
      withinBefore: withinOf(before),
      withinNow: withinOf(now),
      ticketsNow: now.length,
      ticketsPerWeekBefore: before.length / slownessRule.weeksBefore,
      steps: slowSteps(before, now),
      attendanceNow: await this.attendance(service.unit.id, weekDate, addDays(weekDate, 6)),
      attendancePerWeekBefore: Object.fromEntries(Object.entries(attendance).map(([status, count]) => [status, count / slownessRule.weeksBefore])),
    };
  }

  /** Counts only: a signal is about a service, not about a person. */
  private async attendance(unitId: string, fromDate: WorkDate, toDate: WorkDate): Promise<StatusCounts> {
    const rows = await this.database.query<{ status: string; days: number }>('SELECT status, COUNT(*) AS days FROM attendance_day WHERE unit_id = ? AND work_date >= ? AND work_date <= ? GROUP BY status ORDER BY status', [unitId, fromDate, toDate]);
    return Object.fromEntries(rows.map(({ status, days }) => [status, Number(days)]));
  }
}

function slowSteps(before: readonly TimedTicket[], now: readonly TimedTicket[]): SlowStep[] {
  const earlier = stepsOf(before);
  return [...stepsOf(now)]
    .map(([step, minutes]) => {
      const past = earlier.get(step);
      const [medianBefore, medianNow] = [past ? percentile(past, 0.5) : null, percentile(minutes, 0.5)];
      return { step, medianBefore, medianNow, lostMinutes: medianNow - (medianBefore ?? 0) };
    })
    .sort((a, b) => b.lostMinutes - a.lostMinutes);
}
