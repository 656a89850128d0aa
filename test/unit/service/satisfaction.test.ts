import { leastCell, type Respondent, respondentOf, respondentProfile } from '../../../src/core/service/respondent';
import { implausible } from '../../../src/core/service/plausibility';
import { elementsOf, elementsText, type Rating, type Score } from '../../../src/core/service/rating';
import { sampleSize } from '../../../src/core/service/sample-size';
import { satisfactionOf } from '../../../src/core/service/satisfaction';
import { definitionOn, definitionProblems } from '../../../src/core/service/service-definition';
import { classOf } from '../../../src/core/service/satisfaction-index';
import { networkOf, RateLimit } from '../../../src/service/pages/rate-limit';

const start = Date.parse('2026-11-23T02:00:00Z');
let made = 0;
const rating = (over: Partial<Rating> = {}): Rating => ({ id: `r${String(++made).padStart(5, '0')}`, channel: 'open', pointCode: 'P', addressKey: `a${made}`, formSeconds: 30, trapped: false, givenAt: start + made, quick: 4, elements: Array<Score | null>(9).fill(null), comment: null, respondent: {}, ...over });
const full = (score: Score, over: Partial<Rating> = {}): Rating => rating({ elements: Array<Score>(9).fill(score), quick: null, ...over });
const limits = () => ({ hourlyCapacity: 30, perAddressDaily: 5 });
const sum = (ratings: readonly Rating[]) => satisfactionOf(ratings, implausible(ratings, limits));

describe('the satisfaction index over ratings', () => {
  it('all 4 is 100.00, all 1 is 25.00, nobody is no index', () => {
    expect(sum([full(4), full(4)]).index).toEqual({ ikm: 100, grade: 'A', meaning: 'Sangat baik' });
    expect(sum([full(1)]).index).toMatchObject({ ikm: 25, grade: 'D' });
    expect(sum([])).toMatchObject({ respondents: 0, index: null, elementMeans: Array(9).fill(null) });
  });

  it('classes meet without a gap: rounded to two decimals before banding', () => {
    const grades = [88.305, 88.304, 76.605, 76.604, 65, 64.994, 64.995].map((exact) => [classOf(exact).ikm, classOf(exact).grade]);
    expect(grades).toEqual([[88.31, 'A'], [88.3, 'B'], [76.61, 'B'], [76.6, 'C'], [65, 'C'], [64.99, 'D'], [65, 'C']]);
  });

  it('each element is a mean over its respondents and weighs 1/9', () => {
    const answers = (text: string) => rating({ quick: null, elements: elementsOf(text) });
    const result = sum([answers('444444441'), answers('444444442')]);
    expect(result.elementMeans).toEqual([4, 4, 4, 4, 4, 4, 4, 4, 1.5]);
    expect(result.index?.ikm).toBe(93.06);
  });

  it('quick ratings and half questionnaires stand beside the index', () => {
    const result = sum([full(3), rating({ quick: 1 }), rating({ quick: 1 }), rating({ quick: 2, elements: elementsOf('11111111-') })]);
    expect(result).toMatchObject({ respondents: 1, index: { ikm: 75 }, quick: [2, 1, 0, 0], incomplete: 1 });
  });

  it('nine signs are nine answers', () => expect(elementsText(elementsOf('1-34-2123'))).toBe('1-34-2123'));
});

describe('plausibility', () => {
  it('a filled trap and a form that came back at once are left out, by ticket only the trap', () => {
    const result = sum([full(1, { trapped: true }), full(1, { formSeconds: 8 }), rating({ formSeconds: 1 }), full(4, { channel: 'ticket', formSeconds: 0 }), full(1, { channel: 'ticket', trapped: true }), full(4, { formSeconds: 9 })]);
    expect(result).toMatchObject({ respondents: 2, index: { ikm: 100 }, quick: [0, 0, 0, 0], leftOut: { trap: 2, 'too-fast': 2, 'address-crowd': 0, burst: 0 } });
  });

  it('of one address five a day are believed, the earliest, in whatever order they are read', () => {
    const crowd = Array.from({ length: 9 }, (_, n) => full(n < 5 ? 4 : 1, { addressKey: 'same' }));
    const flags = implausible([...crowd].reverse(), limits);
    expect(crowd.map(({ id }) => flags.get(id) ?? '')).toEqual(['', '', '', '', '', ...Array<string>(4).fill('address-crowd')]);
  });

  it('an hour beyond capacity is left out whole, in both directions; tickets of that hour and other hours stay', () => {
    const honest = [full(3), full(3, { channel: 'ticket' }), full(3, { givenAt: start + 3_600_000 })];
    const flood = Array.from({ length: 30 }, () => full(4));
    expect(sum([...honest, ...flood])).toMatchObject({ respondents: 2, index: { ikm: 75 }, leftOut: { burst: 31 } });
    expect(sum([...honest.slice(1), ...flood])).toMatchObject({ respondents: 32, leftOut: { burst: 0 } });
  });

  it('one loud address does not silence the hour', () => {
    const honest = Array.from({ length: 20 }, () => full(4));
    const loud = Array.from({ length: 200 }, () => full(1, { addressKey: 'loud' }));
    expect(sum([...honest, ...loud])).toMatchObject({ respondents: 25, leftOut: { 'address-crowd': 195, burst: 0 } });
  });
});

