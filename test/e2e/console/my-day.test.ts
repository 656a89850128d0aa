import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officePassword, officeUsers } from '../../support/console-office';

jest.setTimeout(120_000);

const username = 'fitri';
const phone = { width: 390, height: 844 };
/** A picture of one pixel, as a camera would hand it over. */
const photo = { name: 'surat.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') };

describeInBrowser("the employee's own day on a phone", () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    office = await ConsoleOffice.open();
    browser = new Browser(office.url);
    const user = { username, name: 'Fitri Handayani', employeeId: await office.employeeId('Fitri Handayani'), password: officePassword, roles: [{ role: 'employee', fromDate: '2026-09-14' }] };
    await office.call(officeUsers.administrator, 'POST', 'users', user);
    await office.database.transaction((tx) => tx.execute('UPDATE user_account SET must_change_password = 0'));
    page = await browser.signedIn(username, phone);
    await page.goto('/me');
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  it('the day that asks for something comes first, with its deadline, in a sentence', async () => {
    await page.getByRole('heading', { name: 'Rekaman masuk tidak ada' }).waitFor();
    await page.getByText('Jadwal Anda 07:30 sampai 16:00, pulang 16:03.').waitFor();
    await page.getByText('Sampai Kamis, 26 November').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '07a-phone-day');
  });

  it('explains with a photo, and what was sent is an explanation of that day', async () => {
    await page.getByRole('link', { name: 'Beri penjelasan' }).click();
    await page.getByRole('radio', { name: 'Kendala di perjalanan' }).waitFor();
    await page.getByLabel('Ceritakan singkat').fill('Ban motor bocor di Jl. Cempaka.');
    await page.locator('input[type=file]').last().setInputFiles(photo);
    await page.getByText('surat.png').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '07b-phone-explain');
    await page.getByRole('button', { name: 'Kirim penjelasan' }).click();
    await page.getByText('Penjelasan terkirim').waitFor();
    const explained = await office.database.query<{ words: string }>("SELECT words FROM explanation WHERE words LIKE 'Kendala%'");
    expect(explained.map(({ words }) => words)).toEqual(['Kendala di perjalanan: Ban motor bocor di Jl. Cempaka.']);
  });

  it('asks for training as a duty, which needs the number of its order; the officer records a letter that was handed in', async () => {
    await page.goto('/me/leave');
    await page.getByLabel('Jenis').selectOption({ label: 'Diklat' });
    const order = page.getByLabel('Nomor surat tugas');
    await page.getByRole('button', { name: 'Kirim permohonan' }).click();
    expect(await order.evaluate((input: HTMLInputElement) => input.validity.valueMissing)).toBe(true);
    await order.fill('ST/12/2026');
    await keepPicture(page, '07d-phone-duty');
    await page.getByRole('button', { name: 'Kirim permohonan' }).click();
    await page.getByText('Permintaan terkirim').waitFor();
    const desk = await browser.signedIn(officeUsers.officer);
    await desk.goto('/requests');
    await desk.getByRole('button', { name: 'Catat permohonan' }).click();
    await desk.getByRole('combobox', { name: 'Pegawai (nama atau NIP)' }).fill('joko');
    await desk.getByRole('option', { name: /Joko Susilo/ }).click();
    await desk.getByRole('dialog').getByRole('combobox', { name: 'Jenis' }).click();
    await desk.getByRole('option', { name: 'Bekerja di luar kantor (WFA)' }).click();
    await desk.getByLabel('Nomor surat').fill('WFA/3');
    expect(await accessibilityFaults(desk)).toEqual([]);
    await keepPicture(desk, '13-requests-file');
    await desk.getByRole('button', { name: 'Simpan' }).click();
    await desk.getByRole('heading', { name: 'Bekerja di luar kantor (WFA)' }).waitFor();
    const filed = await office.database.query<{ type: string; letter: string }>("SELECT type, letter FROM request WHERE kind = 'duty' ORDER BY letter");
    expect(filed).toEqual([{ type: 'training', letter: 'ST/12/2026' }, { type: 'remote', letter: 'WFA/3' }]);
  });

  it("another's page is out of reach, and says who can give access", async () => {
    await page.goto(`/people/${await office.employeeId('Hendra Saputra')}`);
    await page.getByRole('heading', { name: 'Di luar wewenang Anda' }).waitFor();
    expect(await page.getByText('Pengadministrasi Umum').count()).toBe(0);
  });

  it('own calendar and leave, in English and dark, without a finding of axe', async () => {
    const other = await browser.signedIn(username, { ...phone, scheme: 'dark' });
    await other.addInitScript(() => localStorage.setItem('hadir-language', 'en'));
    await other.goto('/me/leave');
    await other.getByRole('heading', { name: 'Ask for leave or duty' }).waitFor();
    expect(await accessibilityFaults(other)).toEqual([]);
    await other.goto(`/my-calendar`);
    await other.getByRole('heading', { name: 'My calendar' }).waitFor();
    await other.getByText('Longest run').waitFor();
    expect(await accessibilityFaults(other)).toEqual([]);
    expect(await other.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  it('no page complained', () => expect(browser.complaints).toEqual([]));
});
