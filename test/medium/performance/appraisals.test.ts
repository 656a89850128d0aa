import { AppraisalDesk } from '../../../src/performance/appraisal-desk';
import { Recompute } from '../../../src/recompute/recompute';
import { ServiceTown, staff } from '../service/service-town';

interface Detail {
  readonly id: string;
  readonly status: string;
  readonly predicate: string | null;
  readonly attendance: Readonly<Record<string, number>>;
  readonly events: readonly { type: string; actor: string }[];
}

let town: ServiceTown;
let employeeId: string;
beforeAll(async () => {
  town = await ServiceTown.open();
  await town.app.get(Recompute).drain();
  employeeId = (await town.database.query<{ id: string }>('SELECT id FROM employee WHERE number = ?', [staff.number]))[0]?.id ?? '';
  await town.ok('POST', 'appraisal-periods', { code: '2026-Q4', name: 'Triwulan IV 2026', fromDate: '2026-10-01', toDate: '2026-11-23' });
});
afterAll(() => town.close());
beforeEach(() => town.database.transaction(async (tx) => {
  for (const table of ['appraisal', 'appraisal_event']) await tx.execute(`DELETE FROM ${table}`);
}));

const results = [{ text: 'KTP tepat waktu', indicators: [{ text: 'Selesai dalam janji', target: '95 %' }] }];
const begin = (): Promise<Detail> => town.ok('POST', `employees/${employeeId}/appraisals`, { period: '2026-Q4' });
const act = (id: string, body: object): Promise<Detail> => town.ok('POST', `appraisals/${id}/acts`, body);
const problem = async (id: string, body: object): Promise<unknown> => {
  const answer = await town.send<{ type: string }>('POST', `appraisals/${id}/acts`, body);
  return [answer.status, answer.body.type];
};

it('from plan to outcome, with objection and the attendance beside it', async () => {
  const { id, attendance } = await begin();
  expect((await begin()).id).toBe(id);
  // Nobody has punched: most days are without a record, and no outcome follows from that.
  expect(Object.values(attendance).reduce((sum, days) => sum + days, 0)).toBeGreaterThan(30);
  expect(await problem(id, { act: 'evaluate', work: 'above', behaviour: 'above', text: 'x' })).toEqual([409, 'urn:hadir:act-refused']);
  expect(await problem(id, { act: 'plan', results: [] })).toEqual([422, 'urn:hadir:act-incomplete']);
  await act(id, { act: 'plan', results });
  await act(id, { act: 'agree' });
  await act(id, { act: 'dialogue', text: 'Membahas antrean.' });
  expect(await problem(id, { act: 'evaluate', work: 'above', behaviour: 'above', text: 'x', values: { rajin: 'above' } })).toEqual([422, 'urn:hadir:act-incomplete']);
  expect(await act(id, { act: 'evaluate', work: 'above', behaviour: 'as-expected', text: 'Target terlampaui', values: { loyal: 'above' } })).toMatchObject({ status: 'evaluated', predicate: 'Baik' });
  await act(id, { act: 'object', text: 'Perilaku dinilai terlalu rendah' });
  expect(await act(id, { act: 'evaluate', work: 'above', behaviour: 'above', text: 'Bukti diterima' })).toMatchObject({ predicate: 'Sangat Baik' });
  expect(await act(id, { act: 'close' })).toMatchObject({ status: 'closed', predicate: 'Sangat Baik' });
  expect(await problem(id, { act: 'dialogue', text: 'x' })).toEqual([409, 'urn:hadir:act-refused']);
  expect(await town.ok('GET', 'appraisals?period=2026-Q4')).toMatchObject({ total: 1, items: [{ number: staff.number, predicate: 'Sangat Baik' }] });
  expect(await town.ok<{ count: number }[]>('GET', 'appraisal-periods/2026-Q4/distribution')).toMatchObject([{ predicate: 'Sangat Baik', count: 1 }, { count: 0 }, { count: 0 }, { count: 0 }, { count: 0 }]);
});

