import { officeCalendar } from '../../../../src/core/calendar/office-calendar';
import { type Holiday, type HolidayList } from '../../../../src/core/calendar/holiday';
import { isWorkingDay } from '../../../../src/core/calendar/working-calendar';

const day = (date: string, kind: Holiday['kind'] = 'national-holiday'): Holiday => ({ date, kind, name: date, decree: 'SKB', decreedDate: '2025-09-19' });
const decree: HolidayList = { code: 'id-2026', year: 2026, scope: 'national', unitCodes: [], days: ['2026-01-01', '2026-05-14', '2026-05-15', '2026-12-25'].map((date) => day(date)), checkedDate: '2026-01-01' };

describe('the calendar of an office', () => {
  it('is the shipped decree where the office has entered nothing', () => {
    const calendar = officeCalendar([], [decree]);
    expect(isWorkingDay(calendar, '2026-05-14')).toBe(false);
    expect([...calendar.decreedYears]).toEqual([2026]);
  });

  it('takes a day decreed later on top of it', () => {
    const calendar = officeCalendar([day('2026-05-22', 'collective-leave')], [decree]);
    expect(['2026-05-14', '2026-05-22'].map((date) => isWorkingDay(calendar, date))).toEqual([false, false]);
  });

  it('is what the office entered once it has taken the decree in, so that a revoked day is worked', () => {
    const calendar = officeCalendar([day('2026-01-01'), day('2026-05-14'), day('2026-12-25')], [decree]);
    expect(isWorkingDay(calendar, '2026-05-15')).toBe(true);
  });

  it('takes local days, which decree no year', () => {
    const calendar = officeCalendar([day('2027-03-01', 'local-holiday')], [decree]);
    expect(isWorkingDay(calendar, '2027-03-01')).toBe(false);
    expect(calendar.decreedYears.has(2027)).toBe(false);
  });
});
