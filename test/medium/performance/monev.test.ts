import { ReportMaker } from '../../../src/reports/definition/report-maker';
import { type ReportDefinition } from '../../../src/reports/definition/report-definition';
import { type Signed, SupervisionTown } from './supervision-town';

let office: SupervisionTown;
let head: Signed;
let admin: Signed;
beforeAll(async () => {
  office = await SupervisionTown.open();
  head = await office.hire('eka', 'head-of-unit', 'DUKCAPIL', 'S5');
  admin = await office.hire('sari', 'unit-admin', 'DUKCAPIL');
});
afterAll(() => office.close());

const names = ['Adi Masuk', 'Beni', 'Citra', 'Dodi', 'Eka Kepala', 'Ratna'];

it('is for whom cases are, within their reach', async () => {
  const { tables, unsettled } = await head.ok<{ tables: { heading: string; rows: string[][] }[]; unsettled: number }>('GET', 'reports/monev?month=2026-11&unit=DUKCAPIL');
  expect(tables.map(({ heading }) => heading.slice(0, 2))).toEqual(['1.', '2.', '3.', '5.', '6.']);
  expect(tables[1]?.rows.map((row) => row[0])).toEqual(['Semua bersama', 'Seksi Loket']);
  expect(unsettled).toBeGreaterThan(0);
  expect(names.some((name) => JSON.stringify(tables).includes(name))).toBe(false);
  expect(await head.refused('GET', 'reports/monev?month=2026-11&unit=PTSP')).toBe('404 not-found');
  expect(await head.refused('GET', 'reports/monev?month=2026-11')).toBe('404 not-found');
  expect(await admin.refused('GET', 'reports/monev?month=2026-11&unit=DUKCAPIL')).toBe('403 not-permitted');
});

it('is had as HTML, XLSX and paper, and the paper can be verified by its code', async () => {
  const forms = await Promise.all(['html', 'xlsx', 'pdf'].map((format) => office.town.send<string>('GET', `reports/monev?month=2026-11&unit=KOTA&format=${format}&language=en`)));
  expect(forms.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(forms.map(({ headers }) => headers.get('content-type')?.split(';')[0])).toEqual(['text/html', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/pdf']);
  expect(forms[0]?.body).toContain('Monitoring and evaluation, November 2026');
  expect(forms[2]?.body.startsWith('%PDF-')).toBe(true);
  const code = forms[2]?.headers.get('x-paper-code') ?? '';
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  const verified = await office.town.page(`/verify/${code}`);
  expect(verified.body).toContain('Monitoring and evaluation');
});

it('everybody is meant where no unit is named, and a definition makes it by itself', async () => {
  const whole = await office.town.ok<{ tables: { rows: string[][] }[] }>('GET', 'reports/monev?month=2026-11');
  expect(whole.tables[1]?.rows.map((row) => row[0])).toEqual(['Semua bersama', 'Dinas Kependudukan', 'Pelayanan Terpadu']);
  const definition = { id: 'x', name: 'Monev', enabled: true, report: 'monev', unit: 'DUKCAPIL', cadence: 'monthly', at: '06:00', language: 'id', attachments: ['pdf', 'xlsx'], recipients: [], changedAt: 0, changedBy: 'test' } as unknown as ReportDefinition;
  const message = await office.town.app.get(ReportMaker).message(definition, '2026-12-01');
  expect(message.subject).toContain('Laporan monitoring dan evaluasi November 2026');
  expect(message.files.map(({ name }) => name)).toEqual(['monev-2026-11-DUKCAPIL.pdf', 'monev-2026-11-DUKCAPIL.xlsx']);
});
