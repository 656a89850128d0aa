import { formatDifferences } from '../../../../src/core/scenario/format-differences';
import { runScenarioFile } from '../../../../src/core/scenario/run-scenarios';
import type { ScenarioCaseResult, ScenarioStepResult } from '../../../../src/core/scenario/scenario-result';

const office = {
  zone: 'Asia/Jakarta',
  shifts: { REG: { segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] } },
  roster: [{ date: '2025-08-04', shift: 'REG' }],
};
const day = (status: string) => [{ date: '2025-08-04', status }];
const morning = { t: '2025-08-04T07:29:00', dir: null, device: 'D1' };
const evening = { t: '2025-08-04T16:01:00', dir: null, device: 'D1' };

function run(scenario: object): readonly ScenarioStepResult[] {
  const { results, failures } = runScenarioFile({ cases: [{ id: 'S', ...office, ...scenario }] }, 'steps.json');
  expect(failures).toEqual([]);
  return (results[0] as ScenarioCaseResult).steps;
}

describe('facts that come later', () => {
  it('a leave approved late retracts the absence, and its revocation raises it again', () => {
    const leave = { id: 'L', from: '2025-08-04', to: '2025-08-04', type: 'sick' };
    run({
      steps: [
        { asOf: '2025-08-05T08:00:00', expect: day('ABSENT'), signals: ['2025-08-04:ABSENT'] },
        {
          asOf: '2025-08-06T08:00:00',
          leaves: [{ ...leave, status: 'approved' }],
          expect: day('ON_LEAVE'),
          signals: [],
          retracted: ['2025-08-04:ABSENT'],
        },
        {
          asOf: '2025-08-07T08:00:00',
          leaves: [{ ...leave, status: 'revoked' }],
          expect: day('ABSENT'),
          signals: ['2025-08-04:ABSENT'],
          retracted: [],
        },
      ],
    });
  });

  it('a holiday decreed in August takes the absence away', () => {
    run({
      steps: [
        { asOf: '2025-08-05T08:00:00', expect: day('ABSENT'), signals: ['2025-08-04:ABSENT'] },
        {
          asOf: '2025-08-07T08:00:00',
          holidays: [{ date: '2025-08-04', name: 'Cuti bersama' }],
          expect: day('HOLIDAY'),
          retracted: ['2025-08-04:ABSENT'],
        },
      ],
    });
  });

  it('a corrected roster, a new policy and new hours are judged at once', () => {
    run({
      steps: [
        {
          asOf: '2025-08-05T08:00:00',
          punches: [{ ...morning, t: '2025-08-04T07:40:00' }, evening],
          expect: [{ date: '2025-08-04', lateMinutes: 10 }],
        },
        {
          asOf: '2025-08-05T09:00:00',
          policy: { lateGraceMinutes: 15 },
          expect: [{ date: '2025-08-04', lateMinutes: 0 }],
          retracted: ['2025-08-04:LATE'],
        },
        {
          asOf: '2025-08-05T10:00:00',
          shifts: { REG: { segments: [['07:00', '16:00']] } },
          expect: [{ date: '2025-08-04', lateMinutes: 40, workedMinutes: 500 }],
        },
        {
          asOf: '2025-08-05T11:00:00',
          roster: [{ date: '2025-08-04', shift: null }],
          expect: [{ date: '2025-08-04', status: 'OFF', flags: ['OFFDAY_WORK'], workedMinutes: 501 }],
        },
      ],
    });
  });

  it('the same record by poll and by push is stored once, and a terminal that sends it again changes nothing', () => {
    run({
      steps: [
        { asOf: '2025-08-05T08:00:00', punches: [morning, evening, morning], storedPunches: 2, expect: day('PRESENT') },
        {
          asOf: '2025-08-05T09:00:00',
          punches: [evening, { ...evening, dir: 'out' }],
          storedPunches: 3,
          expect: day('PRESENT'),
        },
      ],
    });
  });

  it('a wall time of the repeated hour is two records when both offsets are written, and one when the offset says nothing new', () => {
    const ends = { t: '2025-10-26T06:00:00', dir: null, device: 'D1' };
    run({
      zone: 'Europe/Berlin',
      shifts: { X: { segments: [['02:00', '06:00']] } },
      roster: [{ date: '2025-10-26', shift: 'X' }],
      steps: [
        {
          asOf: '2025-10-28T08:00:00',
          punches: [
            { t: '2025-10-26T02:20:00+02:00', dir: null, device: 'D1' },
            { t: '2025-10-26T02:20:00+01:00', dir: null, device: 'D1' },
            ends,
            { ...ends, t: '2025-10-26T06:00:00+01:00' },
          ],
          storedPunches: 3,
          expect: [{ date: '2025-10-26', status: 'PRESENT', lateMinutes: 20, workedMinutes: 280 }],
        },
      ],
    });
  });

  it('a correction that is revoked takes back what it added', () => {
    const correction = { id: 'C', date: '2025-08-04', kind: 'out', t: '2025-08-04T16:05:00' };
    const [, , after] = run({
      steps: [
        { asOf: '2025-08-05T08:00:00', punches: [morning], expect: day('INCOMPLETE') },
        { asOf: '2025-08-05T09:00:00', corrections: [{ ...correction, status: 'Approved' }], expect: day('PRESENT'), retracted: ['2025-08-04:INCOMPLETE'] },
        { asOf: '2025-08-05T10:00:00', corrections: [{ ...correction, status: 'revoked' }], expect: day('INCOMPLETE'), signals: ['2025-08-04:INCOMPLETE'] },
      ],
    });
    expect(after?.days[0]?.flags).toEqual(['MISSING_OUT']);
  });

  it('records of a wrong clock wait in quarantine and count when their time has come', () => {
    run({
      steps: [
        {
          asOf: '2025-08-04T07:00:00',
          punches: [{ ...morning, t: '2025-08-04T07:10:00' }, evening, { ...morning, t: '2000-01-01T00:00:10' }],
          quarantined: 2,
          storedPunches: 3,
          expect: [],
        },
        { asOf: '2025-08-05T08:00:00', quarantined: 1, expect: day('PRESENT') },
      ],
    });
  });

  it('exactly 366 days and exactly 10 minutes are still believed', () => {
    run({
      steps: [
        {
          asOf: '2025-08-04T07:00:00',
          punches: [
            { ...morning, t: '2025-08-04T07:10:00' },
            { ...morning, t: '2025-08-04T07:10:01' },
            { ...morning, t: '2024-08-03T07:00:00' },
            { ...morning, t: '2024-08-03T06:59:59' },
          ],
          quarantined: 2,
          expect: [],
        },
      ],
    });
  });

  it('a PIN counts for the dates it is held', () => {
    const pins = [{ pin: '7', from: '2025-08-05' }];
    run({
      steps: [
        {
          asOf: '2025-08-05T08:00:00',
          employee: { pins },
          punches: [
            { ...morning, pin: '7' },
            { ...evening, pin: '7' },
          ],
          quarantined: 2,
          expect: day('ABSENT'),
        },
        {
          asOf: '2025-08-05T09:00:00',
          employee: { pins: ['7'] },
          quarantined: 0,
          expect: day('PRESENT'),
          retracted: ['2025-08-04:ABSENT'],
        },
      ],
    });
  });

  it('a door that opens is nobody, a badge at the door is somebody', () => {
    const door = { source: 'door', device: 'DOOR-1' };
    run({
      steps: [
        {
          asOf: '2025-08-05T08:00:00',
          punches: [
            { ...morning, ...door, pin: null },
            { ...evening, ...door },
          ],
          storedPunches: 0,
          quarantined: 0,
          expect: day('ABSENT'),
        },
        {
          asOf: '2025-08-05T09:00:00',
          punches: [
            { ...morning, ...door, pin: '7' },
            { ...evening, ...door, pin: '7' },
          ],
          storedPunches: 2,
          expect: day('PRESENT'),
        },
      ],
    });
  });
});

