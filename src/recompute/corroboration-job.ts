import { Inject, Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { createHash } from 'node:crypto';
import { clockedInNeverEntered, enteredNeverClockedIn, outInWorkingHours, twoSitesTooFast, type CorroborationRules, type Observation } from '../core/corroboration/corroborate';
import { addDays } from '../core/time/calendar';
import { dateAt, instantToWall } from '../core/time/zone';
import { DoorProfiles, readsCards } from '../intake/doors/door-profiles';
import { DoorRegistry } from '../intake/doors/door-registry';
import { Clock } from '../platform/clock';
import { type Config } from '../platform/config';
import { Database, type SqlValue, type Transaction } from '../platform/database/database';
import { JobRunner } from '../platform/jobs/job-runner';
import { CONFIG } from '../platform/tokens';
import { PlanReader } from '../plan/reading/plan-reader';
import { gatherCorroboration, type CorroborationDay } from './corroboration-facts';

/** Least time on the way between two units, by their ids; what is not listed is not known, and nothing is said of it. */
export interface TravelTime {
  readonly unitIds: readonly [string, string];
  readonly minutes: number;
}

const travelSetting = 'corroboration.travel-times';
const minuteMs = 60_000;
/** A day is looked at on each of the days after it, since records come late. */
const daysAgain = 3;
/** By then (local time) the nights of the day before have ended. */
const startsAt = '09:00';
const columns = ['id', 'work_date', 'rule', 'finding', 'employee_id', 'unit_id', 'door', 'from_at', 'to_at', 'evidence', 'doubtful', 'computed_at'];

/** Holds doors against clock-ins, day by day: observations for a person to look at, never a violation. */
@Injectable()
export class CorroborationJob {
  private readonly logger = new Logger(CorroborationJob.name);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly plan: PlanReader,
    private readonly sensors: DoorRegistry,
    private readonly profiles: DoorProfiles,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
  ) {}

  @Cron('30 */10 * * * *')
  async onSchedule(): Promise<void> {
    if (this.config.role !== 'all' && this.config.role !== 'worker') return;
    const now = this.clock.now();
    if (instantToWall(this.config.defaultZone, now).slice(11, 16) < startsAt) return;
    const today = dateAt(this.config.defaultZone, now);
    await this.jobs
      .once('corroboration', today, async () => {
        let observations = 0;
        for (let day = 1; day <= daysAgain; day += 1) observations += await this.run(addDays(today, -day));
        return `${observations} observations`;
      })
      .catch((error: unknown) => this.logger.error({ err: error }, 'doors could not be held against clock-ins'));
  }

  /** Looks at one date anew; what was observed before makes room. Returns the number of observations. */
  async run(date: string): Promise<number> {
    const travel = await this.travelTimes();
    const readers = (await this.sensors.list()).filter(({ profile }) => this.readsCards(profile));
    const book = await this.plan.loadPlanBook();
    return this.database.transaction(async (tx) => {
      const day = await gatherCorroboration(tx, book, readers, travel.flatMap(({ unitIds }) => unitIds), date, this.config.defaultZone);
      const now = this.clock.now();
      const rows = [...observe(day, rulesOf(travel), now).map((each) => rowOf(each, date, now)), ...(await doorRows(tx, day, date, now))];
      await tx.execute('DELETE FROM observation WHERE work_date = ?', [date]);
      await tx.insert('observation', columns, rows, { ignore: ['id'] });
      return rows.length;
    });
  }

  async travelTimes(): Promise<TravelTime[]> {
    const rows = await this.database.query<{ value: string }>('SELECT value FROM setting WHERE name = ?', [travelSetting]);
    return rows[0] ? (JSON.parse(rows[0].value) as TravelTime[]) : [];
  }

  async putTravelTimes(times: readonly TravelTime[]): Promise<void> {
    await this.database.transaction((tx) => tx.insert('setting', ['name', 'value'], [[travelSetting, JSON.stringify(times)]], { key: ['name'], update: ['value'] }));
  }

  private readsCards(profileId: string): boolean {
    const profile = this.profiles.find(profileId);
    return profile !== null && readsCards(profile);
  }
}

function rulesOf(travel: readonly TravelTime[]): CorroborationRules {
  return {
    enteredWithinMs: 18 * 60 * minuteMs,
    arrivesBeforeMs: 120 * minuteMs,
    clockInWithinMs: 30 * minuteMs,
    clockToleranceMs: 2 * minuteMs,
    outLongerThanMs: 15 * minuteMs,
    travelMs: (from, to) => {
      const known = travel.find(({ unitIds }) => unitIds.includes(from) && unitIds.includes(to));
      return known === undefined ? null : known.minutes * minuteMs;
    },
  };
}

/** The four questions, each with the facts that belong to it. */
function observe(facts: CorroborationDay, rules: CorroborationRules, asOf: number): Observation[] {
  const { day, punches, passes, perimeters, healthy } = facts;
  const ofDay = ({ at }: { at: number }): boolean => at >= day.from && at < day.to;
  const common = { passes, perimeters, healthy, asOf };
  return [
    ...clockedInNeverEntered({ ...common, punches: punches.filter(ofDay), expected: [] }, rules),
    ...enteredNeverClockedIn({ ...common, punches, expected: facts.shifts }, rules),
    ...outInWorkingHours({ ...common, punches, expected: facts.owed }, rules),
    ...twoSitesTooFast({ ...common, punches, expected: [] }, rules).filter(({ to }) => ofDay({ at: to })),
  ];
}

function rowOf(observation: Observation, date: string, now: number): SqlValue[] {
  const { rule, finding, pin, siteId, from, to, evidenceRefs, doubtful } = observation;
  const id = idOf(date, rule, pin, siteId, String(from), ...evidenceRefs);
  return [id, date, rule, finding, pin, siteId, null, from, to, JSON.stringify(evidenceRefs), JSON.stringify(doubtful), now];
}

/** Doors that were forced or held open: nobody is concerned, the door is. */
async function doorRows(tx: Transaction, { day }: CorroborationDay, date: string, now: number): Promise<SqlValue[][]> {
  const events = await tx.query<{ sensor: string; event_key: string; kind: string; occurred_at: number; open_since_at: number | null; door: string | null; unit_id: string | null }>(
    `SELECT e.sensor, e.event_key, e.kind, e.occurred_at, e.open_since_at, s.door, s.unit_id FROM door_sensor s JOIN door_event e ON e.sensor = s.code
      WHERE e.occurred_at >= ? AND e.occurred_at < ? AND e.kind IN ('forced-open', 'held-open') ORDER BY e.occurred_at, e.event_key`,
    [day.from, day.to],
  );
  return events.map((event) => {
    const evidence = `door:${event.sensor}/${event.event_key}`;
    return [idOf(date, event.kind, evidence), date, `door-${event.kind}`, 'observed', null, event.unit_id, event.door, event.open_since_at ?? event.occurred_at, event.occurred_at, JSON.stringify([evidence]), '[]', now];
  });
}

const idOf = (...parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
