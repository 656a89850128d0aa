import fc from 'fast-check';
import { clusteredShare, standing, wilsonInterval } from '../../../src/core/performance/share-interval';

const rounded = (interval: ReturnType<typeof wilsonInterval>): number[] => (interval ? [interval.low, interval.high].map((end) => Math.round(end * 10_000) / 10_000) : []);

it('the worked examples of R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3', () => {
  expect(rounded(wilsonInterval(81, 263))).toEqual([0.2553, 0.3662]);
  expect(rounded(wilsonInterval(15, 148))).toEqual([0.0624, 0.1605]);
  expect(rounded(wilsonInterval(0, 20))).toEqual([0, 0.1611]);
  expect(rounded(wilsonInterval(1, 29))).toEqual([0.0061, 0.1718]);
});

it('both ends solve the equation that the interval is made from, whatever the counts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }).chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of))), ([hits, of]) => {
      const interval = wilsonInterval(hits, of);
      const [low, high] = [interval?.low ?? 0, interval?.high ?? 0];
      for (const end of [low, high].filter((one) => one > 0 && one < 1)) expect(Math.abs(hits / of - end) / Math.sqrt((end * (1 - end)) / of)).toBeCloseTo(1.959964, 4);
      expect(low).toBeLessThanOrEqual(hits / of);
      expect(high).toBeGreaterThanOrEqual(hits / of);
    }),
  );
  expect(wilsonInterval(0, 0)).toBeNull();
  expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
});

describe('the share over people', () => {
  it('is that of the days, and no narrower than if they were independent', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 31 }).chain((days) => fc.record({ days: fc.constant(days), hits: fc.integer({ min: 0, max: days }) })), { minLength: 1, maxLength: 40 }), (people) => {
        const days = people.reduce((sum, one) => sum + one.days, 0);
        const hits = people.reduce((sum, one) => sum + one.hits, 0);
        const [clustered, plain] = [clusteredShare(people), wilsonInterval(hits, days)];
        expect(clustered?.share).toBeCloseTo(hits / days, 9);
        expect((clustered?.high ?? 0) - (clustered?.low ?? 0)).toBeGreaterThanOrEqual((plain?.high ?? 0) - (plain?.low ?? 0) - 1e-9);
      }),
    );
  });

  it('ten people who are always or never there count as ten, not as two hundred', () => {
    const people = Array.from({ length: 10 }, (_, index) => ({ hits: index < 7 ? 20 : 0, days: 20 }));
    // k/(k-1) * sum of squares / days^2 = 10/9 * (7 * 6^2 + 3 * 14^2) / 200^2, so n = 0.21 / that = 9.
    expect(rounded(clusteredShare(people))).toEqual(rounded(wilsonInterval(6.3, 9)));
  });

  it('covers the share that people are drawn from in about 95 of 100 draws, where the plain interval does not', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    let [covered, plain] = [0, 0];
    for (let draw = 0; draw < 400; draw += 1) {
      // Half of the people are late on 1 day of 20, half on 7 of 20: 20 % of days.
      const people = Array.from({ length: 40 }, () => {
        const chance = random() < 0.5 ? 0.05 : 0.35;
        return { days: 20, hits: Array.from({ length: 20 }, random).filter((one) => one < chance).length };
      });
      const hits = people.reduce((sum, one) => sum + one.hits, 0);
      const holds = (interval: ReturnType<typeof wilsonInterval>): boolean => interval !== null && interval.low <= 0.2 && 0.2 <= interval.high;
      covered += holds(clusteredShare(people)) ? 1 : 0;
      plain += holds(wilsonInterval(hits, 800)) ? 1 : 0;
    }
    expect(covered / 400).toBeGreaterThan(0.92);
    expect(covered / 400).toBeLessThan(0.98);
    expect(plain / 400).toBeLessThan(0.85);
  });
});

it('a unit is told apart only where the whole lies outside of its interval, and never where it is few', () => {
  const whole = wilsonInterval(900, 1000);
  expect(standing(wilsonInterval(50, 100), whole, 30)).toBe('below');
  expect(standing(wilsonInterval(100, 100), whole, 30)).toBe('above');
  expect(standing(wilsonInterval(88, 100), whole, 30)).toBe('alike');
  expect(standing(wilsonInterval(0, 10), whole, 4)).toBe('few');
  expect(standing(null, whole, 0)).toBe('none');
});
