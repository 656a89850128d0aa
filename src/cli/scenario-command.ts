import { type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { formatDifferences } from '../core/scenario/format-differences';
import { runScenarios, type ScenarioFile, type ScenarioOutcome } from '../core/scenario/run-scenarios';
import { ScenarioError } from '../core/scenario/scenario-error';
import { DomainError, messageOf } from '../platform/errors';
import { answer } from './session';

/** `scenario FILE...`: how an HR or legal officer tests a policy, and how the engine is accepted. */
export function addScenarioCommand(root: Command): void {
  root
    .command('scenario <files...>')
    .description('run the cases of scenario files; exit status 1 when an expectation is missed')
    .option('--json', 'print one JSON array with the outcome of every case')
    .action(scenario);
}

async function scenario(paths: readonly string[], options: { json?: boolean }): Promise<void> {
  const files = await Promise.all(paths.map(async (path) => ({ name: path, text: await textOf(path) })));
  const run = runFiles(files);
  answer(options.json ? JSON.stringify(run.results) : formatDifferences(run));
  if (run.failures.length > 0) process.exitCode = 1;
}

/** A file that is not well formed is the reader's to mend: every fault with its place, a line each. */
function runFiles(files: readonly ScenarioFile[]): ScenarioOutcome {
  try {
    return runScenarios(files);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new DomainError('scenario-refused', [`${error.fileName} is not a scenario file that can be run:`, ...error.problems].join('\n    '));
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new DomainError('unreadable-file', `${path} cannot be read: ${messageOf(error)}`);
  }
}
