import { datesBetween } from '../../../src/core/time/calendar';
import { type PlanChangeBody } from '../../../src/recompute/preview/plan-change-body';
import { PlanPreviewController } from '../../../src/recompute/preview/plan-preview.controller';
import { officeOf, RecomputeUnderTest } from './recompute-under-test';

jest.setTimeout(180_000);

/** Of everything that can be taken away one thing, each of which moves days that are past. */
const more = `
units: [{ code: BOARD, name: Board, parent: CITY }]
shifts:
  - { code: REG, fromDate: 2026-11-16, segments: [['08:00', '16:00']], breaks: [['12:00', '13:00']] }
  - { code: EARLY, segments: [['06:30', '15:00']] }
  - { code: NIGHT, segments: [['21:00', '07:00+1']] }
schedules:
  - { code: 5HK, fromDate: 2026-11-19, week: [EARLY, EARLY, EARLY, EARLY, EARLY, null, null] }
  - { code: TURN, pattern: [REG, null, EARLY], anchor: 2026-11-02 }
assignments:
  - { employee: citra, schedule: TURN, fromDate: 2026-11-09, toDate: 2026-11-20 }
  - { unit: BOARD, schedule: TURN, fromDate: 2026-11-02 }
holidays: [{ date: 2026-11-11, name: Hari jadi, kind: local }]
holidayExemptions: [{ unit: OTHER, fromDate: 2026-11-10 }]
policies: [{ unit: OFFICE, fromDate: 2026-11-12, policy: { lateGraceMinutes: 30 } }, { unit: OFFICE, fromDate: 2026-11-14, policy: { lateGraceMinutes: 0 } }]
periodHours: [{ name: Apel, fromDate: 2026-11-05, toDate: 2026-11-06, replaces: { REG: EARLY } }]
roster: [{ employee: ani, date: 2026-11-04, shifts: [] }]
`;

