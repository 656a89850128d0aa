import fc from 'fast-check';
import { addDays } from '../../../src/core/time/calendar';
import { timeline, type Dated } from '../../../src/plan/reading/timeline';
import { covers, intersect, mergeSpans, type DateSpan } from '../../../src/core/time/date-span';
import { differingSpansOf, versionSpan } from '../../../src/plan/writing/span-difference';
import { lastMarkedDate } from '../../../src/plan/writing/touched-days';

const day = (index: number): string => addDays('2026-01-01', index);
const span: fc.Arbitrary<DateSpan> = fc.tuple(fc.nat(30), fc.option(fc.nat(10))).map(([from, length]) => ({ fromDate: day(from), toDate: length === null ? null : day(from + length) }));
const layer: fc.Arbitrary<Dated<string>[]> = fc.array(fc.tuple(span, fc.constantFrom('A', 'B', 'C')).map(([one, value]) => ({ ...one, value })), { maxLength: 4 });
const days = Array.from({ length: 50 }, (_, index) => day(index));

/** The rule in its plainest form: the first layer with an entry, and in it the entry that began last. */
const asked = (layers: readonly Dated<string>[][], date: string): string | undefined => {
  for (const entries of layers) {
    const covering = entries.filter((entry) => covers(entry, date)).sort((a, b) => (a.fromDate < b.fromDate ? -1 : 1));
    if (covering.length > 0) return covering.at(-1)?.value;
  }
  return undefined;
};

const distinctStarts = (entries: readonly Dated<string>[]): boolean => new Set(entries.map((entry) => entry.fromDate)).size === entries.length;

describe('a timeline', () => {
  it('says of each date what the strongest layer says, in pieces without overlap', () => {
    fc.assert(
      fc.property(fc.array(layer.filter(distinctStarts), { maxLength: 3 }), (layers) => {
        const pieces = timeline(layers);
        for (const date of days) {
          const found = pieces.filter((piece) => covers(piece, date));
          expect(found.length).toBeLessThanOrEqual(1);
          expect(found[0]?.value).toBe(asked(layers, date));
        }
      }),
    );
  });

  it('goes back to what held before when something with an end is over', () => {
    const pieces = timeline([[{ fromDate: '2026-03-01', toDate: '2026-03-31', value: 'B' }, { fromDate: '2026-01-01', toDate: null, value: 'A' }]]);
    expect(pieces).toEqual([
      { fromDate: '2026-01-01', toDate: '2026-02-28', value: 'A' },
      { fromDate: '2026-03-01', toDate: '2026-03-31', value: 'B' },
      { fromDate: '2026-04-01', toDate: null, value: 'A' },
    ]);
  });
});

describe('spans', () => {
  const inAny = (spans: readonly DateSpan[], date: string): boolean => spans.some((one) => covers(one, date));

  it('merge into the same days', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), (spans) => {
        const merged = mergeSpans(spans);
        for (const date of days) expect(merged.filter((one) => covers(one, date))).toHaveLength(inAny(spans, date) ? 1 : 0);
      }),
    );
  });

  it('share, and differ in, the days that one would count', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        const shared = intersect(a, b);
        const different = differingSpansOf(a, b);
        for (const date of days) {
          expect(shared !== null && covers(shared, date)).toBe(covers(a, date) && covers(b, date));
          expect(inAny(different, date)).toBe(covers(a, date) !== covers(b, date));
        }
      }),
    );
  });

  it('of a version end where the next one begins', () => {
    expect(versionSpan('2026-02-01', ['2026-05-01', '2026-01-01', '2026-02-01', '2026-04-01'])).toEqual({ fromDate: '2026-02-01', toDate: '2026-03-31' });
    expect(versionSpan('2026-05-01', ['2026-05-01'])).toEqual({ fromDate: '2026-05-01', toDate: null });
  });

  it('are marked up to tomorrow where the day begins first', () => {
    expect(lastMarkedDate(Date.parse('2026-11-24T09:59:00Z'))).toBe('2026-11-25');
    expect(lastMarkedDate(Date.parse('2026-11-24T10:00:00Z'))).toBe('2026-11-26');
  });
});
