import fc from 'fast-check';
import { defaultPolicy, type AttendancePolicy } from '../../../../src/core/attendance/policy';
import type { LeaveFact, SpanFacts } from '../../../../src/core/attendance/span-facts';
import type { PunchFact } from '../../../../src/core/punch/punch-fact';
import type { TerminalHealth } from '../../../../src/core/punch/terminal-health';
import type { EmployeePlan } from '../../../../src/core/schedule/employee-plan';
import { planDays } from '../../../../src/core/schedule/plan-day';
import type { Shift } from '../../../../src/core/schedule/shift';
import { addDays, datesBetween } from '../../../../src/core/time/calendar';
import { DAY_MS, MINUTE_MS, type WorkDate } from '../../../../src/core/time/instant';
import { minuteOfDateToInstant } from '../../../../src/core/time/zone';

export const FROM: WorkDate = '2025-10-23';
export const TO: WorkDate = '2025-10-28';

type Range = [string, string];
const shift = (code: string, segments: Range[], breaks: Range[] = [], punchEachSegment = false): [string, Shift] => [
  code,
  { code, versions: [{ from: null, segments, breaks, punchEachSegment }] },
];

/** Every kind of shift the house knows. */
const shifts = new Map([
  shift('REG', [['07:30', '16:00']], [['12:00', '13:00']]),
  shift('P', [['07:00', '14:00']]),
  shift('S', [['14:00', '21:00']]),
  shift('M', [['21:00', '07:00+1']]),
  shift('D24', [['08:00', '08:00+1']]),
  shift(
    'SPL',
    [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ],
    [],
    true,
  ),
]);

const day = fc.constantFrom<readonly string[]>(
  [],
  ['REG'],
  ['REG'],
  ['P'],
  ['S'],
  ['M'],
  ['D24'],
  ['SPL'],
  ['P', 'S'],
  ['S', 'M'],
);
const policy: fc.Arbitrary<AttendancePolicy> = fc
  .record({
    pairing: fc.constantFrom('first-last' as const, 'alternating' as const, 'direction' as const),
    continuousHandover: fc.boolean(),
    awaitDeviceSync: fc.boolean(),
    driftCorrection: fc.boolean(),
    holidayExemptsRoster: fc.boolean(),
    flex: fc.constantFrom(null, { earlyMinutes: 60, lateMinutes: 60 }),
    lateGraceMinutes: fc.constantFrom(0, 10),
    absentBelowMinutes: fc.constantFrom(0, 120),
    halfDayBelowMinutes: fc.constantFrom(0, 240, 430),
  })
  .map((some) => ({ ...defaultPolicy, ...some }));

const zones = ['Asia/Jakarta', 'Europe/Berlin'];
const stretch = fc.record({
  day: fc.integer({ min: 0, max: 5 }),
  start: fc.integer({ min: 0, max: 30 }),
  hours: fc.integer({ min: 1, max: 30 }),
});
const tap = fc.record({
  day: fc.integer({ min: -2, max: 7 }),
  // Around the beginnings and ends of the shifts, where things happen.
  near: fc.constantFrom(420, 450, 480, 720, 780, 840, 960, 1020, 1260, 1860),
  off: fc.integer({ min: -45, max: 45 }),
  second: fc.integer({ min: 0, max: 59 }),
  direction: fc.constantFrom('in' as const, 'out' as const, null, null),
  terminal: fc.constantFrom('D1', 'D2', null),
});

/** What a span is made of, before it is laid out: kept apart so that tests can add to it. */
export interface SpanSketch {
  readonly zone: string;
  readonly week: readonly (readonly string[])[];
  readonly policy: AttendancePolicy;
  readonly taps: readonly {
    day: number;
    near: number;
    off: number;
    second: number;
    direction: PunchFact['direction'];
    terminal: string | null;
  }[];
  readonly leaves: readonly { day: number; start: number; hours: number; status: LeaveFact['status'] }[];
  readonly duties: readonly { day: number; start: number; hours: number }[];
  readonly wholeLeaves: readonly number[];
  readonly holiday: number | null;
  readonly corrections: readonly { day: number; near: number; kind: 'in' | 'out' }[];
  readonly orders: readonly { day: number; start: number; hours: number }[];
  readonly syncedDay: number | null;
  readonly fault: { day: number; start: number; hours: number } | null;
  readonly asOfDay: number;
}

export const spanSketch: fc.Arbitrary<SpanSketch> = fc.record({
  zone: fc.constantFrom(...zones),
  week: fc.array(day, { minLength: 10, maxLength: 10 }),
  policy,
  taps: fc.array(tap, { maxLength: 26 }),
  leaves: fc.array(fc.record({ ...parts(), status: fc.constantFrom('approved' as const, 'pending' as const) }), {
    maxLength: 2,
  }),
  duties: fc.array(stretch, { maxLength: 1 }),
  wholeLeaves: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 1 }),
  holiday: fc.option(fc.integer({ min: 0, max: 5 })),
  corrections: fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 5 }),
      near: fc.constantFrom(450, 960),
      kind: fc.constantFrom('in' as const, 'out' as const),
    }),
    { maxLength: 1 },
  ),
  orders: fc.array(stretch, { maxLength: 1 }),
  syncedDay: fc.option(fc.integer({ min: -1, max: 6 })),
  fault: fc.option(stretch, { freq: 4 }),
  asOfDay: fc.integer({ min: 2, max: 12 }),
});

