import { datesBetween } from '../../../src/core/time/calendar';
import { ViolationDecisions } from '../../../src/discipline/violations/violation-decisions';
import { type PlanPreviewBody } from '../../../src/recompute/preview/plan-change-body';
import { PlanPreviewController } from '../../../src/recompute/preview/plan-preview.controller';
import { PlanKinds } from '../../../src/plan/plan-kinds';
import { PlanWriter } from '../../../src/plan/writing/plan-writer';
import { listPlace } from '../../../src/plan/writing/problem-list';
import { officeOf, RecomputeUnderTest } from './recompute-under-test';

jest.setTimeout(120_000);

/** Everything that a preview could have changed by mistake. */
const tables = ['shift_version', 'schedule_assignment', 'roster_entry', 'holiday', 'period_hours', 'dirty_day', 'attendance_day', 'violation', 'year_account', 'case_event', 'discipline_case', 'plan_revision'];

describe('a change of the plan, tried before it is saved', () => {
  let city: RecomputeUnderTest;

  beforeEach(async () => {
    city = await RecomputeUnderTest.open('2026-11-24T12:00:00+07:00');
    await city.plan(officeOf(['ani', 'budi', 'citra'], '2026-11-02'));
    for (const date of datesBetween('2026-11-02', '2026-11-24')) {
      await city.punch('ani', `${date} 07:50:00`);
      await city.punch('ani', `${date} 16:05:00`);
    }
    await city.drain();
  });
  afterEach(() => city.close());

  const preview = (body: PlanPreviewBody) => city.app.get(PlanPreviewController).preview(body);
  const stored = async (): Promise<string> => {
    const rows: unknown[] = [];
    for (const table of tables) rows.push(await city.database.query(`SELECT * FROM ${table} ORDER BY 1, 2`));
    return JSON.stringify(rows);
  };
  const verify = async (number: string, dates: readonly string[]): Promise<void> => {
    const employeeId = await city.employeeId(number);
    const about = dates.map((workDate) => ({ employeeId, workDate, kind: 'absence' as const }));
    await city.app.get(ViolationDecisions).decide({ decision: 'verified', about, reason: null, document: null, papers: [], actor: 'token:officer', dryRun: false });
    await city.drain();
  };
  const statuses = () => city.database.query<{ employee_id: string; work_date: string; status: string; late_minutes: number }>('SELECT employee_id, work_date, status, late_minutes FROM attendance_day ORDER BY employee_id, work_date, shift_no');

  it('changes nothing, and says what a later start would do to late arrivals', async () => {
    const before = await stored();
    const answer = await preview({ shifts: [{ code: 'REG', fromDate: '2026-11-16', segments: [['08:00', '16:00']], breaks: [['12:00', '13:00']] }] });
    expect(await stored()).toBe(before);
    // Seven working days from Monday the 16th to Tuesday the 24th; the last is not over yet, so six count.
    expect(answer).toMatchObject({ people: 3, complete: true, changedPeople: 1, appearingViolations: 0, vanishingViolations: 6, withdrawnCases: 0, warnings: [] });
    expect(answer.judgedDays).toBe(answer.days);
    const [ani] = answer.differences;
    expect(ani?.number).toBe('ani');
    expect(ani?.days[0]).toMatchObject({ date: '2026-11-16', before: [{ shift: 'REG', status: 'PRESENT', lateMinutes: 20 }], after: [{ shift: 'REG', status: 'PRESENT', lateMinutes: 0 }] });
    expect(ani?.vanishing[0]).toMatchObject({ date: '2026-11-16', kind: 'late-arrival', minutes: 20, state: 'unverified' });
  });

  it('foretells the withdrawal of a case that a holiday undermines, and the review of one on which somebody acted', async () => {
    const dates = ['2026-11-02', '2026-11-03', '2026-11-04'];
    await verify('budi', dates);
    const answer = await preview({ holidays: [{ date: '2026-11-03', name: 'Hari jadi kota', kind: 'local' }] });
    expect(answer).toMatchObject({ withdrawnCases: 1, reviewCases: 0, changedPeople: 3 });
    expect(answer.cases).toMatchObject([{ employeeId: await city.employeeId('budi'), year: 2026, stage: 'opened', verifiedDays: { before: 3, after: 2 }, level: { before: 'teguran-lisan', after: null }, events: ['case-withdrawn'] }]);
    expect((await city.database.query('SELECT state FROM discipline_case'))).toEqual([{ state: 'opened' }]);
  });

  it('foretells what saving the change then does, day for day', async () => {
    await verify('budi', ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05']);
    const change: PlanPreviewBody = {
      roster: datesBetween('2026-11-04', '2026-11-06').map((date) => ({ employee: 'budi', date, shifts: [] })),
      holidays: [{ date: '2026-11-10', name: 'Hari Pahlawan', kind: 'local', unit: 'OTHER' }],
      periodHours: [{ name: 'Apel', fromDate: '2026-11-17', toDate: '2026-11-18', replaces: { REG: 'EARLY' } }],
      shifts: [{ code: 'EARLY', segments: [['07:00', '15:00']] }],
    };
    const answer = await preview({ ...change, maxPeople: 200 });
    const before = new Map((await statuses()).map((row) => [`${row.employee_id} ${row.work_date}`, `${row.status} ${row.late_minutes}`]));
    const kinds = city.app.get(PlanKinds);
    await city.app.get(PlanWriter).write(async (write) => {
      for (const kind of ['shifts', 'periodHours', 'holidays', 'roster'] as const) await kinds.put(write, kind, change[kind] as never, listPlace(kind));
    });
    await city.drain();
    const changed = (await statuses()).filter((row) => before.get(`${row.employee_id} ${row.work_date}`) !== `${row.status} ${row.late_minutes}`).map((row) => `${row.employee_id} ${row.work_date}`);
    const foretold = answer.differences.flatMap(({ employeeId, days }) => days.map(({ date }) => `${employeeId} ${date}`));
    expect(changed.length).toBeGreaterThan(5);
    expect(foretold.sort()).toEqual(expect.arrayContaining(changed.sort()) as string[]);
    const [kase] = await city.database.query<{ state: string; level: string; counted_days: number }>('SELECT state, level, counted_days FROM discipline_case');
    expect(answer.cases).toMatchObject([{ verifiedDays: { before: 4, after: 2 }, events: ['case-withdrawn'] }]);
    expect(kase?.state).toBe('withdrawn');
    expect((await preview({ ...change })).changedDays).toBe(0);
  });

  it('judges so many days and no more, whole people at a time, and says so', async () => {
    const holiday = { holidays: [{ date: '2026-11-12', name: 'Upacara', kind: 'local' }] };
    const all = await preview(holiday);
    expect(all).toMatchObject({ people: 3, days: 9, judgedDays: 9, complete: true });
    expect(await preview({ ...holiday, maxDays: 4 })).toMatchObject({ people: 3, days: 9, judgedDays: 3, complete: false, changedPeople: 1 });
    expect((await preview({ ...holiday, maxPeople: 0 })).differences).toEqual([]);
  });

  it('refuses what could not be saved, with every fault, and takes removals first', async () => {
    await expect(preview({ roster: [{ employee: 'nobody', date: '2026-11-04', shifts: ['NOPE'] }] })).rejects.toMatchObject({ code: 'plan-refused', status: 422 });
    await expect(preview({ remove: { holidays: [{ date: '2026-11-05' }] } })).rejects.toMatchObject({ code: 'unknown-holiday' });
    await city.plan("holidays: [{ date: 2026-11-09, name: Libur, kind: local }]");
    await city.drain();
    const answer = await preview({ remove: { holidays: [{ date: '2026-11-09' }] }, holidays: [{ date: '2026-11-11', name: 'Libur', kind: 'local' }] });
    expect(answer.appearingViolations).toBeGreaterThan(0);
    expect(answer.differences.flatMap(({ days }) => days.map(({ date }) => date)).filter((date) => date !== '2026-11-09' && date !== '2026-11-11')).toEqual([]);
  });
});
