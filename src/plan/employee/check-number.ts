import { checkNip, type NipKind } from '../../core/person/nip';
import { type EmployeeCategory } from './employee';

const nipKinds: Partial<Record<EmployeeCategory, NipKind>> = { PNS: 'PNS', CPNS: 'PNS', PPPK: 'PPPK', 'PPPK-PW': 'PPPK' };

/** What is odd about the number of a civil servant; never a reason to refuse one, since published master records have such numbers too (asn-rules.md 5.2). */
export function oddNumber(number: string, category: EmployeeCategory): readonly string[] {
  const kind = nipKinds[category];
  if (!kind) return [];
  const check = checkNip(number, kind);
  const oddities = check.outcome === 'valid' ? check.warnings : check.reasons;
  return oddities.map((oddity) => `"${number}" looks odd for a ${category}: ${oddity}`);
}
