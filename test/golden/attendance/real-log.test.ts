import { parseAttlog } from '../../../devices/simulators/zk/attlog-file';
import { type AttendanceDay } from '../../../src/core/attendance/attendance-day';
import { explainDay } from '../../../src/core/attendance/explain';
import { type AttendancePolicy, defaultPolicy } from '../../../src/core/attendance/policy';
import { reconcile } from '../../../src/core/attendance/reconcile';
import { directionOf, factoryDirections } from '../../../src/core/punch/direction';
import { type PunchFact } from '../../../src/core/punch/punch-fact';
import { type EmployeePlan } from '../../../src/core/schedule/employee-plan';
import { planDays } from '../../../src/core/schedule/plan-day';
import { type ClockRange } from '../../../src/core/schedule/shift';
import { addDays, datesBetween } from '../../../src/core/time/calendar';
import { wallToInstant } from '../../../src/core/time/zone';
import { officeALog, officeAPins, officeARecords } from '../../support/office-a';

const zone = 'Asia/Manila';
const [from, to] = ['2020-01-07', '2022-06-02'];
const log = parseAttlog(officeALog());

/** The log of one office judged by one kind of hours: every day of every person. */
function judge(segments: readonly ClockRange[], breaks: readonly ClockRange[], policy: Partial<AttendancePolicy>): AttendanceDay[] {
  return officeAPins().flatMap((pin) => {
    const plan = planOf(pin, segments, breaks, { ...defaultPolicy, ...policy });
    const days = planDays(plan, datesBetween(addDays(from, -2), addDays(to, 2)));
    const nothing = { leaves: [], duties: [], corrections: [], excuses: [], overtimeOrders: [], terminals: new Map(), locked: new Map() };
    return reconcile({ employeeId: pin, from, to, plan: days, punches: punchesOf(pin), ...nothing, asOf: Date.parse('2022-12-31T00:00:00Z') });
  });
}

function planOf(pin: string, segments: readonly ClockRange[], breaks: readonly ClockRange[], policy: AttendancePolicy): EmployeePlan {
  const week = [['REG'], ['REG'], ['REG'], ['REG'], ['REG'], [], []];
  return {
    employeeId: pin,
    joinedDate: null,
    leftDate: null,
    units: [{ from: null, unitId: 'OFFICE-A', zone }],
    shifts: new Map([['REG', { code: 'REG', versions: [{ from: null, segments, breaks, punchEachSegment: false }] }]]),
    schedules: [{ from: null, to: null, source: 'unit', unitId: 'OFFICE-A', schedule: { kind: 'weekly', week } }],
    roster: new Map(),
    holidays: new Map(),
    periodHours: [],
    policies: [{ from: null, policy }],
  };
}

const punchesOf = (pin: string): PunchFact[] =>
  log
    .filter((record) => record.pin === pin)
    .map((record) => ({ at: wallToInstant(zone, record.wallClock), direction: directionOf(record.state, factoryDirections), terminal: 'OFFICE-A', ref: `${record.pin} ${record.wallClock} ${record.state}`, origin: 'terminal' }));

const countBy = (days: readonly AttendanceDay[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const day of days) counts[day.status] = (counts[day.status] ?? 0) + 1;
  return counts;
};

/** What can become of a record; every record meets exactly one of these fates in exactly one day. */
const fates: ReadonlySet<string> = new Set(['PUNCH_AS_IN', 'PUNCH_AS_OUT', 'PUNCH_BETWEEN', 'PUNCH_DUPLICATE', 'PUNCH_OUTSIDE_WINDOW']);

const fatesOf = (days: readonly AttendanceDay[]): number => days.flatMap((day) => day.explanation).filter((step) => fates.has(step.code)).length;

describe('a real log of two and a half years, with double taps and wrong keys in every twentieth record', () => {
  const fourPunches = judge([['08:00', '12:00'], ['13:00', '17:00']], [], { pairing: 'alternating' });
  const twoPunches = judge([['08:00', '17:00']], [['12:00', '13:00']], {});
  const dates = datesBetween(from, to).length;

  it('is the log that it should be', () => expect(log).toHaveLength(officeARecords));

  it.each([
    ['an office of 08:00-12:00 and 13:00-17:00 that punches four times a day', fourPunches],
    ['an office that punches twice a day', twoPunches],
  ])('gives %s one explained day for each date', (_, days) => {
    expect(days).toHaveLength(23 * dates);
    for (const day of days) {
      expect(day.explanation.length).toBeGreaterThan(0);
      expect(explainDay(day, 'en', zone).every((sentence) => sentence !== '' && !sentence.includes('{'))).toBe(true);
    }
    expect(days.every((day) => day.settled && day.workedMinutes >= 0 && day.workedMinutes <= 540)).toBe(true);
  });

  it('tells of each record, once, what became of it', () => {
    expect(fatesOf(fourPunches)).toBe(officeARecords);
    expect(fatesOf(twoPunches)).toBe(officeARecords);
  });

  it('finds the same people at work, whichever way the office counts', () => {
    const present = (days: readonly AttendanceDay[]): number => days.filter((day) => day.status !== 'ABSENT' && day.status !== 'OFF').length;
    expect(present(fourPunches)).toBe(present(twoPunches));
    expect(countBy(fourPunches)['ABSENT']).toBe(countBy(twoPunches)['ABSENT']);
  });

  it('lets double taps and wrong keys do no harm: a day of four punches is worked in full', () => {
    const full = twoPunches.filter((day) => day.status === 'PRESENT');
    expect(full.length).toBeGreaterThan(5000);
    const mismatched = full.filter((day) => day.flags.includes('DIRECTION_MISMATCH'));
    // The role wins over the key: such a day is counted by its first and last record like any other.
    expect(mismatched.length).toBeGreaterThan(100);
    expect(mismatched.every((day) => day.inAt !== null && day.outAt !== null && day.inAt < day.outAt)).toBe(true);
  });
});
