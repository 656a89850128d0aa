import fc from 'fast-check';
import type { AttendanceDay } from '../../../../src/core/attendance/attendance-day';
import { explanationTexts, type ExplanationCode } from '../../../../src/core/attendance/explanation-texts';
import { reconcile } from '../../../../src/core/attendance/reconcile';
import type { ExcuseKind, SpanFacts } from '../../../../src/core/attendance/span-facts';
import { addDays, datesBetween } from '../../../../src/core/time/calendar';
import { APART_MS, FROM, layOut, spanSketch, TO, wholeLeave, type SpanSketch } from './arbitrary-spans';

const RUNS = { numRuns: Number(process.env['LAW_RUNS'] ?? 150) };

describe('the laws of reconciliation.md', () => {
  it('hold whatever the order of arrival', () => {
    fc.assert(
      fc.property(spanSketch, fc.infiniteStream(fc.nat()), (sketch, numbers) => {
        const facts = layOut(sketch);
        const shuffle = <T>(list: readonly T[]) =>
          list
            .map((one) => [numbers.next().value as number, one] as const)
            .sort((a, b) => a[0] - b[0])
            .map(([, one]) => one);
        const shuffled = { ...facts, punches: shuffle(facts.punches), corrections: shuffle(facts.corrections) };
        expect(reconcile(shuffled)).toEqual(reconcile(facts));
      }),
      RUNS,
    );
  });

  it('computing twice changes nothing, and no fact is touched', () => {
    fc.assert(
      fc.property(spanSketch, (sketch) => {
        const facts = layOut(sketch);
        const before = JSON.stringify([facts.punches, facts.leaves, facts.plan]);
        const first = reconcile(facts);
        expect(reconcile(facts)).toEqual(first);
        expect(JSON.stringify([facts.punches, facts.leaves, facts.plan])).toBe(before);
      }),
      RUNS,
    );
  });

  it('a span gives what its days give alone, with their own neighbours only', () => {
    fc.assert(
      fc.property(spanSketch, (sketch) => {
        const facts = layOut(sketch);
        const alone = datesBetween(FROM, TO).flatMap((date) => reconcile(onlyDay(facts, date)));
        expect(alone).toEqual(reconcile(facts));
      }),
      RUNS,
    );
  });

  it('an excuse never adds an absence or a signal', () => {
    const kind = fc.constantFrom<ExcuseKind>('late', 'early', 'absent', 'incomplete');
    fc.assert(
      fc.property(spanSketch, fc.integer({ min: 0, max: 5 }), kind, (sketch, day, excused) => {
        const facts = layOut(sketch);
        const excuse = { date: addDays(FROM, day), kind: excused, status: 'approved' as const };
        const [before, after] = [reconcile(facts), reconcile({ ...facts, excuses: [excuse] })];
        expect(after.map(numbers)).toEqual(before.map(numbers));
        after.forEach((row, index) => expect(before[index]?.signals).toEqual(expect.arrayContaining([...row.signals])));
      }),
      RUNS,
    );
  });

  it('a leave never adds an absence', () => {
    fc.assert(
      fc.property(spanSketch, leaveOf(), (written, leave) => {
        const sketch = withoutThresholds(written);
        const facts = layOut(sketch);
        const after = reconcile({ ...facts, leaves: [...facts.leaves, leave(sketch)] });
        expectNoMoreAbsence(reconcile(facts), after);
      }),
      { numRuns: Number(process.env['LAW_RUNS'] ?? 400) },
    );
  });

  it('a leave never lifts an office day over a threshold of absence', () => {
    fc.assert(
      fc.property(spanSketch, leaveOf(), (written, leave) => {
        const sketch = { ...inOffice(written), orders: [] };
        const facts = layOut(sketch);
        expectNoMoreAbsence(reconcile(facts), reconcile({ ...facts, leaves: [...facts.leaves, leave(sketch)] }));
      }),
      { numRuns: Number(process.env['LAW_RUNS'] ?? 400) },
    );
  });

  // Where a leave ends what an overtime order claimed, its punch is the next day's: only there may minutes, and with them absence, be others.
  it('a leave never lifts an office day that keeps its records over a threshold of absence, whatever was ordered', () => {
    fc.assert(
      fc.property(spanSketch, leaveOf(), (written, leave) => {
        const sketch = inOffice(written);
        const facts = layOut(sketch);
        const before = reconcile(facts);
        const after = reconcile({ ...facts, leaves: [...facts.leaves, leave(sketch)] });
        const kept = after.filter((row) => before.some((one) => one.date === row.date && one.shiftNo === row.shiftNo && one.inAt === row.inAt && one.outAt === row.outAt));
        expectNoMoreAbsence(before, kept);
      }),
      { numRuns: Number(process.env['LAW_RUNS'] ?? 400) },
    );
  });

  it('a punch inside the shift never adds an absence, as long as no threshold turns minutes into absence', () => {
    fc.assert(
      fc.property(spanSketch, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (written, which, part) => {
        const sketch = withoutThresholds(written);
        const facts = layOut(sketch);
        const at = insideSomeShift(facts, which, part);
        if (at === null || facts.punches.some((punch) => Math.abs(punch.at - at) < APART_MS)) return;
        const punch = { at, direction: null, terminal: null, ref: 'added', origin: 'poll' };
        const after = reconcile({ ...facts, punches: [...facts.punches, punch] });
        expect(sum(after)).toBeLessThanOrEqual(sum(reconcile(facts)));
      }),
      { numRuns: Number(process.env['LAW_RUNS'] ?? 400) },
    );
  });

  it('what is not settled accuses nobody of absence, and late waiting leave no one of anything', () => {
    fc.assert(
      fc.property(spanSketch, (sketch) => {
        for (const row of reconcile(layOut(sketch))) {
          if (!row.settled) expect([row.status, row.absentDays]).toEqual(['PENDING', 0]);
          if (!row.settled && !row.flags.includes('OPEN')) expect(row.signals).toEqual([]);
          if (row.flags.includes('LEAVE_PENDING')) expect(row.signals).toEqual([]);
          expect(row.workedMinutes).toBeGreaterThanOrEqual(0);
          expect([...row.flags]).toEqual([...new Set(row.flags)].sort());
        }
      }),
      RUNS,
    );
  });

  it('every punch of the span is named by the explanation of some day', () => {
    fc.assert(
      fc.property(spanSketch, (sketch) => {
        // A long overtime order, or a 24-hour duty, of the day before the span may own punches inside it.
        const facts = layOut({ ...sketch, orders: [], policy: { ...sketch.policy, driftCorrection: false } });
        const told = new Set(reconcile(facts).flatMap((row) => row.explanation.flatMap((step) => [step.params.at])));
        const [first, last] = [facts.plan[2], facts.plan[facts.plan.length - 3]];
        for (const { at } of facts.punches) {
          if (at < (first?.startsAt ?? 0) + 30 * 3_600_000 || at >= (last?.startsAt ?? 0)) continue;
          expect(told).toContain(at);
        }
      }),
      RUNS,
    );
  });

  it('every number of a settled day can be worked out from its explanation', () => {
    fc.assert(
      fc.property(spanSketch, (sketch) => {
        for (const row of reconcile(layOut(sketch.taps.length % 2 === 0 ? sketch : busy(sketch)))) {
          if (!row.settled) continue;
          const { date, lateMinutes, earlyLeaveMinutes, workedMinutes, overtimeMinutes, breakOverrunMinutes, absentDays } = row;
          expect({ date, ...toldBy(row) }).toEqual({ date, lateMinutes, earlyLeaveMinutes, workedMinutes, overtimeMinutes, breakOverrunMinutes, isAbsent: absentDays > 0 });
        }
      }),
      RUNS,
    );
  });

  it('every step carries exactly the parameters of its code', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(spanSketch, (sketch) => {
        for (const { code, params } of reconcile(layOut(sketch)).flatMap((row) => row.explanation)) {
          seen.add(code);
          expect([code, Object.keys(params).sort()]).toEqual([
            code,
            [...explanationTexts[code as ExplanationCode].params].sort(),
          ]);
        }
      }),
      RUNS,
    );
    expect(seen.size).toBeGreaterThan(30);
  });
});

