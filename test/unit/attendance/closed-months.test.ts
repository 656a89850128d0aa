import { ClosedMonths } from '../../../src/attendance/locks/closed-months';
import { UnitPlaces } from '../../../src/core/organisation/unit-places';
import { isMonth, lastDateOf } from '../../../src/core/time/month';

const since = (unitId: string, parentId: string | null, fromDate: string | null = null) => ({ unitId, parentId, fromDate });
const places = new UnitPlaces([since('city', null), since('health', 'city'), since('clinic', 'health'), since('loop', 'loop'), since('lab', 'city'), since('lab', 'health', '2026-10-15')]);

describe('closed months', () => {
  it('close a unit with those under it, and nobody else', () => {
    const closed = new ClosedMonths([{ unitId: 'health', month: '2026-10' }], places);
    expect(['health', 'clinic', 'city', 'loop', null].map((unit) => closed.isClosed(unit, '2026-10-31'))).toEqual([true, true, false, false, false]);
    expect(closed.isClosed('clinic', '2026-11-01')).toBe(false);
    expect(closed.lockFor('clinic', '2026-10')).toBe('health');
  });

  it('close the days of a unit since it came under the one that is closed', () => {
    const closed = new ClosedMonths([{ unitId: 'health', month: '2026-10' }], places);
    expect(['2026-10-14', '2026-10-15', '2026-11-01'].map((date) => closed.isClosed('lab', date))).toEqual([false, true, false]);
  });

  it('close everybody, also who belongs to no unit', () => {
    const closed = new ClosedMonths([{ unitId: '', month: '2026-10' }], places);
    expect(closed.isClosed(null, '2026-10-01')).toBe(true);
    expect(closed.isClosed('clinic', '2026-10-01')).toBe(true);
  });

  it('know through which date a unit is closed', () => {
    const closed = new ClosedMonths([{ unitId: '', month: '2026-02' }, { unitId: 'health', month: '2026-04' }], places);
    expect(closed.closedThrough(null)).toBe('2026-02-28');
    expect(closed.closedThrough('clinic')).toBe('2026-04-30');
    expect(new ClosedMonths([], places).closedThrough('clinic')).toBeNull();
  });

  it('are months of the calendar', () => {
    expect(lastDateOf('2028-02')).toBe('2028-02-29');
    expect(['2026-12', '2026-13', '2026-00', 'x'].map(isMonth)).toEqual([true, false, false, false]);
  });
});
