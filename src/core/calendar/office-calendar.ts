import type { WorkDate } from '../time/instant';
import { mergeHolidays, type Holiday, type HolidayList } from './holiday';
import { workingCalendar, type WorkingCalendar } from './working-calendar';

/**
 * The calendar by which an office counts working days: the days off of everybody that the office has entered, with the shipped decrees of the
 * years that it has not taken in. Where it has entered most of a decree its own list stands alone, because a decree can be amended or revoked.
 */
export function officeCalendar(entered: readonly Holiday[], decreed: readonly HolidayList[]): WorkingCalendar {
  const national = decreed.filter((list) => list.scope === 'national');
  const own = new Map<WorkDate, Holiday>(entered.map((day) => [day.date, day]));
  const shipped = mergeHolidays(national.filter((list) => !isTakenIn(list, own)));
  const byDate = new Map([...shipped.byDate, ...own]);
  return workingCalendar({ byDate, decreedYears: new Set(national.map((list) => list.year)) });
}

/** One day entered by hand is an addition to a decree; most of its days are the decree itself. */
function isTakenIn(list: HolidayList, own: ReadonlyMap<WorkDate, Holiday>): boolean {
  return list.days.filter(({ date }) => own.has(date)).length * 2 > list.days.length;
}
