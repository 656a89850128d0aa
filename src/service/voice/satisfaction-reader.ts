import { Inject, Injectable } from '@nestjs/common';
import { implausible, type PlausibilityFlag, type PointLimits } from '../../core/service/plausibility';
import { elementsOf, type Rating, type RatingChannel, type Score } from '../../core/service/rating';
import { type Respondent } from '../../core/service/respondent';
import { type Satisfaction, satisfactionOf } from '../../core/service/satisfaction';
import { addDays } from '../../core/time/calendar';
import { DAY_MS } from '../../core/time/instant';
import { minuteOfDateToInstant } from '../../core/time/zone';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { CONFIG } from '../../platform/tokens';

interface RatingRow {
  id: string;
  point_code: string;
  channel: RatingChannel;
  quick: Score | null;
  elements: string;
  remark: string | null;
  address_key: string;
  form_seconds: number;
  trapped: number;
  given_at: number;
  respondent: string | null;
}

/** Ratings of a span with the flags that keep some of them out of the index. */
export interface JudgedRatings {
  readonly ratings: readonly Rating[];
  readonly flags: ReadonlyMap<string, PlausibilityFlag>;
}

/** How long public figures are kept in memory: readers are many, new ratings few. */
const keptMs = 60_000;

/** Reads what citizens said. */
@Injectable()
export class SatisfactionReader {
  private readonly kept = new Map<string, { readonly until: number; readonly value: Promise<Satisfaction> }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** Ratings of services from one date to another, both included, newest first. */
  async between(serviceIds: readonly string[], fromDate: string, toDate: string): Promise<JudgedRatings> {
    const zone = this.config.defaultZone;
    return this.read(serviceIds, minuteOfDateToInstant(zone, fromDate, 0), minuteOfDateToInstant(zone, addDays(toDate, 1), 0));
  }

  /** The figures of a service over the last 365 days, at most a minute old. */
  lastYear(serviceId: string): Promise<Satisfaction> {
    const now = this.clock.now();
    const kept = this.kept.get(serviceId);
    if (kept && kept.until > now) return kept.value;
    const value = this.read([serviceId], now - 365 * DAY_MS, now + 1).then(({ ratings, flags }) => satisfactionOf(ratings, flags));
    this.kept.set(serviceId, { until: now + keptMs, value });
    value.catch(() => this.kept.delete(serviceId));
    return value;
  }

  private async read(serviceIds: readonly string[], fromAt: number, toAt: number): Promise<JudgedRatings> {
    if (serviceIds.length === 0) return { ratings: [], flags: new Map() };
    // Whole UTC days around the span: a crowd is counted by day and hour, and must not be cut in two by a question.
    const [wideFromAt, wideToAt] = [fromAt - (fromAt % DAY_MS), toAt + DAY_MS - (toAt % DAY_MS)];
    const sql = `SELECT id, point_code, channel, quick, elements, remark, address_key, form_seconds, trapped, given_at, respondent FROM rating
      WHERE service_id IN (${serviceIds.map(() => '?').join(',')}) AND given_at >= ? AND given_at < ? ORDER BY given_at DESC, id DESC`;
    const all = (await this.database.query<RatingRow>(sql, [...serviceIds, wideFromAt, wideToAt])).map(ratingOf);
    const limits = await this.limits();
    const flags = implausible(all, (code) => limits.get(code) ?? { hourlyCapacity: 0, perAddressDaily: 0 });
    return { ratings: all.filter(({ givenAt }) => givenAt >= fromAt && givenAt < toAt), flags };
  }

  private async limits(): Promise<ReadonlyMap<string, PointLimits>> {
    const rows = await this.database.query<{ code: string; hourly_capacity: number; per_address_daily: number }>('SELECT code, hourly_capacity, per_address_daily FROM service_point');
    return new Map(rows.map((row) => [row.code, { hourlyCapacity: row.hourly_capacity, perAddressDaily: row.per_address_daily }]));
  }
}

const ratingOf = (row: RatingRow): Rating => ({
  id: row.id,
  pointCode: row.point_code,
  channel: row.channel,
  quick: row.quick,
  elements: elementsOf(row.elements),
  comment: row.remark,
  addressKey: row.address_key,
  formSeconds: row.form_seconds,
  trapped: row.trapped === 1,
  givenAt: row.given_at,
  respondent: row.respondent === null ? {} : (JSON.parse(row.respondent) as Respondent),
});