describe('a closed month', () => {
  const locked = [{ date: '2025-08-04', status: 'ABSENT', absentDays: 1 }];

  it('keeps its record and says that something came later', () => {
    run({
      policy: { lockedThrough: '2025-08-31' },
      locked,
      steps: [
        {
          asOf: '2025-09-02T08:00:00',
          expect: [{ date: '2025-08-04', status: 'ABSENT', flags: ['NO_PUNCH'], absentDays: 1 }],
          signals: ['2025-08-04:ABSENT'],
        },
        {
          asOf: '2025-09-03T08:00:00',
          punches: [morning, evening],
          expect: [
            { date: '2025-08-04', status: 'ABSENT', flags: ['LOCKED_CHANGE_PENDING'], absentDays: 1, workedMinutes: 0 },
          ],
          signals: ['2025-08-04:ABSENT'],
          retracted: [],
        },
      ],
    });
  });

  it('keeps what was judged before when the case gives no record', () => {
    run({
      policy: { lockedThrough: '2025-08-31' },
      steps: [
        {
          asOf: '2025-09-02T08:00:00',
          punches: [{ ...morning, t: '2025-08-04T07:45:00' }, evening],
          expect: [{ date: '2025-08-04', lateMinutes: 15, flags: [] }],
        },
        {
          asOf: '2025-09-03T08:00:00',
          punches: [morning],
          expect: [{ date: '2025-08-04', lateMinutes: 15, workedMinutes: 435, flags: ['LOCKED_CHANGE_PENDING'] }],
        },
        {
          asOf: '2025-09-04T08:00:00',
          expect: [{ date: '2025-08-04', lateMinutes: 15, flags: ['LOCKED_CHANGE_PENDING'] }],
        },
      ],
    });
  });

  it('leaves the open month alone', () => {
    run({
      policy: { lockedThrough: '2025-08-03' },
      steps: [
        {
          asOf: '2025-08-05T08:00:00',
          punches: [morning, evening],
          expect: [{ date: '2025-08-04', status: 'PRESENT', flags: [] }],
        },
      ],
    });
  });
});

