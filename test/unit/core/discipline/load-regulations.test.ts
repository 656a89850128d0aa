import { loadHolidays } from '../../../../src/core/discipline/load-holidays';
import { loadRegulations } from '../../../../src/core/discipline/load-regulations';
import { holidayTexts, regulationTexts } from './shipped-regulations';

/** The problems of the shipped files after one change to one of them. */
function problemsOf(name: string, from: string | RegExp, to: string, activate: string[] = []) {
  const texts = regulationTexts().map((file) => {
    if (!file.path.endsWith(`/${name}`)) return file;
    const text = file.text.replace(from, to);
    if (text === file.text) throw new Error(`${name} does not contain ${String(from)}`);
    return { path: file.path, text };
  });
  const loaded = loadRegulations(texts, { activate });
  return loaded.outcome === 'refused' ? loaded.problems : [];
}

function lineOf(name: string, text: string): number {
  const file = regulationTexts().find((each) => each.path.endsWith(`/${name}`));
  return (file?.text.slice(0, file.text.indexOf(text)).split('\n').length ?? 0) as number;
}

describe('a wrong regulation file is refused with file, line and rule', () => {
  const row = (numbers: string) => `{ from: ${numbers}, sanction: teguran-tertulis, article: Ps 9 }`;

  it.each([
    ['5, to: 6', 'threshold-gap', 'nothing covers 4 to 4'],
    ['3, to: 6', 'threshold-overlap', 'the row from 3 overlaps the row from 3'],
    ['6, to: 4', 'threshold-gap', 'nothing covers 4 to 5'],
  ])('a table with a row from %s: %s', (numbers, rule, message) => {
    const problems = problemsOf('absence-pns.yaml', row('4, to: 6'), row(numbers));
    expect(problems[0]).toEqual({
      path: 'regulations/absence-pns.yaml',
      line: lineOf('absence-pns.yaml', row('4, to: 6')),
      rule,
      message,
    });
  });

  it('a row that ends before it begins', () => {
    const problems = problemsOf('absence-pns.yaml', '{ from: 3, to: 3, sanction', '{ from: 3, to: 2, sanction');
    expect(problems).toMatchObject([{ rule: 'threshold-order', message: 'the row from 3 ends before it begins' }]);
  });

  it('a last row with an end', () => {
    const problems = problemsOf('absence-pns.yaml', '{ from: 28, to: null,', '{ from: 28, to: 60,');
    expect(problems).toMatchObject([
      { rule: 'threshold-open-end', line: lineOf('absence-pns.yaml', '{ from: 28, to: null,') },
    ]);
  });

  it('a row in the middle without an end', () => {
    expect(problemsOf('absence-pns.yaml', '{ from: 25, to: 27,', '{ from: 25, to: null,')).toMatchObject([
      { rule: 'threshold-overlap' },
    ]);
  });

  it('a lighter sanction in a higher row', () => {
    const problems = problemsOf(
      'absence-pns.yaml',
      'to: 27, sanction: bebas-jabatan-12-bulan',
      'to: 27, sanction: teguran-lisan',
    );
    expect(problems).toMatchObject([
      { rule: 'severity-ascending', line: lineOf('absence-pns.yaml', '{ from: 25, to: 27,') },
    ]);
  });

  it('a missing source', () => {
    const problems = problemsOf('duty-attendance-pns.yaml', /\n +source: \{ act: PP 94.*\}/, '');
    expect(problems).toMatchObject([
      {
        path: 'regulations/duty-attendance-pns.yaml',
        rule: 'missing-source',
        line: lineOf('duty-attendance-pns.yaml', '2021-08-31:'),
      },
    ]);
  });

  it('a source without an article, or with an unknown mark', () => {
    expect(problemsOf('duty-attendance-pns.yaml', 'article: Ps 4 huruf f, ', '')).toMatchObject([
      { rule: 'missing-source' },
    ]);
    expect(problemsOf('duty-attendance-pns.yaml', 'mark: S, references: [S1, S3]', 'mark: X')).toMatchObject([
      { rule: 'missing-source' },
    ]);
  });

  it('an unknown unit, and a known one in the wrong place', () => {
    const fortnight = problemsOf('procedure-pns.yaml', 'unit: working-day', 'unit: fortnight');
    expect(fortnight).toMatchObject([
      { rule: 'unknown-unit', line: lineOf('procedure-pns.yaml', 'unit: working-day') },
    ]);
    const misplaced = problemsOf('procedure-pns.yaml', 'unit: working-day', 'unit: percent');
    expect(misplaced).toMatchObject([
      { rule: 'unknown-unit', message: "parameters.verification_within.unit: the unit here must be 'working-day'" },
    ]);
  });

  it('dates that do not ascend', () => {
    const problems = problemsOf('examples/handbook-duty.yaml', '2026-07-01:', '2023-07-01:');
    expect(problems).toMatchObject([
      {
        rule: 'dates-ascending',
        line: lineOf('handbook-duty.yaml', '2026-07-01:'),
        message: '2023-07-01 stands after 2024-01-01; dates must ascend',
      },
    ]);
  });

  it('the same date twice', () => {
    expect(problemsOf('examples/handbook-duty.yaml', '2026-07-01:', '2024-01-01:')).toMatchObject([{ rule: 'yaml' }]);
  });

  it('a date that does not exist', () => {
    expect(problemsOf('examples/handbook-duty.yaml', '2026-07-01:', '2026-06-31:')).toMatchObject([
      { rule: 'shape', line: lineOf('handbook-duty.yaml', '2026-07-01:') },
    ]);
  });

  it.each([
    [
      'absence-pns.yaml',
      'sanction: teguran-tertulis, article: Ps 9 }',
      'sanction: teguran-keras, article: Ps 9 }',
      "nothing in sanctions has the code 'teguran-keras'",
    ],
    ['absence-pns.yaml', 'applies_to: [PNS, CPNS]', 'applies_to: [PNS, TNI]', "no staff category has the code 'TNI'"],
    [
      'sanctions-pns.yaml',
      'tier: ringan, severity: 1 }',
      'tier: kecil, severity: 1 }',
      "nothing in tiers has the code 'kecil'",
    ],
    ['procedure-pns.yaml', 'value: [pdhtaps]', 'value: [pecat]', "nothing in sanctions has the code 'pecat'"],
    [
      'examples/allowance-permentan-68-2012.yaml',
      '- leave: cuti-besar',
      '- leave: cuti-kecil',
      "nothing in leaves has the code 'cuti-kecil'",
    ],
  ])('an unknown code in %s', (name, from, to, message) => {
    expect(problemsOf(name, from, to)[0]).toMatchObject({ rule: 'unknown-code', line: expect.any(Number), message });
  });

  it('a conversion switched on without a legal basis', () => {
    const problems = problemsOf('minute-conversion-pns.yaml', 'value: false', 'value: true');
    expect(problems).toMatchObject([
      { rule: 'legal-basis', line: lineOf('minute-conversion-pns.yaml', '2010-06-06:') },
    ]);
  });

  it('a gap between the bands of an allowance table', () => {
    const problems = problemsOf(
      'examples/allowance-pmk-221-2021.yaml',
      'code: TL2, from_minutes: 31',
      'code: TL2, from_minutes: 32',
    );
    expect(problems).toMatchObject([{ rule: 'band-gap', message: 'nothing covers 31 to 31' }]);
  });

  it('an unknown key', () => {
    const problems = problemsOf('rule-required-pppk.yaml', 'title:', 'tilte:');
    expect(problems.map((each) => [each.rule, each.message])).toEqual([
      ['shape', 'title: Invalid input: expected string, received undefined'],
      ['unknown-key', 'file: Unrecognized key: "tilte" (tilte)'],
    ]);
  });

  it('a missing day of reading', () => {
    expect(problemsOf('rule-required-pppk.yaml', /checked_on: .*\n/, '')).toMatchObject([{ rule: 'checked-on' }]);
  });

  it('two rules for one category', () => {
    const problems = problemsOf('examples/pppk-kalbar.yaml', 'applies_to: [PPPK]', 'applies_to: [PNS]', [
      'absence-pppk-kalbar',
    ]);
    expect(problems).toMatchObject([
      {
        path: 'regulations/examples/pppk-kalbar.yaml',
        rule: 'two-rules',
        message: 'escalation of PNS for absence is already ruled by regulations/absence-pns.yaml',
      },
    ]);
  });

  it('a ladder without the duty it punishes', () => {
    expect(problemsOf('examples/pppk-kalbar.yaml', 'x', 'x ', ['absence-pppk-kalbar'])).toMatchObject([
      { rule: 'half-rule', message: 'the ladder needs a rule in use: duty of PPPK for absence' },
    ]);
  });

  it('a code used twice, and the activation of a code nobody has', () => {
    expect(problemsOf('authority-pns.yaml', 'code: authority-pns', 'code: absence-pns')).toMatchObject([
      { rule: 'doubled-code' },
    ]);
    expect(loadRegulations(regulationTexts(), { activate: ['nothing'] })).toMatchObject({
      outcome: 'refused',
      problems: [{ rule: 'unknown-code' }],
    });
  });

  it('a rule that counts events without saying in how many days', () => {
    expect(
      problemsOf('examples/handbook-lateness.yaml', / {2}window_days:[\s\S]*?(?= {2}count_only)/, ''),
    ).toMatchObject([{ rule: 'window' }]);
  });

  it('text that is no YAML, and all problems of all files at once', () => {
    const loaded = loadRegulations([
      { path: 'a.yaml', text: 'kind: [' },
      { path: 'b.yaml', text: 'kind: nonsense\n' },
    ]);
    expect(loaded.outcome === 'refused' && loaded.problems.map((each) => [each.path, each.line, each.rule])).toEqual([
      ['a.yaml', expect.any(Number), 'yaml'],
      ['b.yaml', 1, 'shape'],
    ]);
  });
});

describe('a wrong list of decreed days is refused', () => {
  const problemsIn = (from: string, to: string) => {
    const loaded = loadHolidays(holidayTexts().map((file) => ({ path: file.path, text: file.text.replace(from, to) })));
    return loaded.outcome === 'refused' ? loaded.problems : [];
  };

  it.each([
    ['a day of another year', '{ date: 2026-01-01,', '{ date: 2025-12-31,', 'year'],
    ['a day out of order', '{ date: 2026-01-16,', '{ date: 2026-12-16,', 'dates-ascending'],
    ['a day named twice', '{ date: 2026-01-16,', '{ date: 2026-01-01,', 'dates-ascending'],
    ['an unknown kind', '{ date: 2026-01-16, kind: national-holiday', '{ date: 2026-01-16, kind: fair', 'shape'],
    [
      'a list without a source',
      'source: { act: SKB 1497/2025, article: attachment, mark: S, references: [S25] }',
      'source: {}',
      'missing-source',
    ],
  ])('%s', (_title, from, to, rule) => {
    expect(problemsIn(from, to)[0]).toMatchObject({
      path: 'regulations/holidays/id-2026.yaml',
      line: expect.any(Number),
      rule,
    });
  });
});
