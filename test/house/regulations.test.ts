import { mergeHolidays } from '../../src/core/calendar/holiday';
import { workingCalendar, workingDaysOf } from '../../src/core/calendar/working-calendar';
import { loadHolidays } from '../../src/core/discipline/load-holidays';
import { loadRegulations } from '../../src/core/discipline/load-regulations';
import { employeeCategories } from '../../src/plan/employee/employee';
import { SOURCE_MARKS } from '../../src/core/discipline/dated';
import { holidayTexts, regulationTexts, shippedCalendar } from '../unit/core/discipline/shipped-regulations';

const EXAMPLES = {
  'the PPPK rule of Kalimantan Barat': ['absence-pppk-kalbar', 'duty-attendance-pppk-kalbar', 'sanctions-pppk-kalbar'],
  'the company handbook': ['handbook-lateness', 'handbook-duty', 'handbook-sanctions', 'handbook-procedure'],
};

describe('the shipped regulations', () => {
  it('load without a problem and without a warning on the day they were checked', () => {
    expect(loadRegulations(regulationTexts(), { todayDate: '2026-11-24' })).toMatchObject({
      outcome: 'loaded',
      warnings: [],
    });
  });

  it.each(Object.entries(EXAMPLES))('can activate %s', (_name, activate) => {
    expect(loadRegulations(regulationTexts(), { activate })).toMatchObject({ outcome: 'loaded' });
  });

  it('know the same categories of staff as the plan', () => {
    const loaded = loadRegulations(regulationTexts());
    const codes = loaded.outcome === 'loaded' ? loaded.regulations.inUse.flatMap((each) => (each.kind === 'staff-categories' ? each.categories.map(({ code }) => code) : [])) : [];
    expect(codes).toEqual([...employeeCategories]);
  });

  it('are warned about when nobody has read the law for a year', () => {
    const loaded = loadRegulations(regulationTexts(), { todayDate: '2027-11-25' });
    expect(loaded.outcome).toBe('loaded');
    expect(loaded.outcome === 'loaded' && loaded.warnings.map((each) => each.rule)).toEqual(
      regulationTexts().map(() => 'checked-on'),
    );
  });

  it('give each dated value a source with one of the known marks', () => {
    const sources = regulationTexts().flatMap((file) =>
      [...file.text.matchAll(/mark: (\w)/g)].map((found) => found[1]),
    );
    const values = regulationTexts().flatMap((file) => [...file.text.matchAll(/^ {6}\d{4}-\d{2}-\d{2}:/gm)]);
    expect(sources).toHaveLength(values.length);
    expect(new Set(sources)).toEqual(new Set(SOURCE_MARKS.filter((mark) => mark !== 'C')));
  });

  it('ship the minute conversion off and the competent authority unverified', () => {
    const loaded = loadRegulations(regulationTexts());
    if (loaded.outcome === 'refused') throw new Error('refused');
    const conversions = loaded.regulations.inUse.flatMap((each) =>
      each.kind === 'conversion' ? each.parameters.enabled.map((entry) => entry.value) : [],
    );
    const authorities = loaded.regulations.inUse.flatMap((each) => (each.kind === 'authority' ? [each.verified] : []));
    expect({ conversions, authorities }).toEqual({ conversions: [false], authorities: [false] });
  });
});

describe('the shipped decreed days', () => {
  const lists = () => {
    const loaded = loadHolidays(holidayTexts());
    if (loaded.outcome === 'refused') throw new Error(JSON.stringify(loaded.problems));
    return loaded.lists;
  };

  it.each([
    [2025, 17, 11],
    [2026, 17, 8],
    [2027, 18, 8],
  ])('of %i are %i national holidays and %i days of collective leave', (year, national, collective) => {
    const days = lists().find((list) => list.year === year)?.days ?? [];
    const count = (kind: string) => days.filter((day) => day.kind === kind).length;
    expect({ national: count('national-holiday'), collective: count('collective-leave') }).toEqual({
      national,
      collective,
    });
  });

  it.each([
    [2025, 237],
    [2026, 240],
    [2027, 242],
  ])('leave %i with %i working days', (year, expected) => {
    expect(workingDaysOf(shippedCalendar(), `${year}-01-01`, `${year}-12-31`)).toHaveLength(expected);
  });

  it('leave the months of 2026 and 2027 with the working days of the sheet', () => {
    const months = (year: number) =>
      Array.from({ length: 12 }, (_, month) => {
        const prefix = `${year}-${String(month + 1).padStart(2, '0')}`;
        return workingDaysOf(shippedCalendar(), `${year}-01-01`, `${year}-12-31`).filter((date) =>
          date.startsWith(prefix),
        ).length;
      });
    expect(months(2026)).toEqual([20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]);
    expect(months(2027)).toEqual([19, 19, 15, 22, 16, 21, 22, 21, 22, 21, 22, 22]);
  });

  it('know that 18 August 2025 was decreed on 7 August, and not before', () => {
    const known = (knownDate: string) =>
      workingCalendar(mergeHolidays(lists(), { knownDate })).holidays.has('2025-08-18');
    expect({ before: known('2025-08-06'), after: known('2025-08-07') }).toEqual({ before: false, after: true });
  });
});
