import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDisciplineCases } from '../../../src/core/discipline/discipline-scenario';

const file = JSON.parse(readFileSync(join(__dirname, 'public-cases.json'), 'utf8')) as { cases: { id: string; title: string; expect: object }[] };
const results = runDisciplineCases(file);

describe('the public discipline cases', () => {
  it.each(file.cases.map((each, index) => [each.id, each.title, index] as const))('%s: %s', (_id, _title, index) => {
    expect(results[index]).toMatchObject({ id: file.cases[index]?.id, ...file.cases[index]?.expect, pass: true });
  });

  it('has all eight', () => {
    expect(results).toHaveLength(8);
  });
});
