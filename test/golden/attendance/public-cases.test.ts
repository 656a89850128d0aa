import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runReconciliationFile } from '../../../src/core/scenario/run-scenarios';

const file: unknown = JSON.parse(readFileSync(join(__dirname, 'public-cases.json'), 'utf8'));
const runs = runReconciliationFile(file, 'public-cases.json');

it.each(runs.map((run) => [run.result.id, run] as const))('%s holds', (_, run) => {
  expect(run.differences).toEqual([]);
});

it('are all there', () => {
  expect(runs).toHaveLength(32);
});
