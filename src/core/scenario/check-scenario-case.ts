import { requestTimeProblem } from '../attendance/check-request';
import { shiftClockMinutes } from '../schedule/shift-clock';
import { problemText } from './scenario-error';
import type { ScenarioCase, ScenarioFacts } from './scenario-schema';
import { shiftProblems } from './scenario-shifts';
import { readTime, stretchOf } from './scenario-time';

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What a well-formed case still cannot mean: impossible shifts, shifts nobody defined, requests that end before they begin. */
export function checkScenarioCase(where: string, scenario: ScenarioCase): string[] {
  const known = new Set([scenario, ...scenario.steps].flatMap((one: ScenarioFacts) => Object.keys(one.shifts ?? {})));
  const problems = [
    ...factsProblems(scenario, known, scenario.zone),
    ...scenario.steps.flatMap((step, index) =>
      factsProblems(step, known, scenario.zone).map(({ path, message }) => ({
        path: ['steps', index, ...path],
        message,
      })),
    ),
  ];
  return problems.map(({ path, message }) => problemText(where, path, message));
}

function factsProblems(facts: ScenarioFacts, known: ReadonlySet<string>, zone: string): Problem[] {
  return [
    ...Object.entries(facts.shifts ?? {}).flatMap(([code, shift]) => shiftProblems(code, shift)),
    ...unknownShifts(facts, known),
    ...(['leaves', 'duties', 'overtimeOrders'] as const).flatMap((list) => stretchProblems(facts, list, zone)),
    ...holidayProblems(facts),
  ];
}

function unknownShifts(facts: ScenarioFacts, known: ReadonlySet<string>): Problem[] {
  const named: { path: PropertyKey[]; code: string | null }[] = [
    ...(facts.roster ?? []).map((one, index) => ({ path: ['roster', index, 'shift'], code: one.shift })),
    ...(facts.rotation?.pattern ?? []).flatMap((codes, index) =>
      [codes].flat().map((code) => ({ path: ['rotation', 'pattern', index], code })),
    ),
    { path: ['defaultShift'], code: facts.defaultShift ?? null },
  ];
  return named
    .filter(({ code }) => code !== null && !known.has(code))
    .map(({ path, code }) => ({ path, message: `there is no shift '${code}'` }));
}

function stretchProblems(facts: ScenarioFacts, list: 'leaves' | 'duties' | 'overtimeOrders', zone: string): Problem[] {
  return (facts[list] ?? []).flatMap(({ from, to }, index) => {
    const { fromAt, toAt } = stretchOf(from, to, zone);
    const message = requestTimeProblem(fromAt, toAt);
    return message ? [{ path: [list, index], message: `${from} to ${to}: ${message}` }] : [];
  });
}

function holidayProblems(facts: ScenarioFacts): Problem[] {
  return (facts.holidays ?? []).flatMap((holiday, index) =>
    (['from', 'to'] as const).flatMap((side) => {
      const text = holiday[side];
      if (!text || shiftClockMinutes(text) !== null || readTime(text)) return [];
      return [{ path: ['holidays', index, side], message: `'${text}' is not a time (HH:MM)` }];
    }),
  );
}
