import { checkSchedule, weeklyMinutes } from '../../../../src/core/schedule/check-schedule';
import { checkShift, owedMinutes } from '../../../../src/core/schedule/check-shift';
import type { ClockRange, Shift, ShiftVersion } from '../../../../src/core/schedule/shift';

const version = (segments: ClockRange[], breaks: ClockRange[] = []): ShiftVersion => ({
  from: null,
  segments,
  breaks,
  punchEachSegment: false,
});
const shift = (code: string, ...versions: ShiftVersion[]): Shift => ({ code, versions });
const REG = shift('REG', version([['07:30', '16:00']], [['12:00', '13:00']]));
const FRI = shift('FRI', version([['07:30', '16:30']], [['11:30', '13:00']]));
const N = shift('N', version([['21:00', '07:00+1']]));
const shifts = new Map([REG, FRI, N].map((one) => [one.code, one]));
const check = { shifts, onDate: '2025-08-04' };
const week = [['REG'], ['REG'], ['REG'], ['REG'], ['FRI'], [], []];

describe('checkShift', () => {
  it('is content with offices, nights, midnight and 24 hours', () => {
    for (const good of [
      REG,
      FRI,
      N,
      shift('D', version([['08:00', '08:00+1']])),
      shift('L', version([['16:00', '24:00']])),
    ]) {
      expect(checkShift(good)).toEqual([]);
    }
  });

  it.each<[string, ShiftVersion, string]>([
    ['an end before the start', version([['16:00', '07:30']]), 'versions[0].segments[0]'],
    ['an end that equals the start', version([['07:30', '07:30']]), 'versions[0].segments[0]'],
    [
      'overlapping segments',
      version([
        ['07:30', '12:30'],
        ['12:00', '16:00'],
      ]),
      'versions[0].segments[1]',
    ],
    ['a break outside', version([['07:30', '16:00']], [['15:30', '16:30']]), 'versions[0].breaks[0]'],
    [
      'overlapping breaks',
      version(
        [['07:30', '16:00']],
        [
          ['12:00', '13:00'],
          ['12:30', '13:30'],
        ],
      ),
      'versions[0].breaks[1]',
    ],
    ['no segment', version([]), 'versions[0].segments'],
    ['a clock that is none', version([['7:30', '16:00']]), 'versions[0].segments[0]'],
    ['a start on the next day', version([['07:00+1', '09:00+1']]), 'versions[0].segments[0]'],
    ['a version from no date', { ...version([['07:30', '16:00']]), from: '2025-02-30' }, 'versions[0].from'],
  ])('refuses %s', (_, wrong, path) => {
    expect(checkShift(shift('X', wrong))).toMatchObject([{ severity: 'error', path }]);
  });

  it('refuses two versions from one date and warns of a break between the segments', () => {
    const hours = version([['07:30', '16:00']]);
    expect(checkShift(shift('X', hours, hours))).toMatchObject([{ severity: 'error', path: 'versions[1].from' }]);
    const gap = version(
      [
        ['08:00', '12:00'],
        ['13:00', '17:00'],
      ],
      [['12:00', '13:00']],
    );
    expect(checkShift(shift('X', gap))).toMatchObject([{ severity: 'warning', path: 'versions[0].breaks[0]' }]);
  });

  it('counts owed minutes without breaks', () => {
    expect([REG, FRI, N].map((one) => owedMinutes(one.versions[0] as ShiftVersion))).toEqual([450, 450, 600]);
  });
});

describe('checkSchedule', () => {
  it('is content with the decreed week of 37.5 hours', () => {
    expect(checkSchedule({ kind: 'weekly', week }, check)).toEqual([]);
    expect(weeklyMinutes(week, check)).toBe(2_250);
  });

  it('warns, and only warns, of other weekly minutes', () => {
    const short = [['REG'], ['REG'], ['REG'], ['REG'], [], [], []];
    expect(checkSchedule({ kind: 'weekly', week: short }, check)).toMatchObject([
      { severity: 'warning', path: 'week' },
    ]);
    expect(checkSchedule({ kind: 'weekly', week }, { ...check, decreedWeeklyMinutes: 1_950 })).toMatchObject([
      { severity: 'warning' },
    ]);
  });

  it('refuses a rotation without an anchor, an empty one, a short week, unknown and overlapping shifts', () => {
    const problems = (schedule: Parameters<typeof checkSchedule>[0]) =>
      checkSchedule(schedule, check)
        .filter((one) => one.severity === 'error')
        .map((one) => one.path);
    expect(problems({ kind: 'rotation', pattern: [['REG'], []], anchor: '' })).toEqual(['anchor']);
    expect(problems({ kind: 'rotation', pattern: [['REG'], []], anchor: '2025-02-30' })).toEqual(['anchor']);
    expect(problems({ kind: 'rotation', pattern: [], anchor: '2025-08-04' })).toEqual(['pattern']);
    expect(problems({ kind: 'weekly', week: week.slice(0, 6) })).toEqual(['week']);
    expect(problems({ kind: 'rotation', pattern: [['GONE']], anchor: '2025-08-04' })).toEqual(['pattern[0]']);
    expect(problems({ kind: 'rotation', pattern: [['REG', 'FRI']], anchor: '2025-08-04' })).toEqual(['pattern[0]']);
  });
});
