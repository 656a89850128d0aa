import request from 'supertest';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { openApiDocument } from '../../../src/openapi';
import { openPlan, people, type PlanUnderTest, town } from './plan-under-test';

interface Answer {
  readonly status: number;
  readonly body: Record<string, never>;
}

describe('the plan over HTTP', () => {
  let plan: PlanUnderTest;

  beforeAll(async () => {
    plan = await openPlan();
    await plan.get(PlanImport).importOffice(town);
    await plan.takeMarks();
  });
  afterAll(() => plan.close());

  const get = (path: string) => request(plan.app.getHttpServer()).get(`/api/v1/${path}`);
  const post = (path: string, body: object) => request(plan.app.getHttpServer()).post(`/api/v1/${path}`).send(body);
  const remove = (path: string) => request(plan.app.getHttpServer()).delete(`/api/v1/${path}`);
  const names = ({ body }: Answer, field: string): unknown[] => (body['items'] as unknown as Record<string, unknown>[]).map((item) => item[field]);

  it('lists people by unit and those below it, text and category, sorted and in pages', async () => {
    const all = await get('employees?sort=-name&pageSize=3');
    expect(all.body).toMatchObject({ total: 4, page: 1, pageSize: 3 });
    expect(names(all, 'name')).toEqual(['Dodi', 'Citra', 'Budi']);
    expect(names(await get('employees?sort=-name&pageSize=3&page=2'), 'name')).toEqual(['Ani']);
    expect(names(await get('employees?unit=DISDIK'), 'name')).toEqual(['Ani', 'Budi']);
    expect(names(await get('employees?unit=DISDIK&onDate=2026-11-10'), 'name')).toEqual(['Ani', 'Budi', 'Citra']);
    expect(names(await get('employees?text=an'), 'name')).toEqual(['Ani']);
    expect(names(await get('employees?text=199002'), 'unit')).toEqual(['SD-1']);
    expect(names(await get('employees?text=%25'), 'name')).toEqual([]);
    expect(names(await get('employees?category=contract'), 'name')).toEqual(['Dodi']);
    expect(names(await get('employees?employed=false'), 'name')).toEqual(['Dodi']);
    expect((await get('employees?unit=NOPE')).body).toMatchObject({ status: 404, detail: 'There is no unit "NOPE".' });
    expect((await get('employees?sort=shoe')).body).toMatchObject({ status: 400, allowed: expect.arrayContaining(['name']) });
    expect((await get('employees?pageSize=501')).status).toBe(400);
  });

  it('shows one person with the history of units and the planned days', async () => {
    const [citra] = (await get('employees?text=Citra')).body.items;
    expect((await get(`employees/${citra.id}`)).body).toMatchObject({ unit: 'RSUD', unitHistory: [{ unit: 'SD-1', fromDate: '2026-11-02' }, { unit: 'RSUD', fromDate: '2026-11-16' }] });
    const days = (await get(`employees/${citra.id}/planned-days?from=2026-11-09&to=2026-11-10`)).body;
    expect(days).toMatchObject([
      { date: '2026-11-09', zone: 'Asia/Jakarta', employed: true, holiday: null, shifts: [{ code: 'REG', startsAt: '2026-11-09T00:30:00.000Z', endsAt: '2026-11-09T09:00:00.000Z', why: 'unit-weekly' }] },
      { date: '2026-11-10', holiday: 'Hari Pahlawan' },
    ]);
    expect((await get('employees/nobody')).status).toBe(404);
    expect((await get(`employees/${citra.id}/planned-days?from=2026-01-01&to=2026-11-10`)).body.detail).toContain('At most 62 days');
  });

  it('lists the other parts of the plan', async () => {
    expect(names(await get('units?under=DISDIK'), 'code')).toEqual(['DISDIK', 'SD-1']);
    expect(names(await get('units?text=rumah'), 'parent')).toEqual(['KOTA']);
    expect(names(await get('enrolments?pin=1&sort=terminal'), 'employeeName')).toEqual(['Ani', 'Dodi']);
    expect(names(await get('shifts'), 'owedMinutes')).toEqual([450, 600, 420, 390, 450]);
    expect((await get('work-schedules')).body.items[0]).toMatchObject({ code: '5HK', kind: 'weekly', weeklyMinutes: 2250 });
    expect(names(await get('assignments?sort=schedule'), 'name')).toEqual(expect.arrayContaining(['Kota Contoh', 'Rumah Sakit', 'Ani']));
    expect(names(await get('roster?from=2026-11-01&to=2026-11-04'), 'shifts')).toEqual([['P']]);
    expect(names(await get('roster?unit=DISDIK'), 'shifts')).toEqual([]);
    expect(names(await get('holidays?from=2026-11-11'), 'unit')).toEqual(['DISDIK']);
    expect(names(await get('holiday-exemptions'), 'unit')).toEqual(['RSUD']);
    expect((await get('period-hours')).body.items[0]).toMatchObject({ name: 'Ramadan', unit: '*', replaces: { REG: 'RAM' } });
    expect(names(await get('policies'), 'policy')).toEqual([{ lateGraceMinutes: 5 }, { continuousHandover: true }]);
  });

  it('writes and removes each part, and says how many days are judged again', async () => {
    const [ani] = (await get('employees?text=Ani')).body.items;
    const roundTrips: [string, object, string][] = [
      ['units', { code: 'T', name: 'T', parent: 'KOTA' }, 'units/T'],
      ['shifts', { code: 'T', segments: [['08:00', '12:00']] }, 'shifts/T/1900-01-01'],
      ['work-schedules', { code: 'T', week: ['REG', null, null, null, null, null, null] }, 'work-schedules/T/1900-01-01'],
      ['assignments', { employee: people.ani, schedule: '5HK', fromDate: '2026-11-20' }, `assignments/employee/${ani.id}/2026-11-20`],
      ['assignments', { unit: '*', schedule: '5HK', fromDate: '2026-11-20' }, 'assignments/unit/*/2026-11-20'],
      ['roster', { items: [{ employee: people.ani, date: '2026-11-20', shifts: [] }] }, `roster/${ani.id}?from=2026-11-20&to=2026-11-20`],
      ['holidays', { date: '2026-11-20', name: 'T', kind: 'local', unit: 'RSUD' }, 'holidays/2026-11-20?unit=RSUD'],
      ['holiday-exemptions', { unit: 'DISDIK', fromDate: '2026-11-20' }, 'holiday-exemptions/DISDIK/2026-11-20'],
      ['policies', { unit: 'DISDIK', fromDate: '2026-11-20', policy: { flex: { earlyMinutes: 0, lateMinutes: 30 } } }, 'policies/2026-11-20?unit=DISDIK'],
    ];
    for (const [path, body, removal] of roundTrips) {
      const written = await post(path, body);
      expect([path, written.status, written.body.detail]).toEqual([path, 200, undefined]);
      expect(Object.values(written.body.counts as Record<string, { new: number }>).map((count) => count.new)).toEqual([1]);
      const removed = await remove(removal);
      expect([removal, removed.status, removed.body.markedDays]).toEqual([removal, 200, written.body.markedDays]);
      expect((await remove(removal)).body).toMatchObject(path === 'roster' ? { counts: {}, markedDays: 0 } : { status: 404 });
    }
    await post('period-hours', { name: 'T', fromDate: '2026-11-20', toDate: '2026-11-21', replaces: { REG: 'RAM' } });
    const period = (await get('period-hours')).body.items.find((item: { name: string }) => item.name === 'T');
    expect((await remove(`period-hours/${period.id}`)).body.markedDays).toBeGreaterThan(0);
    await post('enrolments', { pin: '66', employee: people.ani, fromDate: '2026-11-20' });
    const [enrolment] = (await get('enrolments?pin=66')).body.items;
    expect((await remove(`enrolments/${enrolment.id}`)).body.markedDays).toBe(7);
  });

  it('tells where a unit stands today, and every place that it has had or is known to get', async () => {
    const told = async (code: string): Promise<unknown> => (await get('units?pageSize=100')).body.items.filter((item: { code: string }) => item.code === code).map(({ parent, places }: { parent: string; places: unknown }) => ({ parent, places }))[0];
    const put = (parent: string | null, parentFromDate?: string) => post('units', { code: 'SD-9', name: 'SD 9', parent, ...(parentFromDate ? { parentFromDate } : {}) });
    await put('DISDIK');
    expect(await told('SD-9')).toEqual({ parent: 'DISDIK', places: [{ fromDate: null, parent: 'DISDIK' }] });
    await put('RSUD', '2026-12-01');
    expect(await told('SD-9')).toEqual({ parent: 'DISDIK', places: [{ fromDate: null, parent: 'DISDIK' }, { fromDate: '2026-12-01', parent: 'RSUD' }] });
    expect(names(await get('units?under=DISDIK'), 'code')).toEqual(['DISDIK', 'SD-1', 'SD-9']);
    await put('KOTA', '2026-11-24');
    expect(await told('SD-9')).toMatchObject({ parent: 'KOTA', places: [{ fromDate: null }, { fromDate: '2026-11-24' }, { fromDate: '2026-12-01' }] });
    expect(names(await get('units?under=DISDIK'), 'code')).toEqual(['DISDIK', 'SD-1']);
    expect((await put('RSUD', '2026-02-30')).body).toMatchObject({ status: 422 });
    // A unit that another one is to stand under is kept, too.
    await post('units', { code: 'UPT', name: 'UPT', parent: 'KOTA' });
    await put('UPT', '2027-01-01');
    expect((await remove('units/UPT')).body).toMatchObject({ status: 409, detail: 'Unit UPT cannot be removed: other units refer to it.' });
    expect((await remove('units/SD-9')).status).toBe(200);
    expect((await remove('units/UPT')).status).toBe(200);
  });

  it('keeps what others refer to', async () => {
    expect((await remove('units/DISDIK')).body).toMatchObject({ status: 409, detail: 'Unit DISDIK cannot be removed: other units refer to it.' });
    expect((await remove('units/RSUD')).body.detail).toContain('employees refer to it');
    expect((await remove('shifts/REG/1900-01-01')).body.detail).toBe('Shift "REG" cannot be removed: work schedule "5HK" names it.');
    expect((await remove('work-schedules/ROT/1900-01-01')).body.detail).toContain('it is assigned');
  });

  it('answers a refusal as a problem document', async () => {
    const answer = await post('employees', { number: 'X', name: 'X', category: 'contract', unit: 'NOPE', joinedDate: '2026-11-01' });
    expect(answer.status).toBe(422);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ title: 'plan refused', detail: 'unit: there is no unit "NOPE"', problems: [{ at: 'unit', message: 'there is no unit "NOPE"' }] });
    expect((await post('shifts', { code: 'X', segments: [['08:00']] })).status).toBe(400);
    expect((await post('units', { code: 'X', name: 'X', colour: 'red' })).body.detail).toContain('colour should not exist');
  });

  it('imports text, tries it first when asked, and refuses what is no text', async () => {
    const send = (path: string, type: string, text: string) => request(plan.app.getHttpServer()).post(`/api/v1/plan/import${path}`).set('Content-Type', type).send(text);
    const csv = `nip;tanggal;shift\n${people.budi};2026-11-21;P\n`;
    expect((await send('?kind=roster&dryRun=true', 'text/csv', csv)).body).toMatchObject({ dryRun: true, accepted: true, counts: { roster: { new: 1 } } });
    expect((await send('?kind=roster', 'text/csv', csv)).body).toMatchObject({ dryRun: false, counts: { roster: { new: 1 } }, markedDays: 3 });
    expect((await send('', 'application/yaml', town)).body).toMatchObject({ accepted: true, markedDays: 0 });
    expect((await send('?kind=roster&dryRun=true', 'text/csv', csv.replace('P', 'Q'))).body).toMatchObject({ accepted: false, problems: [{ row: 2, column: 'shift' }] });
    expect((await send('?kind=roster', 'text/csv', csv.replace('P', 'Q'))).status).toBe(422);
    expect((await send('', 'application/json', '{}')).status).toBe(415);
    expect((await send('?kind=songs', 'text/csv', csv)).status).toBe(400);
  });

  it('describes itself', () => {
    const paths = Object.keys(openApiDocument(plan.app).paths);
    for (const path of ['units', 'employees', 'enrolments', 'shifts', 'work-schedules', 'assignments', 'roster', 'holidays', 'holiday-exemptions', 'period-hours', 'policies', 'plan/import']) {
      expect(paths).toContain(`/api/v1/${path}`);
    }
    expect(openApiDocument(plan.app).components?.schemas).toHaveProperty('EmployeePage');
  });
});
