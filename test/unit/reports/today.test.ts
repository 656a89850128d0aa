import { arrivalCurve, type ArrivalDay } from '../../../src/reports/today/arrivals';
import { countPresence, presenceOf, type PresenceRow } from '../../../src/reports/today/presence';

const row = (changes: Partial<PresenceRow> = {}): PresenceRow => ({ employee_id: 'a', unit_id: 'u', shift: 'REG', status: 'PENDING', flags: '', late_minutes: 0, in_at: null, ...changes });
const none = new Set<string>();

describe('where somebody is', () => {
  it.each([
    ['in before the start', row({ in_at: 90, status: 'PRESENT' }), 'onTime'],
    ['in after the start', row({ in_at: 110, late_minutes: 10 }), 'late'],
    ['on leave', row({ status: 'ON_LEAVE' }), 'leave'],
    ['on duty', row({ status: 'ON_DUTY' }), 'leave'],
    ['nothing recorded', row(), 'notYet'],
    ['a fault of the machine', row({ flags: 'DEVICE_FAULT WINDOW_OPEN' }), 'waiting'],
  ] as const)('%s', (_, given, expected) => expect(presenceOf(given, 100, 200, none)).toBe(expected));

  it('who starts later is not missing, but who is early is in', () => {
    expect(presenceOf(row(), 300, 200, none)).toBe('later');
    expect(presenceOf(row({ in_at: 190 }), 300, 200, none)).toBe('onTime');
  });

  it("a silent machine comes before 'not recorded yet', not before a record", () => {
    expect(presenceOf(row(), 100, 200, new Set(['u']))).toBe('waiting');
    expect(presenceOf(row({ in_at: 90 }), 100, 200, new Set(['u']))).toBe('onTime');
  });

  it('the parts add up to those due, units with most unaccounted first', () => {
    const rows = [row({ unit_id: 'x', in_at: 1 }), row({ unit_id: 'x', status: 'ON_LEAVE' }), row({ unit_id: 'y' }), row({ unit_id: 'y', late_minutes: 3, in_at: 5 }), row({ unit_id: 'x', shift: 'LATE' })];
    const { counts, later, units } = countPresence(rows, { starts: new Map([['REG', 100], ['LATE', 900]]), unitNames: new Map([['x', 'X'], ['y', 'Y']]), silentUnits: none, now: 200 });
    expect(counts).toEqual({ due: 4, onTime: 1, late: 1, leave: 1, notYet: 1, waiting: 0 });
    expect(later).toBe(1);
    expect(units.map(({ name, due }) => [name, due])).toEqual([['Y', 2], ['X', 2]]);
  });
});

describe('the curve of arrivals', () => {
  const day = (planned: number, ...arrivals: readonly [number, number][]): ArrivalDay => ({ planned, byMinute: new Map(arrivals) });

  it('counts whoever is in by a moment, and stops at now', () => {
    const { points } = arrivalCurve(day(4, [440, 1], [445, 2]), [], 450, 452);
    const shareAt = (minute: number) => points.find((point) => point.minute === minute)?.share;
    expect([shareAt(440), shareAt(445), shareAt(450), shareAt(455)]).toEqual([0, 0.25, 0.75, null]);
    expect(points[0]?.low).toBeNull();
  });

  it('spans the other days, leaving out those on which nobody was due', () => {
    const { points, weekdays } = arrivalCurve(day(2), [day(2, [440, 2]), day(4, [440, 1]), day(0)], 450, 500);
    expect(weekdays).toBe(2);
    expect(points.find(({ minute }) => minute === 445)).toMatchObject({ low: 0.25, high: 1 });
  });

  it('says nothing where nobody starts', () => expect(arrivalCurve(day(0), [], null, 0).points).toEqual([]));
});
