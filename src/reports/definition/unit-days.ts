import { Injectable } from '@nestjs/common';
import { isWorkingDay } from '../../core/calendar/working-calendar';
import { OfficeDays } from '../../discipline/office-days';
import { unitsAbove } from '../../platform/auth/unit-tree';
import { Database } from '../../platform/database/database';

/** The working days of single units. */
@Injectable()
export class UnitDays {
  constructor(
    private readonly database: Database,
    private readonly office: OfficeDays,
  ) {}

  /** Whether a unit works on a date (null = the office): the office's calendar with the days off of the unit and of those above it; a unit that works on holidays has none. */
  async of(unitId: string | null): Promise<(date: string) => boolean> {
    const calendar = await this.office.calendar();
    if (unitId === null) return (date) => isWorkingDay(calendar, date);
    const line = [unitId, ...(await unitsAbove(this.database, unitId))];
    const marks = line.map(() => '?').join(', ');
    const off = await this.database.query<{ date: string }>(`SELECT holiday_date AS date FROM holiday WHERE unit_id IN (${marks}) AND from_time IS NULL AND to_time IS NULL`, line);
    const exemptions = await this.database.query<{ from_date: string; to_date: string | null }>(`SELECT from_date, to_date FROM holiday_exemption WHERE unit_id IN (${marks})`, line);
    const closed = new Set(off.map(({ date }) => date));
    const open = { ...calendar, holidays: new Map<string, never>() };
    const isExempt = (date: string): boolean => exemptions.some((span) => span.from_date <= date && (span.to_date === null || date <= span.to_date));
    return (date) => (isExempt(date) ? isWorkingDay(open, date) : isWorkingDay(calendar, date) && !closed.has(date));
  }
}