describe('what is printed', () => {
  it('has the columns of the format, in order, and says where it differs', () => {
    const scenario = {
      id: 'S',
      title: 'Wrong',
      ...office,
      steps: [{ asOf: '2025-08-05T08:00:00', expect: [{ date: '2025-08-04', status: 'PRESENT', flags: [] }] }],
    };
    const outcome = runScenarioFile({ cases: [scenario] }, 'x.json');
    const result = outcome.results[0] as ScenarioCaseResult;
    expect(Object.keys(result)).toEqual(['id', 'pass', 'steps']);
    expect(Object.keys(result.steps[0] as object)).toEqual([
      'days',
      'signals',
      'retracted',
      'quarantined',
      'storedPunches',
    ]);
    expect(result).toMatchObject({
      pass: false,
      steps: [{ days: [{ date: '2025-08-04', shift: 'REG', status: 'ABSENT', flags: ['NO_PUNCH'] }] }],
    });
    expect(formatDifferences(outcome)).toBe(
      [
        'S  Wrong',
        '    step 1, 2025-08-04, status: expected PRESENT, got ABSENT',
        '    step 1, 2025-08-04, flags: expected [], got ["NO_PUNCH"]',
        '0 of 1 cases hold',
      ].join('\n'),
    );
  });

  it('mixes both kinds of files', () => {
    const discipline = {
      levels: [
        ['NONE', 0],
        ['FIRST', 3],
      ],
      cases: [{ id: 'D', days: [], asOf: '2025-12-31', expect: { cumulativeDays: 1 } }],
    };
    const outcome = runScenarioFile(discipline, 'd.json');
    expect(outcome.results).toMatchObject([{ id: 'D', pass: false, cumulativeDays: 0 }]);
    expect(formatDifferences(outcome)).toMatch(/D {2}\n {4}cumulativeDays: expected 1, got 0\n0 of 1 cases hold/);
  });
});
