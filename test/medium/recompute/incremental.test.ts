import * as fc from 'fast-check';
import { RequestDesk } from '../../../src/attendance/requests/request-desk';
import { type RequestInput } from '../../../src/attendance/requests/request-input';
import { addDays, datesBetween } from '../../../src/core/time/calendar';
import { ViolationDecisions } from '../../../src/discipline/violations/violation-decisions';
import { TerminalHealthBook } from '../../../src/intake/terminals/terminal-health';
import { TerminalRegistry } from '../../../src/intake/terminals/terminal-registry';
import { PlanReader } from '../../../src/plan/reading/plan-reader';
import { markAwaiting, markDue } from '../../../src/recompute/mark-due';
import { Rebuild } from '../../../src/recompute/rebuild';
import { officeOf, RecomputeUnderTest, zone } from './recompute-under-test';

jest.setTimeout(300_000);

const first = '2026-11-02';
const people = ['ani', 'budi', 'citra'];

/** Something that happens, on a date counted from the first. */
type Happening =
  | { readonly what: 'punch'; readonly who: string; readonly day: number; readonly minute: number; readonly state: number; readonly card: boolean }
  | { readonly what: 'leave'; readonly who: string; readonly day: number; readonly approve: boolean }
  | { readonly what: 'holiday'; readonly day: number }
  | { readonly what: 'night'; readonly who: string; readonly day: number }
  | { readonly what: 'duties'; readonly who: string; readonly day: number; readonly length: number }
  | { readonly what: 'order'; readonly who: string; readonly day: number; readonly hour: number; readonly hours: number }
  | { readonly what: 'correct'; readonly who: string; readonly day: number; readonly minute: number; readonly direction: string }
  | { readonly what: 'card'; readonly who: string; readonly day: number }
  | { readonly what: 'policy'; readonly day: number; readonly policy: string }
  | { readonly what: 'clock'; readonly hours: number; readonly offset: number }
  | { readonly what: 'heard'; readonly day: number }
  | { readonly what: 'verify' | 'excuse'; readonly who: string; readonly day: number }
  | { readonly what: 'judge' };

const who = fc.constantFrom(...people);
const day = fc.integer({ min: 0, max: 21 });
/** Anywhere in a day, but mostly where one shift hands over to the next. */
const minute = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 410, max: 495 }), fc.integer({ min: 960, max: 970 }));
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant('punch' as const), who, day, minute, state: fc.constantFrom(0, 1, 255), card: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('leave' as const), who, day, approve: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('holiday' as const), day }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('night' as const), who, day }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('duties' as const), who, day, length: fc.integer({ min: 2, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('order' as const), who, day, hour: fc.integer({ min: 2, max: 23 }), hours: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('correct' as const), who, day, minute, direction: fc.constantFrom('in', 'out') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('card' as const), who, day }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('policy' as const), day, policy: fc.constantFrom('pairing: alternating', 'continuousHandover: true', 'lateGraceMinutes: 15', 'driftCorrection: false', 'closeAfterMinutes: 720') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('clock' as const), hours: fc.integer({ min: 1, max: 120 }), offset: fc.constantFrom(0, 3, 45, 420, -3700) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('heard' as const), day }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constantFrom('verify' as const, 'excuse' as const), who, day }) },
  { weight: 3, arbitrary: fc.constant({ what: 'judge' as const }) },
);

/** The last comes after everything has been judged: what it touches and does not mark, nothing else marks either. */
const lastHappening = happening.filter((one) => one.what !== 'judge' && one.what !== 'punch');

/** In most runs everything befalls one person within a few days, where one fact pulls on the next. */
const crowd = fc.integer({ min: 0, max: 3 }).map((number) => number > 0);
const crowded = (one: Happening): Happening => ({ ...one, ...('day' in one ? { day: one.day % 5 } : {}), ...('who' in one ? { who: 'ani' } : {}) }) as Happening;

async function happen(city: RecomputeUnderTest, one: Happening): Promise<unknown> {
  if (one.what === 'judge') return city.drain();
  if (one.what === 'clock') return readClock(city, one.hours, one.offset);
  const date = addDays(first, one.day);
  if (one.what === 'holiday') return city.plan(`holidays: [{ date: ${date}, name: Libur daerah, kind: local }]`);
  if (one.what === 'punch') return city.punch(one.card ? `${one.who}-card` : one.who, `${date} ${clockOf(one.minute)}`, 'T1', one.state);
  if (one.what === 'duties') return city.plan(`shifts: [{ code: D24, segments: [['08:00', '08:00+1']] }]\nroster: [${datesBetween(date, addDays(date, one.length - 1)).map((each) => `{ employee: ${one.who}, date: ${each}, shifts: [D24] }`).join(', ')}]`);
  if (one.what === 'order') return file(city, one.who, { kind: 'overtime-order', fromDate: date, toDate: addDays(date, one.hour + one.hours < 24 ? 0 : 1), fromTime: clockOf(one.hour * 60).slice(0, 5), toTime: clockOf(((one.hour + one.hours) % 24) * 60).slice(0, 5), letter: 'SPL' }, true);
  if (one.what === 'correct') return file(city, one.who, { kind: 'correction', fromDate: date, direction: one.direction, wallClock: `${date} ${clockOf(one.minute)}`, reason: 'lupa' }, true);
  if (one.what === 'card') return city.plan(`enrolments: [{ pin: ${one.who}-card, employee: ${one.who}, fromDate: ${date} }]`).catch(() => null);
  if (one.what === 'policy') return city.plan(`policies: [{ unit: CITY, fromDate: ${date}, policy: { driftCorrection: true, ${one.policy} } }]`.replace('driftCorrection: true, driftCorrection', 'driftCorrection'));
  if (one.what === 'heard') return hear(city, date);
  if (one.what === 'night') return city.plan(`shifts: [{ code: N, segments: [['21:00', '07:00+1']] }]\nroster: [{ employee: ${one.who}, date: ${date}, shifts: [N] }]`);
  if (one.what === 'leave') return leave(city, one.who, date, one.approve);
  const about = [{ employeeId: await city.employeeId(one.who), workDate: date, kind: 'absence' as const }];
  const decision = one.what === 'verify' ? ('verified' as const) : ('excused' as const);
  return city.app.get(ViolationDecisions).decide({ decision, about, reason: 'surat menyusul', document: null, papers: [], dryRun: false, actor: 'token:officer' });
}

