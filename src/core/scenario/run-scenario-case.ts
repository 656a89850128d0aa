import type { AttendanceDay } from '../attendance/attendance-day';
import type { LockedDay } from '../attendance/locked-day';
import { reconcile } from '../attendance/reconcile';
import type { WorkDate } from '../time/instant';
import { compareStep } from './compare-step';
import { addFacts, emptyBook, type ScenarioBook } from './scenario-book';
import {
  scenarioDay,
  type ScenarioCaseResult,
  type ScenarioDifference,
  type ScenarioStepResult,
} from './scenario-result';
import type { ScenarioCase, ScenarioPolicy, ScenarioStep } from './scenario-schema';
import { spanOf } from './scenario-span';
import { instantOf } from './scenario-time';

/** A case run to its end: the output, what differed, and the days themselves (for their explanations). */
export interface ScenarioRun {
  readonly result: ScenarioCaseResult;
  readonly differences: readonly ScenarioDifference[];
  readonly days: readonly (readonly AttendanceDay[])[];
}

/** Runs the steps of a case, facts accumulating, through the functions the service calls. */
export function runScenarioCase(scenario: ScenarioCase, defaults: ScenarioPolicy): ScenarioRun {
  const { steps, ...facts } = scenario;
  let book = addFacts(emptyBook(defaults), facts);
  let before: readonly AttendanceDay[] = [];
  const results: ScenarioStepResult[] = [];
  const days: (readonly AttendanceDay[])[] = [];
  for (const step of steps) {
    book = addFacts(book, step);
    const judged = runStep(scenario, step, book, before);
    results.push(stepResult(judged.days, before, judged));
    days.push(judged.days);
    before = judged.days;
  }
  const differences = steps.flatMap((step, index) => differencesOf(scenario, step, results[index], index));
  return { result: { id: scenario.id, pass: differences.length === 0, steps: results }, differences, days };
}

function runStep(scenario: ScenarioCase, step: ScenarioStep, book: ScenarioBook, before: readonly AttendanceDay[]) {
  const dates = reportedDates(scenario, book);
  const span = spanOf(book, scenario.zone, dates, instantOf(step.asOf, scenario.zone), recordsOf(book, before));
  const wanted = new Set(dates);
  return { ...span, days: reconcile(span.facts).filter((day) => wanted.has(day.date)) };
}

/** The dates of the expectations of every step and those asked for; without any, the rostered ones. */
function reportedDates(scenario: ScenarioCase, book: ScenarioBook): WorkDate[] {
  const asked = scenario.steps.flatMap((step) => [...step.expect.map((one) => one.date), ...(step.dates ?? [])]);
  const dates = new Set([...asked, ...(scenario.dates ?? [])]);
  const reported = dates.size > 0 ? dates : new Set(book.roster.keys());
  if (reported.size === 0) reported.add(scenario.steps[0]?.asOf.slice(0, 10) as WorkDate);
  return [...reported].sort();
}

/** Closed days keep the record the case gives, or else what the step before made of them. */
function recordsOf(book: ScenarioBook, before: readonly AttendanceDay[]): ReadonlyMap<WorkDate, LockedDay> {
  const records = new Map<WorkDate, LockedDay>();
  const lockedThrough = book.policy.lockedThrough ?? '';
  for (const day of before) {
    if (day.date > lockedThrough) continue;
    const rows = before.filter((row) => row.date === day.date);
    records.set(day.date, { date: day.date, status: day.status, absentDays: day.absentDays, rows });
  }
  for (const record of book.locked) records.set(record.date, record);
  return records;
}

function stepResult(
  days: readonly AttendanceDay[],
  before: readonly AttendanceDay[],
  { quarantined, storedPunches }: Pick<ScenarioStepResult, 'quarantined' | 'storedPunches'>,
): ScenarioStepResult {
  const signals = signalsOf(days);
  const retracted = signalsOf(before).filter((signal) => !signals.includes(signal));
  return { days: days.map(scenarioDay), signals, retracted, quarantined, storedPunches };
}

/** Discipline facts in force, 'date:KIND', each once. */
function signalsOf(days: readonly AttendanceDay[]): string[] {
  return [...new Set(days.flatMap((day) => day.signals.map((signal) => `${day.date}:${signal}`)))].sort();
}

function differencesOf(
  scenario: ScenarioCase,
  step: ScenarioStep,
  result: ScenarioStepResult | undefined,
  index: number,
): ScenarioDifference[] {
  if (!result) return [];
  return compareStep(step, result).map(({ where, expected, actual }) => ({
    ...{ caseId: scenario.id, title: scenario.title ?? '', where: `step ${index + 1}, ${where}`, expected, actual },
  }));
}
