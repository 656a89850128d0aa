import { planDays } from '../../../src/core/schedule/plan-day';
import { datesBetween } from '../../../src/core/time/calendar';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { type PlannedEmployee } from '../../../src/plan/reading/plan-book';
import { PlanReader } from '../../../src/plan/reading/plan-reader';
import { openPlan, people, type PlanUnderTest, town } from './plan-under-test';

const [from, to] = ['2026-11-01', '2026-11-30'];

describe('the plan as the other rooms read it', () => {
  let plan: PlanUnderTest;
  let reader: PlanReader;

  beforeAll(async () => {
    plan = await openPlan();
    reader = plan.get(PlanReader);
    await plan.get(PlanImport).importOffice(town);
  });
  afterAll(() => plan.close());

  const everybody = async (batchSize?: number): Promise<PlannedEmployee[]> => {
    const all: PlannedEmployee[] = [];
    for await (const one of (await reader.loadPlanBook()).employees(from, to, batchSize)) all.push(one);
    return all;
  };
  const daysOf = async (number: string) => {
    const [row] = await plan.database.query<{ id: string }>('SELECT id FROM employee WHERE number = ?', [number]);
    const days = planDays(await reader.planFor(row?.id ?? '', from, to), datesBetween(from, to));
    return new Map(days.map((day) => [day.date.slice(8), day]));
  };
  const codes = (days: Awaited<ReturnType<typeof daysOf>>, ...dates: string[]) => dates.map((date) => (days.get(date)?.shifts ?? []).map((shift) => shift.code).join('+') || '-').join(' ');

  it('is the same for one person, for all in one batch, and for all in batches of one', async () => {
    const all = await everybody();
    expect(all.map(({ employee }) => employee.id)).toEqual(all.map(({ employee }) => employee.id).sort());
    expect(all).toHaveLength(4);
    expect(await everybody(1)).toEqual(all);
    expect(await everybody(2)).toEqual(all);
    for (const { employee, plan: own } of all) {
      const single = await reader.planFor(employee.id, from, to);
      expect(single).toEqual(own);
      expect(planDays(single, datesBetween(from, to))).toEqual(planDays(own, datesBetween(from, to)));
    }
    const some = await (await reader.loadPlanBook()).employeesWithIds([all[2]?.employee.id ?? '', 'nobody', all[0]?.employee.id ?? ''], from, to);
    expect(some).toEqual([all[0], all[2]]);
  });

  it('asks the database the same few questions however many people a batch has', async () => {
    const book = await reader.loadPlanBook();
    const asked = jest.spyOn(plan.database, 'query');
    let people = 0;
    for await (const one of book.employees(from, to, 100)) people += one.plan.units.length > 0 ? 1 : 0;
    expect([people, asked.mock.calls.length]).toEqual([4, 5]);
    asked.mockRestore();
  });

  it('gives the schedule of the nearest unit, and before it that of the person', async () => {
    const ani = await daysOf(people.ani);
    expect(codes(ani, '02', '03', '06', '07', '16', '17', '18', '19', '23')).toBe('REG REG FRI - - P M REG REG');
    expect(ani.get('03')?.shifts[0]).toMatchObject({ why: 'unit-weekly', versionFrom: null });
    expect(ani.get('17')?.shifts[0]?.why).toBe('rotation');
    expect(ani.get('01')).toMatchObject({ employed: false });
    // Inherited by the school from two units above.
    expect(codes(await daysOf(people.budi), '02', '06')).toBe('REG FRI');
  });

  it('follows people from unit to unit, with its schedule, policy and exemption', async () => {
    const citra = await daysOf(people.citra);
    expect(codes(citra, '13', '16', '17', '18', '19')).toBe('FRI - P M -');
    expect(citra.get('17')?.shifts[0]?.why).toBe('unit-rotation');
    expect(citra.get('13')).toMatchObject({ owedOnHoliday: false, policy: { lateGraceMinutes: 5, continuousHandover: false } });
    expect(citra.get('16')).toMatchObject({ owedOnHoliday: true, policy: { lateGraceMinutes: 5, continuousHandover: true } });
  });

  it('lets the roster beat the schedule, also with a day off, and ends with employment', async () => {
    const dodi = await daysOf(people.dodi);
    expect(codes(dodi, '02', '03', '04', '05', '06')).toBe('P M P - M');
    expect(dodi.get('04')?.shifts[0]?.why).toBe('roster');
    expect(dodi.get('13')?.employed).toBe(true);
    expect(dodi.get('14')?.employed).toBe(false);
  });

  it('replaces hours in a period, and knows whose holiday is whose', async () => {
    const ani = await daysOf(people.ani);
    const at = (text: string) => Date.parse(`${text}+07:00`);
    expect(ani.get('19')?.shifts[0]).toMatchObject({ code: 'REG', overlay: 'Ramadan', startsAt: at('2026-11-19T08:00'), endsAt: at('2026-11-19T15:00') });
    expect(ani.get('20')?.shifts[0]).toMatchObject({ code: 'FRI', startsAt: at('2026-11-20T07:30') });
    expect(ani.get('10')?.holiday).toMatchObject({ name: 'Hari Pahlawan', intervals: null });
    expect(ani.get('12')?.holiday).toMatchObject({ name: 'Hari Guru', intervals: [{ startAt: at('2026-11-12T12:00') }] });
    expect((await daysOf(people.dodi)).get('12')?.holiday).toBeNull();
  });

  it('says on which terminals a pin means somebody else', async () => {
    const ani = (await everybody()).find(({ employee }) => employee.number === people.ani);
    expect(ani?.enrolments).toEqual([{ pin: '1', terminal: '', fromDate: '2026-11-02', toDate: to, except: [{ terminal: 'T9', fromDate: '2026-11-05', toDate: '2026-11-06' }] }]);
  });

  it('is read again after a change', async () => {
    const before = await reader.loadPlanBook();
    expect(await reader.loadPlanBook()).toBe(before);
    await plan.get(PlanImport).importOffice(`roster: [{ employee: ${people.budi}, date: 2026-11-07, shifts: [P] }]\nholidays: [{ date: 2026-11-27, name: Pilkada, kind: local }]`);
    expect(await reader.loadPlanBook()).not.toBe(before);
    const budi = await daysOf(people.budi);
    expect(codes(budi, '07')).toBe('P');
    expect(budi.get('27')?.holiday?.name).toBe('Pilkada');
  });

  it('refuses somebody who is not there', async () => {
    await expect(reader.planFor('nobody', from, to)).rejects.toThrow('There is no employee with the id "nobody".');
  });
});
