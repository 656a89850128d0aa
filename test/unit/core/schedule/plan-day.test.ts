import { defaultPolicy } from '../../../../src/core/attendance/policy';
import type { EmployeePlan } from '../../../../src/core/schedule/employee-plan';
import { planDay } from '../../../../src/core/schedule/plan-day';
import type { ClockRange, Shift } from '../../../../src/core/schedule/shift';
import { instantToWall } from '../../../../src/core/time/zone';

const shift = (code: string, start: string, end: string, breaks: ClockRange[] = []): [string, Shift] => [
  code,
  { code, versions: [{ from: null, segments: [[start, end]], breaks, punchEachSegment: false }] },
];
const weekly = (code: string) => ({ kind: 'weekly' as const, week: [[code], [code], [code], [code], [code], [], []] });
const base: EmployeePlan = {
  ...{ employeeId: 'E1', joinedDate: '2025-01-06', leftDate: '2025-12-31' },
  units: [
    { from: null, unitId: 'A', zone: 'Asia/Jakarta' },
    { from: '2025-09-01', unitId: 'B', zone: 'Asia/Jayapura', worksOnHolidays: true },
  ],
  shifts: new Map([
    shift('REG', '07:30', '16:00', [['12:00', '13:00']]),
    shift('RAM', '08:00', '15:00'),
    shift('N', '21:00', '07:00+1'),
    shift('W', '08:00', '14:00'),
  ]),
  schedules: [
    { from: null, to: null, source: 'default', schedule: weekly('W') },
    { from: '2025-02-01', to: null, source: 'unit', unitId: 'A', schedule: weekly('REG') },
    {
      from: '2025-06-02',
      to: '2025-06-30',
      source: 'personal',
      schedule: { kind: 'rotation', pattern: [['N'], []], anchor: '2025-06-02' },
    },
  ],
  roster: new Map([
    ['2025-06-03', ['REG', 'N']],
    ['2025-06-04', []],
  ]),
  holidays: new Map([
    ['2025-08-18', [{ date: '2025-08-18', name: 'Cuti bersama', kind: 'collective-leave' }]],
    ['2025-09-05', [{ date: '2025-09-05', name: 'Maulid', kind: 'national' }]],
    ['2025-04-01', [{ date: '2025-04-01', name: 'Menjelang', kind: 'local', from: '11:00' }]],
  ]),
  periodHours: [
    { name: 'Ramadan 1446', from: '2025-03-01', to: '2025-03-28', replaces: new Map([['REG', 'RAM']]) },
    { name: 'Ramadan, unit B', from: '2025-03-01', to: '2025-03-28', replaces: new Map([['REG', 'W']]), unitId: 'B' },
  ],
  policies: [
    { from: null, policy: defaultPolicy },
    { from: '2025-07-01', policy: { ...defaultPolicy, openBeforeMinutes: 60 } },
  ],
};
const planned = (date: string, plan = base) =>
  planDay(plan, date).shifts.map(({ code, why, overlay }) => [code, why, overlay ?? null]);

