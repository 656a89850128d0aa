import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FileText } from '../../../src/core/discipline/regulation-text';
import { type AppraisalRules, loadAppraisalRules } from '../../../src/core/performance/appraisal-rules';

const folder = join(__dirname, '../../../regulations/performance');

/** The files of appraisal that this repository ships. */
export const appraisalRuleTexts = (): FileText[] => readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));

/** The rules that ship. */
export function shippedAppraisalRules(): AppraisalRules {
  const loaded = loadAppraisalRules(appraisalRuleTexts());
  if (loaded.outcome === 'refused') throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.rules;
}
