import type { Holiday, HolidayList } from './holiday';
import { mergeHolidays } from './holiday';
import { workingCalendar, type WorkingCalendar } from './working-calendar';

/**
 * The calendar by which an office counts working days: the days off of everybody that the office has entered, and for a year for which it
 * has entered no national day the shipped decree. What was entered wins, because a decree can be amended or revoked within its year.
 */
export function officeCalendar(entered: readonly Holiday[], decreed: readonly HolidayList[]): WorkingCalendar {
  const national = decreed.filter((list) => list.scope === 'national');
  const enteredYears = new Set(entered.filter((day) => day.kind !== 'local-holiday').map((day) => Number(day.date.slice(0, 4))));
  const shipped = mergeHolidays(national.filter((list) => !enteredYears.has(list.year)));
  const byDate = new Map(shipped.byDate);
  for (const day of entered) if (!byDate.has(day.date)) byDate.set(day.date, day);
  return workingCalendar({ byDate, decreedYears: new Set(national.map((list) => list.year)) });
}
