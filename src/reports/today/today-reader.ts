import { Inject, Injectable } from '@nestjs/common';
import { type ExplanationStep } from '../../core/attendance/explanation-step';
import { addDays } from '../../core/time/calendar';
import { dateAt, wallToInstant } from '../../core/time/zone';
import { MINUTE_MS } from '../../core/time/instant';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { Conditions } from '../../platform/http/page';
import { SharedRuns } from '../../platform/shared-runs';
import { CONFIG } from '../../platform/tokens';
import { type Reach, withinReachOn } from '../reach';
import { type ArrivalDay, arrivalCurve, stepMinutes } from './arrivals';
import { type AwaitingRow, MachineReader } from './machine-reader';
import { countPresence, type PresenceRow } from './presence';
import { type TodayAnswer } from './today-items';
import { WaitingReader } from './waiting-reader';

/** Same weekdays that the range of arrivals is made of. */
const weekdays = 8;
const keptForMs = 10 * MINUTE_MS;
const isPlanned = "d.status NOT IN ('OFF', 'HOLIDAY', 'NOT_EMPLOYED')";

/** A row of presence with somebody who is in it. */
type CountedRow = PresenceRow & { readonly somebody: string };

/**
 * Who is in, what waits, and what is wrong with the machines; a few queries whatever the number of people, which are counted from an index alone
 * (`ix_attendance_day_date`), and done once for all who ask at the same moment.
 */
@Injectable()
export class TodayReader {
  private readonly answers = new SharedRuns<TodayAnswer>();
  /** Past days hardly change: their curves are kept for some minutes. */
  private readonly past = new Map<string, { readonly until: number; readonly days: readonly ArrivalDay[] }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly machines: MachineReader,
    private readonly waitingReader: WaitingReader,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** The page of today within a reach. */
  read(reach: Reach): Promise<TodayAnswer> {
    return this.answers.take(JSON.stringify(reach), () => this.look(reach));
  }

  private async look(reach: Reach): Promise<TodayAnswer> {
    const now = this.clock.now();
    const zone = this.config.defaultZone;
    const date = dateAt(zone, now);
    const midnightAt = wallToInstant(zone, `${date} 00:00:00`);
    const minuteOf = (at: number): number => Math.floor((at - midnightAt) / MINUTE_MS);
    const machines = await this.machines.read(reach, date, now);
    const [rows, arrived, past, waiting] = await Promise.all([
      this.presence(date, reach, machines.awaiting),
      this.arrivalDay(date, reach),
      this.pastDays(date, reach, now),
      this.waitingReader.read(reach, date, machines.pending),
    ]);
    const starts = await this.startsOf(rows, date);
    const begin = commonStart(rows, starts);
    return {
      ...{ date, zone, at: now },
      ...countPresence(rows, { starts, unitNames: machines.unitNames, silentUnits: machines.silentUnits, now }),
      arrivals: arrivalCurve(arrived, past, begin === null ? null : minuteOf(begin), minuteOf(now)),
      machines: machines.troubles,
      waiting,
    };
  }

  /** The people of the date by unit, shift and what is recorded; the few who wait for a machine are counted apart. */
  private async presence(date: string, reach: Reach, awaiting: readonly AwaitingRow[]): Promise<CountedRow[]> {
    const [isIn, isLate] = ['CASE WHEN d.in_at IS NULL THEN 0 ELSE 1 END', 'CASE WHEN d.late_minutes > 0 THEN 1 ELSE 0 END'];
    const conditions = withinReachOn(new Conditions().add('d.work_date = ?', date).add(isPlanned), reach, 'd.unit_id', date);
    const rows = await this.database.query<CountedRow>(
      `SELECT d.unit_id, d.shift, d.status, ${isIn} AS is_in, ${isLate} AS is_late, COUNT(*) AS people, MIN(d.employee_id) AS somebody
       FROM attendance_day d ${conditions.toString()} GROUP BY d.unit_id, d.shift, d.status, ${isIn}, ${isLate}`,
      conditions.values,
    );
    return splitAwaiting(rows, awaiting);
  }

  /** When each shift of the date begins: one row of a shift speaks for all. */
  private async startsOf(rows: readonly CountedRow[], date: string): Promise<Map<string, number>> {
    const speakers = new Map(rows.flatMap((row) => (row.shift === null ? [] : [[row.shift, row.somebody] as const])));
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
    const key = `${date} ${JSON.stringify(reach)}`;
    const kept = this.past.get(key);
    if (kept && kept.until > now) return kept.days;
    const days = await Promise.all(Array.from({ length: weekdays }, (_, index) => this.arrivalDay(addDays(date, -7 * (index + 1)), reach)));
    if (this.past.size > 200) this.past.clear();
    this.past.set(key, { until: now + keptForMs, days });
    return days;
  }

  private async arrivalDay(date: string, reach: Reach): Promise<ArrivalDay> {
    const midnightAt = wallToInstant(this.config.defaultZone, `${date} 00:00:00`);
    const conditions = withinReachOn(new Conditions().add('d.work_date = ?', date).add(isPlanned), reach, 'd.unit_id', date);
    const step = stepMinutes * MINUTE_MS;
    // The division is exact in both families: the rest is taken off first.
    const bucket = `(d.in_at - ${midnightAt} - (d.in_at - ${midnightAt}) % ${step}) / ${step}`;
    const rows = await this.database.query<{ bucket: number | null; arrived: number }>(`SELECT ${bucket} AS bucket, COUNT(*) AS arrived FROM attendance_day d ${conditions.toString()} GROUP BY bucket`, conditions.values);
    return {
      planned: rows.reduce((sum, row) => sum + Number(row.arrived), 0),
      byMinute: new Map(rows.flatMap((row) => (row.bucket === null ? [] : [[Math.round(Number(row.bucket)) * stepMinutes, Number(row.arrived)] as const]))),
    };
  }
}

/** Takes those who wait for a machine, of whom nothing is recorded, out of the rows in which they are counted, and adds them as rows of their own. */
function splitAwaiting(rows: readonly CountedRow[], awaiting: readonly AwaitingRow[]): CountedRow[] {
  const keyOf = (row: Pick<AwaitingRow, 'unit_id' | 'shift' | 'status'>): string => JSON.stringify([row.unit_id, row.shift, row.status]);
  const waits = new Map(awaiting.map((row) => [keyOf(row), Number(row.people)]));
  return rows.flatMap((row) => {
    const counted = { ...row, is_in: Number(row.is_in), is_late: Number(row.is_late), people: Number(row.people) };
    const unheard = counted.is_in || counted.is_late ? 0 : Math.min(counted.people, waits.get(keyOf(row)) ?? 0);
    return [{ ...counted, awaits_machine: 0, people: counted.people - unheard }, { ...counted, awaits_machine: 1, people: unheard }].filter(({ people }) => people > 0);
  });
}

/** The start of work that most people have; null where nobody has one. */
function commonStart(rows: readonly PresenceRow[], starts: ReadonlyMap<string, number>): number | null {
  const seen = new Map<number, number>();
  for (const row of rows) {
    const startAt = starts.get(row.shift ?? '');
    if (startAt !== undefined) seen.set(startAt, (seen.get(startAt) ?? 0) + row.people);
  }
  return [...seen].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? null;
}
