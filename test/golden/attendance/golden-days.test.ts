import { runReconciliationFile } from '../../../src/core/scenario/run-scenarios';
import { daysOf, goldenFiles, scenarioOf } from './golden-days';

const files = goldenFiles(__dirname);

describe.each(files)('$name', ({ file }) => {
  it.each(file.days)('$title', (day) => {
    const scenario = scenarioOf(file, day, 'golden');
    const [run] = runReconciliationFile({ cases: [scenario] }, file.topic);
    expect(run?.differences.map(({ where, expected, actual }) => ({ where, expected, actual }))).toEqual([]);
  });

  it('shows the sum of every day', () => {
    expect(file.days.filter((day) => !day.sum || day.sum.length < 10).map((day) => day.title)).toEqual([]);
  });
});

it('holds at least 150 days', () => {
  const days = files.flatMap(({ file }) => file.days).reduce((sum, day) => sum + daysOf(day), 0);
  expect(days).toBeGreaterThanOrEqual(150);
});
