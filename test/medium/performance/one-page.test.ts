import { randomUUID } from 'node:crypto';
import { type AppraisalEvidence } from '../../../src/reports/one-page/appraisal-evidence-items';
import { type ComparedUnit, type EmployeeOnePage, type UnitComparison, type UnitOnePage } from '../../../src/reports/one-page/one-page-items';
import { ktp, openingWeek } from '../service/service-town';
import { type Signed, SupervisionTown } from './supervision-town';

let office: SupervisionTown;
let head: Signed;
let person: Signed;
let officer: Signed;
let admin: Signed;
let inspector: Signed;
beforeAll(async () => {
  office = await SupervisionTown.open();
  head = await office.hire('eka', 'head-of-unit', 'DUKCAPIL', 'S5');
  person = await office.hire('beni', 'employee', null, 'S2');
  officer = await office.hire('ratna', 'hr-officer', null);
  admin = await office.hire('sari', 'unit-admin', 'DUKCAPIL');
  inspector = await office.hire('iwan', 'inspector', null);
  await office.town.ok('POST', 'services', ktp());
  await office.town.ok('POST', 'opening-hours', { unit: 'DUKCAPIL', fromDate: '2026-01-01', days: openingWeek });
  await office.town.ok('POST', 'tickets/import', ['service,ticket,event,at,step', 'KTP,1,take,2026-11-23 08:00:00,', 'KTP,1,finish,2026-11-23 08:40:00,'].join('\n'));
  await office.town.ok('POST', 'appraisal-periods', { code: '2026-Q4', name: 'Triwulan IV', fromDate: '2026-10-01', toDate: '2026-11-23' });
  await office.town.ok('POST', `employees/${office.id('S2')}/appraisals`, { period: '2026-Q4' });
  await head.ok('POST', `employees/${office.id('S2')}/supervision-notes`, { kind: 'praise', text: 'x', visibility: 'superiors' });
  await head.ok('POST', `employees/${office.id('S2')}/supervision-notes`, { kind: 'coaching', text: 'x', visibility: 'shared' });
  const check = await head.ok<{ id: string }>('PUT', `spot-checks/${randomUUID()}`, { unitId: office.id('DUKCAPIL') });
  await head.ok('POST', `spot-checks/${check.id}/submit`, { marks: [{ employeeId: office.id('S2'), mark: 'not-seen', afterSeconds: 5 }] });
  const complaint = await office.town.ok<{ id: string }>('POST', 'complaints', { kind: 'complaint', words: 'Antrean lama', unit: 'DUKCAPIL', reporterName: 'Rahmat Pelapor' });
  const acts = [
    { act: 'verify', unit: 'DUKCAPIL' },
    { act: 'call-for-clarification', employee: 'S2', text: 'Loket 1', dueDate: '2026-11-23' },
    { act: 'record-clarification', employee: 'S2', text: 'Sendirian di loket.' },
    { act: 'agree-improvement', employee: 'S2', text: 'Jadwal pengganti, kata Rahmat', dueDate: '2026-11-23' },
    { act: 'check-improvement', text: 'Antrean pendek.', helped: true },
  ];
  for (const act of acts) await office.town.ok('POST', `complaints/${complaint.id}/acts`, act);
  // A settled Friday: one late, one without a record.
  const day = (employee: string, date: string, status: string, late: number, unit = 'DUKCAPIL') => [office.id(employee), date, 1, office.id(unit), 'Asia/Jakarta', 'REG', status, 1, late, 0, 0, 0, 0, 0, '', '', 'x', '[]', 0];
  await office.town.database.transaction(async (tx) => {
    const columns = ['employee_id', 'work_date', 'shift_no', 'unit_id', 'zone', 'shift', 'status', 'settled', 'late_minutes', 'early_leave_minutes', 'worked_minutes', 'overtime_minutes', 'break_overrun_minutes', 'absent_days', 'flags', 'signals', 'digest', 'explanation', 'computed_at'];
    await tx.execute(`DELETE FROM attendance_day`);
    await tx.insert('attendance_day', columns, [day('S1', '2026-11-20', 'PRESENT', 12), day('S2', '2026-11-20', 'ABSENT', 0, 'LOKET'), day('S2', '2026-11-19', 'INCOMPLETE', 0, 'LOKET'), day('S3', '2026-11-20', 'ON_LEAVE', 0), day('S2', '2026-09-30', 'PRESENT', 5, 'LOKET'), day('L1', '2026-11-20', 'PRESENT', 0, 'PTSP')]);
  });
});
afterAll(() => office.close());

const page = (who: Signed, employee = 'S2', query = ''): Promise<EmployeeOnePage> => who.ok('GET', `employees/${office.id(employee)}/one-page${query}`);

