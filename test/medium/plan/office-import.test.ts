import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { PlanReader } from '../../../src/plan/reading/plan-reader';
import { lastMarked, openPlan, people, type PlanUnderTest, runOf, town } from './plan-under-test';

describe('an office by YAML', () => {
  let plan: PlanUnderTest;
  let imports: PlanImport;

  beforeAll(async () => {
    plan = await openPlan();
    imports = plan.get(PlanImport);
  });
  afterAll(() => plan.close());

  it('writes nothing in a dry run, and says what it would do', async () => {
    const report = await imports.importOffice(town, { dryRun: true });
    expect(report).toMatchObject({ dryRun: true, accepted: true, refused: 0, problems: [] });
    expect(report.counts).toMatchObject({ units: { new: 4 }, employees: { new: 4 }, enrolments: { new: 3 } });
    expect(report.markedDays).toBeGreaterThan(0);
    expect(await plan.database.query('SELECT * FROM unit')).toEqual([]);
    expect(await plan.takeMarks()).toEqual({});
  });

  it('takes the office in and marks each day that the plan asks something of somebody', async () => {
    const report = await imports.importOffice(town);
    expect(report.counts).toMatchObject({ shifts: { new: 5, changed: 0, unchanged: 0 }, roster: { new: 2 } });
    const marks = await plan.takeMarks();
    expect(Object.fromEntries(Object.entries(marks).map(([number, dates]) => [number, runOf(dates)]))).toEqual({
      [people.ani]: `2026-11-02..${lastMarked}`,
      [people.budi]: `2026-11-02..${lastMarked}`,
      [people.citra]: `2026-11-02..${lastMarked}`,
      // Left on the 13th; the day after is looked at too, since a night shift ends on it.
      [people.dodi]: '2026-11-02..2026-11-14',
    });
    expect(Object.values(marks).flat()).toHaveLength(report.markedDays);
  });

  it('keeps numbers and pins as they were written', async () => {
    expect(await plan.database.query('SELECT number FROM employee ORDER BY number')).toEqual(Object.values(people).map((number) => ({ number })));
    expect(await plan.database.query('SELECT pin FROM enrolment ORDER BY pin, terminal')).toEqual([{ pin: '0002' }, { pin: '1' }, { pin: '1' }]);
  });

  it('takes the example of the documentation as it is printed', async () => {
    const example = /```yaml\n(.*?)```/s.exec(readFileSync(join(__dirname, '../../../docs/import-formats.md'), 'utf8'))?.[1] ?? '';
    expect(example).toContain('units:');
    const report = await imports.importOffice(example, { dryRun: true });
    expect(report.problems).toEqual([]);
  });

  it('changes and marks nothing the second time', async () => {
    const before = await plan.database.query('SELECT * FROM plan_revision');
    const report = await imports.importOffice(town);
    expect(Object.values(report.counts).every((count) => count.new === 0 && count.changed === 0 && count.unchanged > 0)).toBe(true);
    expect(report.markedDays).toBe(0);
    expect(await plan.takeMarks()).toEqual({});
    expect(await plan.database.query('SELECT * FROM plan_revision')).toEqual(before);
  });

  it('gives units without a zone that of the unit above', async () => {
    await imports.importOffice('units: [{ code: TIMUR, name: Timur, parent: KOTA, zone: Asia/Jayapura }, { code: TIMUR-1, name: Timur 1, parent: TIMUR }]');
    expect(await plan.database.query("SELECT zone FROM unit WHERE code IN ('TIMUR-1', 'SD-1') ORDER BY code")).toEqual([{ zone: 'Asia/Jakarta' }, { zone: 'Asia/Jayapura' }]);
  });

  it('says of other weekly minutes than decreed, and of odd numbers, but takes them', async () => {
    const report = await imports.importOffice(`
schedules: [{ code: SHORT, week: [REG, REG, REG, REG, null, null, null] }]
employees: [{ number: "199013012015011009", name: Eka, category: pns, unit: KOTA, joinedDate: 2026-11-20 }]`);
    expect(report.warnings.map((warning) => warning.at)).toEqual(['schedules[0].week', 'employees[0].number']);
    expect(report.warnings[0]?.message).toMatch(/1800 minutes.*2250.*1950/s);
    expect(report.warnings[1]?.message).toContain('1990-13-01');
    await plan.takeMarks();
  });

  it.each([
    ['an unknown unit', 'employees: [{ number: X1, name: X, category: contract, unit: NOPE, joinedDate: 2026-11-01 }]', 'employees[0].unit: there is no unit "NOPE"'],
    ['a circle of units', 'units: [{ code: KOTA, name: Kota, parent: SD-1, parentFromDate: "*" }]', 'units[0].parent: the units KOTA > SD-1 > DISDIK > KOTA stand above each other in a circle'],
    ['a circle of units from a date on', 'units: [{ code: KOTA, name: Kota, parent: SD-1, parentFromDate: 2026-12-01 }]', 'stand above each other in a circle from 2026-12-01 on'],
    ['another unit above without a date', 'units: [{ code: SD-1, name: SD 1, parent: RSUD }]', 'units[0].parentFromDate: SD-1 stands under DISDIK and is said to stand under RSUD: a date is needed from which it does'],
    ['no unit above without a date', 'units: [{ code: SD-1, name: SD 1 }]', 'SD-1 stands under DISDIK and is said to stand under no other unit: a date is needed'],
    ['a date of a place that is none', 'units: [{ code: SD-1, name: SD 1, parent: RSUD, parentFromDate: 2026-02-30 }]', 'units[0].parentFromDate: "2026-02-30" is not a date'],
    ['a date of a place before all dates', 'units: [{ code: SD-1, name: SD 1, parent: RSUD, parentFromDate: 1899-12-31 }]', 'units[0].parentFromDate: 1899-12-31 is before 1900-01-01'],
    ['a shift that ends before it starts', 'shifts: [{ code: BAD, segments: [["16:00", "07:30"]] }]', 'shifts[0].segments[0]: the end 07:30 is not after the start 16:00'],
    ['overlapping segments', 'shifts: [{ code: BAD, segments: [["07:00", "12:00"], ["11:00", "16:00"]] }]', 'shifts[0].segments[1]: segment 11:00-16:00 overlaps segment 07:00-12:00'],
    ['a rotation without anchor', 'schedules: [{ code: BAD, pattern: [P, null] }]', 'schedules[0].anchor: a rotation needs an anchor'],
    ['an unknown shift', 'schedules: [{ code: BAD, week: [ZZ, null, null, null, null, null, null] }]', "schedules[0].week[0]: there is no shift 'ZZ'"],
    ['a policy that nobody knows', 'policies: [{ policy: { lateGrace: 5 } }]', 'policies[0].policy: Unrecognized key: "lateGrace"'],
    ['a field that nobody knows', 'units: [{ code: A, name: A, colour: red }]', 'units[0].colour: is no field of this list'],
    ['a list that nobody knows', 'people: []', 'people: is no list of the plan'],
    ['a date that does not exist', 'holidays: [{ date: 2026-02-30, name: X, kind: local }]', 'holidays[0].date: "2026-02-30" is not a date'],
    ['an assignment before its schedule', 'schedules: [{ code: LATE, fromDate: 2026-12-01, week: [REG, REG, REG, REG, FRI, null, null] }]\nassignments: [{ unit: KOTA, schedule: LATE, fromDate: 2026-11-01 }]', 'assignments[0].fromDate: work schedule "LATE" begins on 2026-12-01 only'],
    ['an unknown shift in a period', 'periodHours: [{ name: X, fromDate: 2026-11-01, toDate: 2026-11-02, replaces: { REG: QQ } }]', 'periodHours[0].replaces.REG: there is no shift "QQ"'],
    ['text that is no YAML', 'units: [', 'The file is not valid YAML'],
  ])('refuses %s and says where', async (_, text, message) => {
    await expect(imports.importOffice(text)).rejects.toThrow(message);
    const report = await imports.importOffice(text, { dryRun: true });
    expect(report).toMatchObject({ accepted: false, refused: 1 });
    expect(await plan.takeMarks()).toEqual({});
  });

  it('names both sides of overlapping enrolments', async () => {
    const text = `enrolments: [{ pin: 1, employee: ${people.budi}, fromDate: 2026-11-20 }]`;
    await expect(imports.importOffice(text)).rejects.toThrow(
      `enrolments[0].pin: pin 1 on every terminal would be held twice at once: Ani (${people.ani}) from 2026-11-02 and Budi (${people.budi}) from 2026-11-20`,
    );
    const both = `enrolments: [{ pin: 7, terminal: A, employee: K-4, fromDate: 2026-11-01, toDate: 2026-11-10 }, { pin: 7, terminal: A, employee: ${people.budi}, fromDate: 2026-11-10 }]`;
    await expect(imports.importOffice(both)).rejects.toThrow(/held twice at once: Dodi \(K-4\) 2026-11-01 to 2026-11-10 \(enrolments\[0\]\.pin\) and Budi/);
  });

  it('writes nothing of a file with one fault', async () => {
    await expect(imports.importOffice('units: [{ code: NEW, name: New }]\nemployees: [{ number: X, name: X, category: king, unit: NEW, joinedDate: 2026-11-01 }]')).rejects.toThrow('employees[0].category: "king" is none of PNS, CPNS, PPPK');
    expect(await plan.database.query("SELECT * FROM unit WHERE code = 'NEW'")).toEqual([]);
  });

  it('takes the decreed days of a list and of a JSON of years, once', async () => {
    const list = 'kind: holiday-list\nscope: national\ndecree: SKB 1/2026\ndays:\n  - { date: 2026-12-25, kind: national-holiday, name: Natal }\n  - { date: 2026-12-24, kind: collective-leave, name: Cuti bersama Natal, decree: SKB 2/2026 }\n';
    const json = JSON.stringify({ '2026': { decree: 'SKB 1/2026', days: [{ date: '2026-12-25', kind: 'libur_nasional', name: 'Natal' }] } });
    expect((await imports.importDecreedHolidays(list)).counts).toEqual({ holidays: { new: 2, changed: 0, unchanged: 0 } });
    expect((await imports.importDecreedHolidays(json)).counts).toEqual({ holidays: { new: 0, changed: 0, unchanged: 1 } });
    const [leave] = await plan.database.query("SELECT kind, decree FROM holiday WHERE holiday_date = '2026-12-24'");
    expect(leave).toEqual({ kind: 'collective-leave', decree: 'SKB 2/2026' });
    await expect(imports.importDecreedHolidays('{ "2026": { "decree": "X", "days": [{ "date": "2026-01-01", "kind": "party", "name": "X" }] } }')).rejects.toThrow('2026.days.0.kind');
  });

  it('takes the decreed lists that are shipped', async () => {
    const shipped = (year: number) => readFileSync(join(__dirname, `../../../regulations/holidays/id-${year}.yaml`), 'utf8');
    const [first, second] = [await imports.importDecreedHolidays(shipped(2025)), await imports.importDecreedHolidays(shipped(2027))];
    expect([first.counts, second.counts]).toEqual([{ holidays: { new: 28, changed: 0, unchanged: 0 } }, { holidays: { new: 26, changed: 0, unchanged: 0 } }]);
    // All of them before the first day of anybody, or after tomorrow.
    expect(first.markedDays + second.markedDays).toBe(0);
    expect((await imports.importDecreedHolidays(shipped(2025))).counts).toEqual({ holidays: { new: 0, changed: 0, unchanged: 28 } });
  });

  it('answers who holds a pin: the enrolment of the terminal first', async () => {
    const holders = await plan.get(PlanReader).employeesOfPins(['1', '0002', '99']);
    const ids = new Map((await plan.database.query<{ id: string; name: string }>('SELECT id, name FROM employee')).map((row) => [row.id, row.name]));
    const who = (pin: string, terminal: string, date: string) => ids.get(holders.holderOf(pin, terminal, date) ?? '');
    expect(who('1', 'T1', '2026-11-05')).toBe('Ani');
    expect(who('1', 'T9', '2026-11-05')).toBe('Dodi');
    expect(who('1', 'T9', '2026-11-07')).toBe('Ani');
    expect(who('1', 'T1', '2026-11-01')).toBeUndefined();
    expect(who('2', 'T1', '2026-11-05')).toBeUndefined();
    expect(who('99', 'T1', '2026-11-05')).toBeUndefined();
  });
});
