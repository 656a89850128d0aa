import { Injectable } from '@nestjs/common';
import { isWorkingDay } from '../../core/calendar/working-calendar';
import { OfficeDays } from '../../discipline/office-days';
import { readUnitPlaces } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';

/** The working days of single units. */
@Injectable()
export class UnitDays {
  constructor(
    private readonly database: Database,
    private readonly office: OfficeDays,
  ) {}

  /** Whether a unit works on a date (null = the office): the office's calendar with the days off of the unit and of those above it on the date; a unit that works on holidays has none. */
  async of(unitId: string | null): Promise<(date: string) => boolean> {
    const calendar = await this.office.calendar();
    if (unitId === null) return (date) => isWorkingDay(calendar, date);
    const places = await readUnitPlaces(this.database);
    const ever = [...new Set([unitId, ...places.linesOf(unitId).flatMap(({ unitIds }) => unitIds)])];
    const marks = ever.map(() => '?').join(', ');
    const off = await this.database.query<{ date: string; unit_id: string }>(`SELECT holiday_date AS date, unit_id FROM holiday WHERE unit_id IN (${marks}) AND from_time IS NULL AND to_time IS NULL`, ever);
    const exemptions = await this.database.query<{ from_date: string; to_date: string | null; unit_id: string }>(`SELECT from_date, to_date, unit_id FROM holiday_exemption WHERE unit_id IN (${marks})`, ever);
    const stands = (id: string, date: string): boolean => places.lineOn(unitId, date).includes(id);
    const closed = new Set(off.filter((one) => stands(one.unit_id, one.date)).map(({ date }) => date));
    const open = { ...calendar, holidays: new Map<string, never>() };
    const isExempt = (date: string): boolean => exemptions.some((span) => span.from_date <= date && (span.to_date === null || date <= span.to_date) && stands(span.unit_id, date));
    return (date) => (isExempt(date) ? isWorkingDay(open, date) : isWorkingDay(calendar, date) && !closed.has(date));
  }
}
