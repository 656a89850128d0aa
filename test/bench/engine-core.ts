import { defaultPolicy } from '../../src/core/attendance/policy';
import { reconcile } from '../../src/core/attendance/reconcile';
import type { SpanFacts } from '../../src/core/attendance/span-facts';
import type { PunchFact } from '../../src/core/punch/punch-fact';
import type { EmployeePlan } from '../../src/core/schedule/employee-plan';
import { planDays } from '../../src/core/schedule/plan-day';
import type { Shift } from '../../src/core/schedule/shift';
import { addDays, datesBetween, weekday } from '../../src/core/time/calendar';
import { MINUTE_MS, type WorkDate } from '../../src/core/time/instant';
import { minuteOfDateToInstant } from '../../src/core/time/zone';

/** What the pure engine managed on one core. */
export interface EngineBench {
  readonly employeeDays: number;
  readonly seconds: number;
  readonly employeeDaysPerSecond: number;
}

const ZONE = 'Asia/Jakarta';
const FROM: WorkDate = '2026-08-01';
const TO: WorkDate = '2026-08-31';

/** Judges `employees` x 31 ordinary office days, plan resolution included, after a warm-up; nothing is read or written. */
export function benchEngine(employees = 4_000): EngineBench {
  const spans = Array.from({ length: 200 }, (_, number) => spanMaker(number));
  let days = 0;
  for (let number = 0; number < 400; number++)
    days += reconcile((spans[number % spans.length] as () => SpanFacts)()).length;
  days = 0;
  const startedAt = performance.now();
  for (let number = 0; number < employees; number++) {
    days += reconcile((spans[number % spans.length] as () => SpanFacts)()).length;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  return { employeeDays: days, seconds, employeeDaysPerSecond: Math.round(days / seconds) };
}

const shifts: ReadonlyMap<string, Shift> = new Map([
  ['REG', office('REG', ['07:30', '16:00'], ['12:00', '13:00'])],
  ['FRI', office('FRI', ['07:30', '16:30'], ['11:30', '13:00'])],
]);
const schedule = { kind: 'weekly' as const, week: [['REG'], ['REG'], ['REG'], ['REG'], ['FRI'], [], []] };
const policies = [{ from: null, policy: defaultPolicy }];

function office(code: string, segment: [string, string], pause: [string, string]): Shift {
  return { code, versions: [{ from: null, segments: [segment], breaks: [pause], punchEachSegment: false }] };
}

/** The punches are made beforehand, as a database would hand them over; the plan is resolved within the measured time. */
function spanMaker(number: number): () => SpanFacts {
  const employeeId = `E${number}`;
  const punches = datesBetween(addDays(FROM, -2), addDays(TO, 2)).flatMap((date) => punchesOf(date, number));
  const holidays = new Map([['2026-08-17', [{ date: '2026-08-17', name: 'Proklamasi', kind: 'national' as const }]]]);
  const plan: EmployeePlan = {
    ...{ employeeId, joinedDate: null, leftDate: null, units: [{ from: null, unitId: 'U', zone: ZONE }] },
    ...{ shifts, schedules: [{ from: null, to: null, source: 'unit' as const, unitId: 'U', schedule }] },
    ...{ roster: new Map(), holidays, periodHours: [], policies },
  };
  const dates = datesBetween(addDays(FROM, -2), addDays(TO, 2));
  return () => ({
    ...{ employeeId, from: FROM, to: TO, plan: planDays(plan, dates), punches },
    ...{ leaves: [], duties: [], corrections: [], excuses: [], overtimeOrders: [] },
    ...{ terminals: new Map(), locked: new Map(), asOf: minuteOfDateToInstant(ZONE, '2026-09-05', 720) },
  });
}

/** Two punches a working day, some late, some doubled, now and then one missing. */
function punchesOf(date: WorkDate, number: number): PunchFact[] {
  if (weekday(date) > 5) return [];
  const mess = (number * 31 + weekday(date) * 7 + Number(date.slice(8))) % 40;
  const midnight = minuteOfDateToInstant(ZONE, date, 0);
  const at = (minutes: number) => midnight + minutes * MINUTE_MS + mess * 1_000;
  const times = [at(430 + mess), at(965 + (mess % 20))];
  if (mess === 7) times.pop();
  if (mess === 9) times.splice(1, 0, (times[0] as number) + 9_000);
  return times.map((one) => ({ at: one, direction: null, terminal: 'T1', ref: `T1|${number}|${one}`, origin: 'poll' }));
}
