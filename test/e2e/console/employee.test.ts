import { type Page } from 'playwright-core';
import { accessibilityFaults, Browser, describeInBrowser, keepPicture } from '../../support/browser';
import { type ConsoleOffice, officeUsers } from '../../support/console-office';
import { absentee, openCaseOffice } from './case-office';

jest.setTimeout(120_000);

describeInBrowser('people in the console', () => {
  let office: ConsoleOffice;
  let browser: Browser;
  let page: Page;
  let employeeId: string;

  beforeAll(async () => {
    ({ office, employeeId } = await openCaseOffice());
    browser = new Browser(office.url);
    page = await browser.signedIn(officeUsers.officer);
    await page.goto('/people');
  });
  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  it('finds a person by a part of the name; what is sought stands in the address', async () => {
    await page.getByRole('textbox', { name: 'Cari nama atau NIP' }).fill('lukman');
    await page.waitForURL(/text=lukman/);
    await page.getByText('Agus Salim').waitFor({ state: 'hidden' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Cari nama atau NIP' }).fill('nobody of this name');
    await page.getByRole('button', { name: 'Hapus saringan' }).click();
    await page.getByRole('link', { name: absentee }).click();
    await page.getByRole('heading', { name: absentee }).waitFor();
  });

  it('the account stands on its ruler: verified, unverified, and the next threshold by name', async () => {
    await page.getByRole('img', { name: '3 hari terverifikasi dari ambang 4; 1 belum diverifikasi.' }).waitFor();
    expect(await page.getByText('1 hari lagi sampai teguran tertulis (4).').isVisible()).toBe(true);
    expect(await page.getByText('+1 belum diverifikasi').isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'Tinjau 23 Nov' }).isVisible()).toBe(true);
  });

  it('the year is walked with the arrows, and Enter opens a day with its reasons', async () => {
    await page.getByRole('button', { name: /^Senin, 23 November 2026: Tanpa rekaman/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    const here = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(here).toMatch(/^Selasa, 17 November 2026/);
    await page.getByRole('button', { name: /^Kamis, 19 November 2026: Tanpa keterangan/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Kamis, 19 November 2026' }).waitFor();
    await page.getByText('Tanpa rekaman selama waktu rekam').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepPicture(page, '03-employee-year');
  });

  it.each(['Presensi', 'Cuti & dinas', 'Kasus', 'Data & jadwal'])('the part %s is there and axe finds nothing', async (part) => {
    await page.getByRole('button', { name: part }).click();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('at 360 pixels nothing runs out of the page, in English and dark', async () => {
    const other = await browser.signedIn(officeUsers.officer, { width: 360, height: 740, scheme: 'dark' });
    await other.addInitScript(() => localStorage.setItem('hadir-language', 'en'));
    await other.goto(`/people/${employeeId}`);
    await other.getByText('+1 not verified').waitFor();
    expect(await other.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await accessibilityFaults(other)).toEqual([]);
  });

  it('no page complained', () => expect(browser.complaints).toEqual([]));
});