it('the predicate does not move with attendance', async () => {
  const { id } = await begin();
  await act(id, { act: 'plan', results });
  await act(id, { act: 'agree' });
  await act(id, { act: 'evaluate', work: 'as-expected', behaviour: 'as-expected', text: 'Sesuai' });
  const before = await town.ok<Detail>('GET', `appraisals/${id}`);
  await town.database.transaction((tx) => tx.execute(`UPDATE attendance_day SET status = 'PRESENT' WHERE employee_id = ?`, [employeeId]));
  const after = await town.ok<Detail>('GET', `appraisals/${id}`);
  expect(after.attendance).not.toEqual(before.attendance);
  expect(after.predicate).toBe(before.predicate);
});

it('an evaluation keeps the outcome it was recorded with; an older record without one has it by the quadrant of its day', async () => {
  const { id } = await begin();
  await act(id, { act: 'plan', results });
  await act(id, { act: 'agree' });
  await act(id, { act: 'evaluate', work: 'above', behaviour: 'above', text: 'x' });
  const body = async (): Promise<Record<string, unknown>> => JSON.parse((await town.database.query<{ body: string }>('SELECT body FROM appraisal_event WHERE appraisal_id = ? ORDER BY position DESC', [id]))[0]?.body ?? '{}') as Record<string, unknown>;
  const { predicate, ...older } = await body();
  expect(predicate).toBe('Sangat Baik');
  await town.database.transaction((tx) => tx.execute('UPDATE appraisal_event SET body = ? WHERE appraisal_id = ? AND position = 3', [JSON.stringify(older), id]));
  expect(await act(id, { act: 'close' })).toMatchObject({ status: 'closed', predicate: 'Sangat Baik' });
});

it('nobody evaluates themselves, and own acts are of the person alone', async () => {
  const { id } = await begin();
  const desk = town.app.get(AppraisalDesk);
  await expect(desk.act(id, { act: 'plan', results }, 'user:ratna', employeeId)).rejects.toMatchObject({ code: 'act-refused' });
  await act(id, { act: 'plan', results });
  await desk.act(id, { act: 'agree' }, 'user:ratna', employeeId);
  expect((await town.send('POST', `appraisals/${id}/own-acts`, { act: 'dialogue', text: 'x' })).status).toBe(403);
});

it('another unit sees none of it', async () => {
  const { id } = await begin();
  const [unit] = await town.database.query<{ id: string }>(`SELECT id FROM unit WHERE code = 'PTSP'`);
  await town.actAs('ptsp', [{ role: 'head-of-unit', unitId: unit?.id ?? '', fromDate: '2020-01-01', toDate: null }]);
  expect(await town.ok('GET', 'appraisals')).toMatchObject({ total: 0 });
  for (const { status } of [await town.send('GET', `appraisals/${id}`), await town.send('POST', `appraisals/${id}/acts`, { act: 'plan', results }), await town.send('POST', `employees/${employeeId}/appraisals`, { period: '2026-Q4' })]) expect([403, 404]).toContain(status);
  expect((await town.ok<{ count: number }[]>('GET', 'appraisal-periods/2026-Q4/distribution')).every(({ count }) => count === 0)).toBe(true);
  await town.actAs('officer');
});

