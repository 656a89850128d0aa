import fc from 'fast-check';
import { type UnitPlace, UnitPlaces } from '../../../../src/core/organisation/unit-places';
import { UnitSpans } from '../../../../src/core/organisation/unit-spans';
import { type DateSpan } from '../../../../src/core/time/date-span';
import { addDays } from '../../../../src/core/time/calendar';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const firstDate = '2026-01-01';
const dates = Array.from({ length: 14 }, (_, day) => addDays(firstDate, day - 1));
const date = fc.constantFrom(...dates.slice(1, -1));
const parent = fc.option(fc.constantFrom(...ids));

/** Any places at all, circles among them: what is written is checked, what is read must still end. */
const anyPlaces = fc
  .tuple(fc.tuple(...ids.map(() => parent)), fc.uniqueArray(fc.record({ unitId: fc.constantFrom(...ids), fromDate: date, parentId: parent }), { maxLength: 8, selector: ({ unitId, fromDate }) => `${unitId} ${fromDate}` }))
  .map(([first, moves]): UnitPlace[] => [...ids.map((unitId, index) => ({ unitId, fromDate: null, parentId: first[index] ?? null })), ...moves]);

/** Who stands above a unit on a date, found by looking at nothing but the places. */
function lineByHand(places: readonly UnitPlace[], unitId: string, on: string): string[] {
  const line: string[] = [];
  for (let at: string | null = unitId; at !== null && !line.includes(at); ) {
    line.push(at);
    const held = places.filter((place) => place.unitId === at && (place.fromDate === null || place.fromDate <= on));
    at = held.sort((one, two) => ((one.fromDate ?? '') < (two.fromDate ?? '') ? 1 : -1))[0]?.parentId ?? null;
  }
  return line;
}

describe('where units stand', () => {
  it('is on each date what the places of that date say, upwards and downwards', () =>
    fc.assert(
      fc.property(anyPlaces, (places) => {
        const tree = new UnitPlaces(places);
        for (const on of dates) {
          for (const id of ids) {
            const line = lineByHand(places, id, on);
            expect(tree.lineOn(id, on)).toEqual(line);
            for (const root of ids) expect(tree.subtreeOf(root).has(id, on)).toBe(line.includes(root));
          }
        }
      }),
    ));

  it('is told in runs without gap, two of which are never the same', () =>
    fc.assert(
      fc.property(anyPlaces, (places) => {
        for (const id of ids) {
          const lines = new UnitPlaces(places).linesOf(id);
          expect([lines[0]?.fromDate, lines.at(-1)?.toDate]).toEqual(['0001-01-01', null]);
          lines.slice(1).forEach((line, index) => {
            expect(lines[index]?.toDate).toBe(addDays(line.fromDate, -1));
            expect(lines[index]?.unitIds).not.toEqual(line.unitIds);
          });
        }
      }),
    ));

  it('has a circle exactly where somebody stands above itself on some date', () =>
    fc.assert(
      fc.property(anyPlaces, (places) => {
        const tree = new UnitPlaces(places);
        const closes = (id: string, on: string): boolean => {
          const line = lineByHand(places, id, on);
          return line.includes(tree.parentOn(line.at(-1) ?? '', on) ?? '-');
        };
        for (const id of ids) expect(tree.circleAt(id) !== null).toBe(dates.some((on) => closes(id, on)));
      }),
    ));

  it('of a unit that nobody knows is nowhere', () => {
    const tree = new UnitPlaces([{ unitId: 'a', fromDate: null, parentId: null }]);
    expect([tree.lineOn('x', firstDate), tree.parentOn('x', firstDate), tree.subtreeOf('x').on(firstDate)]).toEqual([[], null, ['x']]);
  });

  it('gives the same list as long as it is the same line, so that lines can be told apart cheaply', () => {
    const tree = new UnitPlaces([{ unitId: 'a', fromDate: null, parentId: null }, { unitId: 'b', fromDate: null, parentId: 'a' }]);
    expect(tree.lineOn('b', '2026-01-01')).toBe(tree.lineOn('b', '2026-12-31'));
  });
});

const span = fc.tuple(date, fc.option(fc.nat(6))).map(([fromDate, length]): DateSpan => ({ fromDate, toDate: length === null ? null : addDays(fromDate, length) }));
const sets = fc.array(fc.tuple(fc.constantFrom(...ids), fc.array(span, { maxLength: 3 })), { maxLength: 8 });

describe('units by date', () => {
  it('unite and meet date by date, and are the same told run by run', () =>
    fc.assert(
      fc.property(sets, sets, (one, two) => {
        const [a, b] = [UnitSpans.of(one), UnitSpans.of(two)];
        const [either, both] = [UnitSpans.union([a, b]), a.intersection(b)];
        const told = (id: string, on: string): boolean => a.bySpan.some(({ fromDate, toDate, unitIds }) => unitIds.includes(id) && fromDate <= on && (toDate === null || on <= toDate));
        for (const on of dates) {
          for (const id of ids) {
            const given = one.some(([unitId, spans]) => unitId === id && spans.some(({ fromDate, toDate }) => fromDate <= on && (toDate === null || on <= toDate)));
            expect([a.has(id, on), told(id, on)]).toEqual([given, given]);
            expect([either.has(id, on), both.has(id, on)]).toEqual([a.has(id, on) || b.has(id, on), a.has(id, on) && b.has(id, on)]);
          }
          expect(a.on(on)).toEqual(a.unitIds.filter((id) => a.has(id, on)));
        }
        expect(a.isEmpty).toBe(a.unitIds.length === 0);
        // What is kept by the set of units must not be found by another one.
        const same = ids.every((id) => JSON.stringify(a.spansOf(id)) === JSON.stringify(b.spansOf(id)));
        if (!same) expect(JSON.stringify(a)).not.toBe(JSON.stringify(b));
      }),
    ));

  it('that always belong together are one run', () => expect(UnitSpans.always(['a', 'b']).bySpan).toEqual([{ fromDate: '0001-01-01', toDate: null, unitIds: ['a', 'b'] }]));
});
