import { DisciplineScenarioError, runDisciplineCases } from '../../../../src/core/discipline/discipline-scenario';

const levels = [
  ['NONE', 0],
  ['LOW', 2],
  ['HIGH', 4],
];
const file = (change: object, root: object = {}) => ({
  schemaVersion: 1,
  levels,
  cases: [{ id: 'X-1', days: [], holidays: [], policy: {}, asOf: '2026-12-31', expect: {}, ...change }],
  ...root,
});
const run = (change: object) => runDisciplineCases(file(change))[0];
const absent = (...dates: string[]) => dates.map((date) => ({ date, absentDays: 1 }));

describe('a discipline scenario', () => {
  it('uses the levels of its file and leaves out what it does not expect', () => {
    const days = absent('2026-02-02', '2026-02-04');
    expect(run({ days, expect: { level: 'LOW' } })).toEqual({
      id: 'X-1',
      pass: true,
      cumulativeDays: 2,
      longestRun: 1,
      level: 'LOW',
    });
    expect(run({ days, expect: { level: 'LOW', cumulativeDays: 3 } })).toMatchObject({
      pass: false,
      cumulativeDays: 2,
    });
    expect(run({})).toMatchObject({ pass: true, level: 'NONE', longestRun: 0 });
  });

  it.each([
    ['weekend', absent('2026-02-07')],
    ['holiday', [{ date: '2026-02-02', absentDays: 1, lateMinutes: 500 }]],
    ['leave', [{ date: '2026-02-03', absentDays: 1, status: 'ON_LEAVE' }]],
    ['pending', [{ date: '2026-02-03', absentDays: 1, pending: true }]],
    ['retracted', [{ date: '2026-02-03', absentDays: 1, retracted: true }]],
    ['later than the date of the account', absent('2027-02-03')],
    ['excused', [{ date: '2026-02-03', lateMinutes: 500, lateExcused: true }]],
  ])('does not count a day that is %s', (_title, days) => {
    expect(run({ days, holidays: ['2026-02-02'], policy: { convertMinutesPerDay: 450 } })).toMatchObject({
      cumulativeDays: 0,
      longestRun: 0,
      level: 'NONE',
    });
  });

  it('counts the year of the date only, but a run whatever its year', () => {
    const dates = [
      '2025-12-22',
      '2025-12-23',
      '2025-12-24',
      '2025-12-25',
      '2025-12-26',
      '2025-12-29',
      '2025-12-30',
      '2025-12-31',
      '2026-01-01',
      '2026-01-02',
    ];
    expect(run({ days: absent(...dates) })).toMatchObject({ cumulativeDays: 2, longestRun: 10, level: 'HIGH' });
    expect(run({ days: absent(...dates), asOf: '2027-01-31' })).toMatchObject({
      cumulativeDays: 0,
      longestRun: 10,
      level: 'HIGH',
    });
  });

  it('takes the later of two entries of one date', () => {
    expect(
      run({ days: [...absent('2026-02-03'), { date: '2026-02-03', absentDays: 1, retracted: true }] }),
    ).toMatchObject({ cumulativeDays: 0 });
  });

  it.each([
    [{ days: [{ date: '2026-02-30', absentDays: 1 }] }, 'case X-1, days[0].date: a date written YYYY-MM-DD is needed'],
    [{ dayz: [] }, 'case X-1, dayz: unknown key'],
    [{ days: [{ date: '2026-02-03', absentDay: 1 }] }, 'case X-1, days[0].absentDay: unknown key'],
    [{ policy: { convertMinutes: 450 } }, 'case X-1, policy.convertMinutes: unknown key'],
    [{ id: 7 }, 'case number 1, id: Invalid input: expected string, received number'],
  ])('is refused with the case and the place: %j', (change, problem) => {
    expect(() => runDisciplineCases(file(change))).toThrow(DisciplineScenarioError);
    expect(() => runDisciplineCases(file(change))).toThrow(problem);
  });

  it('is refused when its levels do not ascend', () => {
    expect(() =>
      runDisciplineCases(
        file(
          {},
          {
            levels: [
              ['NONE', 0],
              ['LOW', 3],
              ['HIGH', 3],
            ],
          },
        ),
      ),
    ).toThrow('levels: the numbers of the levels must ascend');
  });
});