it('a person over half a year, for the head of the unit', async () => {
  const found = await page(head);
  expect(found).toMatchObject({ number: 'S2', unitName: 'Seksi Loket', months: ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'] });
  expect(found.hidden).toEqual([]);
  expect(found.attendance?.map(({ owed, attended, late, noRecord }) => [owed, attended, late, noRecord])).toEqual([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [1, 1, 1, 0], [0, 0, 0, 0], [2, 1, 0, 1]]);
  expect(found.appraisals).toEqual([{ period: '2026-Q4', name: 'Triwulan IV', status: 'new', predicate: null, count: 1 }]);
  expect(found.supervision).toEqual({ notes: [{ key: 'coaching', count: 1 }, { key: 'praise', count: 1 }], differences: [{ key: 'found', count: 1 }] });
  expect(found.complaints?.at(-1)).toEqual({ month: '2026-11', received: 1, ended: 0 });
});

it('each block is only for whom its permission reaches', async () => {
  expect((await page(person)).hidden.sort()).toEqual(['cases', 'complaints', 'services']);
  expect((await page(person)).supervision).toEqual({ notes: [{ key: 'coaching', count: 1 }], differences: [{ key: 'found', count: 1 }] });
  expect((await page(officer)).hidden).toEqual(['notes']);
  expect((await page(admin)).hidden.sort()).toEqual(['appraisals', 'cases', 'differences', 'notes']);
  expect((await page(admin)).supervision).toBeNull();
  expect((await page(inspector)).hidden).toEqual(['appraisals']);
  expect(await person.refused('GET', `employees/${office.id('S1')}/one-page`)).toBe('404 not-found');
  expect(await head.refused('GET', `employees/${office.id('L1')}/one-page`)).toBe('404 not-found');
});

it('who is named in a complaint does not learn of it from the count, whatever the role', async () => {
  const named = await office.hire('benikepala', 'head-of-unit', 'DUKCAPIL', 'S2');
  expect((await page(named)).complaints).toBeNull();
  expect((await page(named)).cases).toBeNull();
});

it('beside an appraisal lies what its period has of the person and of the services of the unit, each block only for whom its permission reaches', async () => {
  const [row] = await office.town.database.query<{ id: string }>('SELECT id FROM appraisal WHERE employee_id = ?', [office.id('S2')]);
  const beside = (who: Signed): Promise<AppraisalEvidence> => who.ok('GET', `appraisals/${row?.id}/evidence`);
  const found = await beside(head);
  expect(found).toMatchObject({ fromDate: '2026-10-01', toDate: '2026-11-23', limit: 50, hidden: [] });
  expect(found.notes?.map(({ kind, text }) => [kind, text]).sort()).toEqual([['coaching', 'x'], ['praise', 'x']]);
  expect(found.differences).toMatchObject([{ kind: 'due-not-seen', status: 'found' }]);
  // The improvement is of the person that it was agreed with; neither words nor reporter stand here.
  expect(found.complaints).toEqual([{ id: expect.any(String), receivedDate: '2026-11-23', status: 'verified', service: null, heard: true, improvement: 'Jadwal pengganti, kata (pelapor)', helped: true }]);
  expect(JSON.stringify(found)).not.toMatch(/Antrean lama|Rahmat/);
  // A period has its limits: what was noted, seen and complained of outside of them lies beside another appraisal.
  await office.town.ok('POST', 'appraisal-periods', { code: '2026-Q3', name: 'Triwulan III', fromDate: '2026-07-01', toDate: '2026-09-30' });
  const { id: earlier } = await office.town.ok<{ id: string }>('POST', `employees/${office.id('S2')}/appraisals`, { period: '2026-Q3' });
  expect(await head.ok('GET', `appraisals/${earlier}/evidence`)).toMatchObject({ notes: [], differences: [], complaints: [], services: [] });
  expect((await beside(person)).hidden.sort()).toEqual(['complaints', 'services']);
  expect((await beside(person)).notes?.map(({ kind }) => kind)).toEqual(['coaching']);
  expect((await beside(officer)).hidden).toEqual(['notes']);
  expect(await inspector.refused('GET', `appraisals/${row?.id}/evidence`)).toBe('403 not-permitted');
  expect(await admin.refused('GET', `appraisals/${row?.id}/evidence`)).toBe('403 not-permitted');
  const named = await office.hire('benisendiri', 'head-of-unit', 'DUKCAPIL', 'S2');
  expect(await beside(named)).toMatchObject({ complaints: null, hidden: ['complaints'] });
});

it('beside an appraisal stand the services of its unit, and no outcome moves with any of it', async () => {
  const { id } = await office.town.ok<{ id: string }>('POST', `employees/${office.id('S1')}/appraisals`, { period: '2026-Q4' });
  for (const body of [{ act: 'plan', results: [{ text: 'KTP', indicators: [{ text: 'Waktu', target: '8 jam' }] }] }, { act: 'agree' }, { act: 'evaluate', work: 'as-expected', behaviour: 'as-expected', text: 'Sesuai' }]) await office.town.ok('POST', `appraisals/${id}/acts`, body);
  const beside = (): Promise<AppraisalEvidence> => officer.ok('GET', `appraisals/${id}/evidence`);
  expect((await beside()).services).toEqual([{ service: 'KTP', tickets: 1, p50Minutes: 40, withinPromise: 1, respondents: 0, ikm: null, quick: [0, 0, 0, 0] }]);
  const { code } = await office.town.ok<{ code: string }>('POST', 'service-points', { service: 'KTP' });
  await office.town.rate(`/suara/${code}`, { quick: '1' });
  await head.ok('POST', `employees/${office.id('S1')}/supervision-notes`, { kind: 'observation', text: 'y', visibility: 'superiors' });
  const complaint = await office.town.ok<{ id: string }>('POST', 'complaints', { kind: 'complaint', words: 'Petugas pergi', unit: 'DUKCAPIL' });
  for (const body of [{ act: 'verify', unit: 'DUKCAPIL' }, { act: 'call-for-clarification', employee: 'S1', text: 'Loket', dueDate: '2026-11-24' }, { act: 'call-for-clarification', employee: 'S3', text: 'Loket', dueDate: '2026-11-24' }, { act: 'agree-improvement', text: 'Papan tarif', dueDate: '2026-11-24' }]) await office.town.ok('POST', `complaints/${complaint.id}/acts`, body);
  // An improvement of the unit is nobody's own.
  expect(await beside()).toMatchObject({ services: [{ quick: [1, 0, 0, 0] }], complaints: [{ id: complaint.id, heard: false, improvement: null, helped: null }] });
  expect(await office.town.ok('GET', `appraisals/${id}`)).toMatchObject({ predicate: 'Baik' });
  // An officer who is named in a complaint prints nothing about a colleague.
  const named = await office.hire('adi', 'hr-officer', null, 'S1');
  expect(await named.refused('GET', `complaints/${complaint.id}/clarification-letter/S3`)).toBe('403 complaint-about-you');
  office.town.clock.set('2026-11-23T09:00:00+07:00');
});

it('a unit with all below it, with its services', async () => {
  const found = await head.ok<UnitOnePage>('GET', `unit-page?unitId=${office.id('DUKCAPIL')}&from=2026-11&to=2026-11`);
  expect(found.attendance).toEqual([{ month: '2026-11', people: 3, owed: 3, attended: 2, late: 1, lateMinutes: 12, noRecord: 1, leave: 1, duty: 0, waiting: 0 }]);
  expect(found.services).toEqual([{ service: 'KTP', month: '2026-11', tickets: 1, p50Minutes: 40, withinPromise: 1, respondents: 0, ikm: null }]);
  // Whoever reaches everything reaches what lies below, too.
  expect((await officer.ok<UnitOnePage>('GET', `unit-page?unitId=${office.id('KOTA')}&from=2026-11&to=2026-11`)).attendance).toMatchObject([{ people: 4, owed: 4 }]);
  expect(await head.refused('GET', `unit-page?unitId=${office.id('PTSP')}`)).toBe('404 not-found');
  expect(await head.refused('GET', `unit-page?unitId=${office.id('DUKCAPIL')}&from=2026-11&to=2026-10`)).toBe('422 wrong-span');
  expect(await person.refused('GET', `unit-page?unitId=${office.id('DUKCAPIL')}`)).toBe('403 not-permitted');
});

it('units beside each other by name; few people are told apart from nobody', async () => {
  const found = await officer.ok<UnitComparison>('GET', `unit-comparison?unitId=${office.id('KOTA')}&from=2026-11&to=2026-11`);
  const brief = ({ name, people, attended, onTime }: ComparedUnit) => [name, people, `${attended.hits}/${attended.of}`, attended.standing, `${onTime.hits}/${onTime.of}`];
  expect(found.units.map(brief)).toEqual([['Dinas Kependudukan', 2, '2/3', 'few', '1/2'], ['Pelayanan Terpadu', 1, '1/1', 'few', '1/1']]);
  expect([found.whole.people, found.whole.attended.hits, found.whole.attended.of]).toEqual([3, 3, 4]);
  expect((await head.ok<UnitComparison>('GET', 'unit-comparison')).units.map(({ name }) => name)).toEqual(['Dinas Kependudukan']);
});

it('every look is in the audit', async () => {
  await page(head);
  const seen = await office.town.database.query<{ detail: string }>("SELECT detail FROM audit_entry WHERE action = 'seen'");
  for (const path of ['one-page', 'unit-page', 'unit-comparison', 'evidence']) expect(seen.some(({ detail }) => detail.includes(path))).toBe(true);
});
