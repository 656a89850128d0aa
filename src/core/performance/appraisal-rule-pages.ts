import { cell, sourceWords } from '../discipline/regulation-pages';
import { appraisalLevels } from './appraisal';
import { type AppraisalRules } from './appraisal-rules';
import { unitPredicates } from './distribution-pattern';

/** The quadrant and the patterns as a section of the page of regulations; an outcome of a unit whose pattern is not known is said to be. */
export function appraisalRulePages({ quadrant, patterns }: AppraisalRules): string {
  return [
    '## Appraisal',
    '',
    'From `regulations/performance/`. Outcome by behaviour (rows) and work result (columns):',
    '',
    ...quadrant.flatMap(({ fromDate, value, source }) => [
      `From ${fromDate} (${sourceWords(source)}):`,
      '',
      ...(value === null ? ['repealed'] : [`| | ${appraisalLevels.join(' | ')} |`, `|---${'|---'.repeat(appraisalLevels.length)}|`, ...appraisalLevels.map((behaviour) => `| ${behaviour} | ${appraisalLevels.map((work) => value[behaviour][work]).join(' | ')} |`)]),
      '',
    ]),
    '| Outcome of the unit | From | Largest shares | Source |',
    '|---|---|---|---|',
    ...unitPredicates.flatMap((unit) => {
      const dated = patterns[unit];
      if (!dated) return [`| ${unit} | | not known | |`];
      return dated.map(({ fromDate, value, source }) => `| ${unit} | ${fromDate} | ${value === null ? 'repealed' : value.map(({ predicate, atMost }) => `${predicate} ${Math.round(atMost * 10_000) / 100} %`).join('; ')} | ${cell(sourceWords(source))} |`);
    }),
    '',
  ].join('\n');
}
