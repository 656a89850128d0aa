import { Workbook } from 'exceljs';
import request from 'supertest';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { xlsxMediaType } from '../../../src/platform/http/read-spreadsheet';
import { openPlan, people, type PlanUnderTest, town } from './plan-under-test';

/** A sheet of rows; texts that look like dates are dates of the spreadsheet. */
async function sheetOf(rows: readonly (readonly (string | number | Date | object | null)[])[]): Promise<Buffer> {
  const book = new Workbook();
  const sheet = book.addWorksheet('Data');
  for (const row of rows) {
    const added = sheet.addRow([...row]);
    row.forEach((cell, index) => void (cell instanceof Date ? (added.getCell(index + 1).numFmt = 'dd mmmm yyyy') : undefined));
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('a file that is tried', () => {
  let plan: PlanUnderTest;
  let imports: PlanImport;

  beforeEach(async () => {
    plan = await openPlan();
    imports = plan.get(PlanImport);
    await imports.importOffice(town);
    await plan.takeMarks();
  });
  afterEach(() => plan.close());

  const revision = async (): Promise<unknown> => (await plan.database.query<{ revision: number }>('SELECT revision FROM plan_revision'))[0]?.revision;
  const table = [
    'NIP;Nama;Kategori;Unit;TMT Unit;Jabatan',
    `${people.ani};Ani Lestari;PNS;SD-1;2026-11-20;`,
    `${people.budi};Budi;PNS;;;`,
    '199105052016012009;Eka;PNS;DISDIK;2026-11-16;Guru',
    '199206062017011010;Fajar;raja;DISDIK;2026-11-16;',
    '199307072018012011;Gita;PNS;NOPE;2026-11-16;',
    `${people.ani};Ani lagi;PNS;;;`,
  ].join('\n');

  it('is told row by row: new, changed from what to what, unchanged, refused with the reason', async () => {
    const before = await revision();
    const report = await imports.importTable('employees', table, { dryRun: true });
    expect(report).toMatchObject({ dryRun: true, accepted: false, refused: 3, counts: { employees: { new: 1, changed: 1, unchanged: 1 } }, headings: ['NIP', 'Nama', 'Kategori', 'Unit', 'TMT Unit', 'Jabatan'] });
    expect(report.items.map(({ row, outcome }) => [row, outcome])).toEqual([[2, 'changed'], [3, 'unchanged'], [4, 'new'], [5, 'refused'], [6, 'refused'], [7, 'refused']]);
    const [ani, , eka, fajar, gita, again] = report.items;
    expect(ani).toMatchObject({ name: `Ani Lestari (${people.ani})`, fields: [{ field: 'name', before: 'Ani', after: 'Ani Lestari' }, { field: 'unit', before: 'DISDIK (2026-11-02)', after: 'DISDIK (2026-11-02), SD-1 (2026-11-20)' }] });
    expect(eka?.fields).toContainEqual({ field: 'jobTitle', before: null, after: 'Guru' });
    expect(fajar).toMatchObject({ problems: [{ column: 'Kategori', message: expect.stringContaining('"raja" is none of PNS') as string }], cells: ['199206062017011010', 'Fajar', 'raja', 'DISDIK', '2026-11-16'] });
    expect(gita?.problems).toMatchObject([{ row: 6, column: 'Unit', message: 'there is no unit "NOPE"' }]);
    expect(again?.problems).toMatchObject([{ message: 'is given twice; the first is row 2, column NIP' }]);
    expect(await revision()).toBe(before);
  });

  it('is taken in without what is refused, as it was told, and not where the plan has changed since', async () => {
    const tried = await imports.importTable('employees', table, { dryRun: true });
    await expect(imports.importTable('employees', table)).rejects.toMatchObject({ code: 'plan-refused' });
    const done = await imports.importTable('employees', table, { skipRefused: true, revision: tried.revision });
    expect(done).toMatchObject({ counts: tried.counts, refused: 3, markedDays: tried.markedDays });
    expect(await plan.database.query("SELECT name FROM employee WHERE name IN ('Ani Lestari', 'Eka', 'Fajar', 'Gita', 'Ani lagi') ORDER BY name")).toEqual([{ name: 'Ani Lestari' }, { name: 'Eka' }]);
    await expect(imports.importTable('employees', table, { skipRefused: true, revision: tried.revision })).rejects.toMatchObject({ code: 'plan-changed', status: 409 });
  });

  it('an office is told item by item, and what hangs on something refused is refused with it', async () => {
    const report = await imports.importOffice(
      `units: [{ code: "KOTA", name: "Kota Baru" }, { code: "X", name: "X", parent: "NOPE" }]
employees: [{ number: "K-9", name: "Hana", category: contract, unit: X, joinedDate: 2026-11-02 }, { number: "K-4", name: "Dodi Saputra" }]
holidays: [{ date: 2026-11-10, name: Hari Pahlawan, kind: local }]
policies: [{ unit: RSUD, fromDate: 2026-11-09, policy: { continuousHandover: true, lateGraceMinutes: 7 } }]`,
      { dryRun: true },
    );
    expect(report.items.map(({ at, outcome }) => [at, outcome])).toEqual([['units[0]', 'changed'], ['units[1]', 'refused'], ['policies[0]', 'changed'], ['holidays[0]', 'unchanged'], ['employees[0]', 'refused'], ['employees[1]', 'changed']]);
    expect(report.items[2]?.fields).toEqual([{ field: 'lateGraceMinutes', before: null, after: '7' }]);
    expect(report.refused).toBe(2);
  });

  it('a fault of the whole file leaves no items', async () => {
    expect(await imports.importTable('employees', 'NIP;Warna\n1;biru\n', { dryRun: true })).toMatchObject({ accepted: false, items: [], problems: [{ column: 'Warna' }] });
    expect(await imports.importTable('employees', Buffer.from('no sheet'), { dryRun: true })).toMatchObject({ accepted: false, items: [], problems: [{ at: '' }] });
    await expect(imports.importTable('employees', Buffer.from('no sheet'))).rejects.toMatchObject({ code: 'unreadable-file' });
  });

  it('comes as an Excel file over HTTP: dates of the spreadsheet, and cells that cannot be believed refused by row', async () => {
    const bytes = await sheetOf([
      ['NIP', 'Nama', 'Kategori', 'Unit', 'Tgl. Masuk', 'Surel'],
      ['199105052016012009', 'Eka', 'PNS', 'DISDIK', new Date('2026-11-16T00:00:00Z'), { formula: 'LOWER("EKA@KOTA.GO.ID")', result: 'eka@kota.go.id' }],
      [199206062017011010, 'Fajar', 'PNS', 'DISDIK', new Date('2026-11-16T00:00:00Z'), null],
      ['199307072018012011', 'Gita', 'PNS', 'DISDIK', { formula: 'TODAY()' }, null],
    ]);
    const send = (query: string) => request(plan.app.getHttpServer()).post(`/api/v1/plan/import?kind=employees${query}`).set('Content-Type', xlsxMediaType).send(bytes);
    const { body } = await send('&dryRun=true');
    expect(body).toMatchObject({ accepted: false, refused: 2, counts: { employees: { new: 1 } } });
    expect(body.items.map(({ row, outcome, problems }: { row: number; outcome: string; problems: { column?: string }[] }) => [row, outcome, problems[0]?.column])).toEqual([[2, 'new', undefined], [3, 'refused', 'NIP'], [4, 'refused', 'Tgl. Masuk']]);
    expect((await send('')).status).toBe(422);
    expect((await send(`&skipRefused=true&revision=${body.revision}`)).body).toMatchObject({ counts: { employees: { new: 1 } } });
    expect(await plan.database.query("SELECT number, joined_date, email FROM employee WHERE name = 'Eka'")).toEqual([{ number: '199105052016012009', joined_date: '2026-11-16', email: 'eka@kota.go.id' }]);
    expect((await request(plan.app.getHttpServer()).post('/api/v1/plan/import?kind=office').set('Content-Type', xlsxMediaType).send(bytes)).status).toBe(415);
  });

  it('a roster by dates and units come as Excel files too', async () => {
    const roster = await sheetOf([['nip', new Date('2026-11-21T00:00:00Z'), new Date('2026-11-22T00:00:00Z')], [people.citra, 'P', '-'], ['K-4', null, 'Q']]);
    const report = await imports.importTable('roster', roster, { dryRun: true });
    expect(report.items.map(({ row, outcome, name, fields }) => [row, outcome, name, fields[0]?.after])).toEqual([[2, 'new', `${people.citra} 2026-11-21`, 'P'], [2, 'new', `${people.citra} 2026-11-22`, '-'], [3, 'refused', 'K-4 ', undefined]]);
    const units = await imports.importTable('units', await sheetOf([['Kode', 'Nama Unit', 'Unit Induk', 'TMT Induk'], ['SD-2', 'SD Negeri 2', 'DISDIK', null], ['SD-1', 'SD Negeri 1', 'KOTA', new Date('2026-12-01T00:00:00Z')]]));
    expect(units.counts).toEqual({ units: { new: 1, changed: 1, unchanged: 0 } });
  });

  it('five thousand people are told in one go', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `K${index + 100};Pegawai ${index};contract;SD-1;2026-11-02`);
    const started = Date.now();
    const report = await imports.importTable('employees', ['nomor;nama;kategori;unit;tanggal masuk', ...rows].join('\n'), { dryRun: true });
    expect(report).toMatchObject({ accepted: true, counts: { employees: { new: 5000 } } });
    expect(report.items).toHaveLength(5000);
    expect(Date.now() - started).toBeLessThan(60_000);
  });
});