describe('the needed sample', () => {
  it.each([[0, 0], [10, 10], [50, 44], [100, 80], [500, 217], [1000, 278], [5000, 357], [10_000, 370], [100_000, 383]])('of %i people: %i', (population, needed) => expect(sampleSize(population)).toBe(needed));
  it('a population is a whole number', () => expect(() => sampleSize(1.5)).toThrow(RangeError));
});

describe('a service definition', () => {
  const version = (fromDate: string) => ({ fromDate, name: { id: fromDate, en: fromDate }, promise: { amount: 1, unit: 'working-day' as const }, requirements: [], steps: [] });
  it('the newest that is not later holds', () => {
    const versions = [version('2026-06-01'), version('2026-01-01')];
    expect(['2025-12-31', '2026-01-01', '2026-05-31', '2026-06-01'].map((date) => definitionOn(versions, date)?.fromDate ?? null)).toEqual([null, '2026-01-01', '2026-01-01', '2026-06-01']);
  });
  it('a promise is a whole number of something, and steps differ', () => {
    const step = { code: 'a', name: { id: 'a', en: 'a' } };
    expect(definitionProblems({ ...version('2026-01-01'), promise: { amount: 0, unit: 'working-hour' }, steps: [step, step] })).toHaveLength(2);
    expect(definitionProblems({ ...version('2026-01-01'), promise: { amount: 241, unit: 'working-hour' } })).toHaveLength(1);
    expect(definitionProblems({ ...version('2026-01-01'), promise: { amount: 366, unit: 'working-day' } })).toHaveLength(1);
    expect(definitionProblems(version('2026-01-01'))).toEqual([]);
  });
});

describe('the limit of an address', () => {
  it('lets a burst through, then one every so often, each key for itself', () => {
    const limit = new RateLimit(3, 1000);
    expect([0, 0, 0, 0, 999, 1000, 1000].map((at) => limit.take('a', at))).toEqual([true, true, true, false, false, true, false]);
    expect(limit.take('b', 0)).toBe(true);
  });
  it('forgets the longest unheard, not the loud', () => {
    const limit = new RateLimit(1, 1e9, 2);
    limit.take('loud', 0);
    for (const key of ['b', 'c', 'd']) {
      limit.take(key, 0);
      expect(limit.take('loud', 0)).toBe(false);
    }
  });
  it.each([['203.0.113.9', '203.0.113.9'], ['::ffff:203.0.113.9', '203.0.113.9'], ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'], ['2001:DB8:01:0002:bbbb:1:2:3', '2001:db8:1:2'], ['2001:db8::1', '2001:db8:0:0'], ['::1', '0:0:0:0']])('%s is of the network %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('the profile of respondents', () => {
  const many = (count: number, one: Respondent): Respondent[] => Array.from({ length: count }, () => one);
  const cells = (people: readonly Respondent[], key: string) => Object.fromEntries(respondentProfile(people).find((field) => field.key === key)?.cells.map(({ code, count }) => [code, count]) ?? []);

  it('counts what was said, and what was not', () => {
    expect(cells([...many(6, { sex: 'male' }), ...many(7, { sex: 'female' }), ...many(8, {})], 'sex')).toEqual({ male: 6, female: 7, unsaid: 8 });
    expect(cells([], 'sex')).toEqual({ male: 0, female: 0, unsaid: 0 });
  });

  it('hides a small cell, and another with it, so that no subtraction finds it', () => {
    expect(cells([...many(3, { sex: 'male' }), ...many(20, { sex: 'female' }), ...many(9, {})], 'sex')).toEqual({ male: null, female: 20, unsaid: null });
    // Two small cells together still name a handful.
    expect(cells([...many(1, { sex: 'male' }), ...many(2, { sex: 'female' }), ...many(30, {})], 'sex')).toEqual({ male: null, female: null, unsaid: null });
  });

  it('what can be subtracted is never a handful, whoever answers', () => {
    const random = mulberry(7);
    for (let run = 0; run < 500; run++) {
      const people = Array.from({ length: Math.floor(random() * 80) }, (): Respondent => (random() < 0.3 ? {} : { ageGroup: ['under-17', '17-25', '26-35', '36-45', '46-55', 'over-55'][Math.floor(random() ** 2 * 6)] ?? '' }));
      const shown = Object.values(cells(people, 'ageGroup'));
      const rest = people.length - shown.reduce<number>((sum, count) => sum + (count ?? 0), 0);
      const hidden = shown.filter((count) => count === null).length;
      expect(shown.every((count) => count === null || count === 0 || count >= leastCell)).toBe(true);
      expect(hidden === 0 ? rest === 0 : people.length < leastCell || (hidden > 1 && rest >= leastCell) || shown.every((count) => count === null || count === 0)).toBe(true);
    }
  });

  it('takes the words of the form only', () => {
    expect(respondentOf({ sex: 'female', education: 's1', occupation: '<b>', ageGroup: ['26-35'], name: 'Siti' })).toEqual({ sex: 'female', education: 's1' });
  });
});

/** A small generator of numbers between 0 and 1, so that a run can be repeated. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
