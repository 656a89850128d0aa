import { ClosedMonths } from '../../../src/attendance/locks/closed-months';
import { isMonth, lastDateOf } from '../../../src/core/time/month';

const parents = new Map<string, string | null>([['city', null], ['health', 'city'], ['clinic', 'health'], ['loop', 'loop']]);

describe('closed months', () => {
  it('close a unit with those under it, and nobody else', () => {
    const closed = new ClosedMonths([{ unitId: 'health', month: '2026-10' }], parents);
    expect(['health', 'clinic', 'city', 'loop', null].map((unit) => closed.isClosed(unit, '2026-10-31'))).toEqual([true, true, false, false, false]);
    expect(closed.isClosed('clinic', '2026-11-01')).toBe(false);
    expect(closed.lockFor('clinic', '2026-10')).toBe('health');
  });

  it('close everybody, also who belongs to no unit', () => {
    const closed = new ClosedMonths([{ unitId: '', month: '2026-10' }], parents);
    expect(closed.isClosed(null, '2026-10-01')).toBe(true);
    expect(closed.isClosed('clinic', '2026-10-01')).toBe(true);
  });

  it('know through which date a unit is closed', () => {
    const closed = new ClosedMonths([{ unitId: '', month: '2026-02' }, { unitId: 'health', month: '2026-04' }], parents);
    expect(closed.closedThrough(null)).toBe('2026-02-28');
    expect(closed.closedThrough('clinic')).toBe('2026-04-30');
    expect(new ClosedMonths([], parents).closedThrough('clinic')).toBeNull();
  });

  it('are months of the calendar', () => {
    expect(lastDateOf('2028-02')).toBe('2028-02-29');
    expect(['2026-12', '2026-13', '2026-00', 'x'].map(isMonth)).toEqual([true, false, false, false]);
  });
});