const clockOf = (minutes: number): string => new Date(minutes * 60_000).toISOString().slice(11, 19);

function leave(city: RecomputeUnderTest, number: string, date: string, approve: boolean): Promise<void> {
  return file(city, number, { kind: 'leave', type: 'annual', fromDate: date, toDate: date, reason: 'keperluan keluarga' }, approve);
}

async function file(city: RecomputeUnderTest, employeeNumber: string, request: RequestInput, approve: boolean): Promise<void> {
  const desk = city.app.get(RequestDesk);
  // A second leave of the same day is refused, as it should be; that is no matter here.
  const filed = await desk.file({ employeeNumber }, request, 'token:officer').catch(() => null);
  if (filed && approve) await desk.decide(filed.id, 'approve', 'token:officer', null).catch(() => null);
}

/** Clocks are read one after the other; the first reading speaks for what came before it, too. */
async function readClock(city: RecomputeUnderTest, hours: number, clockOffsetSeconds: number): Promise<void> {
  const [last] = await city.database.query<{ at: number | null }>("SELECT MAX(measured_at) AS at FROM terminal_clock WHERE serial = 'T1'");
  await city.app.get(TerminalHealthBook).seen('T1', { at: (last?.at ?? Date.parse(`${first}T00:00:00+07:00`)) + hours * 3_600_000, clockOffsetSeconds });
}

/** The terminal at which the other office is waited for hands over what it has; the service looks each minute. */
async function hear(city: RecomputeUnderTest, date: string): Promise<void> {
  const health = city.app.get(TerminalHealthBook);
  const at = Math.max(Date.parse(`${date}T23:00:00+07:00`), (await health.of('T2'))?.syncedUntilAt ?? 0);
  await health.seen('T2', { at, syncedUntilAt: at });
  await markAwaiting(city.database, city.clock.now());
}

/** Two terminals: one of nobody's, whose clock drifts, and one that the other office waits for. */
async function terminals(city: RecomputeUnderTest): Promise<void> {
  const registry = city.app.get(TerminalRegistry);
  const { tree } = (await city.app.get(PlanReader).loadPlanBook()).shared;
  await registry.announce('T1', { zone, speaks: 'push' });
  await registry.announce('T2', { zone, speaks: 'push', unitId: tree.withCode('OTHER')?.id ?? '' });
  for (const serial of ['T1', 'T2']) await registry.approve(serial);
  await hear(city, first);
}

/** Everything derived, without the moments at which it was computed. */
async function derived(city: RecomputeUnderTest): Promise<unknown> {
  return {
    days: await city.database.query('SELECT employee_id, work_date, shift_no, unit_id, zone, shift, status, settled, late_minutes, early_leave_minutes, worked_minutes, absent_days, flags, signals, in_at, out_at, closes_at, digest, explanation FROM attendance_day ORDER BY employee_id, work_date, shift_no'),
    violations: await city.database.query('SELECT * FROM violation ORDER BY employee_id, work_date, shift_no, kind'),
    accounts: await city.database.query('SELECT * FROM year_account ORDER BY employee_id, account_year'),
    cases: await city.database.query('SELECT case_id, employee_id, account_year, state, level, basis, counted_days, detail FROM discipline_case ORDER BY case_id'),
  };
}

describe('the law that guards the whole design', () => {
  it('whatever happens, in whatever order: what was computed bit by bit is what a rebuild computes from nothing', async () => {
    const law = fc.asyncProperty(crowd, fc.array(happening, { minLength: 5, maxLength: 60 }), lastHappening, async (few, happenings, last) => {
      const city = await RecomputeUnderTest.open('2026-11-24T12:00:00+07:00');
      try {
        await city.plan(officeOf(people, first));
        await city.plan(`policies: [{ unit: CITY, fromDate: ${first}, policy: { driftCorrection: true } }]`);
        await terminals(city);
        for (const one of [...happenings, { what: 'judge' as const }, last]) await happen(city, few ? crowded(one) : one);
        await markDue(city.database, city.clock.now());
        await city.drain();
        const bitByBit = await derived(city);
        await city.app.get(Rebuild).run();
        expect(await derived(city)).toEqual(bitByBit);
      } finally {
        await city.close();
      }
    });
    await fc.assert(law, { numRuns: Number(process.env['LAW_RUNS'] ?? 24), endOnFailure: false });
  });
});
