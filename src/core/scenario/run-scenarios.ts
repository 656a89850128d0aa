import {
  DisciplineScenarioError,
  runDisciplineCases,
  type DisciplineCaseResult,
} from '../discipline/discipline-scenario';
import { checkScenarioCase } from './check-scenario-case';
import { runScenarioCase, type ScenarioRun } from './run-scenario-case';
import { repeatedIds, ScenarioError, schemaProblems } from './scenario-error';
import type { ScenarioCaseResult, ScenarioDifference } from './scenario-result';
import { caseSchema, fileSchema, type ScenarioCase } from './scenario-schema';

/** A scenario file as read from disk. */
export interface ScenarioFile {
  readonly name: string;
  readonly text: string;
}

/** The outcome of any number of scenario files: the `--json` array, and what differed. */
export interface ScenarioOutcome {
  readonly results: readonly (ScenarioCaseResult | DisciplineCaseResult)[];
  readonly failures: readonly ScenarioDifference[];
}

/** Runs the files in order; throws ScenarioError naming file, case and place when one is not well formed. */
export function runScenarios(files: readonly ScenarioFile[]): ScenarioOutcome {
  const outcomes = files.map(({ name, text }) => runScenarioFile(readJson(name, text), name));
  return {
    results: outcomes.flatMap((outcome) => outcome.results),
    failures: outcomes.flatMap((outcome) => outcome.failures),
  };
}

/** Runs one parsed file; its cases tell its kind: `steps` = reconciliation, `days` = discipline. */
export function runScenarioFile(json: unknown, fileName: string): ScenarioOutcome {
  if (isDiscipline(json)) return runDisciplineFile(json, fileName);
  const runs = runReconciliationFile(json, fileName);
  return { results: runs.map((run) => run.result), failures: runs.flatMap((run) => run.differences) };
}

/** Runs a reconciliation file and keeps the days of every step, for their explanations. */
export function runReconciliationFile(json: unknown, fileName: string): ScenarioRun[] {
  const { cases, defaults } = readFile(json, fileName);
  return cases.map((scenario) => runScenarioCase(scenario, defaults));
}

function readFile(json: unknown, fileName: string) {
  const file = fileSchema.safeParse(json);
  if (!file.success) throw new ScenarioError(fileName, schemaProblems('file', file.error));
  const problems: string[] = [];
  const cases = file.data.cases.flatMap((written, index) => readCase(written, index, problems));
  problems.push(...repeatedIds(cases));
  if (problems.length > 0) throw new ScenarioError(fileName, problems);
  return { cases, defaults: file.data.defaults };
}

function readCase(written: unknown, index: number, problems: string[]): ScenarioCase[] {
  const where = caseName(written, index);
  const parsed = caseSchema.safeParse(written);
  if (!parsed.success) {
    problems.push(...schemaProblems(where, parsed.error));
    return [];
  }
  problems.push(...checkScenarioCase(where, parsed.data));
  return [parsed.data];
}

function caseName(written: unknown, index: number): string {
  const id = (written as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? `case ${id}` : `case number ${index + 1}`;
}

function isDiscipline(json: unknown): boolean {
  const cases = (json as { cases?: unknown } | null)?.cases;
  if (!Array.isArray(cases)) return false;
  return cases.some((one) => typeof one === 'object' && one !== null && 'days' in one && !('steps' in one));
}

function runDisciplineFile(json: unknown, fileName: string): ScenarioOutcome {
  try {
    const results = runDisciplineCases(json);
    const expectations = new Map((json as { cases: DisciplineCase[] }).cases.map((one) => [one.id, one]));
    return {
      results,
      failures: results.flatMap((result) => disciplineDifferences(result, expectations.get(result.id))),
    };
  } catch (error) {
    if (error instanceof DisciplineScenarioError) throw new ScenarioError(fileName, error.problems);
    throw error;
  }
}

interface DisciplineCase {
  readonly id: string;
  readonly title?: string;
  readonly expect: Readonly<Record<string, unknown>>;
}

function disciplineDifferences(
  result: DisciplineCaseResult,
  written: DisciplineCase | undefined,
): ScenarioDifference[] {
  if (result.pass || !written) return [];
  return (['cumulativeDays', 'longestRun', 'level'] as const)
    .filter((key) => written.expect[key] !== undefined && written.expect[key] !== result[key])
    .map((key) => ({
      ...{ caseId: result.id, title: written.title ?? '', where: key },
      ...{ expected: written.expect[key], actual: result[key] },
    }));
}

function readJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScenarioError(name, [`not JSON: ${(error as Error).message}`]);
  }
}
