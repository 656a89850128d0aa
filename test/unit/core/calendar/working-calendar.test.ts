import fc from 'fast-check';
import { mergeHolidays, type HolidayList } from '../../../../src/core/calendar/holiday';
import {
  addWorkingDays,
  isWorkingDay,
  workingCalendar,
  workingDaysBetween,
  workingDaysOf,
} from '../../../../src/core/calendar/working-calendar';
import { addDays, weekday } from '../../../../src/core/time/calendar';
import { shippedCalendar } from '../discipline/shipped-regulations';

const calendar = shippedCalendar();
const date = fc.integer({ min: 0, max: 1094 }).map((days) => addDays('2025-01-01', days));

const list = (change: Partial<HolidayList> & { dates: string[] }): HolidayList => ({
  ...{ code: 'test', year: 2026, scope: 'local', unitCodes: [], checkedDate: '2026-01-01' },
  ...change,
  days: change.dates.map((each) => ({
    date: each,
    kind: 'local-holiday',
    name: 'feast',
    decree: change.code ?? 'test',
    decreedDate: '2026-01-01',
  })),
});

describe('deadlines in working days', () => {
  it.each([
    ['examination', '2026-10-08', 7, '2026-10-19'],
    ['delivery', '2026-07-10', 14, '2026-07-30'],
    ['in force', '2026-07-14', 15, '2026-08-04'],
    ['over Eid', '2026-03-12', 9, '2026-04-01'],
    ['over two holidays', '2026-05-11', 9, '2026-05-26'],
  ])('%s: %s and %i working days are %s', (_title, from, count, expected) => {
    expect(addWorkingDays(calendar, from, count)).toEqual({ date: expected, provisional: false });
  });

  it('count from the date itself when it is none', () => {
    expect(addWorkingDays(calendar, '2026-10-10', 1).date).toBe('2026-10-12');
    expect(addWorkingDays(calendar, '2026-10-10', 0).date).toBe('2026-10-10');
  });

  it('are provisional across a year without a decree', () => {
    expect(addWorkingDays(calendar, '2027-12-20', 14)).toEqual({ date: '2028-01-10', provisional: true });
  });

  it('refuse to count backwards or in parts', () => {
    expect(() => addWorkingDays(calendar, '2026-10-08', -1)).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, '2026-10-08', 1.5)).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, '2026-02-30', 1)).toThrow(RangeError);
  });

  it('law: counting forth and measuring agree, and every deadline is a working day', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 80 }), (from, count) => {
        const due = addWorkingDays(calendar, from, count).date;
        expect(workingDaysBetween(calendar, from, due)).toBe(count);
        expect(workingDaysBetween(calendar, due, from)).toBe(-count);
        expect(isWorkingDay(calendar, due)).toBe(true);
      }),
    );
  });

  it('law: another decreed day never brings a deadline forward', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), date, (from, count, decreed) => {
        const holidays = new Map(calendar.holidays).set(decreed, {
          date: decreed,
          kind: 'local-holiday',
          name: 'x',
          decree: 'x',
          decreedDate: decreed,
        });
        const later = addWorkingDays({ ...calendar, holidays }, from, count).date;
        expect(later >= addWorkingDays(calendar, from, count).date).toBe(true);
      }),
    );
  });

  it('law: no Saturday, Sunday or decreed day is a working day', () => {
    fc.assert(
      fc.property(date, (each) => {
        const decreed = calendar.holidays.has(each);
        expect(isWorkingDay(calendar, each)).toBe(weekday(each) <= 5 && !decreed);
      }),
    );
  });
});

describe('merged lists', () => {
  const national = { ...list({ code: 'skb', scope: 'national', dates: ['2026-05-01'] }), code: 'skb' };

  it('add local days to the national ones, for the units concerned only', () => {
    const local = list({ unitCodes: ['KEC-01'], dates: ['2026-05-04'] });
    const works = (unitCode?: string) =>
      isWorkingDay(
        workingCalendar(mergeHolidays([national, local], unitCode === undefined ? {} : { unitCode })),
        '2026-05-04',
      );
    expect([works('KEC-01'), works('KEC-02'), works()]).toEqual([false, true, true]);
  });

  it('cite the national decree where both name a day, in whatever order they come', () => {
    const local = list({ code: 'perwal', dates: ['2026-05-01'] });
    const decrees = [mergeHolidays([national, local]), mergeHolidays([local, national])].map(
      (merged) => merged.byDate.get('2026-05-01')?.decree,
    );
    expect(decrees).toEqual(['skb', 'skb']);
  });

  it('make a year decreed by a national list only', () => {
    expect([...mergeHolidays([list({ dates: ['2028-05-01'], year: 2028 })]).decreedYears]).toEqual([]);
    expect([...mergeHolidays([national]).decreedYears]).toEqual([2026]);
  });

  it('may serve an office with another working week', () => {
    const sixDays = workingCalendar(mergeHolidays([national]), new Set([1, 2, 3, 4, 5, 6]));
    expect(workingDaysOf(sixDays, '2026-05-01', '2026-05-04')).toEqual(['2026-05-02', '2026-05-04']);
    expect(() => workingCalendar(mergeHolidays([]), new Set())).toThrow(RangeError);
  });
});
