import { arrivalCurve, type ArrivalDay } from '../../../src/reports/today/arrivals';
import { countPresence, presenceOf, type PresenceRow } from '../../../src/reports/today/presence';

const row = (changes: Partial<PresenceRow> = {}): PresenceRow => ({ unit_id: 'u', shift: 'REG', status: 'PENDING', is_in: 0, is_late: 0, awaits_machine: 0, people: 1, ...changes });
const none = new Set<string>();

describe('where somebody is', () => {
  it.each([
    ['in before the start', row({ is_in: 1, status: 'PRESENT' }), 'onTime'],
    ['in after the start', row({ is_in: 1, is_late: 1 }), 'late'],
    ['on leave', row({ status: 'ON_LEAVE' }), 'leave'],
    ['on duty', row({ status: 'ON_DUTY' }), 'leave'],
    ['nothing recorded', row(), 'notYet'],
    ['a fault of the machine', row({ awaits_machine: 1 }), 'waiting'],
  ] as const)('%s', (_, given, expected) => expect(presenceOf(given, 100, 200, none)).toBe(expected));

  it('who starts later is not missing, but who is early is in', () => {
    expect(presenceOf(row(), 300, 200, none)).toBe('later');
    expect(presenceOf(row({ is_in: 1 }), 300, 200, none)).toBe('onTime');
  });

  it("a silent machine comes before 'not recorded yet', not before a record", () => {
    expect(presenceOf(row(), 100, 200, new Set(['u']))).toBe('waiting');
    expect(presenceOf(row({ is_in: 1 }), 100, 200, new Set(['u']))).toBe('onTime');
  });

  it('the parts add up to those due, units with most unaccounted first', () => {
    const rows = [row({ unit_id: 'x', is_in: 1 }), row({ unit_id: 'x', status: 'ON_LEAVE', people: 3 }), row({ unit_id: 'y', people: 4 }), row({ unit_id: 'y', is_late: 1, is_in: 1, people: 2 }), row({ unit_id: 'x', shift: 'LATE', people: 5 })];
    const { counts, later, units } = countPresence(rows, { starts: new Map([['REG', 100], ['LATE', 900]]), unitNames: new Map([['x', 'X'], ['y', 'Y']]), silentUnits: none, now: 200 });
    expect(counts).toEqual({ due: 10, onTime: 1, late: 2, leave: 3, notYet: 4, waiting: 0 });
    expect(later).toBe(5);
    expect(units.map(({ name, due }) => [name, due])).toEqual([['Y', 6], ['X', 4]]);
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