function parts() {
  return {
    day: fc.integer({ min: 0, max: 5 }),
    start: fc.integer({ min: 0, max: 30 }),
    hours: fc.integer({ min: 1, max: 30 }),
  };
}

/** The facts of a sketch. */
export function layOut(sketch: SpanSketch): SpanFacts {
  const at = (dayIndex: number, minutes: number) =>
    minuteOfDateToInstant(sketch.zone, addDays(FROM, dayIndex), minutes);
  const interval = (one: { day: number; start: number; hours: number }) => ({
    fromAt: at(one.day, one.start * 60),
    toAt: at(one.day, (one.start + one.hours) * 60),
  });
  const leaves: LeaveFact[] = sketch.leaves.map((one, index) => ({
    ...{ id: `L${index}`, type: 'annual', status: one.status, wholeDates: null },
    ...interval(one),
  }));
  for (const one of sketch.wholeLeaves) leaves.push(wholeLeave(sketch, one));
  return {
    ...{ employeeId: 'E1', from: FROM, to: TO, leaves, excuses: [], locked: new Map(), asOf: at(sketch.asOfDay, 720) },
    plan: planDays(planOf(sketch), datesBetween(addDays(FROM, -2), addDays(TO, 2))),
    punches: sketch.taps.map((one) => tapOf(at(one.day, one.near + one.off) + one.second * 1000, one)),
    duties: sketch.duties.map((one) => ({
      ...{ id: 'D', letter: null, wholeDates: null, status: 'approved' as const },
      ...interval(one),
    })),
    corrections: sketch.corrections.map((one) => ({
      ...{
        id: 'C',
        date: addDays(FROM, one.day),
        kind: one.kind,
        at: at(one.day, one.near),
        status: 'approved' as const,
      },
    })),
    overtimeOrders: sketch.orders.map((one) => ({ id: 'O', status: 'approved' as const, ...interval(one) })),
    terminals: terminalsOf(sketch, at),
  };
}

/** An approved leave of a whole date. */
export function wholeLeave(sketch: SpanSketch, dayIndex: number): LeaveFact {
  const date = addDays(FROM, dayIndex);
  return {
    ...{
      id: `W${dayIndex}`,
      type: 'annual',
      status: 'approved',
      wholeDates: { fromDate: date, toDate: addDays(date, 1) },
    },
    ...{ fromAt: minuteOfDateToInstant(sketch.zone, date, 0), toAt: minuteOfDateToInstant(sketch.zone, date, 1440) },
  };
}

function tapOf(at: number, { direction, terminal }: Pick<PunchFact, 'direction' | 'terminal'>): PunchFact {
  return { at, direction, terminal, ref: `${terminal}|${at}|${direction}`, origin: 'poll' };
}

function terminalsOf(sketch: SpanSketch, at: (day: number, minutes: number) => number): Map<string, TerminalHealth> {
  if (sketch.syncedDay === null && !sketch.fault) return new Map();
  const { fault } = sketch;
  const clockFaults = fault
    ? [{ startAt: at(fault.day, fault.start * 60), endAt: at(fault.day, (fault.start + fault.hours) * 60) }]
    : [];
  return new Map<string, TerminalHealth>([
    [
      'D1',
      {
        clockReadings: [
          { measuredAt: at(-1, 720), offsetSeconds: 95 },
          { measuredAt: at(2, 455), offsetSeconds: 0 },
          { measuredAt: at(4, 0), offsetSeconds: -400 },
        ],
        lastSyncAt: sketch.syncedDay === null ? undefined : at(sketch.syncedDay, 720),
        clockFaults,
      },
    ],
  ] as [string, TerminalHealth][]);
}

function planOf(sketch: SpanSketch): EmployeePlan {
  const roster = new Map(sketch.week.map((codes, index) => [addDays(FROM, index - 2), codes]));
  const holidayDate = sketch.holiday === null ? null : addDays(FROM, sketch.holiday);
  return {
    ...{ employeeId: 'E1', joinedDate: null, leftDate: null, shifts, schedules: [], roster, periodHours: [] },
    units: [{ from: null, unitId: 'U', zone: sketch.zone }],
    holidays: new Map(
      holidayDate ? [[holidayDate, [{ date: holidayDate, name: 'H', kind: 'national' as const }]]] : [],
    ),
    policies: [{ from: null, policy: sketch.policy }],
  };
}

/** A day later than any window of the span. */
export const AFTER_ALL_MS = 12 * DAY_MS;
/** Longer than any duplicate window. */
export const APART_MS = 2 * MINUTE_MS;
