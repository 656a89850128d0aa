import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officePassword, officeUsers } from '../../support/console-office';

jest.setTimeout(120_000);

const username = 'fitri';
const phone = { width: 390, height: 844 };
/** A picture of one pixel, as a camera would hand it over. */
const photo = { name: 'surat.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') };

describeInBrowser("the employee's own day on a phone, and the officer who answers", () => {
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

  it('asks for a correction of the IN that is missing', async () => {
    await page.goto(`/me?day=2026-11-23`);
    await page.getByRole('link', { name: 'Minta koreksi' }).click();
    await page.getByLabel('Jam sebenarnya').fill('07:25');
    await page.getByLabel('Keterangan').fill('mencoba tiga kali');
    await page.locator('input[type=file]').first().setInputFiles(photo);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '07c-phone-correction');
    await page.getByRole('button', { name: 'Kirim permintaan' }).click();
    await page.getByText('Permintaan terkirim').waitFor();
    await page.getByRole('link', { name: 'Kembali' }).click();
    await page.getByText('Menunggu keputusan petugas.').waitFor();
    await page.getByRole('link', { name: 'Unduh surat.png' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('the officer refuses only with a reason, sees the day and the paper, and approves', async () => {
    const desk = await browser.signedIn(officeUsers.officer);
    await desk.goto('/requests');
    await desk.getByRole('button', { name: /Fitri Handayani/ }).click();
    await desk.getByRole('heading', { name: 'Koreksi rekaman masuk' }).waitFor();
    await desk.getByText('Sidik jari tidak terbaca: mencoba tiga kali').first().waitFor();
    await desk.getByRole('link', { name: 'Unduh surat.png' }).waitFor();
    expect(await accessibilityFaults(desk)).toEqual([]);
    await keepPicture(desk, '13-requests');
    await desk.getByRole('button', { name: 'Tolak', exact: true }).click();
    await desk.getByText('Tulis alasannya; pegawai berhak tahu.').waitFor();
    await desk.getByLabel('Alasan keputusan').fill('disaksikan petugas jaga');
    await desk.getByRole('button', { name: 'Setujui', exact: true }).click();
    await desk.getByText('Sudah dicatat: disetujui.').waitFor();
  });

  it('the day is computed again with the correction beside the record, and the employee reads the answer', async () => {
    await office.judge();
    await page.reload();
    await page.getByText('Jawaban: disaksikan petugas jaga').waitFor();
    await page.goto(`/me?day=2026-11-23`);
    await page.getByRole('heading', { name: 'Tepat waktu' }).waitFor();
    await page.getByText('tercatat masuk 07:25, pulang 16:03').waitFor();
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
    await other.getByRole('heading', { name: 'Ask for leave' }).waitFor();
    expect(await accessibilityFaults(other)).toEqual([]);
    await other.goto(`/my-calendar`);
    await other.getByRole('heading', { name: 'My calendar' }).waitFor();
    await other.getByText('Longest run').waitFor();
    expect(await accessibilityFaults(other)).toEqual([]);
    expect(await other.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  it('no page complained', () => expect(browser.complaints).toEqual([]));
});
