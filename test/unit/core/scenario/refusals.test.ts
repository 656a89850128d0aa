import { runScenarios } from '../../../../src/core/scenario/run-scenarios';
import { ScenarioError } from '../../../../src/core/scenario/scenario-error';

const good = {
  id: 'T-1',
  zone: 'Asia/Jakarta',
  shifts: { REG: { segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] } },
  roster: [{ date: '2025-08-04', shift: 'REG' }],
  steps: [
    { asOf: '2025-08-06T12:00:00+07:00', punches: [] as object[], expect: [{ date: '2025-08-04', status: 'ABSENT' }] },
  ],
};
const step = good.steps[0] as (typeof good.steps)[0];
const withStep = (more: object) => ({ ...good, steps: [{ ...step, ...more }] });
const withShift = (shift: object) => ({ ...good, shifts: { REG: shift } });

/** A case nobody may run, and what the message must name: the case, the place and the fault. */
const refused: [string, object, RegExp][] = [
  ['an unknown key', { ...good, shfits: {} }, /case T-1, shfits: unknown key/],
  ['an unknown policy key', { ...good, policy: { lateGrace: 5 } }, /case T-1, policy\.lateGrace: unknown key/],
  [
    'an unknown key of a punch',
    withStep({ punches: [{ t: '2025-08-04T07:30:00', dri: 'in' }] }),
    /steps\[0\]\.punches\[0\]\.dri: unknown key/,
  ],
  [
    'a date that does not exist',
    { ...good, roster: [{ date: '2026-02-30', shift: 'REG' }] },
    /roster\[0\]\.date: '2026-02-30' is not a date/,
  ],
  [
    'a time that does not exist',
    withStep({ punches: [{ t: '2025-08-04T25:00:00', dir: null }] }),
    /punches\[0\]\.t: '2025-08-04T25:00:00' is not a time/,
  ],
  ['an unknown zone', { ...good, zone: 'Asia/Binjai' }, /case T-1, zone: 'Asia\/Binjai' is not an IANA time zone/],
  ['a direction that is none', withStep({ punches: [{ t: '2025-08-04T07:30:00', dir: 'up' }] }), /punches\[0\]\.dir/],
  [
    'a shift that ends before it starts',
    withShift({ segments: [['16:00', '07:30']] }),
    /shifts\.REG\.segments\[0\]: the end 07:30 is not after the start 16:00; an end on the next day is written 07:30\+1/,
  ],
  [
    'overlapping segments',
    withShift({
      segments: [
        ['07:30', '12:00'],
        ['11:00', '16:00'],
      ],
    }),
    /shifts\.REG\.segments\[1\]: segment 11:00-16:00 overlaps segment 07:30-12:00/,
  ],
  [
    'a break outside the shift',
    withShift({ segments: [['07:30', '16:00']], breaks: [['16:30', '17:00']] }),
    /breaks\[0\]: break 16:30-17:00 lies outside/,
  ],
  ['a shift without hours', withShift({}), /shift REG has no hours/],
  ['a shift longer than a day', withShift({ segments: [['07:30', '08:00+1']] }), /at most 24 hours/],
  [
    'a version with impossible hours',
    withShift({ segments: [['07:30', '16:00']], versions: [{ from: '2025-09-01', segments: [['9:00', '16:00']] }] }),
    /shifts\.REG\.versions\[0\]\.segments\[0\]: '9:00' is not a time/,
  ],
  [
    'a shift nobody defined',
    { ...good, roster: [{ date: '2025-08-04', shift: 'NIGHT' }] },
    /roster\[0\]\.shift: there is no shift 'NIGHT'/,
  ],
  [
    'a rotation without an anchor',
    { ...good, rotation: { pattern: ['REG', null] } },
    /rotation\.anchor: a rotation needs an anchor/,
  ],
  [
    'an empty rotation',
    { ...good, rotation: { pattern: [], anchor: '2025-08-04' } },
    /rotation\.pattern: a rotation needs at least one day/,
  ],
  [
    'a leave of 400 days',
    { ...good, leaves: [{ id: 'L', from: '2025-01-01', to: '2026-02-04', status: 'approved' }] },
    /leaves\[0\]: .*400 days; one request may last at most 366/,
  ],
  [
    'a leave that ends before it begins',
    withStep({ leaves: [{ id: 'L', from: '2025-08-05', to: '2025-08-03', status: 'approved' }] }),
    /steps\[0\]\.leaves\[0\]: .*must end after it begins/,
  ],
  [
    'an unknown status',
    withStep({ leaves: [{ id: 'L', from: '2025-08-05', to: '2025-08-06', status: 'maybe' }] }),
    /leaves\[0\]\.status: 'maybe' is none of/,
  ],
  [
    'an expectation of an unknown status',
    withStep({ expect: [{ date: '2025-08-04', status: 'LATE' }] }),
    /expect\[0\]\.status/,
  ],
  ['a signal that is none', withStep({ signals: ['2025-08-04:GONE'] }), /signals\[0\]: '2025-08-04:GONE' is no signal/],
  ['no steps', { ...good, steps: [] }, /steps: a case needs at least one step/],
];

describe('a wrong scenario file', () => {
  it.each(refused)('is refused for %s', (_, scenario, message) => {
    expect(problemsOf({ cases: [scenario] })).toMatch(message);
  });

  it('is refused when two cases share an id, when it is no JSON, when it has no cases', () => {
    expect(problemsOf({ cases: [good, good] })).toMatch(/case T-1, id: two cases have this id/);
    expect(problemsOf('{"cases": [')).toMatch(/wrong\.json: not JSON/);
    expect(problemsOf({ kases: [] })).toMatch(/cases/);
  });

  it('names every fault of every case at once', () => {
    const message = problemsOf({
      cases: [
        { ...good, zone: 'X' },
        { ...good, id: 'T-2', roster: [{ date: '2025-8-4', shift: 'REG' }] },
      ],
    });
    expect(message).toMatch(/case T-1, zone/);
    expect(message).toMatch(/case T-2, roster/);
  });

  it('is not what the good case is', () => {
    expect(runScenarios([{ name: 'good.json', text: JSON.stringify({ cases: [good] }) }]).failures).toEqual([]);
  });
});

function problemsOf(file: unknown): string {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  try {
    runScenarios([{ name: 'wrong.json', text }]);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return 'nothing was refused';
}
