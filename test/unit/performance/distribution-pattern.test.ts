import { type Predicate } from '../../../src/core/performance/appraisal';
import { againstPattern, distributionPatterns, unitPredicates } from '../../../src/core/performance/distribution-pattern';

const of = (best: number, good: number): Predicate[] => [...Array.from({ length: best }, () => 'Sangat Baik' as const), ...Array.from({ length: good }, () => 'Baik' as const)];

it('exactly the share of the pattern is within it, one person more is not', () => {
  expect(againstPattern(of(7, 3), 'Istimewa')?.[0]).toEqual({ predicate: 'Sangat Baik', count: 7, share: 0.7, atMost: 0.7, exceeds: false });
  expect(againstPattern(of(8, 2), 'Istimewa')?.[0]).toMatchObject({ share: 0.8, exceeds: true });
  expect(againstPattern(of(2, 8), 'Baik')?.map(({ exceeds }) => exceeds)).toEqual([false, true, false, false, false]);
});

it('nothing is held against a pattern that is not known, or against a handful', () => {
  for (const unit of unitPredicates) expect(againstPattern(of(10, 0), unit) === null).toBe(distributionPatterns[unit] === null);
  expect(againstPattern(of(4, 0), 'Istimewa')).toBeNull();
});