it('two evaluations at once come one after the other', async () => {
  const { id } = await begin();
  await act(id, { act: 'plan', results });
  const answers = await Promise.all([1, 2].map(() => town.send('POST', `appraisals/${id}/acts`, { act: 'agree' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it('a year shows the appraisals of its quarters, and is computed from none of them', async () => {
  await town.ok('POST', 'appraisal-periods', { code: '2026', name: 'Tahun 2026', fromDate: '2026-01-01', toDate: '2026-11-23' });
  const { id: quarter } = await begin();
  await act(quarter, { act: 'plan', results });
  await act(quarter, { act: 'agree' });
  await act(quarter, { act: 'evaluate', work: 'above', behaviour: 'above', text: 'Baik sekali' });
  const year = await town.ok<Detail & { parts: unknown[] }>('POST', `employees/${employeeId}/appraisals`, { period: '2026' });
  expect(year).toMatchObject({ status: 'new', predicate: null, parts: [{ id: quarter, period: '2026-Q4', status: 'evaluated', predicate: 'Sangat Baik' }] });
  expect((await town.ok<{ parts: unknown[] }>('GET', `appraisals/${quarter}`)).parts).toEqual([]);
});

it('the outcome of a unit is written by the city and kept; its pattern is held against five outcomes or more', async () => {
  const [unit] = await town.database.query<{ id: string }>(`SELECT id FROM unit WHERE code = 'DUKCAPIL'`);
  const path = 'appraisal-periods/2026-Q4/unit-outcome';
  const outcome = (): Promise<{ outcomes: number; pattern: { predicate: string; exceeds: boolean }[] | null }> => town.ok('GET', `${path}?unitId=${unit?.id}`);
  const row = (id: string, predicate: string) => [id, id, '2026-Q4', unit?.id ?? '', 'closed', predicate];
  await town.database.transaction((tx) => tx.insert('appraisal', ['id', 'employee_id', 'period_code', 'unit_id', 'status', 'predicate'], [row('x1', 'Sangat Baik'), row('x2', 'Sangat Baik'), row('x3', 'Sangat Baik'), row('x4', 'Sangat Baik')]));
  expect(await outcome()).toMatchObject({ predicate: null, outcomes: 4, pattern: null });
  await town.ok('POST', path, { unitId: unit?.id, predicate: 'Baik', reason: 'SK 1' });
  expect(await town.ok('POST', path, { unitId: unit?.id, predicate: 'Istimewa', reason: 'SK 2' })).toMatchObject({ predicate: 'Istimewa', reason: 'SK 2', pattern: null });
  await town.database.transaction((tx) => tx.insert('appraisal', ['id', 'employee_id', 'period_code', 'unit_id', 'status', 'predicate'], [row('x5', 'Baik')]));
  expect(await outcome()).toMatchObject({ patternSource: { act: 'PermenPANRB 6/2022', mark: 'S' } });
  expect((await outcome()).pattern?.filter(({ exceeds }) => exceeds).map(({ predicate }) => predicate)).toEqual(['Sangat Baik']);
  // Of the other outcomes no pattern is known, and that is said.
  expect(await town.ok('POST', path, { unitId: unit?.id, predicate: 'Kurang', reason: 'SK 3' })).toMatchObject({ outcomes: 5, pattern: null, patternSource: null });
  const rules = await town.ok<{ quadrant: object[]; quadrantSource: object; patterns: { unitPredicate: string; limits: object[] | null }[] }>('GET', 'appraisals/rules');
  expect(rules).toMatchObject({ quadrant: expect.arrayContaining([{ behaviour: 'below', work: 'above', predicate: 'Kurang/misconduct' }]), quadrantSource: { mark: 'M' } });
  expect(rules.patterns.map(({ unitPredicate, limits }) => [unitPredicate, limits?.length ?? null])).toEqual([['Istimewa', 1], ['Baik', 1], ['Butuh Perbaikan', null], ['Kurang', null], ['Sangat Kurang', null]]);
  expect((await town.database.query('SELECT * FROM unit_predicate')).length).toBe(3);
  expect((await town.send('POST', path, { unitId: 'nobody', predicate: 'Baik', reason: 'x' })).status).toBe(404);
  await town.actAs('head', [{ role: 'head-of-unit', unitId: unit?.id ?? '', fromDate: '2020-01-01', toDate: null }]);
  expect((await town.send('POST', path, { unitId: unit?.id, predicate: 'Baik', reason: 'x' })).status).toBe(403);
  expect(await outcome()).toMatchObject({ outcomes: 5 });
  await town.actAs('officer');
});