describe('a change of the plan is saved as it was tried', () => {
  let city: RecomputeUnderTest;

  beforeEach(async () => {
    city = await RecomputeUnderTest.open('2026-11-24T12:00:00+07:00');
    await city.plan(officeOf(['ani', 'budi', 'citra'], '2026-11-02'));
    await city.plan(more);
    for (const date of datesBetween('2026-11-02', '2026-11-24')) {
      await city.punch('ani', `${date} 07:50:00`);
      await city.punch('ani', `${date} 16:05:00`);
    }
    await city.drain();
  });
  afterEach(() => city.close());

  const controller = () => city.app.get(PlanPreviewController);
  const days = async (): Promise<Map<string, string>> => {
    const rows = await city.database.query<Record<string, unknown>>('SELECT employee_id, work_date, shift_no, shift, status, late_minutes, early_leave_minutes, absent_days, overtime_minutes, flags FROM attendance_day ORDER BY employee_id, work_date, shift_no');
    const found = new Map<string, string>();
    for (const { employee_id: who, work_date: date, ...rest } of rows) found.set(`${String(who)} ${String(date)}`, `${found.get(`${String(who)} ${String(date)}`) ?? ''}${JSON.stringify(rest)}`);
    return found;
  };
  const idsOf = async (table: string): Promise<string[]> => (await city.database.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`)).map(({ id }) => id);

  /** Tries a change, saves it, and holds what became of the days against what was foretold. */
  async function foretoldAndDone(change: PlanChangeBody): Promise<string[]> {
    const before = await days();
    const { revision, differences, complete } = await controller().preview({ ...change, maxPeople: 200 });
    expect(complete).toBe(true);
    await controller().save({ ...change, revision });
    await city.drain();
    const after = await days();
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).sort();
    expect(differences.flatMap((one) => one.days.map(({ date }) => `${one.employeeId} ${date}`)).sort()).toEqual(changed);
    return [...new Set(changed.map((key) => key.split(' ')[1] ?? ''))].sort();
  }

  it.each<[string, () => PlanChangeBody | Promise<PlanChangeBody>, string]>([
    ['a version of a shift', () => ({ remove: { shifts: [{ code: 'REG', fromDate: '2026-11-16' }] } }), '2026-11-16'],
    ['a version of a schedule', () => ({ remove: { schedules: [{ code: '5HK', fromDate: '2026-11-19' }] } }), '2026-11-19'],
    ['an assignment of a person', async () => ({ remove: { assignments: [{ subjectKind: 'employee', subjectId: await city.employeeId('citra'), fromDate: '2026-11-09' }] } }), '2026-11-09'],
    ['an exemption from holidays', () => ({ remove: { holidayExemptions: [{ unit: 'OTHER', fromDate: '2026-11-10' }] } }), '2026-11-11'],
    ['a holiday', () => ({ remove: { holidays: [{ date: '2026-11-11' }] } }), '2026-11-11'],
    ['a version of a policy', () => ({ remove: { policies: [{ unit: 'OFFICE', fromDate: '2026-11-12' }] } }), '2026-11-12'],
    ['period hours', async () => ({ remove: { periodHours: await idsOf('period_hours') } }), '2026-11-05'],
    ['an enrolment', async () => ({ remove: { enrolments: [(await city.database.query<{ id: string }>("SELECT id FROM enrolment WHERE pin = 'ani'"))[0]?.id ?? ''] } }), '2026-11-02'],
    ['cells of a roster', async () => ({ remove: { roster: [{ employeeId: await city.employeeId('ani'), from: '2026-11-02', to: '2026-11-30' }] } }), '2026-11-04'],
  ])('%s that is removed', async (_, change, first) => {
    const changed = await foretoldAndDone(await change());
    expect(changed[0]).toBe(first);
  });

  it.each<[string, PlanChangeBody, string]>([
    ['a rotation with another anchor', { schedules: [{ code: 'TURN', pattern: ['REG', null, 'EARLY'], anchor: '2026-11-03' }] }, '2026-11-09'],
    ['an assignment that ends earlier', { assignments: [{ employee: 'citra', schedule: 'TURN', fromDate: '2026-11-09', toDate: '2026-11-12' }] }, '2026-11-13'],
    ['a unit that has always been under another', { units: [{ code: 'OTHER', name: 'Other office', parent: 'BOARD', parentFromDate: '*' }] }, '2026-11-03'],
    ['a unit under another from a date on', { units: [{ code: 'OTHER', name: 'Other office', parent: 'BOARD', parentFromDate: '2026-11-23' }] }, '2026-11-23'],
    ['this instead of that', { remove: { schedules: [{ code: '5HK', fromDate: '2026-11-19' }] }, schedules: [{ code: '5HK', fromDate: '2026-11-18', week: ['EARLY', null, null, null, null, null, null] }] }, '2026-11-18'],
  ])('%s', async (_, change, first) => {
    const changed = await foretoldAndDone(change);
    expect(changed[0]).toBe(first);
  });

  it('is refused where the plan was changed after the preview, and all or nothing is written', async () => {
    const change: PlanChangeBody = { holidays: [{ date: '2026-11-17', name: 'Upacara', kind: 'local' }] };
    const { revision } = await controller().preview(change);
    await city.plan('holidays: [{ date: 2026-11-18, name: Libur, kind: local }]');
    await expect(controller().save({ ...change, revision })).rejects.toMatchObject({ code: 'plan-changed', status: 409 });
    const both: PlanChangeBody = { ...change, roster: [{ employee: 'nobody', date: '2026-11-17', shifts: ['REG'] }] };
    await expect(controller().save(both)).rejects.toMatchObject({ code: 'plan-refused' });
    expect(await city.database.query("SELECT holiday_date FROM holiday WHERE holiday_date = '2026-11-17'")).toEqual([]);
    expect((await controller().save(change)).counts).toEqual({ holidays: { new: 1, changed: 0, unchanged: 0 } });
  });
});
