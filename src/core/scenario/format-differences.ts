import type { ScenarioOutcome } from './run-scenarios';

/** What a person reads on the terminal: each missed expectation with its case, then the count. */
export function formatDifferences({ results, failures }: ScenarioOutcome): string {
  const lines: string[] = [];
  let caseId: string | null = null;
  for (const failure of failures) {
    if (failure.caseId !== caseId) lines.push(`${failure.caseId}  ${failure.title}`);
    caseId = failure.caseId;
    lines.push(`    ${failure.where}: expected ${show(failure.expected)}, got ${show(failure.actual)}`);
  }
  const held = results.filter((result) => result.pass).length;
  lines.push(`${held} of ${results.length} cases hold`);
  return lines.join('\n');
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
