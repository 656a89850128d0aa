import { type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { formatDifferences } from '../core/scenario/format-differences';
import { runScenarios } from '../core/scenario/run-scenarios';
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
  const run = runScenarios(files);
  answer(options.json ? JSON.stringify(run.results) : formatDifferences(run));
  if (run.failures.length > 0) process.exitCode = 1;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new DomainError('unreadable-file', `${path} cannot be read: ${messageOf(error)}`);
  }
}
