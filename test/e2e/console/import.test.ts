import { readFileSync } from 'node:fs';
import { Workbook } from 'exceljs';
import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeUsers } from '../../support/console-office';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** People as a personnel office lists them: one moves, one is as before, one is new, two need mending. */
async function peopleFile(): Promise<Buffer> {
  const book = new Workbook();
  const sheet = book.addWorksheet('Pegawai');
  sheet.addRow(['NIP', 'Nama Pegawai', 'Kategori', 'Unit Kerja', 'TMT Unit', 'Jabatan']);
  sheet.addRow(['K-010', 'Joko Susilo', 'PNS', 'MELATI', new Date('2026-11-23T00:00:00Z'), 'Analis Keuangan']);
  sheet.addRow(['K-011', 'Rizky Maulana', 'PNS', 'BPKAD', null, 'Bendahara']);
  sheet.addRow(['K-901', '<img src=x onerror=alert(1)>', 'contract', 'BPKAD', new Date('2026-11-23T00:00:00Z'), '=1+1']);
  sheet.addRow(['K-902', 'Yulia', 'raja', 'BPKAD', new Date('2026-11-23T00:00:00Z'), '']);
  sheet.addRow([199001012015011001, 'Zahra', 'PNS', 'BPKAD', new Date('2026-11-23T00:00:00Z'), '']);
  sheet.getColumn(5).numFmt = 'dd mmmm yyyy';
  return Buffer.from(await book.xlsx.writeBuffer());
}

describeInBrowser('an import', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.officer);
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  const choose = async (name: string, mimeType: string, buffer: Buffer): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /Pilih berkas|Choose a file/ }).click();
    await (await chooser).setFiles({ name, mimeType, buffer });
  };
  const row = (text: string) => page.getByRole('row').filter({ hasText: text });
  const names = async (): Promise<string[]> => (await office.database.query<{ name: string }>("SELECT name FROM employee WHERE number LIKE 'K-9%' ORDER BY number")).map(({ name }) => name);

  it('of an Excel file shows row by row what would change, and nothing is saved yet', async () => {
    await page.goto('/people/import');
    await choose('pegawai.xlsx', xlsx, await peopleFile());
    await page.getByText('belum ada yang disimpan').waitFor();
    expect(await page.getByRole('group', { name: 'Saring menurut hasil' }).innerText()).toMatch(/1\s*tidak berubah\s*1\s*berubah\s*1\s*baru\s*2\s*perlu diperbaiki/);
    expect(await row('K-902').innerText()).toMatch(/5[\s\S]*Kategori: "raja" bukan salah satu dari PNS/);
    expect(await row('Zahra').innerText()).toMatch(/6[\s\S]*NIP: adalah angka lebih dari 15 digit/);
    await keepPicture(page, '12-import-refused');
    await page.getByRole('button', { name: /perlu diperbaiki/ }).click();
    expect(await row('Joko Susilo').innerText()).toMatch(/berubah[\s\S]*Unit: BPKAD \(2026-09-14\) →\s+BPKAD \(2026-09-14\), MELATI \(2026-11-23\)/);
    expect(await row('K-901').innerText()).toContain('<img src=x onerror=alert(1)>');
    await keepPicture(page, '12-import');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await names()).toEqual([]);
  });

  it('hands out every row, and those to be mended as they came', async () => {
    const saved = async (button: RegExp): Promise<string> => {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      return readFileSync(await (await waiting).path(), 'utf8');
    };
    const all = await saved(/Unduh semua baris/);
    expect(all).toContain("4;Pegawai;baru;<img src=x onerror=alert(1)> (K-901);Jabatan;;'=1+1;");
    expect(all).toMatch(/5;Pegawai;perlu diperbaiki;K-902 Yulia;;;;"?Kategori/);
    expect(await saved(/Unduh 2 baris/)).toBe('\uFEFFNIP;Nama Pegawai;Kategori;Unit Kerja;TMT Unit;Jabatan\r\nK-902;Yulia;raja;BPKAD;2026-11-23;\r\n199001012015011008;Zahra;PNS;BPKAD;2026-11-23;\r\n');
  });

  it('saves what was shown and leaves the others out, unless the plan has changed meanwhile', async () => {
    await office.call(officeUsers.administrator, 'POST', 'holidays', { date: '2026-12-24', name: 'Cuti bersama', kind: 'collective-leave' });
    await page.getByRole('button', { name: 'Simpan 2 perubahan, lewati 2 baris' }).click();
    await page.getByText('Rencana diubah orang lain', { exact: false }).waitFor();
    expect(await names()).toEqual([]);
    await page.getByRole('button', { name: 'Periksa lagi' }).click();
    await page.getByRole('button', { name: 'Simpan 2 perubahan, lewati 2 baris' }).click();
    await page.getByText('1 baru, 1 berubah, 1 seperti sebelumnya.', { exact: false }).waitFor();
    expect(await names()).toEqual(['<img src=x onerror=alert(1)>']);
    await page.getByRole('link', { name: 'Lihat pegawai' }).click();
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
  });

  it('of units and rosters works alike, in English and on a phone', async () => {
    await page.getByRole('button', { name: /Ratna Wulandari/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.goto('/people/import?kind=units');
    await choose('units.csv', 'text/csv', Buffer.from('Kode;Nama Unit;Unit Induk\nBPKAD;Badan Keuangan;KOTA\nKEU-1;Bidang Anggaran;BPKAD\n'));
    await page.getByText('nothing is saved yet').waitFor();
    expect(await row('Badan Keuangan').innerText()).toMatch(/changed[\s\S]*Name: BPKAD →\s+Badan Keuangan/);
    await page.getByRole('button', { name: 'Save 2 changes' }).click();
    await page.getByText('1 new, 1 changed', { exact: false }).waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('/people/import?kind=roster');
    await choose('roster.csv', 'text/csv', Buffer.from('nip;2026-11-21;2026-11-25\nK-010;REG;-\nK-011;;NOPE\n'));
    await page.getByText('there is no shift "NOPE"', { exact: false }).waitFor();
    await keepPicture(page, '12-import-360');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('of a file that is none says so in words', async () => {
    await page.goto('/people/import');
    await choose('old.xlsx', xlsx, Buffer.from('d0cf11e0', 'hex'));
    await page.getByText('This is no Excel file (.xlsx) that can be read', { exact: false }).waitFor();
  });

  it('nothing complained', () => expect(browser.complaints).toEqual([]));
});
