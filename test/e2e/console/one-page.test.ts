import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { ConsoleOffice, officeUsers } from '../../support/console-office';

jest.setTimeout(120_000);

describeInBrowser('one page of a person and of a unit, and units beside each other', () => {
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

  it('a unit over half a year, with what the role does not include named', async () => {
    await page.goto('/performance');
    await page.getByRole('heading', { name: 'Kota Sukamaju' }).waitFor();
    const months = page.getByRole('region', { name: 'Kehadiran' }).getByRole('row');
    expect(await months.count()).toBe(7);
    expect(await months.last().textContent()).toMatch(/Nov 2026\s*40/);
    await page.getByText('Tidak ditampilkan karena peran Anda tidak mencakupnya: Catatan.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '21a-unit-page');
  });

  it('units by name with their intervals, nobody ranked', async () => {
    await page.getByRole('tab', { name: 'Perbandingan unit' }).click();
    await page.getByText('Semua bersama').waitFor();
    const [city] = await office.database.query<{ id: string }>("SELECT id FROM unit WHERE code = 'KOTA'");
    await page.goto(`/performance?tab=comparison&unit=${city?.id}`);
    await page.getByRole('row', { name: /Satpol PP/ }).waitFor();
    const names = await page.locator('tbody tr td:first-child').allTextContents();
    expect(names).toEqual(['Semua bersama', 'BPKAD', 'Dinas Perhubungan', 'Kecamatan Melati', 'Puskesmas Kenanga', 'Satpol PP']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '21b-comparison');
  });

  it('a person, reached from the page of the person', async () => {
    const joko = await office.employeeId('Joko Susilo');
    await page.goto(`/people/${joko}`);
    await page.getByRole('link', { name: 'Satu halaman' }).click();
    await page.getByRole('heading', { name: 'Satu halaman: Joko Susilo' }).waitFor();
    await page.getByText(/Rekening tahun 2026/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '21c-person-page');
  });

  it("one's own on a phone of 360 px", async () => {
    const own = await browser.signedIn(officeUsers.employee, { width: 360, height: 740, scheme: 'dark' });
    await own.goto('/my-performance');
    await own.getByRole('heading', { name: 'Kehadiran' }).waitFor();
    await own.getByText(/Tidak ditampilkan/).waitFor();
    expect(await own.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await accessibilityFaults(own)).toEqual([]);
    await keepPicture(own, '21d-own-page');
    expect(browser.complaints).toEqual([]);
  });
});
