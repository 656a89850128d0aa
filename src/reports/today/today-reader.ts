import { Inject, Injectable } from '@nestjs/common';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { addDays } from '../../core/time/calendar';
import { dateAt, wallToInstant } from '../../core/time/zone';
import { MINUTE_MS } from '../../core/time/instant';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { Conditions } from '../../platform/http/page';
import { CONFIG } from '../../platform/tokens';
import { type Reach, withinReach } from '../reach';
import { type ArrivalDay, arrivalCurve, stepMinutes } from './arrivals';
import { MachineReader } from './machine-reader';
import { countPresence, type PresenceRow } from './presence';
import { type TodayAnswer } from './today-items';
import { WaitingReader } from './waiting-reader';

/** Same weekdays that the range of arrivals is made of. */
const weekdays = 8;
const keptForMs = 10 * MINUTE_MS;
const isPlanned = "status NOT IN ('OFF', 'HOLIDAY', 'NOT_EMPLOYED')";

/** Who is in, what waits, and what is wrong with the machines; a few queries whatever the number of people. */
@Injectable()
export class TodayReader {
  /** Past days hardly change: their curves are kept for some minutes. */
  private readonly past = new Map<string, { readonly until: number; readonly days: readonly ArrivalDay[] }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly machines: MachineReader,
    private readonly waitingReader: WaitingReader,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  async read(reach: Reach): Promise<TodayAnswer> {
    const now = this.clock.now();
    const zone = this.config.defaultZone;
    const date = dateAt(zone, now);
    const conditions = withinReach(new Conditions().add('work_date = ?', date).add(isPlanned), 'unit_id', reach);
    const rows = await this.database.query<PresenceRow>(`SELECT employee_id, unit_id, shift, status, flags, late_minutes, in_at FROM attendance_day ${conditions.toString()}`, conditions.values);
    const starts = await this.startsOf(rows, date);
    const names = new Map((await this.database.query<{ id: string; name: string }>('SELECT id, name FROM unit')).map((unit) => [unit.id, unit.name]));
    const midnightAt = wallToInstant(zone, `${date} 00:00:00`);
    const minuteOf = (at: number): number => Math.floor((at - midnightAt) / MINUTE_MS);
    const begin = commonStart(rows, starts);
    return {
      date,
      zone,
      at: now,
      ...countPresence(rows, { starts, unitNames: names, silentUnits: await this.machines.silentUnits(now), now }),
      arrivals: arrivalCurve(arrivalsOf(rows, minuteOf), await this.pastDays(date, reach, now), begin === null ? null : minuteOf(begin), minuteOf(now)),
      machines: await this.machines.troubles(reach, now),
      waiting: await this.waitingReader.read(reach, date),
    };
  }

  /** When each shift of the date begins: one row of a shift speaks for all. */
  private async startsOf(rows: readonly PresenceRow[], date: string): Promise<Map<string, number>> {
    const speakers = new Map(rows.flatMap((row) => (row.shift === null ? [] : [[row.shift, row.employee_id] as const])));
    if (speakers.size === 0) return new Map();
    const ids = [...speakers.values()];
    const days = await this.database.query<{ shift: string; explanation: string }>(`SELECT shift, explanation FROM attendance_day WHERE work_date = ? AND employee_id IN (${ids.map(() => '?').join(',')}) AND shift IS NOT NULL`, [date, ...ids]);
    return new Map(
      days.flatMap(({ shift, explanation }) => {
        const planned = (JSON.parse(explanation) as ExplanationStep[]).find(({ code, params }) => code.startsWith('PLANNED_BY_') && params['shift'] === shift);
        return planned ? [[shift, Number(planned.params['startAt'])] as const] : [];
      }),
    );
  }

  private async pastDays(date: string, reach: Reach, now: number): Promise<readonly ArrivalDay[]> {
    const key = `${date} ${reach === null ? '*' : reach.join(' ')}`;
    const kept = this.past.get(key);
    if (kept && kept.until > now) return kept.days;
    const days = await Promise.all(Array.from({ length: weekdays }, (_, index) => this.pastDay(addDays(date, -7 * (index + 1)), reach)));
    if (this.past.size > 200) this.past.clear();
    this.past.set(key, { until: now + keptForMs, days });
    return days;
  }

  private async pastDay(date: string, reach: Reach): Promise<ArrivalDay> {
    const midnightAt = wallToInstant(this.config.defaultZone, `${date} 00:00:00`);
    const conditions = withinReach(new Conditions().add('work_date = ?', date).add(isPlanned), 'unit_id', reach);
    const step = stepMinutes * MINUTE_MS;
    // The division is exact in both families: the rest is taken off first.
    const bucket = `(in_at - ${midnightAt} - (in_at - ${midnightAt}) % ${step}) / ${step}`;
    const rows = await this.database.query<{ bucket: number | null; arrived: number }>(`SELECT ${bucket} AS bucket, COUNT(*) AS arrived FROM attendance_day ${conditions.toString()} GROUP BY bucket`, conditions.values);
    return {
      planned: rows.reduce((sum, row) => sum + Number(row.arrived), 0),
      byMinute: new Map(rows.flatMap((row) => (row.bucket === null ? [] : [[Math.round(Number(row.bucket)) * stepMinutes, Number(row.arrived)] as const]))),
    };
  }
}

function arrivalsOf(rows: readonly PresenceRow[], minuteOf: (at: number) => number): ArrivalDay {
  const byMinute = new Map<number, number>();
  for (const { in_at: inAt } of rows) {
    if (inAt === null) continue;
    const from = Math.floor(minuteOf(inAt) / stepMinutes) * stepMinutes;
    byMinute.set(from, (byMinute.get(from) ?? 0) + 1);
  }
  return { planned: rows.length, byMinute };
}

/** The start of work that most people have; null where nobody has one. */
function commonStart(rows: readonly PresenceRow[], starts: ReadonlyMap<string, number>): number | null {
  const seen = new Map<number, number>();
  for (const row of rows) {
    const startAt = starts.get(row.shift ?? '');
    if (startAt !== undefined) seen.set(startAt, (seen.get(startAt) ?? 0) + 1);
  }
  return [...seen].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}