/** The same week with somebody there each day, a few minutes late and long at lunch. */
function busy(sketch: SpanSketch): SpanSketch {
  const there = [0, 1, 2, 3, 4, 5].flatMap((day) => [455, 722, 795, 965].map((near) => ({ day, near, off: 0, second: 0, direction: null, terminal: null })));
  return { ...sketch, taps: [...sketch.taps.slice(0, 2), ...there] };
}

/** The numbers as a reader of the explanation alone would work them out. */
function toldBy({ explanation }: AttendanceDay) {
  const sum = (...codes: readonly ExplanationCode[]) => explanation.reduce((total, { code, params }) => total + (codes.includes(code) ? Number(params['minutes']) : 0), 0);
  const graces = explanation.reduce((total, { code, params }) => total + (code === 'GRACE_DEDUCTED' ? Number(params['graceMinutes']) : 0), 0);
  const absent: readonly ExplanationCode[] = ['NO_PUNCH', 'SEGMENT_ABSENT', 'BELOW_ABSENT_THRESHOLD', 'BELOW_HALF_DAY_THRESHOLD'];
  return {
    lateMinutes: sum('LATE') - sum('LATE_EXCUSED_PART') - sum('WITHIN_GRACE') - graces,
    earlyLeaveMinutes: sum('EARLY_LEAVE'),
    workedMinutes: sum('WORKED', 'OFFDAY_WORK', 'HOLIDAY_WORK'),
    overtimeMinutes: sum('OVERTIME'),
    breakOverrunMinutes: sum('BREAK_OVERRUN'),
    isAbsent: explanation.some(({ code }) => absent.includes(code)),
  };
}

