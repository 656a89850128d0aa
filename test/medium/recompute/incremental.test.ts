import * as fc from 'fast-check';
import { RequestDesk } from '../../../src/attendance/requests/request-desk';
import { addDays } from '../../../src/core/time/calendar';
import { ViolationDecisions } from '../../../src/discipline/violations/violation-decisions';
import { Rebuild } from '../../../src/recompute/rebuild';
import { markDue } from '../../../src/recompute/mark-due';
import { officeOf, RecomputeUnderTest } from './recompute-under-test';

jest.setTimeout(300_000);

const first = '2026-11-02';
const people = ['ani', 'budi', 'citra'];

/** Something that happens, on a date counted from the first. */
type Happening =
  | { readonly what: 'punch'; readonly who: string; readonly day: number; readonly minute: number; readonly state: number }
  | { readonly what: 'leave'; readonly who: string; readonly day: number; readonly approve: boolean }
  | { readonly what: 'holiday'; readonly day: number }
  | { readonly what: 'night'; readonly who: string; readonly day: number }
  | { readonly what: 'verify' | 'excuse'; readonly who: string; readonly day: number }
  | { readonly what: 'judge' };

const who = fc.constantFrom(...people);
const day = fc.integer({ min: 0, max: 21 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant('punch' as const), who, day, minute: fc.integer({ min: 300, max: 1439 }), state: fc.constantFrom(0, 1, 255) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('leave' as const), who, day, approve: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('holiday' as const), day }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('night' as const), who, day }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constantFrom('verify' as const, 'excuse' as const), who, day }) },
  { weight: 3, arbitrary: fc.constant({ what: 'judge' as const }) },
);

async function happen(city: RecomputeUnderTest, one: Happening): Promise<unknown> {
  if (one.what === 'judge') return city.drain();
  const date = addDays(first, one.day);
  if (one.what === 'holiday') return city.plan(`holidays: [{ date: ${date}, name: Libur daerah, kind: local }]`);
  if (one.what === 'punch') return city.punch(one.who, `${date} ${new Date(one.minute * 60_000).toISOString().slice(11, 19)}`, 'T1', one.state);
  if (one.what === 'night') return city.plan(`shifts: [{ code: N, segments: [['21:00', '07:00+1']] }]\nroster: [{ employee: ${one.who}, date: ${date}, shifts: [N] }]`);
  if (one.what === 'leave') return leave(city, one.who, date, one.approve);
  const about = [{ employeeId: await city.employeeId(one.who), workDate: date, kind: 'absence' as const }];
  const decision = one.what === 'verify' ? ('verified' as const) : ('excused' as const);
  return city.app.get(ViolationDecisions).decide({ decision, about, reason: 'surat menyusul', document: null, papers: [], dryRun: false, actor: 'token:officer' });
}

async function leave(city: RecomputeUnderTest, number: string, date: string, approve: boolean): Promise<void> {
  const desk = city.app.get(RequestDesk);
  // A second leave of the same day is refused, as it should be; that is no matter here.
  const filed = await desk.file({ employeeNumber: number }, { kind: 'leave', type: 'annual', fromDate: date, toDate: date, reason: 'keperluan keluarga' }, 'token:officer').catch(() => null);
  if (filed && approve) await desk.decide(filed.id, 'approve', 'token:officer', null).catch(() => null);
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
    const law = fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 60 }), async (happenings) => {
      const city = await RecomputeUnderTest.open('2026-11-24T12:00:00+07:00');
      try {
        await city.plan(officeOf(people, first));
        for (const one of happenings) await happen(city, one);
        await markDue(city.database, city.clock.now());
        await city.drain();
        const bitByBit = await derived(city);
        await city.app.get(Rebuild).run();
        expect(await derived(city)).toEqual(bitByBit);
      } finally {
        await city.close();
      }
    });
    await fc.assert(law, { numRuns: Number(process.env['LAW_RUNS'] ?? 8), endOnFailure: false });
  });
});
