import { valueOn } from '../../../src/core/discipline/dated';
import { type Predicate } from '../../../src/core/performance/appraisal';
import { appraisalRulePages } from '../../../src/core/performance/appraisal-rule-pages';
import { loadAppraisalRules } from '../../../src/core/performance/appraisal-rules';
import { againstPattern, type UnitPredicate, unitPredicates } from '../../../src/core/performance/distribution-pattern';
import { appraisalRuleTexts, shippedAppraisalRules } from './shipped-appraisal-rules';

const of = (best: number, good: number): Predicate[] => [...Array.from({ length: best }, () => 'Sangat Baik' as const), ...Array.from({ length: good }, () => 'Baik' as const)];
const limits = (unit: UnitPredicate) => valueOn(shippedAppraisalRules().patterns[unit] ?? [], '2026-12-31')?.value ?? null;

it('exactly the share of the pattern is within it, one person more is not', () => {
  expect(againstPattern(of(7, 3), limits('Istimewa'))?.[0]).toEqual({ predicate: 'Sangat Baik', count: 7, share: 0.7, atMost: 0.7, exceeds: false });
  expect(againstPattern(of(8, 2), limits('Istimewa'))?.[0]).toMatchObject({ share: 0.8, exceeds: true });
  expect(againstPattern(of(2, 8), limits('Baik'))?.map(({ exceeds }) => exceeds)).toEqual([false, true, false, false, false]);
});

it('nothing is held against a pattern that is not known, or against a handful', () => {
  expect(unitPredicates.filter((unit) => limits(unit) === null)).toEqual(['Butuh Perbaikan', 'Kurang', 'Sangat Kurang']);
  expect(againstPattern(of(10, 0), null)).toBeNull();
  expect(againstPattern(of(4, 0), limits('Istimewa'))).toBeNull();
  expect(appraisalRulePages(shippedAppraisalRules()).match(/not known/g)).toHaveLength(3);
});

describe('the patterns as data', () => {
  const added = `  Kurang:
    values:
      2026-01-01:
        value: [{ predicate: Sangat Baik, at_most_percent: 10 }, { predicate: Baik, at_most_percent: 25.5 }]
        source: { act: SK contoh, article: "3", mark: P }
unknown: [Butuh Perbaikan, Sangat Kurang]`;
  const changed = (from: string | RegExp, to: string) => appraisalRuleTexts().map((file) => (file.path === 'distribution-patterns.yaml' ? { ...file, text: file.text.replace(from, to) } : file));
  const ownPattern = (from = '', to = '') => changed('unknown: [Butuh Perbaikan, Kurang, Sangat Kurang]', added.replace(from, to));

  it('an office adds its own with its source', () => {
    const loaded = loadAppraisalRules(ownPattern());
    if (loaded.outcome === 'refused') throw new Error(JSON.stringify(loaded.problems));
    expect(valueOn(loaded.rules.patterns.Kurang ?? [], '2026-06-30')).toMatchObject({ value: [{ predicate: 'Sangat Baik', atMost: 0.1 }, { predicate: 'Baik', atMost: 0.255 }], source: { act: 'SK contoh', mark: 'P' } });
    expect(valueOn(loaded.rules.patterns.Kurang ?? [], '2025-12-31')).toBeUndefined();
  });

  it.each([
    ['one that is also said to be unknown', ownPattern('unknown: [', 'unknown: [Kurang, '), 'known-or-unknown', '"Kurang" stands under patterns and under unknown'],
    ['one that stands nowhere', changed(', Sangat Kurang]', ']'), 'known-or-unknown', '"Sangat Kurang" stands neither'],
    ['one without a source', ownPattern('        source: { act: SK contoh, article: "3", mark: P }\n', ''), 'missing-source', 'source'],
    ['a share that is none', ownPattern('at_most_percent: 10', 'at_most_percent: 110'), 'shape', 'at_most_percent'],
    ['an outcome that does not exist', ownPattern('predicate: Sangat Baik', 'predicate: Luar Biasa'), 'shape', 'predicate'],
    ['an outcome with two limits', ownPattern('predicate: Sangat Baik', 'predicate: Baik'), 'limit-twice', '"Baik" has two limits'],
    ['limits that nobody can keep', ownPattern('[{ predicate: Sangat Baik, at_most_percent: 10 }, { predicate: Baik, at_most_percent: 25.5 }]', `[${['Sangat Baik', 'Baik', 'Butuh Perbaikan', 'Kurang/misconduct', 'Sangat Kurang'].map((predicate) => `{ predicate: ${predicate}, at_most_percent: 19 }`).join(', ')}]`), 'limits-impossible', '95 percent'],
    ['dates that do not ascend', ownPattern('      2026-01-01:', '      2026-01-01:\n        value: null\n        source: { act: SK contoh, article: "4", mark: P }\n      2025-01-01:'), 'dates-ascending', '2025-01-01 stands after'],
    ['a second quadrant', [...appraisalRuleTexts(), ...appraisalRuleTexts().filter(({ path }) => path === 'quadrant.yaml')], 'one-file', 'not 2'],
  ])('%s is refused', (_what, files, rule, message) => {
    const loaded = loadAppraisalRules(files);
    const [problem] = loaded.outcome === 'refused' ? loaded.problems : [];
    expect(problem).toMatchObject({ rule });
    expect(problem?.message).toContain(message);
  });
});