describe('planDay', () => {
  it('takes roster before personal before unit before default', () => {
    expect(planned('2025-01-07')).toEqual([['W', 'default', null]]);
    expect(planned('2025-02-03')).toEqual([['REG', 'unit-weekly', null]]);
    expect(planned('2025-06-02')).toEqual([['N', 'rotation', null]]);
    expect(planned('2025-06-03')).toEqual([
      ['REG', 'roster', null],
      ['N', 'roster', null],
    ]);
    expect(planned('2025-06-04')).toEqual([]);
    expect(planned('2025-06-05')).toEqual([]);
    expect(planned('2025-07-01')).toEqual([['REG', 'unit-weekly', null]]);
  });

  it('follows the unit of the day, its zone and its holidays', () => {
    const [before, after] = [planDay(base, '2025-08-29'), planDay(base, '2025-09-01')];
    expect([before.unitId, before.zone, before.owedOnHoliday]).toEqual(['A', 'Asia/Jakarta', false]);
    expect([after.unitId, after.zone, after.owedOnHoliday]).toEqual(['B', 'Asia/Jayapura', true]);
    expect(after.shifts.map((one) => one.code)).toEqual(['W']);
    expect(instantToWall('Asia/Jayapura', after.shifts[0]?.startsAt ?? 0)).toBe('2025-09-01 08:00:00');
    expect(planDay(base, '2025-09-05').holiday).toMatchObject({ name: 'Maulid', intervals: null });
    expect(planDay(base, '2025-08-18').holiday).toMatchObject({ kind: 'collective-leave', intervals: null });
  });

  it('gives half holidays their interval', () => {
    const { holiday } = planDay(base, '2025-04-01');
    expect(instantToWall('Asia/Jakarta', holiday?.intervals?.[0]?.startAt ?? 0)).toBe('2025-04-01 11:00:00');
    expect(holiday?.intervals?.[0]?.endAt).toBeGreaterThan(planDay(base, '2025-04-01').endsAt);
  });

  it('lays period hours over the schedule without touching it', () => {
    expect(planned('2025-03-03')).toEqual([['REG', 'unit-weekly', 'Ramadan 1446']]);
    const [overlaid, usual] = [planDay(base, '2025-03-03').shifts[0], planDay(base, '2025-03-31').shifts[0]];
    expect(instantToWall('Asia/Jakarta', overlaid?.startsAt ?? 0)).toBe('2025-03-03 08:00:00');
    expect(instantToWall('Asia/Jakarta', usual?.startsAt ?? 0)).toBe('2025-03-31 07:30:00');
  });

  it('knows when somebody is employed, and the policy of the date', () => {
    const employed = ['2025-01-05', '2025-01-06', '2025-12-31', '2026-01-01'].map(
      (date) => planDay(base, date).employed,
    );
    expect(employed).toEqual([false, true, true, false]);
    const opens = (date: string) =>
      instantToWall('Asia/Jakarta', planDay(base, date).shifts[0]?.opensAt ?? 0).slice(11, 16);
    expect([opens('2025-06-30'), opens('2025-07-01')]).toEqual(['19:00', '06:30']);
  });

  it('takes the newest version not after the date', () => {
    const versions = [
      { from: '2025-08-01', segments: [['09:00', '17:00']] as ClockRange[], breaks: [], punchEachSegment: false },
      { from: null, segments: [['07:30', '16:00']] as ClockRange[], breaks: [], punchEachSegment: false },
      { from: '2025-09-01', segments: [['10:00', '18:00']] as ClockRange[], breaks: [], punchEachSegment: false },
    ];
    const plan = { ...base, units: base.units.slice(0, 1), shifts: new Map([['REG', { code: 'REG', versions }]]) };
    const starts = ['2025-07-31', '2025-08-01', '2025-08-29', '2025-09-01'].map(
      (date) => planDay(plan, date).shifts[0],
    );
    expect(starts.map((one) => instantToWall('Asia/Jakarta', one?.startsAt ?? 0).slice(11, 16))).toEqual([
      '07:30',
      '09:00',
      '09:00',
      '10:00',
    ]);
    expect(starts.map((one) => one?.versionFrom)).toEqual([null, '2025-08-01', '2025-08-01', '2025-09-01']);
  });

  it('shares the boundaries of a shift between employees and refuses a shift that does not exist', () => {
    const other = { ...base, employeeId: 'E2' };
    expect(planDay(other, '2025-02-03').shifts[0]).toBe(planDay(base, '2025-02-03').shifts[0]);
    const broken = { ...base, roster: new Map([['2025-02-03', ['GONE']]]) };
    expect(() => planDay(broken, '2025-02-03')).toThrow('shift GONE, which does not exist');
  });
});
