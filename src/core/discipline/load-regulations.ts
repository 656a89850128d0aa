import { z } from 'zod';
import type { WorkDate } from '../time/instant';
import type { CheckedFile } from './checked-file';
import { crossProblems, missingProcedures } from './cross-checks';
import { regulationProblems, unorderedDates } from './regulation-checks';
import { regulationSchema, type Regulation, type Regulations } from './regulation';
import { readYaml, writtenKey, type FileText, type ReadText, type RegulationProblem } from './regulation-text';

/** What an office chooses when it loads: the examples it activates by code, and the day it is, for the warning about old readings. */
export interface LoadChoice {
  readonly activate?: readonly string[];
  readonly todayDate?: WorkDate;
}

/** The regulations with warnings a person should see, or every problem that stops the service from starting. */
export type LoadedRegulations =
  | { readonly outcome: 'loaded'; readonly regulations: Regulations; readonly warnings: readonly RegulationProblem[] }
  | { readonly outcome: 'refused'; readonly problems: readonly RegulationProblem[] };

/** Reads regulation files into typed, checked regulations; all problems of all files are returned at once. */
export function loadRegulations(files: readonly FileText[], choice: LoadChoice = {}): LoadedRegulations {
  const read = files.map(readFile);
  const problems = read.flatMap((each) => each.problems);
  const checked = read.flatMap((each) => (each.file === undefined ? [] : [each.file]));
  const inUse = checked.filter((file) => inUseBy(file.regulation, choice));
  if (problems.length === 0) problems.push(...crossProblems(checked, inUse), ...unknownActivations(checked, choice));
  if (problems.length > 0) return { outcome: 'refused', problems };
  const regulations = {
    inUse: inUse.map((file) => file.regulation),
    all: checked.map(({ path, regulation }) => ({ path, regulation })),
  };
  return {
    outcome: 'loaded',
    regulations,
    warnings: [...missingProcedures(inUse), ...staleReadings(checked, choice.todayDate)],
  };
}

function readFile(file: FileText): { file?: CheckedFile; problems: RegulationProblem[] } {
  const read = readYaml(file);
  if (!('data' in read)) return { problems: [...read] };
  const unordered = unorderedDates(file.path, read);
  const parsed = regulationSchema.safeParse(read.data);
  if (!parsed.success)
    return { problems: [...unordered, ...parsed.error.issues.map((issue) => schemaProblem(file.path, read, issue))] };
  const checked: CheckedFile = { path: file.path, regulation: parsed.data, lineOf: read.lineOf };
  return { file: checked, problems: [...unordered, ...regulationProblems(checked)] };
}

function schemaProblem(path: string, read: ReadText, issue: z.core.$ZodIssue): RegulationProblem {
  const where = issue.path.map(writtenKey).join('.');
  const unknown = issue.code === 'unrecognized_keys' ? ` (${issue.keys.map(writtenKey).join(', ')})` : '';
  return {
    path,
    line: read.lineOf(issue.path),
    rule: ruleOf(issue),
    message: `${where === '' ? 'file' : where}: ${issue.message}${unknown}`,
  };
}

function ruleOf(issue: z.core.$ZodIssue): string {
  const last = issue.path.at(-1);
  if (last === 'unit') return 'unknown-unit';
  if (last === 'checkedOn') return 'checked-on';
  if (issue.path.includes('source')) return 'missing-source';
  return issue.code === 'unrecognized_keys' ? 'unknown-key' : 'shape';
}

function inUseBy(regulation: Regulation, choice: LoadChoice): boolean {
  return regulation.status === 'active' || (choice.activate ?? []).includes(regulation.code);
}

function unknownActivations(files: readonly CheckedFile[], choice: LoadChoice): readonly RegulationProblem[] {
  const codes = new Set(files.map((file) => file.regulation.code));
  return (choice.activate ?? [])
    .filter((code) => !codes.has(code))
    .map((code) => ({
      path: 'activated regulations',
      line: null,
      rule: 'unknown-code',
      message: `no file has the code '${code}'`,
    }));
}

function staleReadings(files: readonly CheckedFile[], todayDate: WorkDate | undefined): readonly RegulationProblem[] {
  if (todayDate === undefined) return [];
  const oldest = `${Number(todayDate.slice(0, 4)) - 1}${todayDate.slice(4)}`;
  return files
    .filter((file) => file.regulation.checkedOn < oldest)
    .map((file) => ({
      path: file.path,
      line: file.lineOf(['checkedOn']),
      rule: 'checked-on',
      message: `nobody has read the law since ${file.regulation.checkedOn}`,
    }));
}
