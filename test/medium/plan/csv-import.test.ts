import { type CsvKind } from '../../../src/plan/import/csv-kinds';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { openPlan, people, type PlanUnderTest, runOf, town } from './plan-under-test';

describe('lists by CSV', () => {
  let plan: PlanUnderTest;
  let imports: PlanImport;

  beforeAll(async () => {
    plan = await openPlan();
    imports = plan.get(PlanImport);
    await imports.importOffice(town);
    await plan.takeMarks();
  });
  afterAll(() => plan.close());

  it('takes people from a spreadsheet: byte order mark, semicolons, quotes, NIP in groups', async () => {
    const text = '\uFEFFNIP;Nama;Kategori;Unit;Tgl. Masuk;Jabatan\r\n19900415 202321 1 001;"Eko; S.Kom.";PPPK;SD-1;2026-11-20;Guru\r\n\'199005052015012005;Fitri;pns;DISDIK;2026-11-20;\r\n;;;;;\r\n';
    const report = await imports.importTable('employees', text);
    expect(report).toMatchObject({ accepted: true, counts: { employees: { new: 2, changed: 0, unchanged: 0 } }, warnings: [] });
    expect(await plan.database.query("SELECT number, name, category, job_title FROM employee WHERE joined_date = '2026-11-20' ORDER BY number")).toEqual([
      { number: '199004152023211001', name: 'Eko; S.Kom.', category: 'PPPK', job_title: 'Guru' },
      { number: '199005052015012005', name: 'Fitri', category: 'PNS', job_title: null },
    ]);
    expect(runOf((await plan.takeMarks())['199005052015012005'])).toBe('2026-11-20..2026-11-25');
    expect((await imports.importTable('employees', text)).counts).toEqual({ employees: { new: 0, changed: 0, unchanged: 2 } });
    expect(await plan.takeMarks()).toEqual({});
  });

  it('leaves alone what a table has no column for', async () => {
    await imports.importTable('employees', `number,job_title\n${people.ani},Kepala\n`);
    expect(await plan.database.query('SELECT name, category, joined_date, job_title FROM employee WHERE number = ?', [people.ani])).toEqual([{ name: 'Ani', category: 'PNS', joined_date: '2026-11-02', job_title: 'Kepala' }]);
  });

  it('takes enrolments, holidays and a roster with commas and tabs', async () => {
    expect((await imports.importTable('enrolments', `pin,nip,from,to\n0077,${people.citra},2026-11-20,\n`)).counts).toEqual({ enrolments: { new: 1, changed: 0, unchanged: 0 } });
    expect((await imports.importTable('enrolments', `pin,jenis,nip,from,to\n94d8fc5f,Kartu,${people.citra},2026-11-20,\n`)).counts).toEqual({ enrolments: { new: 1, changed: 0, unchanged: 0 } });
    // A list without the column changes no kind, only the end.
    expect((await imports.importTable('enrolments', `pin,nip,from,to\n94D8FC5F,${people.citra},2026-11-20,2026-11-30\n`)).counts).toEqual({ enrolments: { new: 0, changed: 1, unchanged: 0 } });
    expect((await imports.importTable('holidays', 'tanggal\tnama\tjenis\tunit\n2026-12-24\tCuti bersama Natal\tcuti_bersama\t\n')).counts).toEqual({ holidays: { new: 1, changed: 0, unchanged: 0 } });
    const report = await imports.importTable('roster', `nip;tanggal;shift\n${people.budi};2026-11-17;P+M\n${people.budi};2026-11-18;-\n`);
    expect(report.counts).toEqual({ roster: { new: 2, changed: 0, unchanged: 0 } });
    expect(await plan.database.query("SELECT work_date, shifts FROM roster_entry WHERE work_date >= '2026-11-17' ORDER BY work_date")).toEqual([{ work_date: '2026-11-17', shifts: 'P M' }, { work_date: '2026-11-18', shifts: '' }]);
    await plan.takeMarks();
  });

  it('takes a roster with a column for each date', async () => {
    const text = `nip;2026-11-21;2026-11-22;2026-11-23\n${people.citra};P;;M\nK-4;-;P;\n`;
    expect((await imports.importTable('roster', text)).counts).toEqual({ roster: { new: 4, changed: 0, unchanged: 0 } });
    await expect(imports.importTable('roster', `nip;2026-11-21;2026-11-22\n${people.citra};P;Q\n`)).rejects.toThrow('row 2, column 2026-11-22: there is no shift "Q"');
  });

  const faults: [string, CsvKind, string, string][] = [
    ['a wrong cell', 'employees', `nip;nama;kategori;unit;tmt\n1;A;pns;SD-1;2026-11-01\n2;B;raja;SD-1;2026-11-01\n`, 'row 3, column kategori: "raja" is none of PNS'],
    ['an unknown unit', 'employees', 'number,name,category,unit,joined\nX,A,contract,NOPE,2026-11-01\n', 'row 2, column unit: there is no unit "NOPE"'],
    ['a date of another land', 'employees', 'number,name,category,unit,joined\nX,A,contract,SD-1,01/11/2026\n', 'row 2, column joined: joinedDate must be a date written YYYY-MM-DD'],
    ['a number spoiled by a spreadsheet', 'enrolments', 'pin,nip,from\n5,1.99001E+17,2026-11-01\n', 'row 2, column nip: there is no employee with the number "1.99001E+17"'],
    ['a card that is none', 'enrolments', `pin,kind,nip,from\nABC,card,${people.ani},2026-11-01\n`, 'row 2, column pin: "ABC" is no card number'],
    ['a kind that is none', 'enrolments', `pin,kind,nip,from\n1,badge,${people.ani},2026-11-01\n`, 'kind'],
    ['overlapping enrolments', 'enrolments', `pin,nip,from\n9,${people.ani},2026-11-01\n9,${people.budi},2026-11-05\n`, 'row 3, column pin: pin 9 on every terminal would be held twice at once: Ani'],
    ['the same person twice', 'employees', `nip;nama\n${people.ani};A\n${people.ani};B\n`, 'row 3, column nip: is given twice; the first is row 2, column nip'],
    ['a heading that nobody knows', 'holidays', 'date,name,kind,colour\n', 'row 1, column colour: is no heading of this table'],
    ['a missing column', 'enrolments', 'pin,from\n', 'row 1: the column employee is missing'],
    ['a line of another length', 'holidays', 'date,name,kind\n2026-12-01,A\n', 'row 2: has 2 cells, the headings are 3'],
    ['an open quote', 'holidays', 'date,name,kind\n2026-12-01,"A,local\n', 'The file is not a table of cells'],
    ['nothing', 'holidays', '', 'The file is empty'],
  ];

  it.each(faults)('refuses %s, saying row and column', async (_, kind, text, message) => {
    const before = await plan.database.query('SELECT * FROM plan_revision');
    await expect(imports.importTable(kind, text)).rejects.toThrow(message);
    expect((await imports.importTable(kind, text, { dryRun: true })).accepted).toBe(false);
    expect(await plan.database.query('SELECT * FROM plan_revision')).toEqual(before);
  });

  it('lists all faults at once, as data', async () => {
    const text = `nip;nama;kategori;unit;tmt\n1;A;raja;SD-1;2026-11-01\n2;B;ratu;SD-1;2026-13-01\n`;
    const report = await imports.importTable('employees', text, { dryRun: true });
    expect(report.refused).toBe(2);
    expect(report.problems.map(({ row, column }) => [row, column])).toEqual([[2, 'kategori'], [3, 'kategori'], [3, 'tmt']]);
  });
});
