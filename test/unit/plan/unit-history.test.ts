import { unitOn } from '../../../src/plan/employee/employee';
import { differingSpans, nextHistory } from '../../../src/plan/employee/unit-history';

const idOf = (code: string): string | undefined => (code === 'NOPE' ? undefined : code.toLowerCase());
const standing = [{ fromDate: '2026-01-01', unitId: 'a' }, { fromDate: '2026-06-01', unitId: 'b' }];

describe('the history of units', () => {
  it('takes a first unit from the date of joining, or from its own date', () => {
    expect(nextHistory([], { number: '1', unit: 'A', joinedDate: '2026-01-01' }, idOf)).toEqual({ history: [{ fromDate: '2026-01-01', unitId: 'a' }] });
    expect(nextHistory([], { number: '1', unit: 'A', joinedDate: '2010-01-01', unitFromDate: '2026-01-01' }, idOf)).toEqual({ history: [{ fromDate: '2026-01-01', unitId: 'a' }] });
    expect(nextHistory([], { number: '1', unit: 'A' }, idOf)).toMatchObject({ field: 'joinedDate' });
    expect(nextHistory([], { number: '1', unit: 'NOPE', joinedDate: '2026-01-01' }, idOf)).toMatchObject({ field: 'unit', message: 'there is no unit "NOPE"' });
  });

  it('adds a move, once, and keeps the past', () => {
    const moved = nextHistory(standing, { number: '1', unit: 'C', unitFromDate: '2026-09-01' }, idOf);
    expect(moved).toEqual({ history: [...standing, { fromDate: '2026-09-01', unitId: 'c' }] });
    expect(nextHistory(standing, { number: '1', unit: 'B', unitFromDate: '2026-07-01' }, idOf)).toEqual({ history: standing });
    expect(nextHistory(standing, { number: '1', unit: 'B' }, idOf)).toEqual({ history: standing });
    expect(nextHistory(standing, { number: '1', unit: 'C' }, idOf)).toMatchObject({ field: 'unitFromDate' });
  });

  it('takes a whole history in order, and refuses a date given twice', () => {
    expect(nextHistory(standing, { number: '1', unitHistory: [{ unit: 'C', fromDate: '2026-05-01' }, { unit: 'A', fromDate: '2026-01-01' }] }, idOf)).toEqual({
      history: [{ fromDate: '2026-01-01', unitId: 'a' }, { fromDate: '2026-05-01', unitId: 'c' }],
    });
    expect(nextHistory(standing, { number: '1', unitHistory: [{ unit: 'C', fromDate: '2026-05-01' }, { unit: 'A', fromDate: '2026-05-01' }] }, idOf)).toMatchObject({ field: 'unitHistory[1].fromDate' });
  });

  it('says of each date which unit it was, the first one before it began', () => {
    expect(['2025-01-01', '2026-01-01', '2026-05-31', '2026-06-01'].map((date) => unitOn(standing, date))).toEqual(['a', 'a', 'a', 'b']);
    expect(unitOn([], '2026-01-01')).toBeNull();
  });

  it('differs only where another unit is named', () => {
    const after = [{ fromDate: '2026-01-01', unitId: 'a' }, { fromDate: '2026-08-01', unitId: 'b' }];
    expect(differingSpans(standing, after)).toEqual([{ fromDate: '2026-06-01', toDate: '2026-07-31' }]);
    expect(differingSpans(standing, standing)).toEqual([]);
  });
});