/** Thresholds turn presence into absence by minutes: there a second punch may end what was only incomplete. */
function withoutThresholds(sketch: SpanSketch): SpanSketch {
  return { ...sketch, policy: { ...sketch.policy, absentBelowMinutes: 0, halfDayBelowMinutes: 0 } };
}

/** The facts a service would gather for one date: the plan and the punches two days around it. */
function onlyDay(facts: SpanFacts, date: string): SpanFacts {
  const plan = facts.plan.filter((day) => day.date >= addDays(date, -2) && day.date <= addDays(date, 2));
  const [fromAt, toAt] = [plan[0]?.startsAt ?? 0, plan[plan.length - 1]?.endsAt ?? 0];
  return { ...facts, from: date, to: date, plan, punches: facts.punches.filter(({ at }) => at >= fromAt && at < toAt) };
}

function numbers({ date, shift, status, lateMinutes, earlyLeaveMinutes, workedMinutes, absentDays }: AttendanceDay) {
  return { date, shift, status, lateMinutes, earlyLeaveMinutes, workedMinutes, absentDays };
}

function sum(rows: readonly AttendanceDay[]): number {
  return rows.reduce((total, row) => total + row.absentDays, 0);
}

function expectNoMoreAbsence(before: readonly AttendanceDay[], after: readonly AttendanceDay[]): void {
  for (const row of after) {
    const same = before.find((one) => one.date === row.date && one.shiftNo === row.shiftNo);
    expect([row.date, row.shift, row.absentDays]).toEqual([
      row.date,
      row.shift,
      Math.min(row.absentDays, same?.absentDays ?? 0),
    ]);
  }
}

/** The same week with office shifts alone, held to a threshold; in every other week somebody was there the whole time, so that a leave has a presence to meet. */
function inOffice(sketch: SpanSketch): SpanSketch {
  const there = [0, 1, 2, 3, 4, 5].flatMap((day) => [450, 960].map((near) => ({ day, near, off: 0, second: 0, direction: null, terminal: 'D1' })));
  const taps = sketch.taps.length % 2 === 0 ? sketch.taps : [...sketch.taps.slice(0, 3), ...there];
  return { ...sketch, week: sketch.week.map((codes) => (codes.length > 0 ? ['REG'] : [])), policy: { ...sketch.policy, halfDayBelowMinutes: 430 }, taps };
}

function leaveOf() {
  const hours = fc.record({
    day: fc.integer({ min: 0, max: 5 }),
    start: fc.integer({ min: 0, max: 30 }),
    hours: fc.integer({ min: 1, max: 30 }),
  });
  const byHours = hours.map((one) => (sketch: SpanSketch) => {
    const leave = layOut({ ...sketch, leaves: [{ ...one, status: 'approved' }], wholeLeaves: [] }).leaves[0];
    return { ...(leave as NonNullable<typeof leave>), id: 'added' };
  });
  const whole = fc.integer({ min: 0, max: 5 }).map((day) => (sketch: SpanSketch) => wholeLeave(sketch, day));
  return fc.oneof(byHours, whole);
}

function insideSomeShift(facts: SpanFacts, which: number, part: number): number | null {
  // Of a shift that is owed: work on a holiday is no presence anybody asked for.
  const owed = facts.plan.slice(2, -2).filter((day) => day.holiday === null || day.owedOnHoliday);
  const shifts = owed.flatMap((day) => day.shifts);
  const shift = shifts[which % Math.max(1, shifts.length)];
  return shift ? Math.floor(shift.startsAt + part * (shift.endsAt - shift.startsAt - 1)) : null;
}
