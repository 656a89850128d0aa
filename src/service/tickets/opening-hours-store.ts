import { Injectable } from '@nestjs/common';
import { type UnitLine } from '../../core/organisation/unit-places';
import { type OpeningCalendar, type OpeningDay, type OpeningWeek } from '../../core/service/opening-hours';
import { type WorkDate } from '../../core/time/instant';
import { readUnitPlaces } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { type ServiceUnit, unitWithCode } from '../catalogue/service-catalogue';
import { OfficeCalendar } from '../complaints/office-calendar';

interface HolidayRow {
  date: string;
  unit_id: string;
  from_time: string | null;
  to_time: string | null;
}

interface WeekRow {
  unit_id: string;
  from_date: string;
  days: string;
}

/** 'HH:MM' as minutes after midnight, 24:00 included; null for anything else. */
function minutesOf(text: string): number | null {
  const match = /^(\d{2}):([0-5]\d)$/.exec(text);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : NaN;
  return minutes <= 1440 ? minutes : null;
}

const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** When units serve citizens, over the days off of the office and their own. */
@Injectable()
export class OpeningHours {
  constructor(
    private readonly database: Database,
    private readonly office: OfficeCalendar,
  ) {}

  /**
   * Writes the opening week of a unit from a date on.
   * @param days seven days, Monday first, each with pairs like `['08:00', '12:00']`
   * @throws DomainError `opening-refused`
   */
  async put(unitCode: string, fromDate: string, days: readonly (readonly (readonly string[])[])[]): Promise<void> {
    const week = days.map((day) => day.map((pair) => pair.map(minutesOf)));
    const wrong = week.some((day) => day.some(([from, to, ...rest], index) => typeof from !== 'number' || typeof to !== 'number' || rest.length > 0 || to <= from || from < (day[index - 1]?.[1] ?? 0)));
    if (days.length !== 7 || wrong) throw new DomainError('opening-refused', 'Seven days are needed, Monday first, each with pairs like ["08:00", "12:00"], ascending and not overlapping; an empty list is a closed day.', 422);
    const unit = await unitWithCode(this.database, unitCode);
    await this.database.transaction((tx) => tx.insert('opening_week', ['unit_id', 'from_date', 'days'], [[unit.id, fromDate, JSON.stringify(week)]], { key: ['unit_id', 'from_date'], update: ['days'] }));
  }

  /** Everything that units have written, as it was written, newest first. */
  async all(): Promise<{ unit: string; fromDate: string; days: string[][][] }[]> {
    const rows = await this.database.query<{ unit: string; from_date: string; days: string }>('SELECT u.code AS unit, o.from_date AS from_date, o.days AS days FROM opening_week o JOIN unit u ON u.id = o.unit_id ORDER BY u.code, o.from_date DESC');
    return rows.map(({ unit, from_date, days }) => ({ unit, fromDate: from_date, days: (JSON.parse(days) as OpeningDay[]).map((day) => day.map((pair) => pair.map(clockOf))) }));
  }

  /** The opening calendar of a unit; hours that it has not are those of the nearest unit that has some and stands above it on the date. */
  async of(unit: Pick<ServiceUnit, 'id' | 'zone'>): Promise<OpeningCalendar> {
    const places = await readUnitPlaces(this.database);
    const rows = await this.database.query<WeekRow>('SELECT unit_id, from_date, days FROM opening_week ORDER BY from_date');
    const stands = (unitId: string, date: WorkDate): boolean => places.lineOn(unit.id, date).includes(unitId);
    return { zone: unit.zone, weeks: places.linesOf(unit.id).flatMap((line) => weeksOf(line, rows)), ...(await this.closings(stands)) };
  }

  /** @param stands whether a unit is the one asked about, or stands above it on a date */
  private async closings(stands: (unitId: string, date: WorkDate) => boolean): Promise<Pick<OpeningCalendar, 'closedDates' | 'closedParts'>> {
    const rows = (await this.database.query<HolidayRow>('SELECT holiday_date AS date, unit_id, from_time, to_time FROM holiday')).filter(({ unit_id, date }) => unit_id === '' || stands(unit_id, date));
    const exempt = await this.exemptions(stands);
    const whole = [...(await this.office.read()).holidays.keys(), ...rows.filter((row) => row.from_time === null && row.to_time === null).map(({ date }) => date)];
    const closedParts = new Map<WorkDate, OpeningDay>();
    for (const row of rows.filter(({ date, from_time, to_time }) => (from_time !== null || to_time !== null) && !exempt(date))) {
      closedParts.set(row.date, [...(closedParts.get(row.date) ?? []), [minutesOf(row.from_time ?? '00:00') ?? 0, minutesOf(row.to_time ?? '24:00') ?? 1440]]);
    }
    return { closedDates: new Set(whole.filter((date) => !exempt(date))), closedParts };
  }

  /** Units that work on holidays are open on them, too. */
  private async exemptions(stands: (unitId: string, date: WorkDate) => boolean): Promise<(date: WorkDate) => boolean> {
    const spans = await this.database.query<{ unit_id: string; from_date: string; to_date: string | null }>('SELECT unit_id, from_date, to_date FROM holiday_exemption');
    return (date) => spans.some((span) => span.from_date <= date && (span.to_date === null || date <= span.to_date) && stands(span.unit_id, date));
  }
}

/** The weeks of the nearest unit of a line that has any, as they hold while the line does; where none has any it is closed. */
function weeksOf({ fromDate, toDate, unitIds }: UnitLine, rows: readonly WeekRow[]): OpeningWeek[] {
  const owner = unitIds.find((id) => rows.some((row) => row.unit_id === id));
  const weeks = rows.filter((row) => row.unit_id === owner).map((row): OpeningWeek => ({ fromDate: row.from_date, days: JSON.parse(row.days) as OpeningDay[] }));
  const standing = weeks.findLast((week) => week.fromDate <= fromDate);
  return [{ fromDate, days: standing?.days ?? [] }, ...weeks.filter((week) => week.fromDate > fromDate && (toDate === null || week.fromDate <= toDate))];
}
