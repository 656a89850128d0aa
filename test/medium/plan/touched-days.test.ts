import { EmployeeRepository } from '../../../src/plan/employee/employee-repository';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { PlanKinds, type PlanItems, type PlanKind } from '../../../src/plan/plan-kinds';
import { PlanWriter, type PlanWritten } from '../../../src/plan/writing/plan-writer';
import { fieldPlace } from '../../../src/plan/writing/problem-list';
import { lastMarked, openPlan, people, type PlanUnderTest, runOf, town } from './plan-under-test';

const { ani, budi, citra, dodi } = people;

describe('the days that a write touches', () => {
  let plan: PlanUnderTest;

  beforeAll(async () => {
    plan = await openPlan();
  });
  beforeEach(async () => {
    await plan.empty();
    await plan.get(PlanImport).importOffice(town);
    await plan.takeMarks();
  });
  afterAll(() => plan.close());

  const put = <K extends PlanKind>(kind: K, ...items: NonNullable<PlanItems[K]>[number][]): Promise<PlanWritten<void>> =>
    plan.get(PlanWriter).write((change) => plan.get(PlanKinds).put(change, kind, items as unknown as NonNullable<PlanItems[K]>, fieldPlace));
  const marks = async (): Promise<Record<string, string>> => Object.fromEntries(Object.entries(await plan.takeMarks()).map(([number, dates]) => [number, runOf(dates)]));

  it('are those from a new shift version on, of the people who work by it', async () => {
    await put('shifts', { code: 'REG', fromDate: '2026-11-10', segments: [['08:00', '16:30']], breaks: [['12:00', '13:00']] });
    expect(await marks()).toEqual({
      // Ani works by the rotation from the 16th to the 18th; the days to both sides may take each other's punches.
      [ani]: [...dates(9, 16), ...dates(18, 25)].join(' '),
      [budi]: `2026-11-09..${lastMarked}`,
      [citra]: '2026-11-09..2026-11-16',
    });
  });

  it('are those of a shift that another one stands for in a period', async () => {
    await put('shifts', { code: 'RAM', fromDate: '2026-11-19', segments: [['08:00', '14:30']], breaks: [['12:30', '13:00']] });
    expect(await marks()).toEqual({ [ani]: '2026-11-18..2026-11-21', [budi]: '2026-11-18..2026-11-21' });
  });

  it('are those of a roster entry that names a changed shift', async () => {
    await put('shifts', { code: 'X', segments: [['06:00', '10:00']] });
    await put('roster', { employee: budi, date: '2026-11-17', shifts: ['X'] });
    expect(await marks()).toEqual({ [budi]: '2026-11-16..2026-11-18' });
    await put('shifts', { code: 'X', segments: [['06:00', '11:00']] });
    expect(await marks()).toEqual({ [budi]: '2026-11-16..2026-11-18' });
  });

  it('are none when only a note or a name changes', async () => {
    await put('roster', { employee: dodi, date: '2026-11-04', shifts: ['P'], note: 'swapped with Citra' });
    await put('employees', { number: ani, name: 'Ani Lestari', jobTitle: 'Guru' });
    await put('units', { code: 'DISDIK', name: 'Dinas Pendidikan dan Kebudayaan', parent: 'KOTA' });
    await put('shifts', { code: 'P', name: 'Pagi', segments: [['07:00', '14:00']] });
    expect(await marks()).toEqual({});
  });

  it('are those of a unit that moves, from its date until its next place, with the units below it', async () => {
    const move = (code: string, parent: string | null, parentFromDate?: string): Promise<unknown> => put('units', { code, name: code, parent, ...(parentFromDate ? { parentFromDate } : {}) });
    await move('DISDIK', 'RSUD', '2026-11-17');
    expect(await marks()).toEqual({ [ani]: '2026-11-16..2026-11-25', [budi]: '2026-11-16..2026-11-25' });
    // The same again is nothing new, with its date and without it.
    await move('DISDIK', 'RSUD', '2026-11-17');
    await move('DISDIK', 'RSUD');
    expect(await marks()).toEqual({});
    // A place before it ends where it begins.
    await move('DISDIK', null, '2026-11-10');
    expect(await marks()).toEqual({ [ani]: '2026-11-09..2026-11-17', [budi]: '2026-11-09..2026-11-17', [citra]: '2026-11-09..2026-11-16' });
    // What is to come marks nothing.
    await move('DISDIK', 'KOTA', '2027-01-01');
    expect(await marks()).toEqual({});
    expect(await plan.database.query('SELECT m.from_date, p.code FROM unit_move m LEFT JOIN unit p ON p.id = m.parent_id ORDER BY m.from_date')).toEqual([
      { from_date: '2026-11-10', code: null },
      { from_date: '2026-11-17', code: 'RSUD' },
      { from_date: '2027-01-01', code: 'KOTA' },
    ]);
    // That it has always been where it was first takes every move back.
    await move('DISDIK', 'KOTA', '*');
    expect(await marks()).toEqual({ [ani]: '2026-11-09..2026-11-25', [budi]: '2026-11-09..2026-11-25', [citra]: '2026-11-09..2026-11-16' });
    expect(await plan.database.query('SELECT unit_id FROM unit_move')).toEqual([]);
  });

  it('are those of a holiday, for the units it is for', async () => {
    await put('holidays', { date: '2026-11-18', name: 'Libur sekolah', kind: 'local', unit: 'DISDIK' });
    expect(await marks()).toEqual({ [ani]: '2026-11-17..2026-11-19', [budi]: '2026-11-17..2026-11-19' });
    await put('holidays', { date: '2026-11-12', name: 'Hari Ayah', kind: 'local' });
    expect(await marks()).toEqual({ [ani]: '2026-11-11..2026-11-13', [budi]: '2026-11-11..2026-11-13', [citra]: '2026-11-11..2026-11-13', [dodi]: '2026-11-11..2026-11-13' });
  });

  it('are the days between the old and the new end of an enrolment, and those taken from another', async () => {
    await put('enrolments', { pin: '0002', employee: budi, fromDate: '2026-11-02', toDate: '2026-11-20' });
    expect(await marks()).toEqual({ [budi]: `2026-11-20..${lastMarked}` });
    await put('enrolments', { pin: '1', terminal: 'T7', employee: citra, fromDate: '2026-11-03', toDate: '2026-11-04' });
    expect(await marks()).toEqual({ [ani]: '2026-11-02..2026-11-05', [citra]: '2026-11-02..2026-11-05' });
  });

  it('reach from an enrolment of long ago to the first day of the person, and up to tomorrow', async () => {
    await put('enrolments', { pin: '44', employee: dodi, fromDate: '2020-01-01' });
    expect(await marks()).toEqual({ [dodi]: `2026-11-02..${lastMarked}` });
  });

  it('are those of a move to another unit, and of a moved first or last day', async () => {
    await put('employees', { number: budi, unit: 'RSUD', unitFromDate: '2026-11-20' });
    expect(await marks()).toEqual({ [budi]: `2026-11-19..${lastMarked}` });
    await put('employees', { number: budi, joinedDate: '2026-11-09' });
    expect(await marks()).toEqual({ [budi]: '2026-11-02..2026-11-10' });
    await put('employees', { number: dodi, leftDate: null });
    expect(await marks()).toEqual({ [dodi]: `2026-11-12..${lastMarked}` });
  });

  it('are those of an assignment, a policy, period hours and an exemption', async () => {
    await put('assignments', { employee: budi, schedule: 'ROT', fromDate: '2026-11-04', toDate: '2026-11-05' });
    expect(await marks()).toEqual({ [budi]: '2026-11-03..2026-11-06' });
    await put('policies', { unit: 'RSUD', fromDate: '2026-11-09', policy: { continuousHandover: true, lateGraceMinutes: 1 } });
    expect(await marks()).toEqual({ [citra]: `2026-11-15..${lastMarked}`, [dodi]: '2026-11-08..2026-11-14' });
    await put('periodHours', { name: 'Ramadan', fromDate: '2026-11-18', toDate: '2026-11-19', replaces: { REG: 'RAM' } });
    expect(await marks()).toEqual({ [ani]: '2026-11-19..2026-11-21', [budi]: '2026-11-19..2026-11-21', [citra]: '2026-11-19..2026-11-21' });
    await put('holidayExemptions', { unit: 'RSUD', fromDate: '2026-11-01', toDate: '2026-11-10' });
    expect(await marks()).toEqual({ [citra]: `2026-11-15..${lastMarked}`, [dodi]: '2026-11-10..2026-11-14' });
  });

  it('are none in the future: those days are judged when they come', async () => {
    await put('roster', { employee: budi, date: '2026-12-01', shifts: ['P'] });
    await put('holidays', { date: '2026-12-25', name: 'Natal', kind: 'national' });
    expect(await marks()).toEqual({});
  });

  it('lets two writers who would overlap not both pass', async () => {
    const enrol = (employee: string) => put('enrolments', { pin: '500', employee, fromDate: '2026-11-10' });
    const outcomes = await Promise.allSettled([enrol(ani), enrol(budi), enrol(citra), enrol(dodi)]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await plan.database.query("SELECT COUNT(*) AS n FROM enrolment WHERE pin = '500'")).toEqual([{ n: 1 }]);
  });

  it('says what is wrong with a person', async () => {
    const write = (item: Parameters<EmployeeRepository['put']>[1][number]) => plan.get(PlanWriter).write((change) => plan.get(EmployeeRepository).put(change, [item], fieldPlace));
    await expect(write({ number: 'N1', name: 'N', category: 'pns', unit: 'RSUD' })).rejects.toThrow('joinedDate: the date of joining is needed');
    await expect(write({ number: 'N1', name: 'N', category: 'pns', joinedDate: '2026-11-01' })).rejects.toThrow('unit: a unit is needed');
    await expect(write({ number: ani, leftDate: '2026-10-01' })).rejects.toThrow('leftDate: 2026-10-01 is before the first day 2026-11-02');
    await expect(write({ number: ani, unit: 'RSUD' })).rejects.toThrow('unitFromDate: the date from which the person belongs to RSUD is needed');
  });
});

const dates = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => `2026-11-${String(from + index).padStart(2, '0')}`);
