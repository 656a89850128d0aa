import type { ScenarioExpectation, ScenarioStep } from './scenario-schema';
import type { ScenarioDay, ScenarioStepResult } from './scenario-result';

/** One expectation of a step that did not hold. */
export interface StepDifference {
  readonly where: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** The expectations of a step that its result does not meet; keys left out are not compared. */
export function compareStep(step: ScenarioStep, result: ScenarioStepResult): StepDifference[] {
  const seen = new Map<string, number>();
  const differences = step.expect.flatMap((expected) => compareDay(expected, rowFor(expected, result.days, seen)));
  for (const key of ['signals', 'retracted'] as const) {
    const expected = step[key];
    if (expected) differences.push(...compareValue(key, [...expected].sort(), [...result[key]].sort()));
  }
  for (const key of ['quarantined', 'storedPunches'] as const) {
    const expected = step[key];
    if (expected !== undefined) differences.push(...compareValue(key, expected, result[key]));
  }
  return differences;
}

/** The row an expectation is about: of its shift, or else the next of its date not yet asked about. */
function rowFor(expected: ScenarioExpectation, days: readonly ScenarioDay[], seen: Map<string, number>) {
  const ofDate = days.filter((day) => day.date === expected.date);
  const byShift = expected.shift === undefined ? undefined : ofDate.find((day) => day.shift === expected.shift);
  const index = seen.get(expected.date) ?? 0;
  seen.set(expected.date, index + 1);
  return byShift ?? ofDate[index] ?? ofDate[0];
}

function compareDay(expected: ScenarioExpectation, actual: ScenarioDay | undefined): StepDifference[] {
  if (!actual) return [{ where: expected.date, expected: 'a day', actual: 'none' }];
  return (Object.keys(expected) as (keyof ScenarioExpectation)[]).flatMap((key) => {
    const where = `${expected.date}${expected.shift ? ` ${expected.shift}` : ''}, ${key}`;
    const [wanted, found] = [expected[key], actual[key]];
    if (wanted === undefined) return [];
    return key === 'flags'
      ? compareValue(where, [...(expected.flags ?? [])].sort(), actual.flags)
      : compareValue(where, wanted, found);
  });
}

function compareValue(where: string, expected: unknown, actual: unknown): StepDifference[] {
  return JSON.stringify(expected) === JSON.stringify(actual) ? [] : [{ where, expected, actual }];
}
